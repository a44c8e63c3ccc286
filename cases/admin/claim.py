from django.contrib import admin

from cases.admin.base import DeskAdmin, DeskForm, ReadOnly, Rows
from cases.admin.choosers import OffersWithinCase, chosen_within, edited_id
from cases.models import Claim, ClaimAgainst, Disposition, Party


class AgainstForm(DeskForm):
    places = {"claim_once_against_a_party": "party"}

    def clean(self):
        cleaned = super().clean()
        self.instance.case_id = self.instance.claim.case_id
        return cleaned


class AgainstInline(Rows):
    model = ClaimAgainst
    form = AgainstForm
    verbose_name = "party it is against"
    verbose_name_plural = "against"
    beside = ("claim", "party__entity")
    fields = ["party"]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "party":
            case_id = Claim.objects.filter(pk=edited_id(request)).values_list("case", flat=True).first()
            kwargs |= chosen_within(case_id, db_field, Party.objects.select_related("entity"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Claim)
class ClaimAdmin(OffersWithinCase, DeskAdmin):
    list_display = ["title", "kind", "number", "statute", "case"]
    list_filter = ["kind"]
    list_select_related = ["case"]
    search_fields = ["title", "number", "statute", "case__caption"]
    search_help_text = "Title, statute or caption."
    ordering = ["-pk"]
    autocomplete_fields = ["case"]
    fieldsets = [(None, {"fields": ["case", ("kind", "number"), "title", "statute", "description"]})]

    def get_inlines(self, request, obj):
        return [AgainstInline] if obj else []

    def get_readonly_fields(self, request, obj=None):
        return ["case"] if obj else []  # its parties are of this case


class DispositionInline(ReadOnly, Rows):
    model = Disposition
    verbose_name_plural = "dispositions, the live one last"
    fields = ["outcome", "prejudice", "decided_by", "date", "superseded_by"]
    beside = ("superseded_by",)


@admin.register(ClaimAgainst)
class ClaimAgainstAdmin(OffersWithinCase, DeskAdmin):
    """One claim against one party, with how it ended. It is added where the claim or the party is."""

    inlines = [DispositionInline]
    list_display = ["claim", "party", "case"]
    list_select_related = ["claim", "party__entity", "case"]
    search_fields = ["claim__title", "party__entity__name", "case__caption"]
    search_help_text = "Claim, party or caption."
    ordering = ["-pk"]
    fields = readonly_fields = ["case", "claim", "party"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("claim", "party__entity", "case")

    def has_add_permission(self, request, obj=None):
        return False
