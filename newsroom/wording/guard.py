"""Findings: each word of a story that says more of a party than the record does, and why."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from newsroom.prose.blocks import Block
from newsroom.prose.sentences import Sentence, sentences
from newsroom.wording.context import Context, begins_a_clause, contexts_of, quoted_spans
from newsroom.wording.rules import Rule, Severity

# Who may be meant by a word when no name stands in its sentence.
_STANDS_FOR_A_NAME = re.compile(
    r"\b(?:he|she|they|it|him|her|them|his|their|its|who|the (?:company|exchange|firm|founder|executive"
    r"|defendant|bank|group|trader|businessman|financier|lender|man|woman))\b",
    re.IGNORECASE,
)
_ANOTHER_CASE = re.compile(
    r"\b(?:separate(?:ly)?|another|other|different|earlier|previous(?:ly)?)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Mention:
    """Words of a block that name an entity or a case; in doubt while nobody has said that they do."""

    block: str
    start: int
    end: int
    entity: int | None = None
    case: int | None = None
    is_sure: bool = True

    def is_name_of(self, start: int, end: int, words: str, record: "Record") -> bool:
        """Whether the words stand within this name: Crook & Sons are no crooks."""
        if not self.start <= start < end <= self.end:
            return False
        # A case is often named by what happened in it, and "the conviction" says that it did.
        return self.case is None or words.casefold() in record.caption(self.case).casefold()


@dataclass(frozen=True)
class Standing:
    """What the record says of one party in one case, in words and as what it bears out (see `Rule`)."""

    entity: int
    name: str
    case: int
    caption: str
    state: str
    bears_out: frozenset[str]

    def __str__(self):
        return f"{self.caption}: {self.state}"


@dataclass(frozen=True)
class Record:
    """What the guard reads the story against: those it watches over, by number, and how each stands."""

    names: dict[int, str]
    standings: tuple[Standing, ...] = ()
    of_entity: dict[int, list[Standing]] = field(init=False, compare=False)
    of_case: dict[int, list[Standing]] = field(init=False, compare=False)

    def __post_init__(self):
        by_entity, by_case = defaultdict(list), defaultdict(list)
        for standing in self.standings:
            by_entity[standing.entity].append(standing)
            by_case[standing.case].append(standing)
        object.__setattr__(self, "of_entity", dict(by_entity))
        object.__setattr__(self, "of_case", dict(by_case))

    def caption(self, case: int) -> str:
        return next((standing.caption for standing in self.of_case.get(case, ())), "")


@dataclass(frozen=True)
class Finding:
    """Words to think about before publication. `why` tells the editor what the record says instead."""

    block: str
    start: int
    end: int
    surface: str
    sentence: str
    rule: str
    severity: Severity
    subject: str
    why: str
    entity: int | None = None
    suppressed: int | None = None

    @property
    def fingerprint(self) -> str:
        """The same words in the same sentence against the same record; whoever changes either, changes it."""
        told = [self.rule, self.sentence, self.surface, self.subject, self.why]
        return hashlib.sha256("\0".join(told).encode()).hexdigest()


@dataclass(frozen=True)
class Reading:
    """That words of a block say something of a subject: of an entity, or where none is named of a case.

    Without a finding they say no more than the record does, or are not meant as a fact.
    """

    block: str
    entity: int | None
    finding: Finding | None


@dataclass(frozen=True)
class _Subject:
    """Who the word is about, as far as the text tells, and what the record has on them."""

    name: str
    standings: tuple[Standing, ...]
    entity: int | None = None
    is_sure: bool = True


def find(
    blocks: Sequence[Block], mentions: Iterable[Mention], record: Record, rules: Sequence[Rule]
) -> list[Finding]:
    """All findings of a story, in reading order."""
    return findings_in(read(blocks, mentions, record, rules))


def read(
    blocks: Sequence[Block], mentions: Iterable[Mention], record: Record, rules: Sequence[Rule]
) -> list[Reading]:
    """Every place of a story where words of a rule say something of somebody, block by block."""
    named = defaultdict(list)
    for mention in mentions:
        named[mention.block].append(mention)
    return [
        reading
        for block in blocks
        for reading in _in_block(block, sorted(named[block.id], key=lambda m: m.start), record, rules)
    ]


def findings_in(readings: Iterable[Reading]) -> list[Finding]:
    """The findings among them, in the order they were read; of words within words only the whole."""
    by_block = defaultdict(list)
    for reading in readings:
        if reading.finding:
            by_block[reading.block].append(reading.finding)
    return [
        finding
        for found in by_block.values()
        for finding in sorted(_longest(found), key=lambda finding: (finding.start, finding.end))
    ]


def _in_block(block, mentions, record, rules):
    if not mentions:
        return []
    quoted = quoted_spans(block.text)
    return [
        reading
        for sentence in sentences(block.text)
        for rule in rules
        for match in rule.pattern.finditer(sentence.text)
        if (reading := _judge(block, sentence, match, rule, mentions, record, quoted))
    ]


def _longest(findings: list[Finding]) -> Iterator[Finding]:
    """Of words within words only the whole: "dismissed with prejudice" says more than "dismissed"."""
    for one in findings:
        if not any(
            other.start <= one.start
            and one.end <= other.end
            and one.end - one.start < other.end - other.start
            for other in findings
        ):
            yield one


def _judge(block, sentence, match, rule, mentions, record, quoted):
    start, end = sentence.start + match.start(), sentence.start + match.end()
    if any(m.is_name_of(start, end, match[0], record) for m in mentions):
        return None
    contexts = contexts_of(start, end, sentence, quoted)
    candidates = _candidates(start, sentence, mentions, record)
    if not candidates:
        return None
    said = _verdict(rule, contexts, candidates, sentence, mentions)
    if said is None:
        return Reading(block.id, candidates[0].entity, None)
    severity, subject, why = said
    words = block.text[start:end]
    told = (sentence.text, rule.slug, severity, subject.name, f"“{words}” {why}", subject.entity)
    return Reading(block.id, subject.entity, Finding(block.id, start, end, words, *told))


def _candidates(start: int, sentence: Sentence, mentions, record) -> list[_Subject]:
    """Who may be meant, the likeliest first: the nearest named before the word, after it, then a case."""
    own = [m for m in mentions if sentence.start <= m.start < sentence.end]
    people = [m for m in own if m.entity in record.names]
    named = [m for m in reversed(people) if m.start < start] + [m for m in people if m.start > start]
    if named:
        sure = {m.entity for m in named if m.is_sure and not _is_in_another_clause(m, start, sentence)}
        entities = dict.fromkeys(m.entity for m in named)
        return [_subject(entity, record, is_sure=entity in sure) for entity in entities]
    if _STANDS_FOR_A_NAME.search(sentence.text):
        earlier = [m.entity for m in mentions if m.start < sentence.start and m.entity in record.names]
        return [_subject(entity, record, is_sure=False) for entity in earlier[-1:]]
    return [
        _Subject(standings[0].caption, tuple(standings))
        for m in own
        if m.case and (standings := record.of_case.get(m.case))
    ]


def _is_in_another_clause(mention, start, sentence):
    """Whether the name stands after the word, where something else is told."""
    return mention.start > start and begins_a_clause(
        sentence.text[start - sentence.start : mention.start - sentence.start]
    )


def _subject(entity, record, *, is_sure):
    return _Subject(record.names[entity], tuple(record.of_entity.get(entity, ())), entity, is_sure)


def _verdict(rule, contexts, candidates, sentence, mentions):
    nearest = candidates[0]
    if contexts & rule.clears:
        return _denied(rule, contexts, nearest)
    here = {m.case for m in mentions if m.case and sentence.start <= m.start < sentence.end}
    relevant, elsewhere = _relevant(nearest, here, sentence)
    if _bears_out(rule, relevant):
        return None
    may_be_of_another = any(_bears_out(rule, other.standings) for other in candidates[1:])
    in_doubt = contexts & rule.lowers or may_be_of_another or not (nearest.is_sure and nearest.standings)
    severity = Severity.CHECK if in_doubt else rule.severity
    why = f"says that {nearest.name} {rule.says}. "
    true_in = [standing for standing in elsewhere if standing.bears_out & rule.borne_out_by]
    if true_in:
        why += f"That is so in {true_in[0].caption}, not in the case that the sentence names. "
    return severity, nearest, why + _told(relevant, nearest)


def _denied(rule, contexts, subject):
    """A plain "not" where the record says it is so contradicts the record as well."""
    if (
        contexts & rule.clears != {Context.NEGATION}
        or not rule.lowers
        or not _bears_out(rule, subject.standings)
    ):
        return None
    true_in = [standing for standing in subject.standings if standing.bears_out & rule.borne_out_by]
    why = f"is denied of {subject.name} here. The record: {'; '.join(map(str, true_in))}."
    return Severity.CHECK, subject, why


def _relevant(subject, cases_here, sentence):
    """The standings that the sentence speaks of, and those it does not."""
    here = tuple(standing for standing in subject.standings if standing.case in cases_here)
    if not here or _ANOTHER_CASE.search(sentence.text):
        return subject.standings, ()
    return here, tuple(standing for standing in subject.standings if standing.case not in cases_here)


def _bears_out(rule, standings) -> bool:
    return any(standing.bears_out & rule.borne_out_by for standing in standings)


def _told(standings, subject):
    if not standings:
        return f"The record has no case against {subject.name}: check it, or record the case first."
    return f"The record: {'; '.join(str(standing) for standing in standings[:5])}."
