"""Sentences that a number has drifted under: found by the worker, which counts again what the record moved.

A change of the record evaluates no number: it would have to ask each in turn. What is due is read from the
change log by what each tally had seen of it, a bounded number at a time; each is counted, and its sentences
flagged, in a transaction of its own. A change that is rolled back is in no log.
"""

import json
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import connection
from django.db.models import BooleanField, Case, Exists, OuterRef, QuerySet, Value, When
from django.db.models.expressions import RawSQL

from cases.verb import verb
from newsroom.numbers import figures
from newsroom.numbers.models import Number, Tally
from newsroom.numbers.tallying import note_failure, take_again
from newsroom.publishing.models import PublishedNumber, StaleFlag
from newsroom.publishing.staleness.keeping import ASKING_LOCK, NUMBER

logger = logging.getLogger(__name__)

MOST_AT_ONCE = 500
LONGEST = "10s"

# A change that the tally's snapshot had not seen. The log's index begins with the transaction's number.
MOVED_SINCE = """exists (
  select from cases_change change
  where change.transaction_id >= pg_snapshot_xmin(newsroom_tally.seen::pg_snapshot)::text::bigint
    and change.subject = any(newsroom_tally.moved_by)
    and not pg_visible_in_snapshot(change.transaction_id::text::xid8, newsroom_tally.seen::pg_snapshot))"""

# Of each part that readers have: what the edition that counts now rests on, or else the one to come.
RESTING = """
select distinct on (story_id, part, subject_id) story_id, part, subject_id, told
from newsroom_standing_basis
where subject = 'number' and subject_id = any(%s) and told ->> 'key' = %s
order by story_id, part, subject_id, number
"""


@dataclass(frozen=True)
class Basis:
    """A part of a story that rests on a number, and what the number is told to be there."""

    story: int
    part: str
    number: int
    told: dict

    def today(self, value: figures.Value | None) -> dict | None:
        """What would be told now; None where it can no longer be counted."""
        return value and {**self.told, "value": value.frozen, "words": figures.say(value, self.told)}

    def has_drifted(self, value: figures.Value | None) -> bool:
        if value is None:
            return False
        then = figures.Value.told(self.told["value"])
        return figures.has_drifted(then, value, Decimal(self.told["threshold"]), self.told["threshold_unit"])


def count_again(clock: Callable[[], datetime], *, most: int = MOST_AT_ONCE) -> int:
    """Count what the record may have moved, what readers see first; return how many were counted."""
    waiting = list(due(clock())[:most])
    for tally in waiting:
        now = clock()
        try:
            recount(tally, by=None, now=now)
        except Exception as error:  # whatever it is, it must not keep the others
            logger.exception("Number %s could not be counted.", tally.pk)
            note_failure(tally, f"{type(error).__name__}: {error}", now=now)
    return len(waiting)


def numbers_counted_by(tallies: Iterable[int]) -> QuerySet:
    """The numbers in stories that these tallies count."""
    keys = Tally.objects.filter(pk__in=tallies).values("key")
    return PublishedNumber.objects.filter(key__in=keys).values("number")


def due(now: datetime) -> QuerySet[Tally]:
    """The tallies that somebody uses and the record may have moved; those that readers see come first."""
    published = Exists(PublishedNumber.objects.in_use(now).filter(key=OuterRef("key")))
    on_desk = Exists(Number.objects.filter(key=OuterRef("key")))
    moved = Tally.objects.filter(RawSQL(MOVED_SINCE, [], output_field=BooleanField()))  # noqa: S611  our own
    first = Case(When(published, then=Value(0)), default=Value(1))
    return moved.filter(published | on_desk).order_by(first, "counted_at", "pk")


@verb
def recount(tally: Tally, *, by, now: datetime) -> Tally:
    """Count one anew, have the pages that show it made again, and flag the sentences it has drifted under."""
    with connection.cursor() as cursor:
        # As any change of the record at its commit: nobody publishes while this is decided.
        cursor.execute("select pg_advisory_xact_lock_shared(%s)", [ASKING_LOCK])
        cursor.execute("select set_config('statement_timeout', %s, true)", [LONGEST])
        if take_again(tally, now=now):
            cursor.execute("select cases_note_change('tally', %s)", [tally.pk])
    _flag(tally, now)
    return tally


def _flag(tally, now):
    bases = _resting_on(tally.key)
    value = figures.Value.told(tally.value) if tally.value else None
    open_flags = {
        (flag.story_id, flag.part, flag.subject_id): flag
        for flag in StaleFlag.objects.undecided().filter(
            subject=NUMBER, subject_id__in={basis.number for basis in bases}
        )
    }
    raised = []
    for basis in bases:
        flag = open_flags.get((basis.story, basis.part, basis.number))
        if flag and not basis.has_drifted(value):
            flag.outcome, flag.resolved_at = StaleFlag.Outcome.WENT_BACK, now
        elif flag:
            flag.new = basis.today(value)
        elif basis.has_drifted(value):
            raised.append(_raised(basis, value, now))
    StaleFlag.objects.bulk_update(open_flags.values(), ["new", "outcome", "resolved_at"], batch_size=500)
    StaleFlag.objects.bulk_create(raised, batch_size=500)


def _raised(basis, value, now):
    return StaleFlag(
        story_id=basis.story,
        part=basis.part,
        subject=NUMBER,
        subject_id=basis.number,
        old=basis.told,
        new=basis.today(value),
        since=now,
    )


def _resting_on(key) -> list[Basis]:
    numbers = list(PublishedNumber.objects.filter(key=key).values_list("number", flat=True).distinct())
    with connection.cursor() as cursor:
        cursor.execute(RESTING, [numbers, key])
        return [Basis(*place, json.loads(told)) for *place, told in cursor.fetchall()]
