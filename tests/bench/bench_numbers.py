"""10,000 numbers in stories, over a record of 20,000 cases: what a change costs, and what follows it.

    uv run python -m tests.bench.bench_numbers

On a throw-away database. Says how long the verb takes up to its commit without numbers and with them, how
long it takes to see what is due, and how many numbers a worker counts again in a second.
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
from newsroom.numbers.models import Tally  # noqa: E402
from newsroom.publishing.models import PublishedNumber  # noqa: E402
from newsroom.publishing.staleness.drift import count_again, due  # noqa: E402
from tests.factories.numbers import NumberFactory, counting  # noqa: E402
from tests.factories.record import CaseFactory, ClaimFactory, DispositionFactory, PartyFactory  # noqa: E402
from tests.factories.stories import ArticleFactory, published  # noqa: E402

CASES, NUMBERS, ROUNDS = 20_000, 10_000, 6


def measure():
    party = PartyFactory(case=CaseFactory(caption="United States v. Roe"))
    claim = ClaimFactory(case=party.case, against=[party])
    live = DispositionFactory(claim=claim, party=party, outcome="pleaded_guilty")
    enter_cases()
    live = change("without numbers", claim, party, live)
    publish_numbers()
    live = change(f"with {NUMBERS:,} numbers", claim, party, live)
    start = time.perf_counter()
    waiting = due(timezone.now()).count()
    say(f"seeing what is due: {1000 * (time.perf_counter() - start):.0f} ms for {waiting:,}")
    start, cpu = time.perf_counter(), time.process_time()
    counted = count_again(timezone.now)
    wall, cpu = time.perf_counter() - start, time.process_time() - cpu
    say(f"counted again: {counted / wall:.0f} a second, {1000 * cpu / counted:.1f} ms CPU each")
    with connection.cursor() as cursor:
        cursor.execute("update newsroom_tally set seen = pg_current_snapshot()::text")
    start = time.perf_counter()
    waiting = due(timezone.now()).count()
    say(f"seeing that nothing is due: {1000 * (time.perf_counter() - start):.0f} ms for {waiting:,}")


def enter_cases():
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into cases_case (caption, slug, kind, summary, date_filed, is_sealed)"
            " select 'Doe v. Roe ' || n, 'doe-v-roe-' || n, 'civil', '',"
            " daterange(date '2000-01-01' + n %% 9000, date '2000-01-01' + n %% 9000, '[]'), false"
            " from generate_series(1, %s) n",
            [CASES],
        )
        cursor.execute("vacuum analyze")


def publish_numbers():
    """One is published as editors do it; the others are made of it, each with a filter of its own."""
    number = NumberFactory(query="outcome=vacated&filed_before=2024-12-31")
    published(ArticleFactory(body=counting(number)), at=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into newsroom_tally (key, what, query, grouped_by, moved_by, value, fingerprint, problem,"
            " seen, counted_at)"
            " select encode(sha256(convert_to(concat(what, chr(10), asked, chr(10)), 'UTF8')), 'hex'), what,"
            " asked, '', moved_by, value, 'x', '', seen, counted_at"
            " from newsroom_tally, generate_series(1, %s) n,"
            " lateral (select 'filed_before=' || date '1999-01-01' + n) filter (asked)",
            [NUMBERS - 1],
        )
        cursor.execute(
            "insert into newsroom_publishednumber"
            " (publication_id, number, is_live, key, told, rows, counted_at)"
            " select publication_id, 1000000 + tally.id, false, tally.key, told, rows, published.counted_at"
            " from newsroom_publishednumber published, newsroom_tally tally where tally.fingerprint = 'x'"
        )
        cursor.execute("vacuum analyze")
    say(f"{PublishedNumber.objects.count():,} numbers in {Tally.objects.count():,} filters")


def change(what, claim, party, live):
    times = []
    for outcome in ["vacated", "pleaded_guilty"] * (ROUNDS // 2):
        start = time.perf_counter()
        live = record_disposition(claim, party, outcome, supersedes=live, by=None)
        times.append(1000 * (time.perf_counter() - start))
    say(f"the verb {what}: {min(times):.0f}–{max(times):.0f} ms; load {os.getloadavg()[0]:.1f}")
    return live


def say(words):
    sys.stdout.write(f"{words}\n")


if __name__ == "__main__":
    before = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        measure()
    finally:
        connection.creation.destroy_test_db(before, verbosity=0)
