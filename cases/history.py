"""The record on two clocks: what we had recorded at any moment, what held on any day, and who recorded it.

The database keeps every version of every row (migration `history`), whichever door the change came through.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.db import connection, transaction
from django.db.models import DateTimeField, Field, Func, Model

from cases.actions.record import keep
from cases.models import Change, DocketLine, Merge, Upload
from cases.verb import verb

# Tables that are themselves a log, or only wait.
LOGS = (Change, DocketLine, Merge, Upload)


@contextmanager
def at(*, known_at: datetime | None = None, as_of: date | None = None) -> Iterator[None]:
    """Within, every query of the record answers from another point on one or both clocks.

    `known_at`: as the record stood at the moment. `as_of`: only what held on the day: events, dispositions
    and statements of later days are not there yet. What has no date holds on every day, but a statement
    without one is as old as its oldest source, or else as the record of it, and a summary written later is
    empty. Only the record travels: users, stories and publications are as they are. Nothing can be written.

    Who may see what is today's on every clock: a case sealed since counts as sealed at every moment, together
    with what was recorded in it, merged with it or has moved into it, and so do those known only from it.
    What `is_sealed` said at a moment is told by `versions`.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set transaction read only")
        cursor.execute(HERE)
        here = cursor.fetchone()
        moment = known_at.isoformat() if known_at else FOR_EVER_MORE
        cursor.execute(TRAVEL, ["past, public", moment, as_of.isoformat() if as_of else ""])
        yield
        cursor.execute(TRAVEL, here)


HERE = """select current_setting('search_path'), coalesce(current_setting('newsroom.known_at', true), ''),
  coalesce(current_setting('newsroom.as_of', true), '')"""
TRAVEL = """select set_config('search_path', %s, true), set_config('newsroom.known_at', %s, true),
  set_config('newsroom.as_of', %s, true)"""
# Later than every version began and sooner than `infinity`, when those that stand are superseded.
FOR_EVER_MORE = "9999-12-31T00:00:00+00:00"


class FirstRecorded(Func):
    """When a row was first recorded, to annotate rows with: `recorded_at=FirstRecorded(Event)`."""

    def __init__(self, model: type[Model]):
        table = connection.ops.quote_name(model._meta.db_table)
        told = f"(select min(first.recorded_at) from history.{table} first where first.id = %(expressions)s)"  # noqa: S608  our own tables' names
        super().__init__("pk", template=told, output_field=DateTimeField())


@dataclass(frozen=True)
class Version:
    """A row of the record as it stood between two moments; `until` is None while it stands.

    `row` is an instance of its model as it was; saving it is `restore`'s business.
    """

    number: int
    row: Model
    since: datetime
    until: datetime | None
    verb: str
    recorded_by: int | None
    why: str
    ended_by: int | None
    is_deleted: bool


@dataclass(frozen=True)
class Difference:
    """What one act changed in a field."""

    field: Field
    old: Any
    new: Any


def is_kept(model: type[Model]) -> bool:
    """Whether every version of the model's rows is kept."""
    return model._meta.app_label == "cases" and model not in LOGS


def versions(model: type[Model], pk: int) -> list[Version]:
    """Every version of one row, oldest first, whether the row still exists or not."""
    return _versions(model, "id = %s order by version_id", pk)


def version(model: type[Model], number: int) -> Version:
    """One version of a row, by its own number."""
    return _versions(model, "version_id = %s", number)[0]


def _versions(model, condition, number):
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in model._meta.concrete_fields)
    rows = model._base_manager.raw(
        f"select {columns}, version_id, recorded_at as version_since,"  # noqa: S608  our own columns' names
        " nullif(superseded_at, 'infinity') as version_until, verb as version_verb,"
        " recorded_by as version_by, why as version_why, ended_by as version_ended_by,"
        " is_deleted as version_is_deleted"
        f" from history.{quote(model._meta.db_table)} where {condition}",
        [number],
    )
    return [
        Version(
            row.version_id, row, row.version_since, row.version_until, row.version_verb, row.version_by,
            row.version_why, row.version_ended_by, row.version_is_deleted,
        )
        for row in rows
    ]  # fmt: skip


def differences(older: Model | None, newer: Model) -> list[Difference]:
    """The fields in which two versions of a row differ; from nothing, those that say something."""
    return [
        Difference(field, old, new)
        for field in newer._meta.concrete_fields
        if not field.primary_key
        for old, new in [(getattr(older, field.attname, None), getattr(newer, field.attname))]
        if old != new and not (older is None and new in field.empty_values)
    ]


def steps(model: type[Model], pk: int) -> list[tuple[Version, list[Difference]]]:
    """The history of a row as a person reads it: each version with what changed from the one before."""
    told = versions(model, pk)
    first = [(version, differences(None, version.row)) for version in told[:1]]
    return first + [(later, differences(earlier.row, later.row)) for earlier, later in pairwise(told)]


# Fields that nobody types, kept with the typed one they come from.
FOLLOWS = {"name_key": "name", "docket_number_key": "docket_number", "checked_at": "checked_by"}


@verb
def restore(version: Version, *, by, fields: tuple[str, ...] = (), why: str = "") -> Model:
    """Bring a row back to what it was, or only some of its fields; a deleted row comes back as itself.

    Raises ValidationError where the record no longer allows it.
    """
    model = type(version.row)
    row = model._base_manager.filter(pk=version.row.pk).first() or version.row
    for field in model._meta.concrete_fields:
        if not field.generated and (not fields or FOLLOWS.get(field.name, field.name) in fields):
            setattr(row, field.attname, getattr(version.row, field.attname))
    row._state.adding = not model._base_manager.filter(pk=row.pk).exists()
    return keep(row, by=by)
