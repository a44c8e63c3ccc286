"""Whether words alone tell whom they name, or need other evidence."""

from cases.names import guess_kind
from newsroom.linking.matching.finding import Find
from newsroom.linking.matching.registry import Name
from newsroom.linking.matching.vocabulary import (
    DATES,
    DESCRIBING,
    OPENERS,
    GIVEN_NAMES,
    PLAIN_ACRONYMS,
    SMALL,
    TITLES,
    is_common,
    is_word,
)
from newsroom.linking.matching.words import Text, name_parts

_ARTICLES = frozenset({"a", "an", "the", "s"})
OPENING = "a word that may have its capital from the sentence"


def weakness(text: Text, find: Find, name: Name) -> str:
    """Why the words are weak evidence for this bearer of the name; nothing where they are strong."""
    if len(find.names) > 1:
        return "the words name more than one"
    if name.is_weak:
        return "registered as a weak alias"
    if name.alias_kind == "ticker":
        return "a ticker or symbol"
    words = [word for word in text.words(find.run) if word.key not in _ARTICLES and (word.is_capital or word.key not in SMALL)]
    if not any(word.is_capital for word in words):
        return "no capital"
    if all(word.key.isdigit() for word in words):
        return "a number"
    if len(words) == 1:
        return _weakness_of_one(text, find, name, words[0])
    if all(word.key in DATES or word.key.isdigit() for word in words):
        return "a date"
    return ""


def is_person(name: Name) -> bool:
    return name.kind == "person" or (not name.kind and guess_kind(name.of) == "person")


def _weakness_of_one(text, find, name, word):
    if len(word.key) <= 2 and not _are_initials(word, name):
        return "one or two letters"
    if word.key in DATES:
        return "a date"
    if word.key in TITLES or word.key in PLAIN_ACRONYMS:
        return "a title"
    if word.key in DESCRIBING:
        return "an adjective"
    if (is_person(name) and not word.is_shouted) or word.key in GIVEN_NAMES:
        return "a bare first or last name"
    if word.is_shouted:
        return ""
    if word.opens and find.is_single and (is_word(word.key) or word.key in OPENERS):
        return OPENING
    if word.key in text.strangers:
        return "part of another name in this text"
    if _has_its_article(text, find):
        return ""
    return "a common word" if is_common(word.key) or word.key in text.lower else ""


def _are_initials(word, name):
    """US for United States, but not for Ulysses."""
    initials = "".join(part[0] for part in name_parts(name.of) if part[0].isupper())
    return word.is_shouted and len(initials) > 1 and word.key == initials.lower()


def _has_its_article(text, find):
    """The capital of "The Guardian" within a sentence is no accident."""
    first = text.words(find.run)[0]
    return not find.is_single and first.surface == "The" and not first.opens
