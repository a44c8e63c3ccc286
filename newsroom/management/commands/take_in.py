"""Take stories in as drafts: pages saved as HTML, or read from an address of this machine.

One that was taken in before is named and left alone, so the command can be run again. The last line of the
output is a summary in JSON.
"""

import json

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand
from django.utils import timezone

from cases.imports.feeds import Refused, fetch_feed
from newsroom.intake.actions import AlreadyTaken, take_in
from newsroom.intake.reading import excerpt, read_page


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("places", metavar="FILE|URL", nargs="+")

    def handle(self, *, places, **_options):
        counts = {"taken": 0, "known": 0, "refused": 0}
        for place in places:
            counts[self._take(place)] += 1
        self.stdout.write(json.dumps(counts))

    def _take(self, place):
        try:
            found = read_page(fetch_feed(place), place if "://" in place else "")
            article = _file(found)
        except AlreadyTaken as known:
            self.stdout.write(f"{place}: {known}")
            return "known"
        except (Refused, ValidationError) as refusal:
            said = refusal.messages if isinstance(refusal, ValidationError) else [str(refusal)]
            self.stderr.write(f"{place}: {' '.join(said)}")
            return "refused"
        self.stdout.write(f"{place}: “{article}” is draft {article.pk}")
        return "taken"


def _file(found):
    if not found.headline:
        raise ValidationError("There is no headline on this page: take it in by hand.")
    if not found.url:
        raise ValidationError("The page does not say its address: take it in by hand, and give it.")
    return take_in(
        found.headline,
        by=None,
        now=timezone.now(),
        publisher=found.publisher,
        canonical_url=found.url,
        whole=found.text,
        dek=found.dek,
        body=excerpt(found, settings.EXCERPT_WORDS).body,
        original_author=found.author,
        first_published_on=found.day,
    )
