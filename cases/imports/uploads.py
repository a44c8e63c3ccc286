"""An uploaded file: rehearsed for its owner to look at, and imported if it would still do what was shown."""

import hashlib
import json
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from cases.imports.apply import TakenIn, take_in_docket
from cases.imports.dockets import NotADocket
from cases.imports.files import read_docket_data
from cases.imports.run import COUNTED, problem_in_words
from cases.imports.sheets import Plan, Refused, Sheet, Unreadable, apply_sheet, read_sheet
from cases.models import Upload
from cases.verb import verb

MOST_BYTES = 5 * 1024 * 1024
# What a person can wait for at a screen; a command takes as many as there are.
MOST_ROWS = 2_000
COMMANDS = {Upload.Kind.DOCKET: "manage.py import_dockets FILE"}


class TooLong(Unreadable):
    """The file is good for the command, not for the screen."""


class Gone(Exception):
    """The upload was imported, dropped or forgotten meanwhile."""


@dataclass(frozen=True)
class Rehearsal:
    """What importing a file does: numbers, some of the values it changes, and what keeps it from it."""

    counts: dict[str, int]
    fingerprint: str
    differences: list[dict] = field(default_factory=list)
    problems: list[dict] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    more_problems: bool = False


class Outdated(Exception):
    """The file would no longer do what was shown; `rehearsal` is what it would do now."""

    def __init__(self, rehearsal: Rehearsal):
        self.rehearsal = rehearsal
        super().__init__("The record changed since this was shown.")


def command_for(kind: str) -> str:
    """What imports a file of the kind that is too long for the screen."""
    return COMMANDS.get(kind, f"manage.py import_csv FILE --what {kind}")


def rehearse_upload(upload: Upload, *, by) -> Rehearsal:
    """Import the file, say what came of it, and take it back. Raises Unreadable."""
    with transaction.atomic():
        rehearsal = _import(upload, by=by)
        transaction.set_rollback(True)
    return rehearsal


@verb
def import_upload(upload: Upload, *, shown: str, by) -> Rehearsal:
    """Import the file if it does what was shown, all of it or nothing; then it is forgotten.

    Raises Gone, Unreadable and Outdated.
    """
    if not Upload.objects.select_for_update().filter(pk=upload.pk).exists():
        raise Gone
    done = _import(upload, by=by)
    if done.problems or done.fingerprint != shown:
        raise Outdated(done)
    Upload.objects.filter(pk=upload.pk).delete()
    return done


def _import(upload, *, by):
    data = bytes(upload.content)
    if upload.kind == Upload.Kind.DOCKET:
        return _take_in(data, by=by)
    sheet = read_sheet(data, upload.kind, encoding=upload.encoding)
    _check_length(sheet)
    try:
        return _of_sheet(apply_sheet(sheet, by=by))
    except Refused as refusal:
        return _of_sheet(refusal.plan)


def _check_length(sheet: Sheet):
    rows = sum(1 for _ in sheet.rows())
    if rows > MOST_ROWS:
        raise TooLong(
            f"The file has {rows:,} rows; here {MOST_ROWS:,} are the most. Split it, or have an operator"
            f" run: {command_for(sheet.what)}"
        )


def _of_sheet(plan: Plan) -> Rehearsal:
    ignored = ", ".join(plan.ignored_columns)
    return Rehearsal(
        counts={
            "rows": plan.counts["rows"],
            "new": plan.counts["created"],
            "changed": plan.counts["changed"],
            "unchanged": plan.counts["unchanged"],
            "refused": len({problem.row for problem in plan.problems}),
        },
        fingerprint=plan.fingerprint,
        differences=plan.differences,
        problems=[vars(problem) for problem in plan.problems],
        notes=[f"Columns that nobody knows, read over: {ignored}."] if ignored else [],
        more_problems=plan.is_cut_short,
    )


def _take_in(data, *, by):
    try:
        with transaction.atomic():
            return _of_docket(take_in_docket(read_docket_data(data), by=by))
    except (NotADocket, ValidationError, DatabaseError) as problem:
        message = f"The docket {problem_in_words(problem)}"
        said = {"row": "", "column": "", "value": "", "message": message, "expected": ""}
        return Rehearsal({"refused": 1}, "", problems=[said])


def _of_docket(taken: TakenIn) -> Rehearsal:
    read = [kind for kind, _ in taken.read]
    counts = {"rows created": taken.rows["created"], "rows changed": taken.rows["changed"]}
    counts |= {name: read.count(kind) for name, kind in COUNTED.items()}
    case = taken.docket.case
    notes = [f"{case}, {taken.docket} ({taken.docket.court})"]
    notes += ["{key}: {reason}".format(**warning) for warning in taken.warnings]
    told = json.dumps([counts, notes]).encode()
    return Rehearsal(counts, hashlib.sha256(told).hexdigest(), notes=notes)
