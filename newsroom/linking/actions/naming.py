"""A name the record did not know: entered into it, or found to be known, and linked wherever it stands."""

from datetime import datetime

from cases.actions import register_entity
from cases.models import Case, Entity
from cases.verb import verb
from newsroom.linking.actions.placing import NotInText, aimed_at, lock_story, make_room, placed_at
from newsroom.linking.actions.proposing import propose_links
from newsroom.linking.models import Link
from newsroom.linking.reading import wording_of
from newsroom.prose.spans import find_spans
from newsroom.publishing.models import Story


@verb
def link_wherever(story: Story, words: str, target: Case | Entity, *, by, now: datetime) -> list[Link]:
    """Link the words at every place where they stand and are not linked yet. Raises NotInText if at none."""
    lock_story(story.pk)
    taken = list(story.links.accepted().placed().values_list("block", "start", "end"))
    spans = [
        span
        for span in find_spans(story.blocks(), words)
        if not any(
            span.block == block and span.start < end and start < span.end for block, start, end in taken
        )
    ]
    if not spans:
        raise NotInText(f"“{words}” does not stand in the text any more, or is linked already.")
    for span in spans:
        make_room(story.pk, span, target)
    links = Link.objects.bulk_create(
        Link(
            story_id=story.pk,
            relation=Link.Relation.MENTION,
            decision=Link.Decision.ACCEPTED,
            decided_by=by,
            decided_at=now,
            wording=wording_of(words),
            **aimed_at(target),
            **placed_at(span),
        )
        for span in spans
    )
    propose_links(story, by=by)  # now that it is known, its short forms are
    return links


@verb
def enter_name(
    story: Story, words: str, *, name: str, kind: str, by, now: datetime, description: str = ""
) -> Entity:
    """Enter whom the words name into the registry, and link them wherever they stand.

    Raises ValidationError with the fields at fault, NotInText.
    """
    entity = register_entity(name, kind=kind, description=description, by=by)
    link_wherever(story, words, entity, by=by, now=now)
    return entity
