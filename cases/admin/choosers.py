"""Fields that find a row while its name is typed."""

from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple


class KnowsNumbers:
    """Django's widget fails on a chosen value that is no number; such a value chooses nothing."""

    def optgroups(self, name, value, attrs=None):
        numbers = [one for one in value if str(one).isdecimal()] or [""]
        return super().optgroups(name, numbers, attrs)


class Chooser(KnowsNumbers, AutocompleteSelect):
    pass


class ManyChooser(KnowsNumbers, AutocompleteSelectMultiple):
    pass


class WithinCase(Chooser):
    """An autocomplete that offers only rows of the case it is told of."""

    case_id = None

    def get_url(self):
        url = super().get_url()
        return f"{url}?case={self.case_id}" if self.case_id else url


class OffersWithinCase:
    """For the desks of rows that `WithinCase` looks up."""

    case_path = "case"

    def get_search_results(self, request, queryset, search_term):
        rows, has_duplicates = super().get_search_results(request, queryset, search_term)
        case = request.GET.get("case", "")
        if case.isdecimal() and request.path.endswith("/autocomplete/"):
            rows = rows.filter(**{self.case_path: int(case)})
        return rows, has_duplicates


def chosen_within(case_id, db_field, queryset):
    """Form field options: choose among rows of the case, or of none where it is not known yet."""
    widget = WithinCase(db_field, admin.site)
    widget.case_id = case_id
    return {"widget": widget, "queryset": queryset.filter(case=case_id) if case_id else queryset.none()}


def edited_id(request):
    """The number of the row a form edits, from its address; None while it is added."""
    typed = request.resolver_match.kwargs.get("object_id", "")
    return int(typed) if typed.isdecimal() else None
