"""What the night of kills begins with and what must be so in the morning, each a process of its own."""

import json
import sys
from collections import Counter
from datetime import timedelta

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from cases.models import Change  # noqa: E402
from newsroom.publishing.actions import publish  # noqa: E402
from newsroom.publishing.models import FollowUp, Publication, Rendition  # noqa: E402
from newsroom.publishing.verification import verify_publications  # noqa: E402
from tests.factories.stories import ArticleFactory, AuthorFactory  # noqa: E402

APART, MOMENT = timedelta(milliseconds=50), timedelta(microseconds=1)


def fill(count):
    """Editions to come, one after the other, from now on."""
    call_command("migrate", verbosity=0)
    now = timezone.now()
    author = AuthorFactory()
    with transaction.atomic():
        for number in range(count):
            at = now + number * APART
            publish(ArticleFactory(authors=[author]), by=None, now=now - timedelta(days=1), at=at)


def told():
    """How often each thing was done and how often the log says so; and what each moment showed."""
    times = list(Publication.objects.soonest_first().values_list("effective_at", flat=True))
    log = Change.objects.filter(verb="became_current", subject="story").values_list("subject_id", flat=True)
    done = FollowUp.objects.filter(done_at__isnull=False, voided_at__isnull=True, attempts=0)
    return {
        "editions": len(times),
        "current before each": [Publication.objects.current(at - MOMENT).count() for at in times],
        "current at each": [Publication.objects.current(at).count() for at in times],
        "log entries per story": sorted(Counter(log).values()),
        "done": dict(Counter(done.values_list("what", flat=True))),
        "owed": FollowUp.objects.open().count(),
        "pages ready": Rendition.objects.filter(is_stale=False).count(),
        "faults": [str(fault) for fault in verify_publications()],
    }


if __name__ == "__main__":
    if sys.argv[1] == "fill":
        fill(int(sys.argv[2]))
    else:
        sys.stdout.write(json.dumps(told()))
