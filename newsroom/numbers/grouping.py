"""Cases told apart by year, agency, outcome, court or kind: a bar for each."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import CharField, Count, DateField, F, Func, QuerySet, Sum
from django.db.models.functions import Cast, ExtractYear

from cases.models import Case, Disposition, Docket, Entity, Party
from cases.roles import PartyRole, Side, side
from newsroom.numbers.asking import Grouping
from newsroom.numbers.figures import Value

NONE = "none"
INITIATING = [role for role in PartyRole if side(role) == Side.INITIATING]
WITHOUT = {
    Grouping.YEAR: "no date on record",
    Grouping.AGENCY: "no agency on record",
    Grouping.OUTCOME: "not decided",
    Grouping.COURT: "no docket on record",
    Grouping.KIND: "",
}
LABELS = {
    Grouping.OUTCOME: dict(Disposition.Outcome.choices),
    Grouping.KIND: dict(Case.Kind.choices),
}


@dataclass(frozen=True)
class Group:
    """A bar of a chart: the cases it is of are asked for by `key`."""

    key: str
    label: str
    value: Value


def counts_by(grouping: str, cases: QuerySet) -> list[Group]:
    """How many of the cases are in each group."""
    places = _places(grouping, cases)
    counted = places.values("group", "called").annotate(cases=Count("of", distinct=True)).order_by()
    found = [Group(each["group"], _label(grouping, each["called"]), Value(each["cases"])) for each in counted]
    without = cases.exclude(pk__in=places.values("of")).count()
    return _in_order(grouping, found, Value(without) if without else None)


def sums_by(grouping: str, cases: QuerySet, penalties: QuerySet) -> list[Group]:
    """What the penalties in each group come to, a total for each currency."""
    sums = (
        penalties.values_list("case", "currency").annotate(total=Sum("amount"), rows=Count("pk")).order_by()
    )
    groups, totals, rows = _groups_of_cases(grouping, cases, penalties), {}, defaultdict(int)
    for case, currency, total, count in sums:
        for group in groups.get(case, [(NONE, "")]):
            per_currency = totals.setdefault(group, {})
            per_currency[currency] = per_currency.get(currency, Decimal(0)) + total
            rows[group] += count
    found = [
        Group(group[0], _label(grouping, group[1]), Value(rows[group], total))
        for group, total in totals.items()
        if group[0] != NONE
    ]
    without = totals.get((NONE, ""))
    return _in_order(grouping, found, without and Value(rows[NONE, ""], without))


def cases_in(grouping: str, cases: QuerySet, key: str) -> QuerySet:
    """Those of the cases that are in the group."""
    places = _places(grouping, cases)
    if key == NONE:
        return cases.exclude(pk__in=places.values("of"))
    return cases.filter(pk__in=places.filter(group=key).values("of"))


def _groups_of_cases(grouping, cases, penalties):
    places = _places(grouping, cases.filter(pk__in=penalties.values("case")))
    groups = defaultdict(list)
    for case, key, called in places.values_list("of", "group", "called").distinct():
        groups[case].append((key, called))
    return groups


def _places(grouping, cases) -> QuerySet:
    """A row for each case `of` a `group` that is `called` so; a case may be in several, or in none."""
    match grouping:
        case Grouping.YEAR:
            first_day = Func("date_filed", function="lower", output_field=DateField())
            year = Cast(ExtractYear(first_day), CharField())
            dated = Case.objects.filter(pk__in=cases.values("pk"), date_filed__isnull=False)
            return dated.annotate(of=F("pk"), group=year, called=year)
        case Grouping.AGENCY:
            brought = Party.objects.filter(entity__kind=Entity.Kind.AGENCY, role__in=INITIATING)
            return _of(brought, cases, "case", "entity__slug", "entity__name")
        case Grouping.OUTCOME:
            return _of(Disposition.objects.live(), cases, "against__case", "outcome", "outcome")
        case Grouping.COURT:
            return _of(Docket.objects.all(), cases, "case", "court__code", "court__name")
    return _of(Case.objects.all(), cases, "pk", "kind", "kind")


def _of(rows, cases, case, group, called):
    rows = rows.filter(**{f"{case}__in": cases.values("pk")}).order_by()
    return rows.annotate(of=F(case), group=F(group), called=F(called))


def _label(grouping, called):
    return LABELS.get(grouping, {}).get(called, called)


def _in_order(grouping, found, without) -> list[Group]:
    """Years as they come, all else by size; last what is in no group."""
    if grouping == Grouping.YEAR:
        found = sorted(found, key=lambda group: int(group.key))
    else:
        found = sorted(found, key=lambda group: (-max(group.value.parts.values()), group.label))
    return [*found, Group(NONE, WITHOUT[grouping], without)] if without else found
