"""An edition made of a revision: its content frozen, sealed, and joined to the chain."""

from collections.abc import Sequence
from datetime import datetime

from newsroom.publishing.canonical import digest
from newsroom.publishing.effects import EFFECTS
from newsroom.publishing.models import Correction, Coverage, Publication, Revision, Story
from newsroom.publishing.sealing import sealed


def freeze(
    story: Story,
    last: Publication | None,
    revision: Revision,
    verb: str,
    *,
    by,
    now: datetime,
    at: datetime,
    note: str = "",
    corrections: Sequence[Correction] = (),
) -> Publication:
    """The story's next edition, with its entries of the ledger; the story's row is locked by the caller."""
    content = revision.content
    edition = Publication(
        story_id=story.pk,
        number=last.number + 1 if last else 1,
        verb=verb,
        revision=revision,
        content=content,
        text=content["text"],
        previous_digest=last.digest if last else "",
        kind=story.kind,
        slug=content["slug"],
        headline=content["headline"],
        dek=content["dek"],
        byline=", ".join(author["name"] for author in content["authors"]),
        section_id=content["section"] and content["section"]["id"],
        note=note,
        published_by=by,
        recorded_at=now,
        effective_at=at,
        first_published_at=last.first_published_at if last else at,
        updated_at=at if EFFECTS[verb].moves_date else last.updated_at,
    )
    edition.digest = digest(sealed(edition, corrections), edition.previous_digest)
    edition.save(force_insert=True)
    for position, correction in enumerate(corrections):
        correction.publication, correction.position = edition, position
    Correction.objects.bulk_create(corrections)
    edition.topics.set([topic["id"] for topic in content["topics"]])
    Coverage.objects.bulk_create(_coverage_of(edition, content["links"]))
    return edition


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
