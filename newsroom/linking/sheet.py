"""A story's text laid out for deciding: cut into pieces, each with the link on it, a part of it at a time.

Browsers count other units than we do: whatever is cut is cut here, and nobody sends a place back.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from newsroom.linking.models import Link
from newsroom.prose.blocks import Block
from newsroom.prose.sentences import sentences

# What one page shows: nobody decides more at a sitting, and no text makes a page that cannot be used.
MARKS = 100
CHARACTERS = 40_000

_LONGEST_PIECE = 2_000
_AROUND = 200


@dataclass(frozen=True)
class Piece:
    """Words of a block, with the link on them if there is one."""

    text: str
    link: Link | None = None


@dataclass(frozen=True)
class Paragraph:
    """A block as it is shown; `tag` is that of the body's HTML."""

    tag: str
    pieces: list[Piece]


@dataclass(frozen=True)
class Sheet:
    """One part of the text, and the links on it in reading order."""

    paragraphs: list[Paragraph]
    links: list[Link]
    part: int
    parts: int

    def after(self, link: Link | None) -> Link | None:
        """The next to be decided: behind the given one, or else from the beginning."""
        open_ones = [each for each in self.links if each.decision == Link.Decision.PROPOSED and each != link]
        place = self.links.index(link) if link in self.links else -1
        behind = (each for each in open_ones if self.links.index(each) > place)
        return next(behind, open_ones[0] if open_ones else None)


@dataclass
class _Part:
    blocks: list[Block] = field(default_factory=list)
    marks: int = 0
    size: int = 0


def sheet(
    blocks: Iterable[Block],
    links: Iterable[Link],
    *,
    part: int = 1,
    focus: int | None = None,
    said: Mapping[str, str] | None = None,
) -> Sheet:
    """The part that holds the link in focus, or else the one asked for; `said` is what its numbers say."""
    on = _by_block(links)
    parts = list(_parts(blocks, on)) or [_Part()]
    holding = [
        n for n, each in enumerate(parts, 1) if any(k.pk == focus for b in each.blocks for k in on[b.id])
    ]
    number = holding[0] if holding else min(max(part, 1), len(parts))
    paragraphs, shown = [], []
    for block in parts[number - 1].blocks:
        marked = _shown(on[block.id], focus)
        paragraphs.append(Paragraph(block.tag, list(_pieces(block, marked, said or {}))))
        shown += marked
    return Sheet(paragraphs, shown, number, len(parts))


def in_sentence(text: str, start: int, end: int) -> tuple[str, str, str]:
    """What stands before the words in their sentence, the words, and what follows, shortened."""
    around = next((one for one in sentences(text) if one.start <= start < one.end), None)
    first, last = (around.start, max(around.end, end)) if around else (start, end)
    before, after = text[first:start], text[end:last]
    if len(before) > _AROUND:
        before = "…" + before[-_AROUND:].partition(" ")[2]
    if len(after) > _AROUND:
        after = after[:_AROUND].rpartition(" ")[0] + "…"
    return before, text[start:end], after


def _by_block(links):
    """The links that stand in the text and are shown, by block, in order and apart from each other."""
    on: dict[str, list[Link]] = _Empty()
    shown = (Link.Decision.PROPOSED, Link.Decision.ACCEPTED)
    placed = [link for link in links if link.block and link.decision in shown]
    for link in sorted(placed, key=lambda link: (link.block, link.start, -link.end, link.pk)):
        there = on.setdefault(link.block, [])
        if not there or there[-1].end <= link.start:
            there.append(link)
    return on


class _Empty(dict):
    def __missing__(self, key):
        return []


def _parts(blocks, on) -> Iterator[_Part]:
    part = _Part()
    for block in blocks:
        if not block.text.strip():
            continue
        marks, size = min(len(on[block.id]), MARKS), len(block.text)
        if part.blocks and (part.marks + marks > MARKS or part.size + size > CHARACTERS):
            yield part
            part = _Part()
        part.blocks.append(block)
        part.marks, part.size = part.marks + marks, part.size + size
    if part.blocks:
        yield part


def _shown(links, focus):
    """Of a block with more links than a page shows, those first that are to be decided."""
    if len(links) <= MARKS:
        return links
    undecided = [link for link in links if link.decision == Link.Decision.PROPOSED or link.pk == focus]
    return (undecided or links)[:MARKS]


def _pieces(block, links, said) -> Iterator[Piece]:
    at = 0
    for link in links:
        yield from _plain(block.spoken(said, at, link.start))
        yield Piece(block.spoken(said, link.start, link.end), link)
        at = link.end
    yield from _plain(block.spoken(said, at))


def _plain(words):
    """A stretch without links; of one that no reader gets through the middle is left out."""
    if len(words) > 2 * _LONGEST_PIECE:
        words = f"{words[:_LONGEST_PIECE]} […] {words[-_LONGEST_PIECE:]}"
    if words:
        yield Piece(words)
