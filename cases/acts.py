"""What was done to a row of the record and to what belongs to it, newest first, a page at a time.

Read from the versions that the database keeps (see `cases.history`), so it tells of every door.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection
from django.db.models import Model

from cases.history import Difference, Version, differences, version
from cases.models import (
    Alias,
    Case,
    CaseRelation,
    Citation,
    Claim,
    ClaimAgainst,
    Counsel,
    Disposition,
    DistinctCases,
    DistinctEntities,
    Docket,
    Document,
    Entity,
    Event,
    ExternalIdentifier,
    Party,
    Penalty,
    Statement,
)

# What belongs to a row, by the paths that lead from it to the row.
BELONGS: dict[type[Model], dict[type[Model], tuple[str, ...]]] = {
    Case: {
        Docket: ("case",),
        Party: ("case",),
        Counsel: ("party__case",),
        Claim: ("case",),
        ClaimAgainst: ("case",),
        Disposition: ("against__case",),
        Penalty: ("case",),
        Event: ("case",),
        Event.documents.through: ("event__case",),
        Document: ("case",),
        Statement: ("case", "party__case", "claim__case", "event__case"),
        Citation: (
            "statement__case",
            "statement__party__case",
            "statement__claim__case",
            "statement__event__case",
        ),
        CaseRelation: ("from_case", "to_case"),
        DistinctCases: ("first",),
    },
    Entity: {
        Alias: ("entity",),
        ExternalIdentifier: ("entity",),
        Party: ("entity",),
        DistinctEntities: ("first",),
    },
    Party: {Counsel: ("party",), ClaimAgainst: ("party",), Penalty: ("party",)},
    Claim: {ClaimAgainst: ("claim",), Disposition: ("against__claim",)},
    ClaimAgainst: {Disposition: ("against",)},
    Event: {Event.documents.through: ("event",)},
    Statement: {Citation: ("statement",)},
}


@dataclass(frozen=True)
class Act:
    """A row written, changed or taken out: by whom, when, why, and what it changed.

    `row` is the row as it stood after the act, or before it was taken out; `earlier` is the number of the
    version before.
    """

    version: int
    row: Model
    moment: datetime
    verb: str
    by: int | None
    why: str
    is_deletion: bool
    earlier: int | None = None
    is_return: bool = False
    differences: list[Difference] = field(default_factory=list)

    @property
    def is_addition(self) -> bool:
        return self.earlier is None and not self.is_deletion

    @property
    def place(self) -> str:
        """Where in the history it stands: `acts_on(before=…)` goes on after it."""
        return f"{self.moment.isoformat()}/{self.row._meta.db_table}/{self.version}"


def kinds_of(model: type[Model]) -> list[type[Model]]:
    """The model, and what belongs to a row of it."""
    return [model, *BELONGS.get(model, {})]


def acts_on(
    model: type[Model],
    pk: int,
    *,
    kinds: Iterable[type[Model]] = (),
    since: datetime | None = None,
    before: str = "",
    most: int = 50,
) -> list[Act]:
    """The newest acts on a row and on what belongs to it, or on the chosen kinds of that.

    Raises ValueError where `before` is no place in a history.
    """
    told = {kind: _belonging(model, kind) for kind in kinds or kinds_of(model)}
    params = {"pk": pk, "since": since, "most": most, **_place(before)}
    parts = [
        part.format(table=kind._meta.db_table, rows=rows) for kind, rows in told.items() for part in PARTS
    ]
    with connection.cursor() as cursor:
        newest = "order by moment desc, kept desc, version_id desc limit %(most)s"
        cursor.execute(f"{' union all '.join(parts)} {newest}", params)
        found = cursor.fetchall()
    return _told({kind._meta.db_table: kind for kind in told}, found)


def version_of(model: type[Model], pk: int, kind: type[Model], number: int) -> Version | None:
    """A version of a row of the kind, if that is the row itself or belongs to it; else None."""
    rows = _belonging(model, kind)
    with connection.cursor() as cursor:
        cursor.execute(
            f'select from history."{kind._meta.db_table}" where version_id = %(number)s and ({rows})',
            {"number": number, "pk": pk},
        )
        is_there = cursor.rowcount > 0
    return version(kind, number) if is_there else None


def newest_version(model: type[Model], pk: int) -> Version | None:
    """The last version of a row, whether it stands or not; None where there never was one."""
    with connection.cursor() as cursor:
        cursor.execute(f'select max(version_id) from history."{model._meta.db_table}" where id = %s', [pk])  # noqa: S608  our own names
        (number,) = cursor.fetchone()
    return number and version(model, number)


def deleted(model: type[Model], *, before: str = "", most: int = 50) -> list[Act]:
    """The rows of a kind that are gone, the last to go first.

    Raises ValueError where `before` is no place in a history.
    """
    part = DELETED.format(table=model._meta.db_table, rows=NO_LONGER.format(table=model._meta.db_table))
    with connection.cursor() as cursor:
        cursor.execute(part, {"since": None, "most": most, **_place(before)})
        return _told({model._meta.db_table: model}, cursor.fetchall())


RECORDED = """(
  select '{table}' as kept, version_id, recorded_at as moment, verb, recorded_by, why, false as is_deletion
  from history."{table}" where ({rows})
    and (%(since)s::timestamptz is null or recorded_at >= %(since)s)
    and (%(moment)s::timestamptz is null
      or recorded_at <= %(moment)s
      and (recorded_at, '{table}', version_id) < (%(moment)s, %(kept)s, %(version)s))
  order by recorded_at desc, version_id desc limit %(most)s
)"""
DELETED = """(
  select '{table}' as kept, version_id, superseded_at as moment, ended_verb, ended_by, ended_why, true
  from history."{table}" where is_deleted and ({rows})
    and (%(since)s::timestamptz is null or superseded_at >= %(since)s)
    and (%(moment)s::timestamptz is null
      or superseded_at <= %(moment)s
      and (superseded_at, '{table}', version_id) < (%(moment)s, %(kept)s, %(version)s))
  order by superseded_at desc, version_id desc limit %(most)s
)"""
PARTS = (RECORDED, DELETED)
NO_LONGER = 'not exists (select from "{table}" stands where stands.id = history."{table}".id)'
# Each version asked for, and the one before it.
VERSIONS = """
select h.*, asked.version_id as asked_for from history."{table}" asked cross join lateral (
  select {columns}, version_id, is_deleted as was_deleted from history."{table}" earlier
  where earlier.id = asked.id and earlier.recorded_at <= asked.recorded_at
  order by recorded_at desc, version_id desc limit 2
) h where asked.version_id = any(%s)
"""


def _place(before):
    moment, table, version = before.split("/") if before else ("", "", "0")
    at = datetime.fromisoformat(moment) if moment else None
    if at and at.tzinfo is None:
        raise ValueError("A place in a history has a time zone.")
    if "\0" in table or not version.isdecimal() or int(version) >= 2**63:
        raise ValueError("A place in a history ends with a number.")
    return {"moment": at, "kept": table, "version": int(version)}


def _belonging(model, kind):
    """Which versions of the kind belong to the row, in SQL."""
    if kind is model:
        return "id = %(pk)s"
    return " or ".join(_leads(kind, path.split("__")) for path in BELONGS[model][kind])


def _leads(kind, path):
    field, *rest = [kind._meta.get_field(path[0]), *path[1:]]
    if not rest:
        return f'"{field.column}" = %(pk)s'
    beyond = field.related_model
    return (
        f'"{field.column}" in (select id from history."{beyond._meta.db_table}" where {_leads(beyond, rest)})'  # noqa: S608  our own names
    )


def _told(kinds, found):
    numbers = defaultdict(list)
    for table, number, *_ in found:
        numbers[table].append(number)
    rows = {
        (table, row.asked_for, row.version_id): row
        for table, asked in numbers.items()
        for row in _versions(kinds[table], asked)
    }
    earlier = {(table, asked): row for (table, asked, number), row in rows.items() if asked != number}
    return [
        _act(rows[table, number, number], earlier.get((table, number)), number, *said)
        for table, number, *said in found
    ]


def _act(row, earlier, number, moment, verb, by, why, is_deletion):
    is_return = bool(earlier and earlier.was_deleted) and not is_deletion
    changed = differences(None if is_return else earlier, row)
    told = [] if is_deletion else [each for each in changed if each.field.editable]
    before = earlier.version_id if earlier else None
    return Act(number, row, moment, verb, by, why, is_deletion, before, is_return, told)


def _versions(kind, numbers):
    columns = ", ".join(f'"{each.column}"' for each in kind._meta.concrete_fields)
    sql = VERSIONS.format(table=kind._meta.db_table, columns=columns)
    return list(kind._base_manager.raw(sql, [numbers]))
