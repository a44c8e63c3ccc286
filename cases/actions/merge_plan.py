"""What a merge would do, step by step, and what it says of it to the editor."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import FETCH_PEERS, Model, QuerySet


@dataclass(frozen=True)
class Change:
    """A column of some rows goes from one value to another: (number, old, new) for each."""

    model: type[Model]
    column: str
    entries: list[tuple[int, object, object]]
    rule: str = ""

    def rows(self) -> QuerySet:
        """The rows, as they stand now; asks the database."""
        numbers = [pk for pk, _, _ in self.entries]
        return self.model._base_manager.filter(pk__in=numbers).order_by("pk").fetch_mode(FETCH_PEERS)


@dataclass(frozen=True)
class Remove:
    """Rows give way to others that stay in their place; `rows` holds each whole, as the database had it."""

    model: type[Model]
    rows: list[dict]
    into: dict[int, int]
    rule: str


@dataclass(frozen=True)
class Add:
    """A row is added, e.g. the old name as an alias."""

    model: type[Model]
    values: dict


@dataclass(frozen=True)
class Difference:
    """A field in which the two differ: the survivor's value stands, the other is kept in the merge."""

    field: str
    kept: object
    set_aside: object


@dataclass(frozen=True)
class Collision:
    """Two rows of which the database lets only one stand so, and the rule that resolves it."""

    model: type[Model]
    row: str
    other: str
    rule: str
    differences: tuple[Difference, ...] = ()


@dataclass
class MergePlan:
    """Every row a merge would touch, and how. Making one changes nothing."""

    loser: Model
    survivor: Model
    steps: list[Change | Remove | Add] = field(default_factory=list)
    collisions: list[Collision] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def moves(self) -> list[Change]:
        """What goes over to the survivor or to a row of its own, by table and column."""
        return [step for step in self._changes() if not step.rule]

    @property
    def adjustments(self) -> list[Change]:
        """What a rule changes in a row: an empty field filled, a preference withdrawn."""
        return [step for step in self._changes() if step.rule]

    @property
    def joined(self) -> list[Remove]:
        return [step for step in self.steps if isinstance(step, Remove)]

    @property
    def added(self) -> list[Add]:
        return [step for step in self.steps if isinstance(step, Add)]

    @property
    def counts(self) -> dict[str, tuple[int, int]]:
        """By table, how many rows move and how many are joined with another: together, all there were."""
        moved, joined = {}, {}
        for step in self.moves:
            moved.setdefault(step.model, set()).update(pk for pk, _, _ in step.entries)
        for step in self.joined:
            joined.setdefault(step.model, set()).update(step.into)
        return {
            str(model._meta.verbose_name_plural): (
                len(moved.get(model, set()) - joined.get(model, set())),
                len(joined.get(model, ())),
            )
            for model in sorted({*moved, *joined}, key=lambda model: model._meta.db_table)
        }

    @property
    def fingerprint(self) -> str:
        """The same for two plans that would do the same and leave the same aside."""
        steps = [[step.model._meta.label, type(step).__name__, vars(step)] for step in self.steps]
        told = [steps, [vars(each) for each in self.differences], self.warnings]
        return hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()

    def _changes(self) -> Iterator[Change]:
        return (step for step in self.steps if isinstance(step, Change))
