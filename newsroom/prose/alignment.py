"""Where each word of a text can have gone in an edited text, and when there is no doubt."""

import re
from collections import defaultdict
from functools import lru_cache
from operator import add
from typing import NamedTuple

_TOKEN = re.compile(r"\w+|[^\w\s]")
# Comparing takes time and memory in proportion to the product of the lengths: 500 words by 500 take a tenth
# of a second.
_MOST = 250_000


class TextToken(NamedTuple):
    """A word or a sign, and where it stands."""

    word: str
    start: int
    end: int


class Alignment(NamedTuple):
    """For each old token the new tokens it may have become, over all the shortest edits between two texts.

    `certain` holds those tokens that every such edit keeps, and keeps in the same place. A name that was
    there twice and is there once is in neither place for certain: the texts alone don't say which one was
    deleted. `is_complete` is false for texts too long to compare; then only their equal beginnings and ends
    are known.
    """

    places: dict[int, set[int]]
    certain: dict[int, int]


@lru_cache(maxsize=256)
def text_tokens(text: str) -> tuple[TextToken, ...]:
    return tuple(TextToken(found[0], *found.span()) for found in _TOKEN.finditer(text))


@lru_cache(maxsize=64)
def align(old_text: str, new_text: str) -> Alignment:
    old = [token.word for token in text_tokens(old_text)]
    new = [token.word for token in text_tokens(new_text)]
    if len(old) * len(new) > _MOST:
        return _align_ends(old, new)
    ahead = _longest_common(old, new)
    behind = _longest_common(old[::-1], new[::-1])
    behind = [row[::-1] for row in reversed(behind)]
    places = _places(old, new, ahead, behind)
    certain = {
        at: next(iter(found))
        for at, found in places.items()
        if len(found) == 1 and not _may_vanish(at, ahead, behind)
    }
    return Alignment(places, certain)


def _longest_common(old: list[str], new: list[str]) -> list[list[int]]:
    """Lengths of the longest common subsequences of all beginnings of both."""
    table = [[0] * (len(new) + 1)]
    for word in old:
        above, row, length = table[-1], [0], 0
        for at, other in enumerate(new):
            if word == other:
                length = above[at] + 1
            elif above[at + 1] > length:
                length = above[at + 1]
            row.append(length)
        table.append(row)
    return table


def _places(old, new, ahead, behind) -> dict[int, set[int]]:
    whole = ahead[-1][-1]
    stands = defaultdict(list)
    for at, word in enumerate(new):
        stands[word].append(at)
    found = {
        at: {there for there in stands[word] if ahead[at][there] + 1 + behind[at + 1][there + 1] == whole}
        for at, word in enumerate(old)
    }
    return {at: places for at, places in found.items() if places}


def _may_vanish(at: int, ahead, behind) -> bool:
    whole = ahead[-1][-1]
    return whole in map(add, ahead[at], behind[at + 1])


def _align_ends(old: list[str], new: list[str]) -> Alignment:
    start, end = _equal_start(old, new), _equal_start(old[::-1], new[::-1])
    shift = len(new) - len(old)
    places = defaultdict(set)
    for at in range(start):
        places[at].add(at)
    for at in range(len(old) - end, len(old)):
        places[at].add(at + shift)
    # Where the ends overlap, the edit may have been anywhere in the overlap.
    shorter = min(len(old), len(new))
    certain = {at: at for at in range(min(start, shorter - end))}
    certain |= {at: at + shift for at in range(len(old) - min(end, shorter - start), len(old))}
    return Alignment(dict(places), certain)


def _equal_start(one: list[str], other: list[str]) -> int:
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
