"""What an import would do, row by row: the same walk plans, rehearses and applies."""

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import batched

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases.imports.sheets.change import Change, Matching, NotAtOnce, Rejected, Row
from cases.imports.sheets.reading import Sheet
from cases.verb import verb

MOST_PROBLEMS = 1_000
MOST_DIFFERENCES = 20
ROWS_AT_A_TIME = 500
LONGEST_CELL = 100_000


@dataclass(frozen=True)
class Problem:
    """What keeps a row from being imported: where, what stands there, and what is expected instead."""

    row: int
    column: str
    value: str
    message: str
    expected: str = ""

    def __str__(self):
        where = f"row {self.row}, {self.column}" if self.column else f"row {self.row}"
        value = f" “{self.value}”" if self.value else ""
        expected = f" Expected: {self.expected}." if self.expected else ""
        return f"{where}{value}: {self.message}{expected}"


@dataclass
class Plan:
    """What became, or would become, of the rows of a sheet."""

    what: str
    ignored_columns: list[str]
    counts: Counter = field(default_factory=Counter)
    differences: list[dict] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    is_cut_short: bool = False
    _told: "hashlib._Hash" = field(default_factory=hashlib.sha256, repr=False)

    @property
    def fingerprint(self) -> str:
        """The same for two plans that do the same to the same rows."""
        return self._told.hexdigest()

    def summary(self) -> dict:
        """For a person who is to confirm it, and as JSON."""
        return {
            "what": self.what,
            **{count: self.counts[count] for count in ("rows", "created", "changed", "unchanged")},
            "differences": self.differences,
            "ignored_columns": self.ignored_columns,
            "problems": [vars(problem) for problem in self.problems],
            "more_problems": self.is_cut_short,
        }

    def note(self, change: Change) -> None:
        self.counts[change.outcome] += 1
        values = [(name, str(old), str(new)) for name, (old, new) in change.differences.items()]
        self._told.update(repr((change.row.number, change.outcome, change.which, values)).encode())
        room = MOST_DIFFERENCES - len(self.differences)
        self.differences += [
            {
                "row": change.row.number,
                "which": change.which,
                "column": name,
                "old": _said(old),
                "new": _said(new),
            }
            for name, (old, new) in list(change.differences.items())[:room]
        ]

    def reject(self, *problems: Problem) -> None:
        self.problems += problems
        self.is_cut_short = len(self.problems) > MOST_PROBLEMS
        del self.problems[MOST_PROBLEMS:]


class Refused(Exception):
    """The sheet has problems, so none of it was imported."""

    def __init__(self, plan: Plan):
        self.plan = plan
        super().__init__("\n".join(map(str, plan.problems)))


def plan_sheet(sheet: Sheet) -> Plan:
    """What importing the sheet would do, and what in its cells prevents it. Nothing is written."""
    return _walk(sheet, _only_plan, by=None)


def rehearse_sheet(sheet: Sheet, *, by) -> Plan:
    """Import the sheet and take it back: the plan, with what the record refuses as well."""
    with transaction.atomic():
        try:
            return apply_sheet(sheet, by=by)
        except Refused as refusal:
            return refusal.plan
        finally:
            transaction.set_rollback(True)


def apply_sheet(sheet: Sheet, *, by) -> Plan:
    """Import the whole sheet in one transaction. Raises Refused, having changed nothing."""
    return import_sheet(sheet, by=by)


@verb
def import_sheet(sheet: Sheet, *, by, take=None) -> Plan:
    plan = _walk(sheet, take or take_at_once, by=by)
    if plan.problems:
        raise Refused(plan)
    return plan


