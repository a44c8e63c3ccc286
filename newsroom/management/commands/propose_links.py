import json
from dataclasses import replace
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from newsroom.linking.matching.files import NotReadable, documents, proposals_for, registry
from newsroom.linking.matching.rules import ALL

SWITCHES = sorted(vars(ALL).keys() - {"nested"})


class Command(BaseCommand):
    help = (
        "Proposes links in documents from a registry in a file, as the link desk would, and writes them as "
        "NDJSON; besides, whom else a description names: the company in “Roe Exchange founder Jane Doe”. The "
        "database is neither read nor written."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--registry", required=True, type=Path, help="NDJSON: id, name, kind, aliases.")
        parser.add_argument("--documents", required=True, type=Path, help="NDJSON: id, text.")
        parser.add_argument("--out", type=Path, help="Write here instead of to standard output.")
        parser.add_argument(
            "--possible", action="store_true", help="Also what is not sure enough to propose."
        )
        parser.add_argument("--explain", action="store_true", help="With the reasons, in words.")
        parser.add_argument(
            "--without", action="append", default=[], choices=SWITCHES, help="Switch a rule off."
        )
        parser.add_argument("--nested", action="store_true", help="Also every name within a longer one.")

    def handle(self, *, registry: Path, documents: Path, out, possible, explain, without, nested, **_options):
        rules = replace(ALL, described=True, nested=nested)
        rules = replace(rules, **dict.fromkeys(without, False))
        try:
            rows = _proposed(registry, documents, rules, possible=possible, explain=explain)
            if out:
                with out.open("w", encoding="utf-8") as file:
                    _write(rows, file)
            else:
                _write(rows, self.stdout)
        except (NotReadable, OSError) as error:
            raise CommandError(str(error)) from error


def _proposed(registry_file, documents_file, rules, *, possible, explain):
    source = registry(registry_file)
    for document in documents(documents_file):
        yield from proposals_for(document, source, rules, possible=possible, explain=explain)


def _write(rows, file):
    for row in rows:
        file.write(json.dumps(row, ensure_ascii=False) + "\n")
