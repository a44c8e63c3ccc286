"""A story as the matcher reads it: its blocks, and what editors have decided about its words."""

from collections.abc import Iterable
from typing import Any

from cases.names import name_key
from newsroom.linking.matching.proposals import Decided, Proposal, propose
from newsroom.linking.matching.registry import Source, Target
from newsroom.linking.matching.words import Paragraph
from newsroom.linking.models import Link
from newsroom.prose.blocks import Block, split
from newsroom.publishing.models import Story

# A row of `Link.objects.told()`.
Told = Any


def as_written(story: Story) -> Story:
    """The article or the explainer that the story is: it knows its blocks."""
    return story if hasattr(story, "blocks") else getattr(story, story.kind)


def as_frozen(content: dict) -> list[Block]:
    """The blocks of a revision's or an edition's content, in reading order."""
    written = content.get("sections", [content])
    return [block for part in written for block in split(part["body"], part["block_ids"])]


def proposals_of(blocks: Iterable[Block], decided: Iterable[Told], source: Source) -> list[Proposal]:
    """What the matcher finds in a story's blocks and nobody refused."""
    decided = list(decided)
    linked = [_decided(link) for link in decided if link.decision == Link.Decision.ACCEPTED and link.block]
    never = {(link.wording, target_of(link)) for link in decided if link.decision == Link.Decision.NEVER}
    refused = {
        (link.block, link.start, link.end, target_of(link))
        for link in decided
        if link.decision == Link.Decision.REJECTED
    }
    found = propose([Paragraph(block.id, block.text) for block in blocks if block.text], source, linked)
    return [
        proposal
        for proposal in found
        if place_of(proposal) not in refused and (wording_of(proposal.surface), proposal.target) not in never
    ]


def target_of(link: Link | Told) -> Target:
    return Target("case", link.case_id) if link.case_id else Target("entity", link.entity_id)


def _decided(link):
    return Decided(link.block, link.start, link.end, target_of(link), link.called, link.kind)


def place_of(proposal: Proposal) -> tuple:
    return proposal.block, proposal.start, proposal.end, proposal.target


def wording_of(surface: str) -> str:
    """The words as they match other wordings of the same; the column holds so much of them."""
    return name_key(surface)[:250]
