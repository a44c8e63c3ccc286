"""Pages of rows told by the last key: no row is skipped or repeated, and every page costs the same.

The order is the queryset's own: columns that all rise or all fall, the primary key last. Only the first may
be null, and rows where it is come after the others, whichever way the order goes.
"""

from dataclasses import dataclass
from typing import Any, Self

from django.db.models import F, Field, Q, QuerySet


@dataclass(frozen=True)
class Order:
    """The order of a queryset."""

    columns: tuple[Field, ...]
    falls: bool

    @classmethod
    def of(cls, queryset: QuerySet) -> Self:
        terms = [_read(term) for term in queryset.query.order_by]
        meta = queryset.model._meta
        columns = tuple(meta.pk if name == "pk" else meta.get_field(name) for name, _ in terms)
        directions = {falls for _, falls in terms}
        if len(directions) != 1 or columns[-1] != meta.pk or any(column.null for column in columns[1:]):
            raise ValueError(
                "Pages need columns of one direction, the primary key last, no other but the first null."
            )
        return cls(columns, directions.pop())

    def __str__(self):
        return ",".join(("-" if self.falls else "") + column.name for column in self.columns)

    @property
    def names(self) -> list[str]:
        return [column.attname for column in self.columns]

    def encode(self, key: tuple) -> list:
        return [value.isoformat() if hasattr(value, "isoformat") else value for value in key]

    def decode(self, values: list) -> tuple:
        return tuple(column.to_python(value) for column, value in zip(self.columns, values, strict=True))


def _read(term):
    if isinstance(term, str):
        return term.removeprefix("-"), term.startswith("-")
    return term.expression.name, term.descending


def keys_beyond(
    queryset: QuerySet, key: tuple | None, *, backward: bool, limit: int
) -> list[tuple[Any, ...]]:
    """The keys of up to `limit` rows after the one with `key` (before it, going backward), nearest first."""
    order = Order.of(queryset)
    keys = queryset.select_related(None).prefetch_related(None).values_list(*order.names)
    found = []
    for part in _parts(keys, order, key, backward=backward):
        found += part[: limit - len(found)]
        if len(found) == limit:
            break
    return found


def _parts(keys, order, key, *, backward):
    """The rows beyond the key: those that have a first column and those that lack it, as the order goes."""
    columns, falls = order.columns, order.falls != backward
    if not columns[0].null:
        yield _beyond(keys, columns, key, falls=falls)
        return
    has = keys.filter(**{f"{columns[0].name}__isnull": False})
    lacks = keys.filter(**{f"{columns[0].name}__isnull": True})
    at_lacking = key is not None and key[0] is None
    if at_lacking:
        yield _beyond(lacks, columns[1:], key[1:], falls=falls)
    else:
        yield _beyond(has, columns, key, falls=falls)
    if at_lacking and backward:
        yield _beyond(has, columns, None, falls=falls)
    if not at_lacking and not backward:
        yield _beyond(lacks, columns[1:], None, falls=falls)


def _beyond(keys, columns, key, *, falls):
    if key:
        terms = [(column.name, value) for column, value in zip(columns, key, strict=True)]
        keys = keys.filter(_is_beyond(terms, "lt" if falls else "gt"))
    return keys.order_by(*(_term(column, falls=falls) for column in columns))


def _term(column, *, falls):
    """One column of the order, spelled so that the index on it serves both ways."""
    if not column.null:
        return f"-{column.name}" if falls else column.name
    return F(column.name).desc(nulls_last=True) if falls else F(column.name).asc(nulls_first=True)


def _is_beyond(terms, comparison):
    (name, value), *rest = terms
    strictly = Q(**{f"{name}__{comparison}": value})
    if not rest:
        return strictly
    return Q(**{f"{name}__{comparison}e": value}) & (strictly | _is_beyond(rest, comparison))
