"""Numbers counted from the record as it stands, and the rows behind them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from django.db.models import Count, F, QuerySet, Sum

from cases.models import Case, Event, Penalty
from cases.status import say_penalty
from newsroom.numbers.asking import Definition, What
from newsroom.numbers.figures import Value
from newsroom.numbers.grouping import Group, cases_in, counts_by, sums_by

# What can be shown row by row, frozen with an edition and read through by somebody who checks it.
MOST_ROWS = 10_000


@dataclass(frozen=True)
class Row:
    """A row behind a number: what it is called, what it adds, and the case or entity it leads to."""

    pk: int
    kind: str
    target: int
    label: str
    note: str = ""
    amount: str = ""
    currency: str = ""

    @classmethod
    def told(cls, frozen: dict) -> Self:
        """As it stands in a published number."""
        kind = "case" if "case" in frozen else "entity"
        more = {name: frozen[name] for name in ("note", "amount", "currency") if name in frozen}
        return cls(frozen["id"], kind, frozen[kind], frozen["label"], **more)

    @property
    def frozen(self) -> dict:
        told = {"id": self.pk, self.kind: self.target, "label": self.label, "note": self.note}
        told |= {"amount": self.amount, "currency": self.currency}
        return {name: value for name, value in told.items() if value != ""}


def count(definition: Definition) -> Value:
    """What it comes to now, in one query. Raises ValidationError where it can no longer be asked."""
    rows = definition.rows()
    if definition.what != What.PENALTIES:
        return Value(rows.count())
    sums = (
        _penalties(definition, rows)
        .values("currency")
        .annotate(total=Sum("amount"), rows=Count("pk"))
        .order_by()
    )
    return Value(
        count=sum(each["rows"] for each in sums),
        totals={each["currency"]: each["total"] for each in sums},
    )


def groups_of(definition: Definition) -> list[Group]:
    """What it comes to for each group; a case that is in several counts in each."""
    cases = definition.rows()
    if definition.what == What.PENALTIES:
        return sums_by(definition.grouped_by, cases, _penalties(definition, cases))
    return counts_by(definition.grouped_by, cases)


def rows_of(definition: Definition, *, group: str = "", start: int = 0, end: int = MOST_ROWS) -> list[Row]:
    """The rows behind it from one place up to another, or those of one group; in one query."""
    rows = definition.rows()
    if group:
        rows = cases_in(definition.grouped_by, rows, group)
    return [ROW[What(definition.what)](each) for each in _in_order(definition, rows)[start:end]]


def how_many_rows(definition: Definition, group: str = "") -> int:
    rows = definition.rows()
    if group:
        rows = cases_in(definition.grouped_by, rows, group)
    return (_penalties(definition, rows) if definition.what == What.PENALTIES else rows).count()


def value_of_rows(definition: Definition, rows: Iterable[Row]) -> Value:
    """What these rows come to."""
    rows = list(rows)
    if definition.what != What.PENALTIES:
        return Value(len(rows))
    totals: dict[str, Decimal] = {}
    for row in rows:
        totals[row.currency] = totals.get(row.currency, Decimal(0)) + Decimal(row.amount)
    return Value(len(rows), totals)


def _in_order(definition, rows) -> QuerySet:
    match definition.what:
        case What.CASES:
            return rows.newest_first().only("caption", "date_filed")
        case What.PENALTIES:
            newest = F("case__date_filed").desc(nulls_last=True)
            penalties = _penalties(definition, rows).select_related("case", "party__entity")
            return penalties.order_by(newest, "-case", "pk")
        case What.EVENTS:
            return rows.newest_first().select_related("case")
    return rows.order_by("name", "pk").only("name", "description")


def _penalties(definition, cases):
    penalties = Penalty.objects.filter(case__in=cases.values("pk"), amount__isnull=False)
    return penalties.filter(kind__in=definition.kinds) if definition.kinds else penalties


def _case(case: Case):
    return Row(case.pk, "case", case.pk, case.caption, f"filed {case.date_filed}" if case.date_filed else "")


def _penalty(penalty: Penalty):
    return Row(
        penalty.pk,
        "case",
        penalty.case_id,
        penalty.case.caption,
        f"{penalty.party.entity.name}: {say_penalty(penalty)}",
        str(penalty.amount),
        penalty.currency,
    )


def _event(event: Event):
    return Row(event.pk, "case", event.case_id, event.case.caption, f"{event.title}, {event.date}")


def _entity(entity):
    return Row(entity.pk, "entity", entity.pk, entity.name, entity.description)


ROW = {What.CASES: _case, What.PENALTIES: _penalty, What.EVENTS: _event, What.ENTITIES: _entity}
