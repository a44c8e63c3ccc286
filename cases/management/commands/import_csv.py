"""Import cases, parties, events or entities from a CSV file: all of it, or with reasons nothing.

An empty cell changes nothing; a single hyphen empties a value. Importing again changes what the file changed
since. The last line of the output is a summary in JSON.
"""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, DjangoHelpFormatter

from cases.imports.sheets import KINDS, Refused, Unreadable, apply_sheet, read_sheet, rehearse_sheet


class Command(BaseCommand):
    help = __doc__

    def create_parser(self, prog_name, subcommand, **kwargs):
        kwargs |= {"formatter_class": AsWritten, "epilog": _columns()}
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--what", choices=KINDS, required=True)
        parser.add_argument(
            "--dry-run", action="store_true", help="import, say what came of it, take it back"
        )
        parser.add_argument("--encoding", choices=["utf-8", "cp1252"], default="utf-8")

    def handle(self, *, file, what, dry_run, encoding, **_options):
        try:
            sheet = read_sheet(file.read_bytes(), what, encoding=encoding)
            take = rehearse_sheet if dry_run else apply_sheet
            plan = take(sheet, by=None)
        except (Unreadable, OSError) as problem:
            raise CommandError(str(problem)) from problem
        except Refused as refusal:
            plan = refusal.plan
        for problem in plan.problems:
            self.stderr.write(str(problem))
        self.stdout.write(json.dumps(plan.summary() | {"dry_run": dry_run}, ensure_ascii=False, default=str))
        if plan.problems:
            raise CommandError(f"{len(plan.problems)} problems; nothing was imported.")


def _columns():
    """The tables of columns, as text."""
    lines = []
    for what, kind in KINDS.items():
        lines += [f"Columns of {what} (* required):"]
        for column in kind.columns:
            name = f"{column.name}{'*' * column.is_required}"
            lines.append(f"  {name:<18}{column.meaning} Format: {column.form}. Example: {column.example}")
    return "\n".join(lines).replace("%", "%%")


class AsWritten(DjangoHelpFormatter):
    """Help with its lines as they are written above."""

    def _fill_text(self, text, _width, indent):
        return "".join(indent + line for line in text.splitlines(keepends=True))
