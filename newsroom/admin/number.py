"""The desk's numbers: a filter typed in the API's words, with what it comes to and the rows behind it."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.template.response import TemplateResponse
from django.urls import path

from cases.admin.base import DeskAdmin, DeskForm
from cases.filter_parameters import Ordering
from newsroom.numbers.actions import save_number
from newsroom.numbers.asking import ASKED, Definition, What, read_query
from newsroom.numbers.counting import MOST_ROWS, count, groups_of, rows_of
from newsroom.numbers.figures import Value, unit_of
from newsroom.numbers.models import Number

SHOWN = 20


class NumberForm(DeskForm):
    places = {
        "number_has_a_title": "title",
        "only_cases_are_grouped": "grouped_by",
        "number_says_a_unit_it_has": "unit",
        "number_drifts_forwards": "threshold",
    }

    def file(self, *, by, now):
        return save_number(self.instance, by=by, now=now)


@admin.register(Number)
class NumberAdmin(DeskAdmin):
    form = NumberForm
    change_form_template = "admin/newsroom/number_form.html"
    list_display = ["title", "what", "query", "today", "counted"]
    list_filter = ["what"]
    search_fields = ["title", "label"]
    search_help_text = "Title or label."
    ordering = ["title"]
    fieldsets = [
        (None, {"fields": ["title", "label", ("unit", "unit_one", "unit_in_text")]}),
        ("What it counts", {"fields": ["what", "query", "grouped_by"]}),
        ("When its sentences are flagged", {"fields": [("threshold", "threshold_unit")]}),
    ]

    class Media:
        js = ["newsroom/numbers.js"]

    def get_queryset(self, request):
        return super().get_queryset(request).with_tally()

    @admin.display(description="today")
    def today(self, number):
        if not number.told_today:
            return None
        value = Value.told(number.told_today)
        return f"{value} {unit_of(value, number.frozen)}".strip()

    @admin.display(description="counted", ordering="counted_at")
    def counted(self, number):
        return number.counted_at

    def get_urls(self):
        view = self.admin_site.admin_view(self.count_view)
        return [path("count/", view, name="newsroom_number_count"), *super().get_urls()]

    def count_view(self, request):
        """What a number would come to, as it is typed: nothing is kept."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        asked = {name: request.GET.get(name, "")[:1000] for name in ("what", "query", "grouped_by")}
        return TemplateResponse(request, "admin/newsroom/number_counted.html", counted(**asked))

    def render_change_form(self, request, context, **kwargs):
        number = kwargs.get("obj")
        if number:
            context |= counted(number.what, number.query, number.grouped_by)
        return super().render_change_form(request, context, **kwargs)


def counted(what: str, query: str, grouped_by: str) -> dict:
    """What the number comes to and the first rows behind it; or what is wrong with it."""
    if what not in What:
        return {"wrong": ["Choose what is counted."]}
    told = {"can_ask": _can_ask(what), "most": MOST_ROWS}
    try:
        definition = Definition(what, read_query(what, query.replace("\0", "")), grouped_by)
        value = count(definition)
        rows = rows_of(definition, end=SHOWN)
        groups = groups_of(definition) if grouped_by and definition.is_of_cases else []
    except ValidationError as error:
        return told | {"wrong": error.messages}
    return told | {"value": value, "summed": definition.summed, "first_rows": rows, "bars": groups}


def _can_ask(what):
    """The parameters of the filter, each with what it means."""
    filters = ASKED[What(what)].filters.base_filters
    return [(name, each) for name, each in filters.items() if not isinstance(each, Ordering)]
