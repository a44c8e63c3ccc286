"""Whether words alone tell whom they name, or need other evidence."""

import re
from collections.abc import Iterator
from unicodedata import normalize

from cases.name_kinds import guess_kind
from cases.names import name_key
from newsroom.linking.matching.finding import Find
from newsroom.linking.matching.registry import Name, Target
from newsroom.linking.matching.surroundings import LONGER, is_spoken
from newsroom.linking.matching.vocabulary import (
    DATES,
    DESCRIBING,
    GIVEN_NAMES,
    NATIONS,
    OPENERS,
    PARTICLES,
    PLAIN_ACRONYMS,
    SMALL,
    TITLES,
    is_common,
    is_word,
)
from newsroom.linking.matching.words import Paragraph, Run, Text, name_parts

_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")
_ARTICLES = frozenset({"a", "an", "the", "s"})
OPENING = "a word that may have its capital from the sentence"


def weakness(text: Text, find: Find, name: Name) -> str:
    """Why the words are weak evidence for this bearer of the name; nothing where they are strong."""
    is_clear = find.doubt == LONGER and not find.is_single and is_person(name)
    return next(_reasons(text, find, name), "" if is_clear else find.doubt)


def is_weak_wording(wording: str, *, of: str, kind: str) -> bool:
    """Whether words, with nothing around them, could as well name something else."""
    name = Name(name_key(wording), wording, Target("entity", 0), of, kind)
    text = Text([Paragraph("", normalize("NFC", wording))])
    words = text.paragraphs[0].words
    find = Find(Run(0, 0, len(words)), name.key, {name.target: name})
    return (bool(words) and weakness(text, find, name) not in ("", OPENING)) or is_common(name.key)


def is_person(name: Name) -> bool:
    return name.kind == "person" or (not name.kind and guess_kind(name.of) == "person")


def _reasons(text, find, name) -> Iterator[str]:
    if len(find.names) > 1:
        yield "the words name more than one"
    if name.is_weak:
        yield "registered as a weak alias"
    if name.alias_kind == "ticker":
        yield "a ticker or symbol"
    words = [word for word in text.words(find.run) if _tells_something(word)]
    if not any(word.surface != word.surface.lower() or word.is_capital for word in words):
        yield "no capital"
    if all(word.key.isdigit() or (word.is_shouted and _ROMAN.fullmatch(word.key)) for word in words):
        yield "a number"
    if all(word.key in DATES or word.key.isdigit() for word in words):
        yield "a date"
    if len(words) == 1:
        yield from _reasons_of_one(text, find, name, words[0])
    elif all(word.key in TITLES for word in words):
        yield "a title"
    elif words and words[-1].key in DESCRIBING and all(word.key in NATIONS for word in words):
        yield "an adjective"


def _reasons_of_one(text, find, name, word):
    if len(word.key) <= 2 and not _are_initials(word, name):
        yield "one or two letters"
    if word.key in TITLES or word.key in PLAIN_ACRONYMS:
        yield "a title"
    if _is_adjective(text, find, name, word):
        yield "an adjective"
    # Who is called Zeus is called nothing else; a text that says so again and again means him.
    is_whole_name = len(name_parts(name.of)) == 1 and word.key in text.steady
    if word.key in GIVEN_NAMES or (not is_whole_name and is_person(name) and not word.is_shouted):
        yield "a bare first or last name"
    if word.is_shouted:
        return
    if word.opens and find.is_single and (is_word(word.key) or word.key in OPENERS):
        yield OPENING
    if word.key in text.strangers:
        yield "part of another name in this text"
    if is_whole_name or _has_its_article(text, find):
        return
    if is_common(word.key) or word.key in text.lower:
        yield "a common word"


def _is_adjective(text, find, name, word):
    """A language's name is one, and a people's besides, unless the text speaks it."""
    if name.kind == "language" or name.of.endswith(" language"):
        return not is_spoken(text, find.run)
    return word.key in DESCRIBING


def _tells_something(word):
    return word.key not in _ARTICLES and (word.is_capital or word.key not in SMALL or word.key in PARTICLES)


def _are_initials(word, name):
    """US for United States, but not for Ulysses."""
    initials = "".join(part[0] for part in name_parts(name.of) if part[0].isupper())
    return word.is_shouted and len(initials) > 1 and word.key == initials.lower()


def _has_its_article(text, find):
    """The capital of "The Guardian" within a sentence is no accident."""
    first = text.words(find.run)[0]
    return not find.is_single and first.surface == "The" and not first.opens
