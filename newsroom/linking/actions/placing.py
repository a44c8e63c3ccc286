"""Links put on words, and carried along when the text changes."""

from datetime import datetime

from django.db.models import Model, Q

from cases.models import Case, Entity
from cases.verb import verb
from newsroom.linking.models import Link
from newsroom.linking.reading import wording_of
from newsroom.prose.blocks import Block
from newsroom.prose.spans import Span, find_spans, re_anchor
from newsroom.publishing.models import Story

_PLACE = ("block", "start", "end", "surface", "prefix", "suffix")
_NOWHERE = {"block": "", "start": None, "end": None}


class NotInText(ValueError):
    """The words of a mention do not stand in the story as given."""


@verb
def link_about(story: Story, target: Case | Entity, *, by, now: datetime) -> Link:
    """Say that the whole story is about a case or an entity."""
    link = Link(story_id=story.pk, relation=Link.Relation.ABOUT, **aimed_at(target))
    return accepted(link, by=by, now=now)


@verb
def link_mention(
    story: Story, words: str, target: Case | Entity, *, by, now: datetime, occurrence: int = 1
) -> Link:
    """Link words of the story, where they first stand unless said otherwise. Raises NotInText."""
    span = place(story, words, occurrence)
    make_room(story.pk, span, target)
    link = Link(story_id=story.pk, relation=Link.Relation.MENTION, **aimed_at(target), **placed_at(span))
    return accepted(link, by=by, now=now)


def make_room(story: int, span: Span, target: Case | Entity) -> None:
    """Take away what was proposed for any of the words, and a refusal of just this link."""
    there = Link.objects.filter(story=story, block=span.block, start__lt=span.end, end__gt=span.start)
    refusal = Q(decision=Link.Decision.REJECTED, start=span.start, end=span.end, **aimed_at(target))
    there.filter(Q(decision=Link.Decision.PROPOSED) | refusal).delete()


def place(story: Story, words: str, occurrence: int = 1) -> Span:
    """Where the words stand in the story for the nth time. Raises NotInText, saying how often they do."""
    spans = find_spans(story.blocks(), words)
    if not spans:
        raise NotInText(f"“{words}” does not stand in the text. Copy the words exactly as they are there.")
    if not 1 <= occurrence <= len(spans):
        raise NotInText(f"“{words}” stands in the text {len(spans)} times: choose 1 to {len(spans)}.")
    return spans[occurrence - 1]


def re_anchor_links(story: Story, old: list[Block], new: list[Block]) -> None:
    """Carry the story's mentions from its old text to the new, as part of the save that brings it.

    Of those whose words are gone, decided ones become orphans and proposals go with them.
    """
    moved, gone, left = [], [], set()
    there = story.links.placed().filter(block__in=[block.id for block in old])
    for number, decision, *place in there.values_list("pk", "decision", *_PLACE):
        before = Span(*place)
        span = re_anchor(before, old, new)
        if span is None and decision == Link.Decision.PROPOSED:
            gone.append(number)
        elif span != before:
            left.add((before.block, before.start))
            moved.append(Link(pk=number, **(placed_at(span) if span else placed_at(before) | _NOWHERE)))
    if gone:
        Link.objects.filter(pk__in=gone).delete()
    if any((link.block, link.start) in left for link in moved):
        # The database looks row by row whether a place is free: first all leave theirs.
        Link.objects.filter(pk__in=[link.pk for link in moved]).update(**_NOWHERE)
    Link.objects.bulk_update(moved, ["block", "start", "end", "prefix", "suffix"])


def lock_story(number: int) -> None:
    """Let no save and no other decision move the story's links until this transaction ends."""
    Story.objects.select_for_update().filter(pk=number).values_list("pk").first()


def span_of(link: Link) -> Span:
    return Span(link.block, link.start, link.end, link.surface, link.prefix, link.suffix)


def aimed_at(target: Model) -> dict:
    return {"case": target} if isinstance(target, Case) else {"entity": target}


def placed_at(span: Span) -> dict:
    return {name: getattr(span, name) for name in _PLACE}


def accepted(link: Link, *, by, now: datetime) -> Link:
    link.wording = wording_of(link.surface)
    link.decision, link.decided_by, link.decided_at = Link.Decision.ACCEPTED, by, now
    link.full_clean()
    link.save()
    return link
