"""A story as words that each know which word they are, so that whoever edits it can follow them."""

from dataclasses import dataclass, field
from itertools import count

from newsroom.prose.blocks import Block, carry_ids, join

SURFACE = "Zhao"
_serial = count()


@dataclass(frozen=True)
class Word:
    text: str
    serial: int = field(default_factory=_serial.__next__)


def words(texts):
    return [Word(text) for text in texts]


def html_of(paragraphs):
    return "".join(
        f"<p>{' '.join(word.text for word in paragraph)}</p>" for paragraph in paragraphs if paragraph
    )


def blocks_of(paragraphs, before=None):
    if before is None:
        return [
            Block(f"b{at}", "p", html_of([paragraph]), " ".join(word.text for word in paragraph))
            for at, paragraph in enumerate(paragraphs)
        ]
    return carry_ids(before, html_of(paragraphs))


def place_of(mark, paragraphs, blocks):
    """Block id and offset of this very word; None if it was deleted."""
    assert html_of(paragraphs) == join(blocks)
    for paragraph, block in zip(filter(None, paragraphs), blocks, strict=True):
        for at, word in enumerate(paragraph):
            if word == mark:
                return block.id, sum(len(other.text) + 1 for other in paragraph[:at])
    return None
