"""Texts read by the guard: a draft as it stands, or editions as readers have them, several at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from cases.models import Entity
from newsroom.prose.blocks import Block
from newsroom.publishing.models import Story
from newsroom.wording.guard import Finding, Mention, Reading, Record, findings_in, read
from newsroom.wording.lines import is_accepted, is_sure, lines_of, mentions_in
from newsroom.wording.models import SuppressedName, WordingRule
from newsroom.wording.rules import Rule
from newsroom.wording.standing import records_of
from newsroom.wording.suppression import hidden_names, suppressed_names

_TOLD = ("block", "start", "end", "surface", "entity", "case", "decision", "is_strong")


@dataclass(frozen=True)
class Text:
    """The words of a story, its lines first, and what they are linked to: dicts as content freezes them."""

    lines: list[Block]
    blocks: list[Block]
    links: list[dict]
    cases: set[int] = field(init=False)
    entities: set[int] = field(init=False)

    def __post_init__(self):
        for name, kind in (("cases", "case"), ("entities", "entity")):
            object.__setattr__(self, name, {link[kind] for link in self.links if link[kind]})

    @property
    def words(self) -> list[Block]:
        return [*self.lines, *self.blocks]

    def mentions(self, record: Record) -> list[Mention]:
        placed = [
            Mention(
                link["block"], link["start"], link["end"], link["entity"], link["case"], is_sure=is_sure(link)
            )
            for link in self.links
            if link["block"]
        ]
        return placed + list(mentions_in(self.lines, self.links, record))


@dataclass(frozen=True)
class Measure:
    """What texts are read against: the record as it is now, and what legal has laid down."""

    rules: list[Rule]
    suppressed: list[SuppressedName]
    hidden: list[Entity]


@dataclass(frozen=True)
class TextRead:
    """What the guard read in a text, and what of the record it went by."""

    text: Text
    record: Record
    measure: Measure
    readings: list[Reading]
    named: list[Finding]

    @property
    def findings(self) -> list[Finding]:
        """Words that outrun the record, and names that must not be published."""
        return [*findings_in(self.readings), *self.named]


def draft_of(story: Story) -> Text:
    """The story as it stands in the draft, with the links that may come to be."""
    return Text(lines_of(story), story.blocks(), list(story.links.not_refused().values(*_TOLD)))


def as_published(read: TextRead) -> TextRead:
    """The words as they are read once readers have them: with no link but those that hold."""
    links = [link for link in read.text.links if is_accepted(link)]
    if len(links) == len(read.text.links):
        return read
    return _read(Text(read.text.lines, read.text.blocks, links), read.record, read.measure)


def read_texts(texts: Sequence[Text]) -> list[TextRead]:
    """Each text read against the record as it is now; the number of queries is always the same."""
    records = records_of([(text.entities, text.cases) for text in texts])
    measure = Measure(
        [rule.as_rule() for rule in WordingRule.objects.in_force()],
        list(SuppressedName.objects.all()),
        list(Entity.objects.hidden(set().union(*(text.entities for text in texts)))),
    )
    return [_read(text, record, measure) for text, record in zip(texts, records, strict=True)]


def _read(text, record, measure):
    words, mentions = text.words, text.mentions(record)
    named = [
        *suppressed_names(words, measure.suppressed),
        *hidden_names(words, mentions, measure.hidden),
    ]
    return TextRead(text, record, measure, read(words, mentions, record, measure.rules), named)
