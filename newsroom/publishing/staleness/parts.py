"""The written parts of a story: an explainer's sections, an article's blocks, the story as a whole."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from newsroom.prose.blocks import Block, shown_texts, split
from newsroom.prose.markup import tokens
from newsroom.prose.references import FIGURE, citation_of, number_of
from newsroom.prose.sentences import sentences

Subject = tuple[str, int]
WHOLE = ""
# What a part rests on besides what it links: how the party its words speak of stands in the record.
WORDING = "wording"
SUPPRESSED = "suppressed_name"


@dataclass(frozen=True)
class Part:
    """Words that an editor writes anew or leaves as they are."""

    key: str
    heading: str
    blocks: tuple[Block, ...]
    chosen: frozenset[Subject] = frozenset()
    said: Mapping[str, str] = field(default_factory=dict, compare=False)  # what the content's numbers say

    @property
    def text(self) -> str:
        """To tell whether it was worded anew: what a number says is no wording."""
        return "\n".join([self.heading, *(block.text for block in self.blocks)])


def parts_of(content: dict) -> dict[str, Part]:
    """The written parts of a story's content, by key, as they read; live sections without words are none."""
    said = {number: told["words"] for number, told in content.get("counted", {}).items()}
    if "sections" in content:
        found = (_section(section, said) for section in content["sections"])
        return {part.key: part for part in found if part.text.strip() and part.blocks}
    blocks = split(content["body"], content["block_ids"])
    return {block.id: Part(block.id, "", (block,), said=said) for block in blocks if block.text.strip()}


def part_of_each(content: dict) -> dict[str, str]:
    """By block, the part it is of, and by section's head; the other lines are of the story as a whole."""
    parts = parts_of(content)
    of_blocks = {block.id: part.key for part in parts.values() for block in part.blocks}
    return of_blocks | {f"heading-{part.key}": part.key for part in parts.values() if part.heading}


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
        block.spoken(part.said, sentence.start, sentence.end)
        for block in part.blocks
        for places in [sorted(_places(block, subject, links))]
        for sentence in sentences(block.text)
        if any(sentence.start <= place < sentence.end for place in places)
    ]


def as_spoken(sentence: str, part: Part | None) -> str:
    """A sentence of the part with what its numbers say."""
    for block in part.blocks if part and FIGURE in sentence else ():
        at = block.text.find(sentence)
        if at >= 0:
            return block.spoken(part.said, at, at + len(sentence))
    return sentence


def _section(frozen, said):
    blocks = split(frozen["body"], frozen["block_ids"])
    chosen = {(word, pk) for word in ("case", "term", "statement") for pk in frozen[f"{word}s"]}
    return Part(str(frozen["id"]), frozen["heading"], tuple(blocks), frozenset(chosen), said)


def _named_in(blocks, placed):
    linked = {subject for block in blocks for subject in placed.get(block.id, ())}
    return linked | {subject for block in blocks for subject, _ in _cited(block)}


def _target(link):
    return ("case", link["case"]) if link["case"] else ("entity", link["entity"])


def _places(block, subject, links):
    """Where in the block's text the subject is named or stands, or the word before it is cited."""
    for link in links:
        if link["block"] == block.id and _target(link) == subject:
            yield link["start"]
    yield from (max(place - 1, 0) for cited, place in _cited(block) if cited == subject)


def _cited(block) -> Iterator[tuple[Subject, int]]:
    if "<cite " not in block.html and "<data " not in block.html:
        return
    at = 0
    for token, shown in shown_texts(tokens(block.html)):
        if token.tag == "cite" and not token.closes and (citation := citation_of(token)):
            yield (citation.kind, citation.number), at
        elif number := 0 if token.closes else number_of(token):
            yield ("number", number), at + len(shown)  # its sign is the place before, as of what is cited
        at += len(shown)