def _walk(sheet, take: Callable, *, by) -> Plan:
    plan = Plan(sheet.what, sheet.ignored)
    matching = sheet.kind.matching()
    for chunk in batched(sheet.rows(), ROWS_AT_A_TIME, strict=False):
        rows = [row for number, cells in chunk if (row := _read(sheet, number, cells, plan))]
        plan.counts["rows"] += len(chunk)
        matching.look_up(rows)
        take(rows, matching, plan, by=by)
        if plan.is_cut_short:
            break
    else:
        plan.reject(*(_rejection(row, problem) for row, problem in matching.finish(by=by)))
    plan.problems.sort(key=lambda problem: problem.row)
    return plan


def _only_plan(rows, matching, plan, *, by):
    for row in rows:
        _take(row, matching, lambda _change: None, plan)


def take_at_once(rows: list[Row], matching: Matching, plan: Plan, *, by) -> None:
    """Take a chunk of rows with few queries; where anything stands against that, one by one.

    Each then says what is wrong with it.
    """
    changes, rejections = [], []
    try:
        with transaction.atomic():
            for row in rows:
                try:
                    changes.append(matching.change(row))
                    matching.taken(changes[-1])
                except Rejected as problem:
                    rejections.append(_rejection(row, problem))
            matching.apply_all(changes, by=by)
    except (NotAtOnce, ValidationError, IntegrityError):
        matching.forget(changes)
        matching.look_up(rows)  # what was found may have been changed meanwhile
        take_one_by_one(rows, matching, plan, by=by)
    else:
        plan.reject(*rejections)
        for change in changes:
            matching.kept(change)
            plan.note(change)


def take_one_by_one(rows: list[Row], matching: Matching, plan: Plan, *, by) -> None:
    """Take each row by the verbs a person would use, and say of each what is wrong with it."""
    for row in rows:
        _take(row, matching, lambda change: change.apply(by=by), plan)


def _read(sheet, number, cells, plan):
    if len(cells) != len(sheet.header):
        message = f"The row has {len(cells)} cells, the header {len(sheet.header)}"
        missing = sheet.header[len(cells)] if len(cells) < len(sheet.header) else ""
        message += f": it ends before {missing}." if missing else "."
        plan.reject(Problem(number, "", "", f"{message} Is a quotation mark or a delimiter missing?"))
        return None
    found = dict(zip(sheet.header, cells, strict=True))
    values, problems = {}, []
    for column in sheet.kind.columns:
        cell = found.get(column.name, "")
        if not cell.strip():
            if column.is_required:
                problems.append(Problem(number, column.name, "", "The cell is empty.", column.form))
            continue
        if len(cell) > LONGEST_CELL:
            told = f"The cell has {len(cell):,} characters; {LONGEST_CELL:,} are the most."
            problems.append(Problem(number, column.name, _short(cell), told, column.form))
            continue
        try:
            values[column.name] = column.read(cell)
        except (ValueError, ValidationError) as problem:
            problems.append(Problem(number, column.name, _short(cell), _message(problem), column.form))
    plan.reject(*problems)
    return None if problems else Row(number, found, values)


def _take(row, matching, act, plan):
    try:
        change = matching.change(row)
        act(change)
    except Rejected as problem:
        plan.reject(_rejection(row, problem))
    except ValidationError as problem:
        plan.reject(*_problems(row, problem))
    else:
        matching.taken(change)
        plan.note(change)


def _rejection(row, problem):
    value = _short(row.cells.get(problem.column, ""))
    return Problem(row.number, problem.column, value, str(problem))


def _problems(row, error):
    told = error.message_dict if hasattr(error, "error_dict") else {"__all__": error.messages}
    for name, messages in told.items():
        column = "" if name == "__all__" else name
        yield Problem(row.number, column, _short(row.cells.get(column, "")), " ".join(messages))


def _message(problem):
    return " ".join(problem.messages) if isinstance(problem, ValidationError) else str(problem)


def _said(value):
    if value is None:
        return ""
    return _short(" | ".join(value) if isinstance(value, list) else str(value))


def _short(text):
    text = text.replace("\0", "�")
    return text if len(text) <= 80 else f"{text[:79]}…"
