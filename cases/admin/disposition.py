from django import forms
from django.contrib import admin

from cases.actions import AlreadyDecided, decide
from cases.admin.base import DeskAdmin, DeskForm
from cases.models import Disposition


class DispositionForm(DeskForm):
    """A new disposition may supersede the live one of its claim and party."""

    supersedes = forms.ModelChoiceField(
        Disposition.objects.none(),
        required=False,
        empty_label="nothing: the claim had not ended before",
        help_text="Where the claim has already ended for this party: the disposition that this one "
        "takes the place of. It stays in the record.",
    )
    places = {"prejudice_belongs_to_dismissals": "prejudice"}
    refusals = {AlreadyDecided: "supersedes"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:  # superseding is done by a new one
            del self.fields["supersedes"]
            return
        against = str(self["against"].value() or "")
        live = Disposition.objects.live().filter(against=int(against) if against.isdecimal() else None)
        self.fields["supersedes"].queryset = live

    def file(self, *, by, now):
        if self.instance.pk:
            return super().file(by=by, now=now)
        return decide(self.instance, supersedes=self.cleaned_data["supersedes"], by=by)


@admin.register(Disposition)
class DispositionAdmin(DeskAdmin):
    form = DispositionForm
    list_display = ["claim", "party", "outcome", "prejudice", "decided_by", "date", "is_live"]
    list_filter = ["outcome", "prejudice", "decided_by", ("superseded_by", admin.EmptyFieldListFilter)]
    list_select_related = ["against__claim", "against__party__entity"]
    search_fields = ["against__claim__title", "against__party__entity__name", "against__case__caption"]
    search_help_text = "Claim, party or caption."
    ordering = ["-pk"]
    autocomplete_fields = ["against", "source"]

    def get_fieldsets(self, request, obj=None):
        last = "superseded_by" if obj else "supersedes"
        return [
            (None, {"fields": ["against", ("outcome", "prejudice"), ("decided_by", "date"), last]}),
            ("Where it says so", {"fields": ["printed", "source", "note"]}),
        ]

    def get_readonly_fields(self, request, obj=None):
        return ["against", "superseded_by"] if obj else []

    @admin.display(ordering="against__claim__title")
    def claim(self, disposition):
        return disposition.against.claim

    @admin.display(ordering="against__party__entity__name")
    def party(self, disposition):
        return disposition.against.party.entity

    @admin.display(boolean=True, description="live", ordering="superseded_by")
    def is_live(self, disposition):
        return disposition.superseded_by_id is None
