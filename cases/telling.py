"""How rows and values are called when a person reads of them, also of rows that are gone."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import connection
from django.db.models import Field, Model
from django.utils.formats import date_format
from django.utils.timezone import localtime

from cases.models import (
    CaseRelation,
    Citation,
    ClaimAgainst,
    Disposition,
    DistinctCases,
    DistinctEntities,
    Event,
    Party,
    Penalty,
)

# What the name of a row is made of beyond its own fields.
NAMED_BY = {
    Party: ("entity",),
    ClaimAgainst: ("claim", "party"),
    Disposition: ("against",),
    Penalty: ("party",),
    CaseRelation: ("from_case", "to_case"),
    Citation: ("source",),
    DistinctCases: ("first", "second"),
    DistinctEntities: ("first", "second"),
    Event.documents.through: ("event", "document"),
}


class Names:
    """Rows by model and number as they stand, or as they last stood, each with what its name is made of.

    `learn` asks the database once for each model, however many rows are named.
    """

    def __init__(self):
        self.known: dict[type[Model], dict[int, Model | None]] = defaultdict(dict)

    def learn(self, model: type[Model], numbers: Iterable[int]) -> None:
        wanted = set(numbers) - self.known[model].keys()
        if not wanted:
            return
        found = model._base_manager.in_bulk(wanted)
        gone = wanted - found.keys()
        if gone and model._meta.app_label == "cases":
            found |= {row.pk: row for row in _as_last_kept(model, gone)}
        self.known[model] |= dict.fromkeys(wanted) | found
        self.complete(found.values())

    def complete(self, rows: Iterable[Model]) -> None:
        """Give rows what their names are made of."""
        for model, same in _by_model(rows).items():
            for name in NAMED_BY.get(model, ()):
                field = model._meta.get_field(name)
                self.learn(field.related_model, {getattr(row, field.attname) for row in same} - {None})
                for row in same:
                    other = self.known[field.related_model].get(getattr(row, field.attname))
                    if other is not None:
                        setattr(row, name, other)

    def of(self, row: Model) -> str:
        """What a completed row is called."""
        if isinstance(row, Disposition):
            return f"{row.against}: {row}"
        if isinstance(row, Event.documents.through):
            return f"{row.document} with “{row.event}”"
        return str(row)

    def value(self, field: Field, value: object) -> str:
        """A field's value in words; nothing is an empty text."""
        if value is None or value == "":
            return ""
        if field.is_relation:
            row = self.known[field.related_model].get(value)
            return self.of(row) if row else f"{field.related_model._meta.verbose_name} number {value}"
        if field.flatchoices:
            return str(dict(field.flatchoices).get(value, value))
        if isinstance(value, bool):
            return "yes" if value else "no"
        return date_format(localtime(value), "j F Y, H:i") if hasattr(value, "tzinfo") else str(value)


def _by_model(rows):
    grouped = defaultdict(list)
    for row in rows:
        grouped[type(row)].append(row)
    return grouped


def _as_last_kept(model, numbers):
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in model._meta.concrete_fields)
    table = quote(model._meta.db_table)
    return model._base_manager.raw(
        f"select distinct on (id) {columns} from history.{table}"  # noqa: S608  our own names
        " where id = any(%s) order by id, version_id desc",
        [list(numbers)],
    )
