"""Courts as the courts-db package lists them, in the words of this record; federal ones named by rule."""

import json
import re
from functools import cache
from importlib.resources import files

from cases.imports.federal_courts import describe_federal_court
from cases.imports.state_courts import APPEALS_TO, LAST_RESORTS
from cases.models import Court

Level = Court.Level
_LEVELS = {
    "colr": Level.LAST_RESORT,
    "iac": Level.INTERMEDIATE_APPEAL,
    "gjc": Level.TRIAL,
    "ljc": Level.TRIAL,
    "trial": Level.TRIAL,
}
_SYSTEMS = {
    "federal": Court.System.FEDERAL,
    "state": Court.System.STATE,
    "tribal": Court.System.TRIBAL,
    "international": Court.System.INTERNATIONAL,
}


def describe_court(code: str) -> dict:
    """The best known fields of the court; `parent` and `appeals_to` are codes, empty where unknown."""
    listed = listed_courts().get(code, {})
    if by_rule := describe_federal_court(code):
        return {"parent": "", **by_rule}
    return listed or {"name": f"Court “{code}”", "parent": "", "appeals_to": ""}


@cache
def listed_courts() -> dict[str, dict]:
    """All courts of the list by code; those of a system this record does not keep are left out."""
    # Read as data: importing the package would compile thousands of patterns we don't use.
    rows = json.loads((files("courts_db") / "data" / "courts.json").read_text("utf-8"))
    kept = {row["id"].lower(): row for row in rows if row["system"] in _SYSTEMS}
    return {code: _described(row, kept) for code, row in kept.items()}


def _described(row, kept):
    known = {field: _code(row.get(field), kept) for field in ("parent", "appeal_to")}
    return {
        "name": row["name"].strip(),
        "citation_name": row["citation_string"].strip(),
        "level": Level.LAST_RESORT if row["id"].lower() in LAST_RESORTS else _level(row),
        "system": _SYSTEMS[row["system"]],
        "place": re.sub(r"^(Washi\w+ )?D\.?C\.?$", "Washington, D.C.", row["location"] or ""),
        "parent": known["parent"],
        "appeals_to": known["appeal_to"] or APPEALS_TO.get(row["id"].lower(), ""),
    }


def _code(value, kept):
    """A code that the list has; it also holds lists and words there."""
    return value.lower() if isinstance(value, str) and value.lower() in kept else ""


def _level(row):
    if row["level"] in _LEVELS:
        return _LEVELS[row["level"]]
    if row["type"] == "appellate":
        is_last = row["name"].startswith("Supreme Court") or row["name"].endswith(" Supreme Court")
        return Level.LAST_RESORT if is_last else Level.INTERMEDIATE_APPEAL
    return Level.TRIAL if row["type"] in {"trial", "bankruptcy"} else Level.SPECIAL
