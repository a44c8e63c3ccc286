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
from newsroom.linking.models import Link
from newsroom.linking.reading import as_written, target_of
from newsroom.publishing.actions import NotReady, publish_minor_edit, record_revision
from newsroom.publishing.canonical import digest
from newsroom.publishing.models import Publication, Story


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

    A story with changes that no reader has seen is linked but never published by this.
    """
    aim = Target(target._meta.model_name, target.pk)
    return [_link_in(as_written(story), aim, by=by, now=now) for story in stories]


def _link_in(story, aim, *, by, now):
    Story.objects.select_for_update().get(pk=story.pk)
    edition = story.publications.standing().order_by("-number").select_related("revision").first()
    is_live = edition is not None and edition.verb != Publication.Verb.WITHDRAW
    is_as_published = is_live and edition.revision.digest == digest(story.content())
    found = [link for link in propose_links(story, by=by) if link.is_strong and target_of(link) == aim]
    links = [accept_link(link, by=by, now=now) for link in found]
    outcome = Outcome(story, links)
    if not links or not is_live:
        if links:
            record_revision(story, by=by, now=now, note="linked")
        return outcome
    if not is_as_published:
        record_revision(story, by=by, now=now, note="linked")
        outcome.needs_you = ["The draft has changes that are not published: look at them, then publish."]
        return outcome
    try:
        with transaction.atomic():
            outcome.edition = publish_minor_edit(story, by=by, now=now)
    except NotReady as refusal:
        outcome.needs_you = refusal.problems
        record_revision(story, by=by, now=now, note="linked")
    return outcome
