"""A filter as it stands in an address, kept: `significance=major&after=2023`. Judged, said, and applied.

It is the very language of the API's lists, with the same refusals.
"""

from urllib.parse import parse_qs

from django.db.models import QuerySet
from django.utils.datastructures import MultiValueDict

from cases.filter_parameters import After, Before, Choices, Flag, Ordering, Words
from cases.filters import Filters
from cases.models import Case
from cases.parameters import parameter_errors

Language = type[Filters]


def filter_errors(text: str, language: Language) -> list[str]:
    """What there is to put right, each with the parameter at fault; nothing where it is understood."""
    given = _given(text)
    if not text:
        return []
    if not given:
        return ["This is no filter: write it as in an address, name=value, parted by &."]
    known = {name: found.takes_several for name, found in language.base_filters.items()}
    wrong = parameter_errors(given, known)
    asked = {name: values for name, values in given.lists() if name not in wrong}
    wrong |= _read(asked, language).errors
    return [f"{name[:100]}: {said}" for name, details in wrong.items() for said in details]


def narrowed(rows: QuerySet, text: str, language: Language) -> QuerySet:
    """The rows that the filter keeps. A filter no longer understood keeps all: none of them is a secret."""
    if not text or filter_errors(text, language):
        return rows
    order = rows.query.order_by
    found = language(_given(text), queryset=rows).qs
    return found if "ordering" in _given(text) else found.order_by(*order)


def in_words(text: str, language: Language) -> str:
    """`major, from June 2023 on`: what is kept, for people; the order goes without saying."""
    if not text or filter_errors(text, language):
        return ""
    asked = _read(dict(_given(text).lists()), language)
    said = [_say(name, asked.filters[name], value) for name, value in asked.asked.items()]
    return ", ".join(filter(None, said))


def _read(asked, language):
    """What is asked, without asking it of any rows."""
    found = language(MultiValueDict(asked), queryset=Case.objects.none())
    found.form.is_valid()
    return found


def _given(text):
    return MultiValueDict(parse_qs(text.removeprefix("?"), keep_blank_values=True))


def _say(name, parameter, value):
    called = name.replace("_", " ")
    match parameter:
        case Ordering():
            said = ""
        case Choices():
            labels = dict(parameter.extra["choices"])
            said = " or ".join(str(labels[each]) for each in value)
        case After():
            said = f"from {value} on"
        case Before():
            said = f"until {value}"
        case Flag():
            said = called if value else f"not {called}"
        case Words():
            said = f"“{' '.join(value)}”"
        case _:
            several = value if isinstance(value, list) else [value]
            said = f"{called} {' or '.join(map(_plain, several))}"
    return said


def _plain(value):
    return " ".join(value) if isinstance(value, tuple) else str(value)
