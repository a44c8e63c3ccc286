"""A row of a spreadsheet, the row of the record it is about, and what it changes there."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db.models import Model

from cases.actions import amend_all
from cases.docket_numbers import docket_number_key
from cases.models import Case, Docket


class NotAtOnce(Exception):
    """Rows that lean on each other: they can only be taken one after the other."""


class Rejected(ValueError):
    """A row that does not fit the record; `column` is the one at fault."""

    def __init__(self, column: str, message: str):
        self.column = column
        super().__init__(message)


@dataclass(frozen=True)
class Row:
    """The cells of a row as they stand there, and the values of those that say something."""

    number: int
    cells: dict[str, str]
    values: dict[str, Any]


@dataclass
class Change:
    """What one row does: `differences` are the old and new values of what it changes in an existing row."""

    row: Row
    found: Model | None
    differences: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    made: Model | None = None

    def __post_init__(self):
        self.which = str(self.found or "")  # as it was called before

    @property
    def outcome(self) -> str:
        if self.found is None:
            return "created"
        return "changed" if self.differences else "unchanged"

    def apply(self, *, by) -> None:
        """Do it, through the verbs of the record."""
        if self.found is None:
            self.made = self.create(by=by)
        elif self.differences:
            self.amend(by=by)

    def told(self, *names) -> dict:
        """What the row says of these."""
        return {name: self.row.values[name] for name in names if name in self.row.values}

    def amended(self, *names) -> Model | None:
        """The existing row with its changed fields set, or None if none of these changed."""
        changed = [name for name in names if name in self.differences]
        for name in changed:
            setattr(self.found, name, self.differences[name][1])
        return self.found if changed else None


def different(row: Model, values: dict, *names: str) -> dict:
    """The values that differ from the row's, with the old: blanks around a text are no difference."""
    told = {name: (getattr(row, name), values[name]) for name in names if name in values}
    return {name: pair for name, pair in told.items() if _bare(pair[0]) != _bare(pair[1])}


def _bare(value):
    return value.strip() if isinstance(value, str) else value


class Matching(ABC):
    """Finds the row of the record that each row of a sheet is about, a chunk of rows at a time.

    No row of the record is matched twice: of two equal rows in the sheet, the second is about the second such
    row of the record, and refused where there is none.
    """

    change_type: ClassVar[type[Change]]

    def __init__(self):
        self.matched = {}
        self.new = {}

    @abstractmethod
    def look_up(self, rows: list[Row]) -> None:
        """Load what the rows speak of, in a constant number of queries."""

    @abstractmethod
    def candidates(self, row: Row) -> list[Model]:
        """The rows of the record that it may be about, the likeliest first."""

    @abstractmethod
    def key(self, row: Row) -> tuple:
        """What two rows of a sheet have in common that are about the same."""

    @abstractmethod
    def differences(self, row: Row, found: Model) -> dict:
        """What the row says otherwise than the record: the old and the new of each value."""

    def change(self, row: Row) -> Change:
        candidates = self.candidates(row)
        found = next((each for each in candidates if each.pk not in self.matched), None)
        before = self.new.get(self.key(row)) or (candidates and self.matched.get(candidates[0].pk))
        if found is None and before:
            raise Rejected("", f"This row says the same again as row {before}. Take one of them out.")
        return self.change_type(row, found, self.differences(row, found) if found else {})

    def taken(self, change: Change) -> None:
        """Remember what a row was about."""
        row = change.found or change.made
        if row is not None:
            self.matched[row.pk] = change.row.number
        if change.found is None:
            self.new[self.key(change.row)] = change.row.number

    def kept(self, change: Change) -> None:
        """Remember the row of the record that came of one of a sheet."""
        if change.made is not None:
            self.matched[change.made.pk] = change.row.number

    def forget(self, changes: list[Change]) -> None:
        """Let rows be taken anew: what was done about them has been taken back."""
        for change in changes:
            if change.found is None:
                self.new.pop(self.key(change.row), None)
            else:
                self.matched.pop(change.found.pk, None)

    @abstractmethod
    def apply_all(self, changes: list[Change], *, by) -> None:
        """Do what many rows say with few queries; to the record it is as if each had been done in turn.

        Raises NotAtOnce, or whatever the record refuses with, where that cannot be: nothing is kept then.
        """

    def finish(self, *, by) -> Iterator[tuple[Row, Rejected]]:
        """What could not be done before all rows were there; yields what can't be done at all."""
        yield from ()


def created(changes: list[Change]) -> list[Change]:
    return [change for change in changes if change.found is None]


def amend_found(changes: list[Change], *names: str, by, also: set[str] = frozenset()) -> None:
    """Keep what the changes say otherwise in these fields of the rows they found, and what follows."""
    amended = [row for change in changes if change.found and (row := change.amended(*names))]
    fields = {name for change in changes if change.found for name in change.differences if name in names}
    amend_all(amended, fields | also, by=by)


class Dockets:
    """The cases and dockets that rows name by slug, or by court and docket number."""

    def __init__(self, rows: list[Row]):
        told = [row.values for row in rows]
        numbers = {_docket_key(values) for values in told if "docket_number" in values} - {None}
        dockets = Docket.objects.filter(
            court__code__in={court for court, _ in numbers}, docket_number_key__in={key for _, key in numbers}
        ).select_related("court", "case")
        self.dockets = {(docket.court.code, docket.docket_number_key): docket for docket in dockets}
        slugs = {values["case"] for values in told if "case" in values}
        self.cases = {case.slug: case for case in Case.objects.filter(slug__in=slugs)}

    def docket(self, row: Row) -> Docket | None:
        """The docket that a row names, or None; it may not be in the record."""
        if ("court" in row.values) != ("docket_number" in row.values):
            missing = "court" if "docket_number" in row.values else "docket_number"
            raise Rejected(missing, "A docket is named by court and docket_number together.")
        return self.dockets.get(_docket_key(row.values)) if "court" in row.values else None

    def place(self, row: Row) -> tuple[Case, Docket | None]:
        """The case a row is about, with its docket where one is named."""
        docket = self.docket(row)
        if "court" in row.values and docket is None:
            raise Rejected("docket_number", "No case in the record has this docket. Import the cases first.")
        if "case" not in row.values:
            if docket is None:
                raise Rejected("case", "Say which case: its slug, or court and docket_number.")
            return docket.case, docket
        case = self.cases.get(row.values["case"])
        if case is None:
            raise Rejected("case", "No case in the record has this slug. Import the cases first.")
        if docket and docket.case_id != case.pk:
            raise Rejected("docket_number", f"This is the docket of another case, {docket.case}.")
        return case, docket


def _docket_key(values):
    court, number = values.get("court"), values.get("docket_number")
    return (court, docket_number_key(number)) if court and number else None
