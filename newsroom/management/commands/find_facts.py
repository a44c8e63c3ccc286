import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from newsroom.linking.facts import find_facts

_DATES = ("published_on", "published", "date")


class Command(BaseCommand):
    help = (
        "Find the facts of documents: dates, money, docket numbers, courts, citations, terms, statements"
        " and unknown names. Reads NDJSON (id, text and, where known, published_on) and writes NDJSON, one"
        " fact a line; places are code points of the text in NFC. The database is not touched."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--documents", type=Path, metavar="FILE", required=True, help="one document a line"
        )
        parser.add_argument("--output", type=Path, metavar="FILE", help="unset: standard output")

    def handle(self, *, documents, output, **_options):
        try:
            if output is None:
                sys.stdout.writelines(_lines(documents))
                return
            with output.open("w", encoding="utf-8", newline="") as file:
                file.writelines(_lines(documents))
        except (OSError, UnicodeDecodeError) as problem:
            raise CommandError(f"A file cannot be used: {problem}") from problem


def _lines(path) -> Iterator[str]:
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                name, text, published = _document(line, f"{path}, line {number}")
                for fact in find_facts(text, published=published):
                    yield json.dumps({"document": name, **fact.as_json()}, ensure_ascii=False) + "\n"


def _document(line, where):
    try:
        document = json.loads(line)
    except ValueError as problem:
        raise CommandError(f"{where}: not JSON ({problem}). Write one object a line.") from problem
    if not isinstance(document, dict) or not isinstance(document.get("text"), str) or "id" not in document:
        raise CommandError(
            f'{where}: a document needs "id" and "text", for example {{"id": "a", "text": "…"}}.'
        )
    printed = next((document[key] for key in _DATES if document.get(key)), None)
    return document["id"], document["text"], _day(printed, where)


def _day(printed, where):
    if printed is None:
        return None
    try:
        return date.fromisoformat(str(printed)[:10])
    except ValueError as problem:
        raise CommandError(
            f"{where}: {printed!r} is not a date. Write it like 2025-05-29, or leave it out."
        ) from problem
