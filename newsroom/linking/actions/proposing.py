"""Proposals kept in step with a story's text, the record and what the editor decided."""

from cases.verb import verb
from newsroom.linking.actions.placing import placed_at
from newsroom.linking.models import Link
from newsroom.linking.reading import place_of, proposals_of, target_of, wording_of
from newsroom.linking.record import Record
from newsroom.linking.story_words import note_words
from newsroom.prose.spans import span_at
from newsroom.publishing.models import Story

# Nobody goes through more; the surest come first.
MOST = 500

_KEPT = ("surface", "prefix", "suffix", "rule", "score", "is_strong", "evidence")


@verb
def propose_links(story: Story, *, by) -> list[Link]:
    """Bring the story's proposals up to date: none for words that are linked, none that was refused before.

    A refusal holds for its words at their place; "never in this story" for the words wherever they stand.
    """
    blocks = story.blocks()
    note_words(story, blocks)
    decided = story.links.mentions().decided().told()
    wanted = {
        place_of(proposal): _as_link(story, proposal, blocks)
        for proposal in _surest(proposals_of(blocks, decided, Record()))
    }
    return _replace(story.links.mentions().proposed().with_target(), wanted)


def _surest(proposals):
    return sorted(proposals, key=lambda found: (not found.is_strong, -found.score))[:MOST]


def _as_link(story, proposal, blocks):
    block = next(block for block in blocks if block.id == proposal.block)
    others = [{"kind": kind, "id": number, "name": name} for (kind, number), name in proposal.alternatives]
    return Link(
        story_id=story.pk,
        relation=Link.Relation.MENTION,
        decision=Link.Decision.PROPOSED,
        **{f"{proposal.target.kind}_id": proposal.target.id},
        **placed_at(span_at(block, proposal.start, proposal.end)),
        wording=wording_of(proposal.surface),
        rule=proposal.rule,
        score=proposal.score,
        is_strong=proposal.is_strong,
        evidence={"why": list(proposal.evidence), "others": others[:10]},
    )


def _replace(proposed, wanted):
    """Change no row that need not change, so that a proposal keeps its number from save to save."""
    known = {(link.block, link.start, link.end, target_of(link)): link for link in proposed}
    gone = [link.pk for place, link in known.items() if place not in wanted]
    if gone:
        Link.objects.filter(pk__in=gone).delete()
    changed = []
    for place, link in known.items():
        fresh = wanted.get(place)
        if fresh and any(getattr(link, name) != getattr(fresh, name) for name in _KEPT):
            for name in _KEPT:
                setattr(link, name, getattr(fresh, name))
            changed.append(link)
    Link.objects.bulk_update(changed, _KEPT)
    new = Link.objects.bulk_create(link for place, link in wanted.items() if place not in known)
    return [known[place] for place in wanted if place in known] + new
