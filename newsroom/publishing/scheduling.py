"""The verbs of what is scheduled. No edition is altered: it is cancelled, and another takes its place."""

from datetime import datetime

from cases.verb import verb
from newsroom.publishing.editions import (
    Editions,
    NotReady,
    address_problems,
    cancel,
    lock_editions,
    time_problems,
)
from newsroom.publishing.freezing import freeze
from newsroom.publishing.models import Cancellation, Correction, Publication, Story
from newsroom.publishing.sealing import ENTRY
from newsroom.publishing.staleness.keeping import postpone, reopen

NOTHING = "Nothing of this story is scheduled: what readers have is what stands."


@verb
def reschedule(story: Story, *, at: datetime, by, now: datetime) -> Publication:
    """Let the scheduled edition, as it was frozen, take effect at another time. Raises NotReady.

    What was written since stays in the draft.
    """
    coming = _coming(story, now)
    problems = [
        *time_problems(story, at, now),
        *address_problems(coming.kind, coming.slug, story, now),
    ]
    if at == coming.effective_at:
        problems.append("That is the time it is scheduled for already: choose another.")
    if problems:
        raise NotReady(problems)
    cancel(coming, by=by, now=now)
    postpone(coming, at)
    return freeze(
        story,
        lock_editions(story),
        coming.revision,
        coming.verb,
        by=by,
        now=now,
        at=at,
        note=coming.note,
        corrections=_entries_of(coming),
    )


@verb
def cancel_schedule(story: Story, *, by, now: datetime) -> Cancellation:
    """Call off the scheduled edition; what readers have now stands. Raises NotReady."""
    coming = _coming(story, now)
    cancellation = cancel(coming, by=by, now=now)
    reopen(coming)
    story.state = _state_left(lock_editions(story))
    Story.objects.filter(pk=story.pk).update(state=story.state)
    return cancellation


def _coming(story, now):
    coming = lock_editions(story).scheduled(now)
    if not coming:
        raise NotReady([NOTHING])
    return coming


def _entries_of(edition):
    return [
        Correction(**{name: getattr(entry, name) for name in ENTRY}) for entry in edition.corrections.all()
    ]


def _state_left(editions: Editions):
    if editions.standing is None:
        return Story.State.DRAFT
    return Story.State.PUBLISHED if editions.can_be_read else Story.State.WITHDRAWN
