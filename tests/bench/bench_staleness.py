"""A case on which 10,000 stored pages depend is changed; then the pages are made again.

    uv run python -m tests.bench.bench_staleness

On a throw-away database. Says how long the verb takes up to its commit, with and without written sections
that rest on the case, and what making a page again costs, of its own and together with others.
"""

import os
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
import django

django.setup()

from django.db import connection  # noqa: E402  Django first
from django.utils import timezone  # noqa: E402

from cases.actions import record_disposition  # noqa: E402
from newsroom.linking.actions import link_mention  # noqa: E402
from newsroom.pages import warming  # noqa: E402
from newsroom.publishing.models import Rendition, StaleFlag  # noqa: E402
from tests.factories.record import CaseFactory, ClaimFactory, DispositionFactory, PartyFactory  # noqa: E402
from tests.factories.stories import NOON, ArticleFactory, published  # noqa: E402

PAGES, SECTIONS, WARMED = 10_000, (0, 100, 10_000), 75


def measure():
    party = PartyFactory(case=CaseFactory(caption="United States v. Roe"))
    claim = ClaimFactory(case=party.case, against=[party])
    live = DispositionFactory(claim=claim, party=party, outcome="pleaded_guilty")
    for _ in range(WARMED):
        story = ArticleFactory(body="<p>She pleaded guilty in her case.</p>")
        link_mention(story, "her case", party.case, by=None, now=NOON)
        published(story)
    make_all(1)  # reads the templates
    alone, together = (min(make_all(at_once) for _ in range(3)) for at_once in (1, 25))
    sys.stdout.write(f"a page made of its own: {alone:.1f} ms CPU; with 24 others: {together:.1f} ms, ")
    sys.stdout.write(f"ratio {together / alone:.2f}; load {os.getloadavg()[0]:.1f}\n")
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into newsroom_rendition"
            " (path, status, html_gzip, html_br, etag, keys, modified_at, is_stale, design)"
            " select '/more/' || n, 200, '', '', '', '', now(), false, '' from generate_series(1, %s) n",
            [PAGES],
        )
        cursor.execute(
            "insert into newsroom_ingredient (rendition_id, subject, subject_id)"
            " select id, 'case', %s from newsroom_rendition where path like '/more/%%'",
            [party.case_id],
        )
    outcomes = ["vacated", "pleaded_guilty"] * 3
    for sections in SECTIONS:
        rest_on(party.case_id, sections)
        times = []
        for outcome in outcomes:
            with connection.cursor() as cursor:
                cursor.execute("update newsroom_rendition set is_stale = false")
                cursor.execute("delete from newsroom_staleflag")
                cursor.execute("vacuum analyze newsroom_rendition, newsroom_staleflag, newsroom_sectionbasis")
            start = time.perf_counter()
            live = record_disposition(claim, party, outcome, supersedes=live, by=None)
            times.append((time.perf_counter() - start) * 1000)
        sys.stdout.write(
            f"{sections:6} sections more: {min(times):.0f}–{max(times):.0f} ms, "
            f"{StaleFlag.objects.count()} flags; load {os.getloadavg()[0]:.1f}\n"
        )


def make_all(at_once):
    """Make every page anew, so many at once; milliseconds of our own CPU time for each."""
    warming.AT_ONCE = at_once
    Rendition.objects.update(is_stale=True)
    cpu = time.process_time()
    made = warming.warm(WARMED, now=timezone.now())
    return 1000 * (time.process_time() - cpu) / made


def rest_on(case, number):
    with connection.cursor() as cursor:
        cursor.execute("delete from newsroom_sectionbasis where part like 'more%%'")
        cursor.execute(
            "insert into newsroom_sectionbasis (publication_id, part, subject, subject_id, told)"
            " select min(publication_id), 'more' || n, 'case', %s,"
            " newsroom_told('case', %s) || '{\"caption\": \"\"}'"
            " from newsroom_sectionbasis, generate_series(1, %s) n group by n",
            [case, case, number],
        )


if __name__ == "__main__":
    before = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = f"bench_{os.getpid()}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        measure()
    finally:
        connection.creation.destroy_test_db(before, verbosity=0)
