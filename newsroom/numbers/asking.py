"""What a number is a number of, asked in the words of the API."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Self
from urllib.parse import urlencode, urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, QuerySet
from django.http import QueryDict
from django.utils.text import get_text_list

from cases.filters import TOGETHER, CaseFilters, Choices, EntityFilters, EventFilters, Filters
from cases.models import Case, Entity, Event, Penalty
from cases.narrowing import filter_errors


class What(models.TextChoices):
    """What is counted, or summed."""

    CASES = "cases", "how many cases"
    PENALTIES = "penalties", "the money of their penalties"
    EVENTS = "events", "how many events"
    ENTITIES = "entities", "how many people and organisations"


class Grouping(models.TextChoices):
    """What a chart of cases has a bar for each of."""

    NONE = "", "not grouped: one figure"
    YEAR = "year", "the year they were filed"
    AGENCY = "agency", "the agency that brought them"
    OUTCOME = "outcome", "how they ended"
    COURT = "court", "the court"
    KIND = "kind", "the kind of case"


# What is paid: a term of imprisonment has no amount.
OF_MONEY = [
    Penalty.Kind.FINE,
    Penalty.Kind.FINANCIAL,
    Penalty.Kind.CIVIL_PENALTY,
    Penalty.Kind.DISGORGEMENT,
    Penalty.Kind.FORFEITURE,
    Penalty.Kind.RESTITUTION,
    Penalty.Kind.DAMAGES,
    Penalty.Kind.OTHER,
]


@dataclass(frozen=True)
class Asked:
    """The rows that may be counted, the filter language over them, and whose changes can move the number."""

    filters: type[Filters]
    rows: Callable[[], QuerySet]
    moved_by: frozenset[str]


class PenaltyFilters(CaseFilters):
    """The cases by the words of the API, and of their penalties some kinds."""

    penalty = Choices(
        "A kind of penalty: only these are summed, and only cases with one of them are meant. Without it, "
        "all money is summed, whatever it was imposed as.",
        example="disgorgement",
        choices=[(kind.value, kind.label) for kind in OF_MONEY],
        **TOGETHER,
    )

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        if kinds := self.asked.get("penalty"):
            queryset = queryset.filter(Exists(Penalty.objects.filter(case=OuterRef("pk"), kind__in=kinds)))
        return queryset


CASES = Asked(CaseFilters, lambda: Case.objects.visible_to(None), frozenset({"case", "court"}))
ASKED = {
    What.CASES: CASES,
    What.PENALTIES: Asked(PenaltyFilters, CASES.rows, CASES.moved_by),
    What.EVENTS: Asked(
        EventFilters,
        lambda: Event.objects.filter(case__in=Case.objects.visible_to(None)),
        frozenset({"case"}),
    ),
    What.ENTITIES: Asked(
        EntityFilters, lambda: Entity.objects.visible_to(None), frozenset({"entity", "case"})
    ),
}
# A case is counted under its party's name and address: these ask for entities too.
OF_ENTITIES = {"party"}


@dataclass(frozen=True)
class Definition:
    """What a number counts, of which filter, in which groups: all that its value depends on."""

    what: str
    query: str = ""
    grouped_by: str = ""

    @classmethod
    def told(cls, frozen: dict) -> Self:
        """As it stands in frozen content."""
        return cls(frozen["what"], frozen["query"], frozen["grouped_by"])

    @property
    def key(self) -> str:
        """The same for whoever asks the same."""
        return sha256(f"{self.what}\n{self.query}\n{self.grouped_by}".encode()).hexdigest()

    @property
    def is_of_cases(self) -> bool:
        return self.what in (What.CASES, What.PENALTIES)

    @property
    def kinds(self) -> list[str]:
        """Of a sum, the kinds of penalties that are summed; none: all."""
        return QueryDict(self.query).getlist("penalty") if self.what == What.PENALTIES else []

    @property
    def summed(self) -> str:
        """Of a sum, what is summed, in words."""
        if self.what != What.PENALTIES:
            return ""
        labels = [str(Penalty.Kind(kind).label) for kind in self.kinds if kind in Penalty.Kind]
        return get_text_list(labels, "and") or "all kinds of penalties together"

    @property
    def moved_by(self) -> list[str]:
        """The subjects of the change log whose changes can move it."""
        moved = set(ASKED[What(self.what)].moved_by)
        if OF_ENTITIES & QueryDict(self.query).keys() or self.grouped_by == Grouping.AGENCY:
            moved.add("entity")
        return sorted(moved)

    def rows(self) -> QuerySet:
        """The rows asked for that any reader may see, in no order. Raises ValidationError."""
        asked = ASKED[What(self.what)]
        if errors := filter_errors(self.query, asked.filters):
            raise ValidationError({"query": errors})
        return asked.filters(QueryDict(self.query), queryset=asked.rows()).qs.order_by()


def read_query(what: str, typed: str) -> str:
    """The filter in the one order in which equal filters are equal; an address of the API will do.

    Raises ValidationError in the API's own words, naming each parameter at fault.
    """
    typed = typed.strip()
    if "?" in typed or typed.startswith(("/", "http:", "https:")):
        typed = urlsplit(typed).query
    if errors := filter_errors(typed, ASKED[What(what)].filters):
        raise ValidationError({"query": errors})
    given = QueryDict(typed)
    return urlencode(sorted((name, value) for name, values in given.lists() for value in values))
