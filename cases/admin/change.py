from django.contrib import admin
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html

from cases.admin.base import DeskAdmin, ReadOnly
from cases.models import Change


@admin.register(Change)
class ChangeAdmin(ReadOnly, DeskAdmin):
    """Who did what to the record, newest first. Nobody can write in it."""

    list_display = ["noted_at", "by", "act", "subject", "leads_to"]
    list_filter = ["subject", "noted_at"]
    list_select_related = ["by"]
    search_fields = ["verb", "by__username", "=subject_id"]
    search_help_text = "Verb, user name or number of the record."
    ordering = ["-pk"]
    fields = ["noted_at", "by", "act", "subject", "leads_to"]

    @admin.display(description="what was done", ordering="verb")
    def act(self, change):
        return change.verb.replace("_", " ")

    @admin.display(description="where")
    def leads_to(self, change):
        try:
            address = reverse(f"admin:cases_{change.subject}_change", args=[change.subject_id])
        except NoReverseMatch:  # a story: its desk is another room
            return f"{change.subject} {change.subject_id}"
        return format_html('<a href="{}">{} {}</a>', address, change.subject, change.subject_id)
