"""A new name carried into the stories that mention it already."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from cases.models import Case, Entity
from cases.verb import verb
from newsroom.linking.actions.deciding import accept_link
from newsroom.linking.actions.proposing import propose_links
from newsroom.linking.matching.registry import Target
from newsroom.linking.mentioning import means
from newsroom.linking.models import Link
from newsroom.linking.reading import as_frozen, as_written, target_of
from newsroom.publishing.actions import NotReady, publish_minor_edit, record_revision
from newsroom.publishing.canonical import digest
from newsroom.publishing.models import Publication, Story
from newsroom.publishing.stages import Stage

UNPUBLISHED = "The draft has changes that are not published: look at them, then publish."
ONLY_PUBLISHED = (
    "Only the published text has the words; the draft says others by now. Nothing was linked: publish the "
    "draft, or link the words where it still has them."
)
UNSAVED = (
    "{} has changes to it that are not saved. Nothing was linked: ask them to save or to discard them, then "
    "link it again."
)
SIGNED_OFF = (
    "It is signed off as it stands, and a link would make that void. Nothing was linked: decide at its link "
    "desk."
)


@dataclass
class Outcome:
    """What became of a story: the links accepted, the edition that shows them, or what is left to do."""

    story: Story
    links: list[Link]
    edition: Publication | None = None
    needs_you: list[str] = field(default_factory=list)


@verb
def link_everywhere(target: Case | Entity, stories: Iterable[Story], *, by, now: datetime) -> list[Outcome]:
    """Accept what is strongly proposed for the target in each story, and publish it as a minor edit.

    A story with changes that no reader has seen is linked but never published by this. One that somebody is
    writing, or that was signed off and not published yet, is left as it is.
    """
    return [_link_in(as_written(story), target, by=by, now=now) for story in stories]


def _link_in(story, target, *, by, now):
    Story.objects.select_for_update().get(pk=story.pk)
    story.refresh_from_db()
    edition = story.publications.standing().order_by("-number").select_related("revision").first()
    is_live = edition is not None and edition.verb != Publication.Verb.WITHDRAW
    is_as_published = is_live and edition.revision.digest == digest(story.content())
    proposed = _proposed(story, target, by)
    if not proposed:
        is_there = is_live and not is_as_published and means(target, as_frozen(edition.content))
        return Outcome(story, [], needs_you=[ONLY_PUBLISHED] if is_there else [])
    if hindrance := _in_somebodys_hands(story) or ("" if is_as_published else _is_signed_off(story)):
        return Outcome(story, [], needs_you=[hindrance])
    outcome = Outcome(story, [accept_link(link, by=by, now=now) for link in proposed])
    if is_as_published:
        _publish(outcome, by=by, now=now)
    elif is_live:
        outcome.needs_you = [UNPUBLISHED]
    if outcome.edition is None:
        record_revision(story, by=by, now=now, note="linked")
    return outcome


def _proposed(story, target, by):
    aim = Target(target._meta.model_name, target.pk)
    return [link for link in propose_links(story, by=by) if link.is_strong and target_of(link) == aim]


def _publish(outcome, *, by, now):
    try:
        with transaction.atomic():
            outcome.edition = publish_minor_edit(outcome.story, by=by, now=now)
    except NotReady as refusal:
        outcome.needs_you = refusal.problems


def _in_somebodys_hands(story):
    """That a save made now would meet what somebody has typed and not saved."""
    copies = story.working_copies.without_words().unsaved().filter(base=story.revision_number)
    copy = copies.order_by("-kept_at").first()
    return UNSAVED.format(copy.owner) if copy else ""


def _is_signed_off(story):
    """That a link more would make void what somebody stands for."""
    given = story.sign_offs.standing().filter(digest=digest(story.content()))
    return SIGNED_OFF if story.stage == Stage.APPROVED or given.exists() else ""
