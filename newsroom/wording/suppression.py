"""Names that must not be published, found wherever a story has them: in any case, with any accents."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from cases.names import name_words
from newsroom.prose.blocks import Block
from newsroom.prose.sentences import sentences
from newsroom.wording.guard import Finding, Mention
from newsroom.wording.models import SuppressedName
from newsroom.wording.rules import Severity

RULE = "suppressed-name"


def suppressed_names(blocks: Sequence[Block], suppressed: Iterable) -> Iterator[Finding]:
    """A finding for each place where a name of the list stands, the longest name first."""
    by_first = defaultdict(list)
    for row in suppressed:
        words = row.name_key.split()
        by_first[words[0]].append((words, row))
    for block in blocks if by_first else ():
        for start, end, row in _places(block.text, by_first):
            why = f"must not be published: {row.ground}."
            yield _finding(block, start, end, row.name, why, suppressed=row.pk)


def names_told_no_more(old: dict, current: dict) -> set[str]:
    """The suppressed names that stand anywhere in an old content, and not in what readers have now."""
    suppressed = list(SuppressedName.objects.all())
    if not suppressed:
        return set()
    told, tells = (
        {each.subject for each in suppressed_names([_as_block(content)], suppressed)}
        for content in (old, current)
    )
    return told - tells


def _as_block(content):
    """Every word of a content, also those of captions and of the address."""
    return Block("", "", "", "\n".join(_strings(content)))


def _strings(part):
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict | list):
        for inner in part.values() if isinstance(part, dict) else part:
            yield from _strings(inner)


def hidden_names(blocks: Sequence[Block], mentions: Iterable[Mention], hidden: Iterable) -> Iterator[Finding]:
    """A finding for each mention of somebody whom readers may not find in the record."""
    names, standing = {entity.pk: entity.name for entity in hidden}, {block.id: block for block in blocks}
    for mention in mentions:
        if mention.entity in names and mention.block in standing:
            name = names[mention.entity]
            why = f"names {name}, whom the record knows from sealed cases alone."
            block = standing[mention.block]
            yield _finding(block, mention.start, mention.end, name, why, entity=mention.entity)


def _places(text, by_first):
    words = list(name_words(text))
    keys = [key for key, _, _ in words]
    at = 0
    while at < len(keys):
        fitting = [
            (len(name), row) for name, row in by_first.get(keys[at], ()) if keys[at : at + len(name)] == name
        ]
        if fitting:
            length, row = max(fitting, key=lambda each: each[0])
            yield words[at][1], words[at + length - 1][2], row
            at += length
        else:
            at += 1


def _finding(block, start, end, subject, why, **of):
    around = next((s for s in sentences(block.text) if s.start <= start < s.end), None)
    words = block.text[start:end]
    return Finding(
        block.id, start, end, words, around.text if around else words, RULE, Severity.SERIOUS, subject,
        f"“{words}” {why}", **of,
    )  # fmt: skip
