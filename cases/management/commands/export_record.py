import sys
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cases import exports

FORMATS = ("ftm", "csv", "ndjson", "jsonld")


class Command(BaseCommand):
    help = (
        "Export what anybody may see of the record: ftm (FollowTheMoney, everything), csv or ndjson (cases,"
        " parties, events, entities or dispositions), jsonld (schema.org: cases or entities)."
    )

    def add_arguments(self, parser):
        parser.add_argument("--format", choices=FORMATS, required=True)
        parser.add_argument("--what", choices=[*exports.SHEETS, "everything"], default="cases")
        parser.add_argument("--output", type=Path, metavar="FILE", help="where to; unset: standard output")

    def handle(self, *, format, what, output, **_options):  # noqa: A002  the option's name
        lines = _lines(format, what)
        if output is None:
            sys.stdout.writelines(lines)
            return
        with output.open("w", encoding="utf-8", newline="") as file:
            file.writelines(lines)


def _lines(wanted, what) -> Iterator[str]:
    if wanted == "ftm":
        return exports.followthemoney_lines(user=None, site=settings.SITE_URL)
    try:
        if wanted == "jsonld":
            return exports.json_ld_lines(what, user=None, site=settings.SITE_URL)
        return {"csv": exports.csv_lines, "ndjson": exports.ndjson_lines}[wanted](what, user=None)
    except exports.NotExported as problem:
        raise CommandError(str(problem)) from problem
