"""The verbs of publishing. Each locks the story, so editions of one story queue and number densely."""

from collections.abc import Sequence
from datetime import datetime

from cases.verb import verb
from newsroom.publishing.canonical import digest
from newsroom.publishing.editions import (
    NotReady,
    address_problems,
    cancel,
    lock_editions,
    lock_with_nothing_scheduled,
    time_problems,
)
from newsroom.publishing.freezing import freeze
from newsroom.publishing.ledger import ledger_problems
from newsroom.publishing.models import Correction, Publication, Revision, Step, Story
from newsroom.publishing.sign_offs import four_eyes_problems
from newsroom.publishing.stages import EMERGENCY
from newsroom.publishing.staleness.keeping import (
    ask_alone,
    keep_wording,
    reopen,
    resolve_updated,
    stale_problems,
)
from newsroom.publishing.steps import note_edit, note_issue, take_step

Verb = Publication.Verb

# What a form does not bring: what was published meanwhile stays published.
_NOT_THE_EDITORS = ("state", "stage", "needs", "revision_number")


class StaleSave(Exception):
    """Somebody else saved the story since this editor opened it; `newest` is their revision."""

    def __init__(self, newest: Revision):
        self.newest = newest
        super().__init__(
            f"{newest.saved_by or 'Somebody'} saved revision {newest.number} while you were editing. "
            "Nothing you typed is lost: compare the two and save again."
        )


def open_for_save(story: Story, *, base: int | None) -> None:
    """Lock the story's row for this transaction; raise StaleSave if `base` is not its newest revision.

    `base` is the number of the revision the editor started from; None is for callers that read and
    write in one transaction.
    """
    locked = Story.objects.select_for_update().values(*_NOT_THE_EDITORS).get(pk=story.pk)
    if base is not None and base != locked["revision_number"]:
        raise StaleSave(story.revisions.select_related("saved_by").get(number=locked["revision_number"]))
    for name, value in locked.items():
        setattr(story, name, value)


@verb
def record_revision(story: Story, *, by, now: datetime, note: str = "") -> Revision:
    """Keep the story's whole content as its newest revision, unless nothing changed since the last.

    `story` is an article or an explainer: it knows its `content()`.
    """
    open_for_save(story, base=None)
    return _keep_revision(story, by=by, now=now, note=note)


def _keep_revision(story, *, by, now, note):
    """The revision of a story whose row is locked."""
    content = story.content()
    fingerprint = digest(content)
    newest = story.revisions.defer("content").first()
    if newest and newest.digest == fingerprint:
        newest.content = content
        return newest
    number = newest.number + 1 if newest else 1
    story.revision_number = number
    story.save(update_fields=["revision_number"])
    note_edit(story, by=by, now=now)
    return Revision.objects.create(
        story=story, number=number, content=content, digest=fingerprint, note=note, saved_by=by, saved_at=now
    )


@verb
def publish(
    story: Story, *, by, now: datetime, at: datetime | None = None, note: str = "", alone: str = ""
) -> Publication:
    """Freeze the story's content as its next edition; it becomes current at `at` (now, unless later).

    The first edition publishes, later ones update; after a withdrawal it restores. `alone` says why it
    cannot wait for a second pair of eyes, for those who may decide that. Raises NotReady.
    """
    editions = lock_with_nothing_scheduled(story, now)
    last = editions.standing
    name = Verb.PUBLISH if not last else Verb.RESTORE if last.verb == Verb.WITHDRAW else Verb.UPDATE
    return _issue(story, editions, name, by=by, now=now, at=at or now, note=note, alone=alone)


@verb
def publish_minor_edit(story: Story, *, by, now: datetime, alone: str = "") -> Publication:
    """Publish a change no reader needs to be told of: no date, feed or alert moves. Raises NotReady."""
    editions = lock_with_nothing_scheduled(story, now)
    if not editions.can_be_read:
        raise NotReady(["Only a published story can have a minor edit: publish it first."])
    return _issue(story, editions, Verb.MINOR_EDIT, by=by, now=now, at=now, alone=alone)


