from django.contrib import admin

from cases.admin.base import DeskAdmin, DeskForm
from cases.models import Penalty


class PenaltyForm(DeskForm):
    """A penalty is of the case its party is in."""

    places = {"money_has_a_currency": "currency", "duration_has_a_unit": "duration"}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("party"):
            self.instance.case_id = cleaned["party"].case_id
        return cleaned


@admin.register(Penalty)
class PenaltyAdmin(DeskAdmin):
    form = PenaltyForm
    list_display = [
        "kind",
        "party",
        "case",
        "amount",
        "currency",
        "duration",
        "duration_unit",
        "date_imposed",
    ]
    list_filter = ["kind", "currency"]
    list_select_related = ["party__entity", "case"]
    search_fields = ["party__entity__name", "case__caption", "note"]
    search_help_text = "Party, caption or note."
    ordering = ["-pk"]
    autocomplete_fields = ["party", "source"]
    fieldsets = [
        (None, {"fields": ["party", "kind", ("amount", "currency"), ("duration", "duration_unit")]}),
        ("When and how we know", {"fields": [("date_imposed", "date_satisfied"), "source", "note"]}),
    ]
