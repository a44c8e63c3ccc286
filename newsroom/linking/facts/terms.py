"""Legal terms in a text: a table of the courts' terms of art, and the glossary's where they are given."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import product

from newsroom.linking.facts.fact import Fact, longest
from newsroom.linking.facts.term_table import TERMS

KIND = "term"
_WORD = re.compile(r"[^\W_]{1,40}(?:['’][^\W_]{1,3})?")
_JOINT = re.compile(r"[ \u00a0]|-|\n(?=[a-z])")
_CHOICE = re.compile(r"\{([^{}]*)\}")
_ANY = "_"
_WORDS_BETWEEN = 3
# “Bail out” and “on parole”: verbs and status; “Parole” with its capital is a name.
_NOT_THE_TERM = {"bail": re.compile(r" out\b"), "restitution": re.compile(r" of conjugal\b")}


def find(text: str, *, glossary: Iterable[tuple[str, str]] = ()) -> list[Fact]:
    """Every term; its value is the term of the table or glossary. `glossary`: wordings and terms."""
    tree = _tree(tuple(glossary))
    words = [(found.start(), found.end(), _folded(found[0])) for found in _WORD.finditer(text)]
    found = (_longest(text, words, index, tree) for index in range(len(words)))
    return longest([fact for fact in found if fact])


def _folded(word):
    return word.casefold().removesuffix("'s").removesuffix("’s")


@lru_cache(maxsize=4)
def _tree(glossary):
    tree: dict = {}
    for wording, term in [
        *_table(),
        *((form, term) for words, term in glossary for form in _inflected(words)),
    ]:
        node = tree
        for word in wording.split():
            node = node.setdefault(word, {})
        node[""] = term
    return tree


@cache
def _table():
    return [
        (_as_words(wording), next(_spelled_out(_first_form(line))))
        for line in TERMS
        for pattern in line.split("|")
        for wording in _spelled_out(pattern)
    ]


def _first_form(line):
    return line.split("|")[0]


def _spelled_out(pattern):
    parts = _CHOICE.split(pattern)
    choices = [part.split(",") if place % 2 else [part] for place, part in enumerate(parts)]
    return ("".join(chosen) for chosen in product(*choices))


def _as_words(wording):
    return " ".join(
        word if word == _ANY else " ".join(_WORD.findall(word.casefold())) for word in wording.split()
    )


def _inflected(words):
    """The plural and the possessive of a glossary's term, whose last word may take an s."""
    plain = " ".join(map(_folded, _WORD.findall(words)))
    if not plain:
        return
    yield plain
    if plain.endswith("y") and plain[-2:-1] not in set("aeiou"):
        yield f"{plain[:-1]}ies"
    elif plain.endswith(("s", "x", "ch", "sh")):
        yield f"{plain}es"
    else:
        yield f"{plain}s"


def _longest(text, words, index, tree):
    if words[index][2] not in tree:
        return None
    best = None
    branches = [(index, tree, _WORDS_BETWEEN)]
    while branches:
        place, node, spare = branches.pop()
        if "" in node and (best is None or place > best[0]):
            best = place, node[""]
        if place == len(words) or (place > index and not _are_joined(text, words, place)):
            continue
        if words[place][2] in node and words[place][2]:
            branches.append((place + 1, node[words[place][2]], spare))
        if _ANY in node:
            branches += [(place + skipped, node[_ANY], 0) for skipped in _skips(text, words, place)]
    return _fact(text, (words[index][0], words[best[0] - 1][1]), best[1]) if best else None


def _skips(text, words, place):
    """How many words may be passed over: one to three that stand together."""
    for skipped in range(1, _WORDS_BETWEEN + 1):
        if place + skipped >= len(words) or not _are_joined(text, words, place + skipped):
            return
        yield skipped


def _are_joined(text, words, place):
    return bool(_JOINT.fullmatch(text, words[place - 1][1], words[place][0]))


def _fact(text, span, term):
    exception = _NOT_THE_TERM.get(term)
    if exception and exception.match(text, span[1]):
        return None
    return Fact.at(text, span, KIND, term)
