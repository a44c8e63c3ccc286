"""What has to be read again since the record changed: noted from the change log, read by the worker.

A change of the record judges no word: it is in the log, and that is all. The worker reads on in the log,
notes whom the changes concern, and goes through the published stories that name them, a few at a time, each
few in a transaction that also notes how far it came. A worker that dies leaves the rest to the next; a change
that is rolled back is in no log.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F

from cases.models import Party
from cases.verb import verb
from newsroom.linking.mentioning import stories_with
from newsroom.numbers.tallying import snapshot
from newsroom.publishing.models import Coverage, StaleFlag
from newsroom.publishing.staleness.parts import SUPPRESSED
from newsroom.wording.models import LogRead, Rereading, SuppressedName
from newsroom.wording.published import Change, judge_stories

logger = logging.getLogger(__name__)

AT_ONCE = 50
MOST_IN_A_ROUND = 1000
LONGEST_WAIT = timedelta(hours=1)

# Changes that were not committed when the log was last read; of a statement, of whom it is or was, since it
# may be gone. A case whose parties no story names is not noted, nor anybody whom none names.
NOTE = """
with changed as (
  select subject, subject_id, by_id, noted_at from cases_change change
  where change.transaction_id >= pg_snapshot_xmin(%(seen)s::pg_snapshot)::text::bigint
    and subject in ('case', 'entity', 'statement', 'story', 'suppressed_name')
    and not pg_visible_in_snapshot(change.transaction_id::text::xid8, %(seen)s::pg_snapshot)
), concerned (subject, subject_id, by_id, noted_at) as (
  select 'entity', party.entity_id, by_id, noted_at
  from changed join history.cases_statement kept on subject = 'statement' and kept.id = subject_id
  join cases_party party on party.id = kept.party_id
  union all
  select * from changed where subject <> 'statement'
)
insert into newsroom_rereading
  (subject, subject_id, since, changed_by_id, after, due_at, attempts, error)
select subject, subject_id, max(noted_at), (array_agg(by_id order by noted_at desc))[1], 0, %(now)s, 0, ''
from concerned where case subject
  when 'case' then exists (
    select from cases_party join newsroom_coverage using (entity_id) where cases_party.case_id = subject_id)
  when 'entity' then exists (select from newsroom_coverage where entity_id = subject_id)
  when 'story' then exists (select from newsroom_publication where story_id = subject_id)
  else true end
group by subject, subject_id order by subject, subject_id
on conflict (subject, subject_id) where after = 0
do update set since = excluded.since, changed_by_id = excluded.changed_by_id
"""


def read_again(clock: Callable[[], datetime], *, most: int = MOST_IN_A_ROUND) -> int:
    """Read what the record may have left behind, about so many stories; return how many were read."""
    note_whom(by=None, now=clock())
    count = 0
    while count < most:
        subjects = -(-(most - count) // AT_ONCE)
        due = Rereading.objects.due(clock()).values_list("pk", flat=True)[:subjects]
        steps = [_step(pk, clock) for pk in list(due)]
        count += sum(step or 0 for step in steps)
        if not any(step is not None for step in steps):
            break
    return count


@verb
def note_whom(*, by, now: datetime) -> None:
    """Read on in the change log, and note whom it concerns; in another worker's hands, leave it to that."""
    LogRead.objects.get_or_create(pk=1)
    place = LogRead.objects.select_for_update(skip_locked=True).filter(pk=1).first()
    if place is None:
        return
    seen = snapshot()  # before the log is read: what is committed in between is read twice
    with connection.cursor() as cursor:
        cursor.execute(NOTE, {"seen": place.seen, "now": now})
    place.seen = seen
    place.save()


@verb
def read_on(number: int, *, by, now: datetime, most: int = AT_ONCE) -> int | None:
    """Judge the next stories of one subject; say how many. None if another worker has it or it is done."""
    held = Rereading.objects.select_for_update(skip_locked=True).filter(pk=number)
    rereading = held.due(now).first()
    if rereading is None:
        return None
    stories = stories_of(rereading.subject, rereading.subject_id, after=rereading.after, most=most)
    if stories:
        judge_stories(stories, Change(rereading.since, rereading.changed_by_id), now=now)
    if len(stories) < most:
        rereading.delete()
    else:
        rereading.after, rereading.attempts, rereading.due_at = stories[-1], 0, now
        rereading.save()
    return len(stories)


def stories_of(subject: str, number: int, *, after: int = 0, most: int = AT_ONCE) -> list[int]:
    """The next stories ever published that name the subject, by their numbers."""
    if subject == "story":
        return [number] if number > after else []
    if subject == SUPPRESSED:
        return _naming(number, after, most)
    # A story that names several parties of a case is read once.
    entities = Party.objects.filter(case=number).values("entity") if subject == "case" else [number]
    named = Coverage.objects.filter(entity__in=entities, publication__story__gt=after)
    return list(
        named.order_by("publication__story").values_list("publication__story", flat=True).distinct()[:most]
    )


def whom(changed: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Whom the changes of these subjects concern."""
    changed = set(changed)
    cases = [pk for subject, pk in changed if subject == "case"]
    parties = Party.objects.filter(case__in=cases).values_list("entity", flat=True)
    others = {each for each in changed if each[0] in ("entity", SUPPRESSED)}
    return sorted(others | {("entity", pk) for pk in parties})


def judge_again(changed: Iterable[tuple[str, int]], *, now: datetime, most: int) -> None:
    """Judge at once what names these subjects, up to so many stories, in the transaction at hand."""
    stories = {story for subject, pk in whom(changed) for story in stories_of(subject, pk, most=most)}
    if stories:
        judge_stories(sorted(stories)[:most], Change(now, None), now=now)


def _naming(number, after, most):
    """Those that have the name, and those flagged for what it was before."""
    flagged = StaleFlag.objects.undecided().filter(subject=SUPPRESSED, subject_id=number, story__gt=after)
    found = set(flagged.order_by("story").values_list("story", flat=True)[:most])
    name = SuppressedName.objects.filter(pk=number).first()
    if name:
        found.update(stories_with(name.name, after=after, most=most))
    return sorted(found)[:most]


def _step(number, clock):
    try:
        return read_on(number, by=None, now=clock(), most=AT_ONCE)
    except Exception as error:  # whatever it is, it must not keep the others
        logger.exception("What is to be read again could not be read: %s.", number)
        _note_failure(number, f"{type(error).__name__}: {error}", now=clock())
        return None


def _note_failure(number, problem, *, now):
    """It is tried again, later and later; it is never given up, since nobody else would notice."""
    with transaction.atomic():
        failed = Rereading.objects.filter(pk=number)
        for attempts in failed.values_list("attempts", flat=True):
            wait = min(timedelta(seconds=4 ** min(attempts + 1, 7)), LONGEST_WAIT)
            failed.update(attempts=F("attempts") + 1, error=problem[:1000], due_at=now + wait)
