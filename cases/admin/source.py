from django.contrib import admin

from cases.admin.base import DeskAdmin, DeskForm
from cases.models import Source


class SourceForm(DeskForm):
    places = {"source_has_a_title": "title"}


@admin.register(Source)
class SourceAdmin(DeskAdmin):
    form = SourceForm
    list_display = ["title", "kind", "publisher", "author", "date_published"]
    list_filter = ["kind"]
    list_select_related = ["publisher"]
    search_fields = ["title", "publisher__name", "author", "url"]
    search_help_text = "Title, publisher, author or address."
    ordering = ["-pk"]
    autocomplete_fields = ["publisher", "document"]
    fieldsets = [
        (None, {"fields": ["title", ("kind", "date_published"), "publisher", "author"]}),
        ("Where to find it", {"fields": ["url", "archived_url", "document"]}),
    ]
