from django.contrib import admin

from cases.admin.base import DeskAdmin, DeskForm
from cases.models import Court


class CourtForm(DeskForm):
    derived = {"id": "code"}
    places = {"court_is_not_above_itself": "appeals_to", "court_code_is_plain": "code"}


@admin.register(Court)
class CourtAdmin(DeskAdmin):
    form = CourtForm
    list_display = ["name", "citation_name", "code", "level", "system", "place", "appeals_to"]
    list_filter = ["level", "system"]
    list_select_related = ["appeals_to"]
    search_fields = ["name", "citation_name", "code"]
    search_help_text = "Name, citation (S.D.N.Y.) or code (nysd)."
    ordering = ["name", "pk"]
    autocomplete_fields = ["parent", "appeals_to"]
    fieldsets = [
        (None, {"fields": ["name", ("citation_name", "code"), "place"]}),
        ("Where it stands", {"fields": [("level", "system"), "parent", "appeals_to"]}),
    ]
