"""The lines of one docket and the rows to be written: what was printed, what is now, what the desk did."""

from collections import Counter, defaultdict
from datetime import date

from cases.actions import amend_all, keep_all, register_entities
from cases.imports.wording import cut
from cases.models import (
    Alias,
    Case,
    Claim,
    ClaimAgainst,
    Counsel,
    Disposition,
    Docket,
    DocketLine,
    Entity,
    Event,
    Party,
)
from cases.partial_dates import PartialDate

# Each row after those it leans on.
ORDER = [Entity, Alias, Party, Counsel, Claim, ClaimAgainst, Disposition, Event]
EMPTY = {"", None, False}


def as_printed(value):
    """A field's value as JSON can hold it."""
    return value.isoformat() if isinstance(value, date | PartialDate) else value


class Ledger:
    """Gathers what one docket changes in the record, to write it with few queries."""

    def __init__(self, docket: Docket, warnings: list[dict]):
        self.docket = docket
        self.warnings = warnings
        self.lines = {(line.kind, line.key): line for line in docket.lines.all()}
        self.read = set()
        self.new = defaultdict(list)
        self.changed = defaultdict(dict)
        self.new_lines = {}
        self.changed_lines = {}

    def line(self, kind, key):
        """What was printed there last, or None; reading it now is noted."""
        self.read.add((kind, key))
        return self.lines.get((kind, key))

    def lines_of(self, kind):
        return [line for line in self.lines.values() if line.kind == kind]

    def rows(self, model, kind):
        """The rows made from the lines of a kind, by id, as far as the desk has left them there."""
        return model.objects.in_bulk([line.row for line in self.lines_of(kind) if line.row])

    def enter(self, row):
        """A row the record doesn't have yet."""
        self.new[type(row)].append(row)
        return row

    def note(self, kind, key, printed, row=None):
        """A new line, and the row that stands for it."""
        values = {name: as_printed(value) for name, value in printed.items()}
        line = DocketLine(docket=self.docket, kind=kind, key=key, printed=values, row=row and row.pk)
        self.lines[kind, key] = line
        self.new_lines[kind, key] = (line, row)
        self.read.add((kind, key))
        return line

    def adopt(self, kind, key, printed, row, *, besides=()):
        """A row the desk entered by hand: its empty fields are filled, the others are its own."""
        line = self.note(kind, key, {}, row)
        self.update(line, row, printed, besides=besides)

    def update(self, line, row, printed, *, besides=()):
        """Change in the row what the court has changed since the line was read, where the desk has not.

        `besides` are values only the line keeps. An empty text erases nothing: the file may not know.
        """
        now = {name: as_printed(value) for name, value in printed.items()}
        for field in [name for name in now if name not in besides]:
            new, current = now[field], as_printed(getattr(row, field))
            is_known = field in line.printed
            if is_known and new in {line.printed[field], ""}:
                now[field] = line.printed[field]
            elif current in ({line.printed[field], new} if is_known else EMPTY):
                self._set(row, field, new)
            elif is_known:
                reason = f"the court now prints “{new}”; the desk's “{current}” stays"
                self.warnings.append({"key": f"{line.kind}.{field}", "reason": cut(reason, 250)})
        self._renew(line, now)

    def take_over(self, line):
        """A line that was another docket's."""
        line.docket = self.docket
        self.changed_lines[line.pk] = line

    def touch(self, row, field):
        """A row's field was changed for a reason of its own."""
        self.changed[type(row)].setdefault(row, set()).add(field)

    def _set(self, row, field, value):
        if as_printed(getattr(row, field)) != value:
            setattr(row, field, row._meta.get_field(field).to_python(value))
            self.touch(row, field)

    def _renew(self, line, printed):
        if any(line.printed.get(name) != value for name, value in printed.items()):
            line.printed = {**line.printed, **printed}
            if line.pk:
                self.changed_lines[line.pk] = line

    def write(self, *, by) -> Counter:
        """Write everything; how many rows of the record were created and changed."""
        for model in ORDER:
            keep = register_entities if model is Entity else keep_all
            keep(self.new[model], by=by)
        for model in [Case, Docket, *ORDER]:
            rows = self.changed[model]
            amend_all(list(rows), set().union(*rows.values()), by=by)
        for line, row in self.new_lines.values():
            line.row = row and row.pk
        keep_all([line for line, _ in self.new_lines.values()], by=by)
        amend_all(list(self.changed_lines.values()), {"docket", "printed"}, by=by)
        return Counter(created=sum(map(len, self.new.values())), changed=sum(map(len, self.changed.values())))
