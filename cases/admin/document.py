from django.contrib import admin
from django.db.models import F

from cases.admin.base import DeskAdmin, DeskForm
from cases.models import Document


class DocumentForm(DeskForm):
    places = {"document_is_somewhere": "file"}


@admin.register(Document)
class DocumentAdmin(DeskAdmin):
    form = DocumentForm
    list_display = ["title", "kind", "date", "case", "pages"]
    list_filter = ["kind"]
    list_select_related = ["case"]
    search_fields = ["title", "case__caption", "url"]
    search_help_text = "Title, caption or address."
    ordering = [F("date").desc(nulls_last=True), "-pk"]
    autocomplete_fields = ["case"]
    readonly_fields = ["sha256"]
    fieldsets = [
        (None, {"fields": ["title", ("kind", "date"), "case"]}),
        ("The paper itself", {"fields": ["file", "url", ("pages", "sha256")]}),
        ("Its words", {"classes": ["collapse"], "fields": ["text"]}),
    ]
