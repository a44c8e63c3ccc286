"""What must follow when an edition takes effect: claimed, done and crossed off in one transaction."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import connection, transaction

from cases.verb import verb
from newsroom.publishing.models import FollowUp, Publication
from newsroom.publishing.reading import newest_effective
from newsroom.worker.tasks import warm

logger = logging.getLogger(__name__)
What = FollowUp.What


def note_in_log(edition: Publication) -> None:
    """The change log tells those who read it that readers have the edition now."""
    with connection.cursor() as cursor:
        cursor.execute("select cases_note_change('story', %s)", [edition.story_id])


def have_warmed(edition: Publication) -> None:
    warm.enqueue(edition.kind, edition.slug)


# What is done for each. The gate in front of the site will be told what to purge, and followers and webhooks
# what is new: their places are here. Each is done in the transaction that crosses it off, so whatever leaves
# the database is a task that it enqueues.
DOING: dict[str, tuple[Callable[[Publication], None], ...]] = {
    What.LOG: (note_in_log,),
    What.ALERT: (),
    What.PURGE: (),
    What.WARM: (have_warmed,),
}
# Nobody is told of an edition, and no page made of it, once the next has taken its place.
ONLY_WHILE_CURRENT = {What.ALERT, What.WARM}


def follow_up(clock: Callable[[], datetime]) -> int:
    """Do all that is due, each exactly once, whatever happens to us meanwhile; return how many were due."""
    count = 0
    while settle_next(by=None, now=clock()):
        count += 1
    return count


def settle_next(*, by, now: datetime) -> FollowUp | None:
    """Settle what is longest due and in no other worker's hands; None if there is nothing."""
    with transaction.atomic():
        due = FollowUp.objects.due(now).overdue_first().select_for_update(skip_locked=True, of=("self",))
        owed = due.select_related("publication").first()
        if owed:
            _settle(owed, by=by, now=now)
        return owed


def _settle(owed, *, by, now):
    try:
        became_current(owed, by=by, now=now)
    except Exception as error:  # whatever it is, it must not keep the others
        logger.exception("What should follow %s failed.", owed)
        owed.failed_once_more(f"{type(error).__name__}: {error}", now)
    owed.save(update_fields=["due_at", "done_at", "voided_at", "attempts", "error"])


@verb
def became_current(owed: FollowUp, *, by, now: datetime) -> None:
    """Do what is owed to the edition, or void it; under this name it stands in the change log."""
    newest = newest_effective(owed.publication.story_id, now)
    if owed.what in ONLY_WHILE_CURRENT and newest != owed.publication:
        owed.voided_at, owed.error = now, f"Edition {newest.number} had taken its place."
        return
    for do in DOING[owed.what]:
        do(owed.publication)
    owed.done_at, owed.error = now, ""