@verb
def issue_correction(
    story: Story,
    entries: Sequence[Correction],
    *,
    by,
    now: datetime,
    at: datetime | None = None,
    alone: str = "",
) -> Publication:
    """Publish the corrected text, and say on the page and in the ledger what was wrong. Raises NotReady.

    `entries` are unsaved corrections; `before` and `after` are words of the edition readers have and of the
    draft, or empty where no words can show it.
    """
    return _put_right(story, entries, Verb.CORRECT, by=by, now=now, at=at, alone=alone)


@verb
def clarify(
    story: Story,
    entries: Sequence[Correction],
    *,
    by,
    now: datetime,
    at: datetime | None = None,
    alone: str = "",
) -> Publication:
    """Publish what was not wrong but unclear in clearer words, and say so; see `issue_correction`."""
    return _put_right(story, entries, Verb.CLARIFY, by=by, now=now, at=at, alone=alone)


@verb
def withdraw(story: Story, *, by, now: datetime, note: str) -> Publication:
    """Take the story from readers: its address answers 410 and shows the note. Raises NotReady.

    What was scheduled is cancelled.
    """
    editions = lock_editions(story)
    if coming := editions.scheduled(now):
        cancel(coming, by=by, now=now)
        reopen(coming)
        editions = lock_editions(story)
    if not editions.can_be_read:
        raise NotReady(["Only a published story can be withdrawn."])
    if not note.strip():
        raise NotReady(["Say in a sentence why the story is withdrawn: readers who come back will see it."])
    publication = freeze(
        story, editions, editions.standing.revision, Verb.WITHDRAW, by=by, now=now, at=now, note=note
    )
    _set_state(story, Story.State.WITHDRAWN)
    return publication


def _put_right(story, entries, name, *, by, now, at, alone):
    editions = lock_with_nothing_scheduled(story, now)
    if not editions.can_be_read:
        raise NotReady(["Only a published story can be corrected: publish it first."])
    kind = Correction.Kind.CORRECTION if name == Verb.CORRECT else Correction.Kind.CLARIFICATION
    for entry in entries:
        entry.kind = kind
    if problems := ledger_problems(story, editions.standing, entries):
        raise NotReady(problems)
    return _issue(story, editions, name, by=by, now=now, at=at or now, corrections=entries, alone=alone)


def _issue(story, editions, name, *, by, now, at, note="", corrections=(), alone=""):
    open_for_save(story, base=None)
    with story.read_once():
        unseen = four_eyes_problems(story, editions.standing, by)
        problems = [
            *story.problems(),
            *([] if may_publish_alone(by, alone) else unseen),
            *time_problems(story, at, now),
            *address_problems(story.kind, story.slug, story, now),
        ]
        if problems:
            raise NotReady(problems)
        revision = _keep_revision(story, by=by, now=now, note="as published")
        rests = story.rests()
    if editions.standing:
        _decide_flags(story, revision.content, by=by, at=at)
    publication = freeze(
        story, editions, revision, name, by=by, now=now, at=at, note=note, corrections=corrections
    )
    keep_wording(publication, rests)
    if unseen:
        take_step(story, Step.ALONE, story.stage, by=by, now=now, why=alone)
    note_issue(story, by=by, now=now)
    if story.state != Story.State.PUBLISHED:
        _set_state(story, Story.State.PUBLISHED)
    return publication


def may_publish_alone(by, why: str) -> bool:
    """Whether they may decide that it cannot wait for a second pair of eyes, and say why."""
    return by is not None and bool(why.strip()) and by.has_perm(EMERGENCY)


def _decide_flags(story, content, *, by, at):
    """Close the flags of what the edition words anew; refuse it where a flag was raised since we looked."""
    ask_alone()
    if problems := stale_problems(story, content):
        raise NotReady(problems)
    resolve_updated(story, by=by, at=at)


def _set_state(story, state):
    story.state = state
    Story.objects.filter(pk=story.pk).update(state=state)
