"""Which rows of the record live sections show: all sections of a kind are asked in one query."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db.models import F, OrderBy, QuerySet, Value, Window
from django.db.models.functions import RowNumber

from cases.narrowing import narrowed
from newsroom.explainers.kinds import KINDS


@dataclass
class Chosen:
    """The rows of a section in their order, by number; `is_cut` where there are more."""

    numbers: list[int] = field(default_factory=list)
    is_cut: bool = False


def chosen(sections: Iterable[dict], rows_of: Callable[[dict], QuerySet], *, most: int) -> dict[int, Chosen]:
    """By the number of each section, of one kind, what its filter keeps of its rows, `most` at most."""
    queries = [_asked(section, rows_of(section), most) for section in sections]
    found = {section["id"]: [] for section in sections}
    if queries:
        first, *others = queries
        # Each part has its own order and end; the whole has none.
        for number, _, pk in sorted(first.union(*others, all=True).order_by() if others else first):
            found[number].append(pk)
    return {number: of_these(pks, most) for number, pks in found.items()}


def of_these(numbers: list[int], most: int) -> Chosen:
    """The first so many."""
    return Chosen(numbers[:most], is_cut=len(numbers) > most)


def _asked(section, rows, most):
    rows = narrowed(rows, section.get("filter", ""), KINDS[section["kind"]].language)
    place = Window(RowNumber(), order_by=[_as_expression(each) for each in rows.query.order_by])
    told = rows.annotate(in_section=Value(section["id"]), place=place)
    return told.values_list("in_section", "place", "pk")[: most + 1]


def _as_expression(order):
    if isinstance(order, str):
        return OrderBy(F(order.removeprefix("-")), descending=order.startswith("-"))
    return order
