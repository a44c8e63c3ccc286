"""What stands around a single word and tells that it may be part of something longer than it names."""

from collections.abc import Collection

from newsroom.linking.matching.vocabulary import (
    DATES,
    DESCRIBING,
    GENERIC,
    INSTITUTIONS,
    OFFICES,
    OPENERS,
    SCHOOLS,
    SMALL,
    is_common,
)
from newsroom.linking.matching.words import Run, Text, Word

COMPOUND = "part of a compound"
LONGER = "perhaps part of a longer name"
CAMPUS = "perhaps a campus"
BRAND = "perhaps a brand, with its product behind it"
ONE_OF_MANY = "one of several such, it seems"
ANOTHER = "one of those that are told apart by what follows"
DOUBTS = frozenset({COMPOUND, LONGER, CAMPUS, BRAND})

_HYPHENS = ("-", "\u2010", "\u2011")
_COUNTING = frozenset({"a", "an", "another", "any", "each", "every", "one"})
_SPEAKING = frozenset({"in", "into", "speak", "speaking", "speaks", "spoke"})
# The name of a school has so many words at most between "University" and its campus.
_NEAR = 5


def doubt(text: Text, run: Run, explained: Collection[tuple[int, int]]) -> str:
    """Why the word could be part of something longer, unless what is behind it has a name itself."""
    number, first, last = run
    paragraph = text.paragraphs[number]
    last -= last - first > 1  # the "s" of a possessive
    if _is_compounded(paragraph, last):
        return COMPOUND
    if _follows_an_opening(paragraph, first):
        return LONGER
    if _is_campus(paragraph, first):
        return CAMPUS
    if (number, last + 1) not in explained and _owns_a_product(paragraph, last):
        return BRAND
    return ""


def doubt_of_institution(text: Text, run: Run) -> str:
    """Whether "of" or "at" makes another of it: "Supreme Court of Roe", "University of Roe at Doe"."""
    number, first, last = run
    paragraph = text.paragraphs[number]
    if not (paragraph.runs_on(last) and paragraph.runs_on(last + 1) and paragraph.words[last + 1].is_capital):
        return ""
    link, words = paragraph.words[last].surface, paragraph.words[first:last]
    if link == "of" and words[-1].key in INSTITUTIONS:
        return ANOTHER if all(word.key in GENERIC for word in words) else LONGER
    return LONGER if link == "at" and any(word.key in SCHOOLS for word in words) else ""


def is_one_of_many(text: Text, run: Run) -> bool:
    """Whether it is counted as things are: "at a World Cup", but not "a World Cup match"."""
    number, first, last = run
    paragraph = text.paragraphs[number]
    is_counted = paragraph.runs_on(first) and paragraph.words[first - 1].key in _COUNTING
    # The comma behind the state in "a Springfield, Illinois, firm" ends nothing.
    has_comma = any(word.gap.startswith(",") for word in paragraph.words[first + 1 : last])
    return is_counted and not has_comma and _describes_nothing(paragraph, last)


def is_spoken(text: Text, run: Run) -> bool:
    """Whether it is a language here: "filed in Roean", "they speak Roean", but not "in Roean hands"."""
    number, first, last = run
    paragraph = text.paragraphs[number]
    is_tongue = paragraph.runs_on(first) and paragraph.words[first - 1].key in _SPEAKING
    return is_tongue and _describes_nothing(paragraph, last)


def _describes_nothing(paragraph, last):
    """Whether no noun comes behind, as far as the next word tells."""
    if last == len(paragraph.words):
        return True
    behind = paragraph.words[last]
    if behind.gap == " ":
        return not behind.is_capital and behind.key in OPENERS | SMALL
    return behind.gap not in _HYPHENS and behind.surface != "s"


def _is_compounded(paragraph, last):
    """As in "Tevano-like", but not in "Tevano-Roe"."""
    behind = paragraph.words[last] if last < len(paragraph.words) else None
    return behind is not None and behind.gap in _HYPHENS and not behind.is_capital


def _follows_an_opening(paragraph, first):
    """As in "Team Tevano won": the capital of a sentence's first word hides that it is part of the name."""
    if not paragraph.runs_on(first):
        return False
    before = paragraph.words[first - 1]
    return (
        before.opens and before.is_capital and before.key not in OPENERS | OFFICES and is_common(before.key)
    )


def _is_campus(paragraph, first):
    """As in "the University of Roe, Tevano"."""
    words = paragraph.words
    if not first or words[first].gap.strip() != ",":
        return False
    at = first - 1
    while at > max(0, first - _NEAR) and words[at].is_capital and paragraph.runs_on(at):
        at -= 1
    return 0 < at < first - 1 and words[at].surface == "of" and words[at - 1].key in SCHOOLS


def _owns_a_product(paragraph, last):
    """As in "Tevano's Soup", but not in "Tevano's President"."""
    words = paragraph.words
    if not (last + 1 < len(words) and words[last].surface == "s" and paragraph.runs_on(last + 1)):
        return False
    behind = words[last + 1]
    return is_plain(behind) and behind.key not in OFFICES | INSTITUTIONS


def is_plain(word: Word) -> bool:
    """Whether it is a word that has a capital for what it is part of, as in "Soup" and "Base"."""
    return word.is_capital and is_common(word.key) and word.key not in DESCRIBING | DATES | OPENERS
