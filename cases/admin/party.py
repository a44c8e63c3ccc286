from django.contrib import admin

from cases.admin.base import DeskAdmin, DeskForm, Rows
from cases.admin.choosers import OffersWithinCase, chosen_within, edited_id
from cases.admin.sheets import SheetDoor
from cases.models import Claim, ClaimAgainst, Counsel, Docket, Party, Upload


class PartyForm(DeskForm):
    derived = {"appearance": "role"}
    places = {"party_once_per_role": "role", "party_leaves_after_it_joins": "date_terminated"}


class CounselForm(DeskForm):
    places = {"counsel_once_per_party": "name"}


class CounselInline(Rows):
    model = Counsel
    form = CounselForm
    verbose_name = "lawyer"
    verbose_name_plural = "counsel"
    show_change_link = False
    autocomplete_fields = ["entity"]
    fields = ["name", "firm", "roles_printed", "is_lead", "is_self_represented", "date_terminated", "entity"]


class AgainstForm(DeskForm):
    places = {"claim_once_against_a_party": "claim"}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("claim"):
            self.instance.case_id = cleaned["claim"].case_id
        return cleaned


class ClaimAgainstInline(Rows):
    model = ClaimAgainst
    form = AgainstForm
    verbose_name = "claim against this party"
    verbose_name_plural = "claims against this party"
    beside = ("claim", "party__entity")
    fields = ["claim"]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "claim":
            case_id = Party.objects.filter(pk=edited_id(request)).values_list("case", flat=True).first()
            kwargs |= chosen_within(case_id, db_field, Claim.objects.all())
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Party)
class PartyAdmin(SheetDoor, OffersWithinCase, DeskAdmin):
    sheet = "parties"
    uploads = (Upload.Kind.PARTIES,)
    form = PartyForm
    list_display = ["entity", "role", "case", "date_joined", "date_terminated"]
    list_filter = ["role"]
    list_select_related = ["entity", "case"]
    search_fields = ["entity__name", "name_printed", "case__caption"]
    search_help_text = "Name of the party, or caption of the case."
    ordering = ["-pk"]
    autocomplete_fields = ["case", "entity"]
    fieldsets = [
        (None, {"fields": ["case", ("entity", "role"), ("date_joined", "date_terminated")]}),
        ("As the docket prints it", {"fields": [("name_printed", "role_printed"), "docket"]}),
    ]

    def get_inlines(self, request, obj):
        return [CounselInline, ClaimAgainstInline] if obj else [CounselInline]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "docket":
            case_id = Party.objects.filter(pk=edited_id(request)).values_list("case", flat=True).first()
            kwargs |= chosen_within(case_id, db_field, Docket.objects.all())
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
