"""One import of many files: each in a transaction of its own, and a summary of them all."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from cases.imports.apply import take_in_docket
from cases.imports.dockets import NotADocket
from cases.imports.files import read_docket_file
from cases.models import DocketLine

Line = DocketLine.Kind
COUNTED = {
    "parties": Line.PARTY,
    "counsel": Line.COUNSEL,
    "claims": Line.CLAIM,
    "dispositions": Line.DISPOSITION,
    "events": Line.ENTRY,
}


def import_files(files: list[Path], *, by, tell: Callable[[str], object]) -> dict:
    """Import the files in their order, telling of each, and say what became of them all."""
    importing = Import(tell)
    for path in files:
        importing.take(path, by=by)
    return importing.summary()


def rehearse_files(files: list[Path], *, by, tell: Callable[[str], object]) -> dict:
    """Import the files, say what became of them, and take it all back."""
    with transaction.atomic():
        summary = import_files(files, by=by, tell=tell)
        transaction.set_rollback(True)
    return summary


class Import:
    """What an import has done so far."""

    def __init__(self, tell):
        self.tell = tell
        self.files = 0
        self.rows = Counter()
        self.read = set()
        self.cases = {}
        self.skipped = []
        self.warnings = []

    def take(self, path, *, by):
        self.files += 1
        try:
            taken = take_in_docket(read_docket_file(path), by=by)
        except (NotADocket, ValidationError, DatabaseError) as problem:
            reason = problem_in_words(problem)
            self.skipped.append({"file": str(path), "reason": reason})
            self.tell(f"{path}: skipped, {reason}")
            return
        self.rows += taken.rows
        self.cases[taken.docket.pk] = taken.docket.case_id
        self.read |= {(taken.docket.pk, kind, key) for kind, key in taken.read}
        self.warnings += [{"file": str(path), **warning} for warning in taken.warnings]
        rows = f"{taken.rows['created']} created, {taken.rows['changed']} changed"
        self.tell(f"{path}: {taken.docket.court} {taken.docket}, {rows}")

    def summary(self):
        counts = Counter(kind for _, kind, _ in self.read)
        return {
            "files": self.files,
            "dockets": len(self.cases),
            "cases": len(set(self.cases.values())),
            **{name: counts[kind] for name, kind in COUNTED.items()},
            "created": self.rows["created"],
            "changed": self.rows["changed"],
            "skipped": self.skipped,
            "warnings": self.warnings,
        }


def problem_in_words(problem: Exception) -> str:
    """Why a file was refused, on one line."""
    if isinstance(problem, ValidationError):
        if hasattr(problem, "message_dict"):
            return "; ".join(f"{field}: {' '.join(said)}" for field, said in problem.message_dict.items())
        return " ".join(problem.messages)
    if message := _rule_broken(problem):
        return message
    return str(problem).partition("\n")[0]


def _rule_broken(problem):
    """What the desk would be told about the constraint that the database holds up."""
    name = getattr(getattr(problem.__cause__, "diag", None), "constraint_name", None)
    models = apps.get_app_config("cases").get_models()
    constraints = (rule for model in models for rule in model._meta.constraints)
    return next((rule.violation_error_message for rule in constraints if rule.name == name), "")
