from django.contrib import admin

from cases.admin.base import DeskAdmin, DeskForm
from cases.models import CaseRelation


class RelationForm(DeskForm):
    places = {
        "relation_once": "kind",
        "case_is_not_related_to_itself": "to_case",
        "relation_has_another_end": "to_case",
    }


@admin.register(CaseRelation)
class CaseRelationAdmin(DeskAdmin):
    form = RelationForm
    list_display = ["from_case", "kind", "to_case", "to_printed"]
    list_filter = ["kind"]
    list_select_related = ["from_case", "to_case"]
    search_fields = ["from_case__caption", "to_case__caption", "to_printed"]
    search_help_text = "Caption of either case."
    ordering = ["-pk"]
    autocomplete_fields = ["from_case", "to_case"]
    fieldsets = [(None, {"fields": ["from_case", "kind", ("to_case", "to_printed"), "note"]})]
