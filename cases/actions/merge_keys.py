"""What a merge must know of the tables: who refers to a row, and what the database lets stand only once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import (
    BooleanField,
    Case,
    F,
    Field,
    ForeignObjectRel,
    Model,
    Q,
    UniqueConstraint,
    Value,
    When,
)


def references(model: type[Model]) -> list[ForeignObjectRel]:
    """Every foreign key to the model, from whichever app, also where there is no way back from the model."""
    found = [
        relation
        for relation in model._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one)
    ]
    return sorted(found, key=lambda relation: (relation.related_model._meta.db_table, relation.field.column))


@dataclass(frozen=True)
class UniqueKey:
    """What must be unique among the rows of a table: columns and expressions, for the rows it holds for."""

    name: str
    parts: tuple
    condition: Q | None = None
    nulls_are_equal: bool = False

    def involves(self, field: Field) -> bool:
        return F(field.name) in self.parts

    def of(self, rows: Iterable[Model], field: Field, moved: dict[int, int]) -> dict[int, tuple | None]:
        """The key each row would have once `field` follows `moved`; None where the rule doesn't hold."""
        rows = list(rows)
        computed = self._computed(rows)
        return {row.pk: self._value(row, field, moved, computed.get(row.pk, {})) for row in rows}

    def _computed(self, rows):
        """By row, what only the database can tell: expressions, and whether the condition holds."""
        asked = {f"part_{n}": part for n, part in enumerate(self.parts) if not isinstance(part, F)}
        if self.condition is not None:
            holds = Case(When(self.condition, then=True), default=Value(False), output_field=BooleanField())
            asked["holds"] = holds
        if not asked or not rows:
            return {}
        found = type(rows[0])._base_manager.filter(pk__in=[row.pk for row in rows]).annotate(**asked)
        return {values.pop("pk"): values for values in found.values("pk", *asked)}

    def _value(self, row, field, moved, computed):
        if not computed.get("holds", True):
            return None
        values = []
        for number, part in enumerate(self.parts):
            if not isinstance(part, F):
                values.append(computed[f"part_{number}"])
                continue
            column = row._meta.get_field(part.name)
            value = getattr(row, column.attname)
            values.append(moved.get(value, value) if column == field else value)
        return None if None in values and not self.nulls_are_equal else tuple(values)


def unique_keys(model: type[Model], field: Field) -> Iterator[UniqueKey]:
    """The unique keys that may collide when `field` changes; those that hold the row's own number can't."""
    keys = [
        UniqueKey(rule.name, _parts(rule), rule.condition, rule.nulls_distinct is False)
        for rule in model._meta.constraints
        if isinstance(rule, UniqueConstraint)
    ]
    keys += [UniqueKey("", tuple(map(F, names))) for names in model._meta.unique_together]
    keys += [UniqueKey("", (F(field.name),))] * field.unique
    return (key for key in keys if key.involves(field) and F(model._meta.pk.name) not in key.parts)


def _parts(rule):
    return (*map(F, rule.fields), *rule.expressions)
