"""The lines a story is met by, above its words: what is linked there is told by the names alone."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from newsroom.images.showing import picture_lines
from newsroom.linking.models import Link
from newsroom.prose.blocks import Block
from newsroom.prose.references import pictures_of
from newsroom.publishing.models import Story
from newsroom.wording.guard import Mention, Record

Target = tuple[int | None, int | None, bool]


def lines_of(story: Story) -> list[Block]:
    """Headline, dek, headings and what is said of pictures, as blocks named after where they stand."""
    return _as_blocks(story.lines())


def lines_told(content: dict) -> list[Block]:
    """The same of what was frozen of a story."""
    told = [(place, content[place]) for place in ("headline", "question", "dek") if place in content]
    sections = content.get("sections", ())
    heads = [(f"heading-{each['id']}", each["heading"]) for each in sections]
    bodies = [content["body"]] if "body" in content else [each["body"] for each in sections]
    pictures = [picture for body in bodies for picture in pictures_of(body)]
    return _as_blocks(told + heads + picture_lines(content.get("lead_image"), pictures))


def mentions_in(lines: Sequence[Block], links: Iterable[dict], record: Record) -> Iterator[Mention]:
    """Where the lines name what the story links, in the words it links or by the name in the record."""
    targets = _wordings(links, record)
    if not targets:
        return
    longest_first = sorted(targets, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    for line in lines:
        for found in pattern.finditer(line.text):
            entity, case, sure = targets[found[0]]
            yield Mention(line.id, found.start(), found.end(), entity, case, is_sure=sure)


def is_accepted(link: dict) -> bool:
    """Whether an editor has linked the words: what was published holds no other link, and says no more."""
    return link.get("decision", Link.Decision.ACCEPTED) == Link.Decision.ACCEPTED


def is_sure(link: dict) -> bool:
    """Whether an editor has linked the words, or there is evidence enough to do so unseen."""
    return is_accepted(link) or link["is_strong"]


def _as_blocks(lines):
    return [
        Block(place, "line", "", unicodedata.normalize("NFC", text)) for place, text in lines if text.strip()
    ]


def _wordings(links, record) -> dict[str, Target]:
    captions = {pk: standings[0].caption for pk, standings in record.of_case.items()}
    found: dict[str, Target] = {}
    for link in sorted(links, key=is_sure):
        name = captions.get(link["case"]) if link["case"] else record.names.get(link["entity"])
        for wording in (link["surface"], name):
            if wording:
                found[wording] = (link["entity"], link["case"], is_sure(link))
    return found
