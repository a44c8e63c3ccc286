"""Import the entries of a docket feed (RSS or Atom) from a file or from this machine.

Each item goes to the docket that its title or link names, once. The last line of the output is a summary in
JSON: the dockets that the record does not hold are named there; with --create they are opened.
"""

import json

from django.core.management.base import BaseCommand, CommandError

from cases.imports.feeds import NotAFeed, Refused, fetch_feed, read_feed, take_in_feed


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("place", metavar="PATH_OR_URL")
        parser.add_argument("--court", default="", help="the code of the court, where the feed does not say")
        parser.add_argument("--create", action="store_true", help="open a case for an unknown docket")

    def handle(self, *, place, court, create, **_options):
        try:
            items = read_feed(fetch_feed(place))
        except (NotAFeed, Refused) as problem:
            raise CommandError(str(problem)) from problem
        summary = take_in_feed(items, court=court, create=create, by=None).summary()
        for item in summary["left_out"]:
            self.stderr.write("{title}: {reason}".format(**item))
        self.stdout.write(json.dumps(summary, ensure_ascii=False))
