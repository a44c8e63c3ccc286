"""The written parts of a story: an explainer's sections, an article's blocks, the story as a whole."""

from collections.abc import Iterator
from dataclasses import dataclass

from newsroom.prose.blocks import Block, shown_texts, split
from newsroom.prose.markup import tokens
from newsroom.prose.references import citation_of
from newsroom.prose.sentences import sentences

Subject = tuple[str, int]
WHOLE = ""


@dataclass(frozen=True)
class Part:
    """Words that an editor writes anew or leaves as they are."""

    key: str
    heading: str
    blocks: tuple[Block, ...]
    chosen: frozenset[Subject] = frozenset()

    @property
    def text(self) -> str:
        return "\n".join([self.heading, *(block.text for block in self.blocks)])


def parts_of(content: dict) -> dict[str, Part]:
    """The written parts of a story's content, by key, as they read; live sections without words are none."""
    if "sections" in content:
        found = map(_section, content["sections"])
        return {part.key: part for part in found if part.text.strip() and part.blocks}
    blocks = split(content["body"], content["block_ids"])
    return {block.id: Part(block.id, "", (block,)) for block in blocks if block.text.strip()}


def bases_of(content: dict) -> set[tuple[str, Subject]]:
    """Which part rests on which subject.

    A case that the story is about and no part names is what the story rests on as a whole.
    """
    placed = {link["block"]: [] for link in content["links"]}
    for link in content["links"]:
        placed[link["block"]].append(_target(link))
    found = {
        (part.key, subject)
        for part in parts_of(content).values()
        for subject in part.chosen | _named_in(part.blocks, placed)
    }
    named = {subject for _, subject in found}
    about = {_target(link) for link in content["links"] if link["relation"] == "about"}
    return found | {(WHOLE, subject) for subject in about - named if subject[0] == "case"}


def sentences_on(part: Part, subject: Subject, links: list[dict]) -> list[str]:
    """The sentences of a part that name or cite the subject; none where the part as a whole is about it."""
    return [
        sentence.text
        for block in part.blocks
        for places in [sorted(_places(block, subject, links))]
        for sentence in sentences(block.text)
        if any(sentence.start <= place < sentence.end for place in places)
    ]


def _section(frozen):
    blocks = split(frozen["body"], frozen["block_ids"])
    chosen = {(word, pk) for word in ("case", "term", "statement") for pk in frozen[f"{word}s"]}
    return Part(str(frozen["id"]), frozen["heading"], tuple(blocks), frozenset(chosen))


def _named_in(blocks, placed):
    linked = {subject for block in blocks for subject in placed.get(block.id, ())}
    return linked | {subject for block in blocks for subject, _ in _cited(block)}


def _target(link):
    return ("case", link["case"]) if link["case"] else ("entity", link["entity"])


def _places(block, subject, links):
    """Where in the block's text the subject is named, or stands the word before it is cited."""
    for link in links:
        if link["block"] == block.id and _target(link) == subject:
            yield link["start"]
    yield from (max(place - 1, 0) for cited, place in _cited(block) if cited == subject)


def _cited(block) -> Iterator[tuple[Subject, int]]:
    if "<cite " not in block.html:
        return
    at = 0
    for token, shown in shown_texts(tokens(block.html)):
        if token.tag == "cite" and not token.closes and (citation := citation_of(token)):
            yield (citation.kind, citation.number), at
        at += len(shown)
