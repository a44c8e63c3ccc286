from django.contrib import admin
from django.utils import timezone

from cases.admin.base import DeskAdmin
from cases.admin.choosers import OffersWithinCase
from cases.admin.sheets import SheetDoor
from cases.models import Event, Upload


class OverdueFilter(admin.SimpleListFilter):
    title = "to do"
    parameter_name = "overdue"

    def lookups(self, request, model_admin):
        return [("yes", "expected, and the day has passed")]

    def queryset(self, request, queryset):
        return queryset.overdue(timezone.localdate()) if self.value() == "yes" else queryset


@admin.register(Event)
class EventAdmin(SheetDoor, OffersWithinCase, DeskAdmin):
    sheet = "events"
    uploads = (Upload.Kind.EVENTS,)
    list_display = ["date", "title", "case", "kind", "significance", "standing", "entry_number"]
    list_display_links = ["title"]
    list_filter = [OverdueFilter, "significance", "standing", "kind"]
    list_select_related = ["case"]
    search_fields = ["title", "case__caption"]
    search_help_text = "What happened, or the caption of the case."
    ordering = ["-date", "-pk"]
    autocomplete_fields = ["case", "docket", "documents", "source"]
    fieldsets = [
        (None, {"fields": ["case", ("date", "kind"), "title", "description"]}),
        ("How it counts", {"fields": [("significance", "standing")]}),
        ("Where it says so", {"fields": [("docket", "entry_number"), "documents", "source"]}),
    ]
