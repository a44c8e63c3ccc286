"""What differs between two versions of a story, for a person to read: fields, text, sections, links."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from newsroom.numbers.content import said
from newsroom.prose.blocks import Block, carry_ids, join
from newsroom.prose.references import filled
from newsroom.publishing.versions.order import merged_order, moved
from newsroom.publishing.versions.sheet import BODY, DERIVED, SECTIONS, blocks_of
from newsroom.publishing.versions.words import (
    GONE,
    NEW,
    SAME,
    Piece,
    compare_words,
    words_of,
    words_of_text,
)

# Shown as text changes or not at all.
_NOT_FIELDS = DERIVED | {BODY, SECTIONS}
_NOT_FIELDS_OF_SECTION = _NOT_FIELDS | {"id"}


@dataclass(frozen=True)
class FieldChange:
    """A headline, a dek, a list of names: before and after, word by word."""

    name: str
    pieces: list[Piece]

    @property
    def label(self) -> str:
        return self.name.replace("_", " ").capitalize()


@dataclass(frozen=True)
class BlockChange:
    """A block of text and what became of it: `same`, `new`, `gone` or `changed`, perhaps moved."""

    kind: str
    tag: str
    pieces: list[Piece]
    is_moved: bool = False


@dataclass(frozen=True)
class SectionChange:
    """A section of an explainer and what became of it."""

    kind: str
    heading: str
    fields: list[FieldChange]
    blocks: list[BlockChange]
    is_moved: bool = False

    @property
    def said(self) -> str:
        return {NEW: "added", GONE: "taken out"}.get(self.kind, self.kind)


@dataclass(frozen=True)
class LinkChange:
    """A link that came or went."""

    kind: str
    link: dict


@dataclass(frozen=True)
class Comparison:
    """All that differs; empty where two versions say the same."""

    fields: list[FieldChange] = field(default_factory=list)
    blocks: list[BlockChange] = field(default_factory=list)
    sections: list[SectionChange] = field(default_factory=list)
    links: list[LinkChange] = field(default_factory=list)

    @property
    def differs(self) -> bool:
        parts = (self.blocks, self.sections)
        differs = any(item.kind != SAME or item.is_moved for part in parts for item in part)
        return differs or bool(self.fields or self.links)


def compare(old: dict, new: dict) -> Comparison:
    """What it takes to get from one frozen content to the other."""
    is_explainer = SECTIONS in old or SECTIONS in new
    numbers = tuple(said(content.get("counted", {})) for content in (old, new))
    return Comparison(
        fields=list(_fields(old, new, _NOT_FIELDS)),
        blocks=[] if is_explainer else _bodies(old, new, numbers),
        sections=_sections(old, new, numbers) if is_explainer else [],
        links=list(_links(old["links"], new["links"])),
    )


def compare_blocks(old: list[Block], new: list[Block]) -> list[BlockChange]:
    """Every block of either, in reading order, word by word."""
    was, now = ({block.id: block for block in side} for side in (old, new))
    elsewhere = moved(list(was), list(now))
    order = merged_order(list(was), list(now), list(was))
    return [_block(was.get(name), now.get(name), is_moved=name in elsewhere) for name in order]


def spoken(value: object) -> str:
    """A field as a person reads it: of lists and rows their names."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return str(value["name"] if "name" in value else value["alt"] or value["file"])
    if isinstance(value, list):
        return ", ".join(map(spoken, value))
    return str(value)


def _fields(old, new, left_out) -> Iterator[FieldChange]:
    for name in dict.fromkeys(name for name in [*old, *new] if name not in left_out):
        before, after = spoken(old.get(name)), spoken(new.get(name))
        if before != after:
            yield FieldChange(name, compare_words(words_of_text(before), words_of_text(after)))


def _bodies(old, new, numbers):
    """Blocks of versions far apart may have lost their names: those are found by what they say.

    They are compared with what their numbers say in each version.
    """
    before, after = blocks_of(old), blocks_of(new)
    known = {block.id for block in before}
    if known.isdisjoint(block.id for block in after):
        after = carry_ids(before, join(after))
    return compare_blocks(_filled(before, numbers[0]), _filled(after, numbers[1]))


def _filled(blocks, numbers):
    return [replace(block, html=filled(block.html, numbers)) for block in blocks]


def _block(old, new, *, is_moved):
    if old is None or new is None:
        block, kind = (new, NEW) if old is None else (old, GONE)
        return BlockChange(kind, block.tag, [Piece(kind, tuple(words_of(block.html)))])
    if old.html == new.html:
        return BlockChange(SAME, new.tag, [Piece(SAME, tuple(words_of(new.html)))], is_moved)
    pieces = compare_words(words_of(old.html), words_of(new.html))
    return BlockChange("changed", new.tag, pieces, is_moved)


def _sections(old, new, numbers):
    was, now = ({section["id"]: section for section in side.get(SECTIONS, ())} for side in (old, new))
    elsewhere = moved(list(was), list(now))
    order = merged_order(list(was), list(now), list(was))
    return [_section(was.get(key), now.get(key), numbers, is_moved=key in elsewhere) for key in order]


def _section(old, new, numbers, *, is_moved):
    there = new or old
    empty = {"body": "", "block_ids": []}
    fields = list(_fields(old or {}, new or {}, _NOT_FIELDS_OF_SECTION))
    blocks = _bodies(old or empty, new or empty, numbers)
    kind = NEW if old is None else GONE if new is None else SAME
    if kind == SAME and (fields or any(block.kind != SAME or block.is_moved for block in blocks)):
        kind = "changed"
    return SectionChange(kind, there["heading"] or there["kind"], fields, blocks, is_moved)


def _links(old, new) -> Iterator[LinkChange]:
    was, now = (dict(_numbered(side)) for side in (old, new))
    yield from (LinkChange(GONE, was[key]) for key in was if key not in now)
    yield from (LinkChange(NEW, now[key]) for key in now if key not in was)


def _numbered(links):
    """Each with what makes it one: the same words leading to the same target, for the nth time."""
    times = Counter()
    for link in links:
        same = (link["relation"], link["case"], link["entity"], link["surface"])
        times[same] += 1
        yield (*same, times[same]), link
