from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import F

from cases.admin.base import DeskAdmin, DeskForm
from cases.admin.choosers import OffersWithinCase
from cases.docket_numbers import docket_number_key
from cases.models import Docket


class DocketForm(DeskForm):
    derived = {"docket_number_key": "docket_number"}
    places = {
        "docket_number_once_per_court": "docket_number",
        "docket_has_a_number": "docket_number",
        "docket_ends_after_it_begins": "date_terminated",
    }

    def clean_docket_number(self):
        printed = self.cleaned_data["docket_number"]
        try:
            key = docket_number_key(printed)
        except ValueError as problem:
            raise ValidationError(str(problem)) from problem
        self.instance.docket_number_key = self.cleaned_data["docket_number_key"] = key
        return printed


@admin.register(Docket)
class DocketAdmin(OffersWithinCase, DeskAdmin):
    form = DocketForm
    list_display = ["docket_number", "court", "case", "judge", "date_filed", "date_terminated"]
    list_filter = ["court__system", "date_filed"]
    list_select_related = ["court", "case"]
    search_fields = ["docket_number", "docket_number_core", "case__caption", "judge"]
    search_help_text = "Number as printed or as quoted (23-cv-01599), caption, judge."
    ordering = [F("date_filed").desc(nulls_last=True), "-pk"]
    autocomplete_fields = ["case", "court"]
    readonly_fields = ["docket_number_key"]
    fieldsets = [
        (None, {"fields": ["case", ("court", "docket_number"), ("date_filed", "date_terminated")]}),
        ("Judges", {"fields": [("judge", "referred_to")]}),
        (
            "As the docket says",
            {
                "classes": ["collapse"],
                "fields": [
                    ("cause", "nature_of_suit"),
                    ("jurisdiction", "jury_demand", "demand"),
                    ("appeal_from", "mdl_status"),
                    ("pacer_case_id", "docket_number_key"),
                ],
            },
        ),
    ]
