"""An edition made of a revision: its content frozen, sealed, and joined to the chain."""

from collections.abc import Sequence
from datetime import datetime

from newsroom.publishing.canonical import digest
from newsroom.publishing.editions import Editions
from newsroom.publishing.effects import EFFECTS
from newsroom.publishing.figures import count_numbers, keep_numbers
from newsroom.publishing.models import Correction, Coverage, FollowUp, Publication, Revision, Story
from newsroom.publishing.sealing import sealed
from newsroom.publishing.staleness.keeping import keep_bases

What = FollowUp.What


def freeze(
    story: Story,
    editions: Editions,
    revision: Revision,
    verb: str,
    *,
    by,
    now: datetime,
    at: datetime,
    note: str = "",
    corrections: Sequence[Correction] = (),
) -> Publication:
    """The story's next edition, with its entries of the ledger, its numbers, and what must follow it.

    The story's row is locked by the caller. Raises NotReady where a number moved since it was read.
    """
    numbers = [] if verb == Publication.Verb.WITHDRAW else count_numbers(revision.content, now=now)
    edition = _made_of(revision, story, editions, verb, at)
    edition.note, edition.published_by, edition.recorded_at = note, by, now
    edition.digest = digest(sealed(edition, corrections, numbers), edition.previous_digest)
    edition.save(force_insert=True)
    _keep_ledger(edition, corrections)
    keep_numbers(edition, numbers)
    edition.topics.add(*(topic["id"] for topic in edition.content["topics"]))
    Coverage.objects.bulk_create(_coverage_of(edition, edition.content["links"]))
    FollowUp.objects.bulk_create(_owed_to(edition))
    keep_bases(edition, now=now)
    return edition


def _made_of(revision, story, editions, verb, at):
    content, standing = revision.content, editions.standing
    return Publication(
        story_id=story.pk,
        number=editions.number,
        verb=verb,
        revision=revision,
        content=content,
        text=content["text"],
        previous_digest=editions.digest,
        kind=story.kind,
        slug=content["slug"],
        headline=content["headline"],
        dek=content["dek"],
        byline=", ".join(author["name"] for author in content["authors"]),
        section_id=content["section"] and content["section"]["id"],
        effective_at=at,
        first_published_at=standing.first_published_at if standing else at,
        updated_at=at if EFFECTS[verb].moves_date else standing.updated_at,
    )


def _keep_ledger(edition, corrections):
    for position, correction in enumerate(corrections):
        correction.publication, correction.position = edition, position
    Correction.objects.bulk_create(corrections)


def _owed_to(edition):
    effect = EFFECTS[edition.verb]
    owed = [What.LOG, What.PURGE]
    owed += [What.ALERT] if effect.alerts else []
    owed += [What.WARM] if effect.is_shown else []
    return [FollowUp(publication=edition, what=what, due_at=edition.effective_at) for what in owed]


def _coverage_of(edition, links):
    """One row per target; what the story is about outweighs its mentions."""
    targets = {}
    for link in links:
        key = (link["case"], link["entity"])
        targets[key] = targets.get(key, False) or link["relation"] == "about"
    return [
        Coverage(publication=edition, case_id=case, entity_id=entity, is_about=is_about)
        for (case, entity), is_about in targets.items()
    ]
