"""What the extractors hand over: something the text says, where it says so, and what it comes to."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Fact:
    """Words of a text and what they mean; `value` is None where they are understood but leave it open."""

    start: int  # code points of the text in NFC
    end: int
    kind: str
    surface: str
    value: Any = None
    note: str = ""  # why this value, or why none, where it does not speak for itself

    @classmethod
    def at(cls, text: str, span: tuple[int, int], kind: str, value: Any, note: str = "") -> "Fact":
        return cls(*span, kind, text[slice(*span)], value, note)

    def as_json(self) -> dict:
        """As one line of NDJSON says it."""
        value = self.value.as_json() if hasattr(self.value, "as_json") else self.value
        if hasattr(value, "isoformat"):
            value = value.isoformat()
        line = {"start": self.start, "end": self.end, "kind": self.kind}
        line |= {"surface": self.surface, "value": value}
        return line | ({"note": self.note} if self.note else {})


def overlap(one: Fact, other: Fact) -> bool:
    return one.start < other.end and other.start < one.end


def apart_from(facts: list[Fact], stronger: list[Fact]) -> list[Fact]:
    """The facts that share no word with any of the stronger ones; neither list overlaps itself."""
    kept, others = [], iter(sorted(stronger, key=lambda fact: fact.start))
    other = next(others, None)
    for fact in sorted(facts, key=lambda fact: fact.start):
        while other and other.end <= fact.start:
            other = next(others, None)
        if not (other and overlap(fact, other)):
            kept.append(fact)
    return kept


def longest(facts: list[Fact]) -> list[Fact]:
    """Of facts that overlap the one that begins first, and of those the longest; in order."""
    kept: list[Fact] = []
    for fact in sorted(facts, key=lambda fact: (fact.start, -fact.end)):
        if not kept or fact.start >= kept[-1].end:
            kept.append(fact)
    return kept
