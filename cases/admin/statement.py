from django.contrib import admin
from django.utils.text import Truncator

from cases.admin.base import DeskAdmin, DeskForm, Rows
from cases.models import Citation, Statement


class CitationForm(DeskForm):
    places = {"citation_once": "locator"}


class CitationInline(Rows):
    model = Citation
    form = CitationForm
    verbose_name = "source"
    verbose_name_plural = "sources that bear it out"
    autocomplete_fields = ["source"]
    beside = ("source",)
    show_change_link = False
    fields = ["source", "locator", "date_accessed"]


class UnsourcedFilter(admin.SimpleListFilter):
    title = "to do"
    parameter_name = "unsourced"

    def lookups(self, request, model_admin):
        return [("yes", "without a source")]

    def queryset(self, request, queryset):
        return queryset.unsourced() if self.value() == "yes" else queryset


class StatementForm(DeskForm):
    places = {
        "statement_is_about_something": "case",
        "one_preferred_statement_per_point": "is_preferred",
        "preference_needs_a_point": "point",
        "statement_says_something": "text",
    }


@admin.register(Statement)
class StatementAdmin(DeskAdmin):
    form = StatementForm
    inlines = [CitationInline]
    list_display = ["words", "mode", "asserted_by", "via", "date", "case", "is_preferred"]
    list_filter = [
        UnsourcedFilter,
        ("checked_at", admin.EmptyFieldListFilter),
        "mode",
        "is_quotation",
        "is_preferred",
    ]
    list_select_related = ["asserted_by", "via", "case"]
    search_fields = ["text", "asserted_by__name", "case__caption", "point"]
    search_help_text = "Words, who says so, caption or point at issue."
    ordering = ["-pk"]
    autocomplete_fields = ["asserted_by", "via", "case", "party", "claim", "event", "entity"]
    readonly_fields = ["checked_by", "checked_at"]
    fieldsets = [
        (None, {"fields": ["text", ("mode", "is_quotation")]}),
        ("Who says so", {"fields": ["asserted_by", "spokesperson", "via", "date"]}),
        ("What it is about", {"fields": ["case", "entity", ("party", "claim", "event")]}),
        ("Where statements compete", {"classes": ["collapse"], "fields": [("point", "is_preferred")]}),
        ("Checked", {"classes": ["collapse"], "fields": [("checked_by", "checked_at")]}),
    ]

    @admin.display(description="statement", ordering="text")
    def words(self, statement):
        return Truncator(statement.text).chars(90)
