"""Import federal dockets, as parsed from court pages, from JSON files or directories of them.

Importing again changes what the court has changed since and leaves what the desk has changed. Each file is
taken in whole or, with a reason, not at all. The last line of the output is a summary in JSON:

  files, dockets, cases       files looked at; dockets read from them; cases these belong to
  parties, counsel, claims,   what those dockets print, each line once (claims: each count or complaint once
  dispositions, events        per party; dispositions: those with words; events: the entries of the docket)
  created                     rows of the record that were not there before: courts, cases, dockets, case
                              relations, entities and their aliases, parties, counsel, claims and whom they
                              are against, dispositions, events
  changed                     rows of these kinds that were there and now hold another value
  skipped                     files left out, and why
  warnings                    values left out, cut or overruled by the desk: in which file, where, why
  dry_run                     whether it was all taken back
"""

import json

from django.core.management.base import BaseCommand, DjangoHelpFormatter

from cases.imports.files import docket_files
from cases.imports.run import import_files, rehearse_files


class Command(BaseCommand):
    help = __doc__

    def create_parser(self, prog_name, subcommand, **kwargs):
        return super().create_parser(prog_name, subcommand, formatter_class=AsWritten, **kwargs)

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file or a directory of files")
        parser.add_argument(
            "--dry-run", action="store_true", help="import, say what came of it, take it back"
        )

    def handle(self, *, paths, dry_run, **_options):
        files = docket_files(paths)
        take = rehearse_files if dry_run else import_files
        summary = take(files, by=None, tell=self.stderr.write) | {"dry_run": dry_run}
        for warning in summary["warnings"]:
            self.stderr.write("{file}: {key} {reason}".format(**warning))
        self.stdout.write(json.dumps(summary))


class AsWritten(DjangoHelpFormatter):
    """Help with its lines as they are written above."""

    def _fill_text(self, text, _width, indent):
        return "".join(indent + line for line in text.splitlines(keepends=True))
