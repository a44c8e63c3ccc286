"""Texts compared by their runs of words: which tell the same story, and how much of one stands in another."""

import re
import unicodedata
from collections.abc import Collection
from hashlib import blake2b

RUN = 4
# One run in so many is kept, told by its hash, so that any two texts keep the same ones of those they share.
ONE_IN = 8
MOST_KEPT = 96
# Of the runs that make a quotation: shorter ones two people write by chance.
QUOTED = 6
_WORD = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def shingles_of(text: str) -> list[int]:
    """A sample of the text's runs of four words, as numbers; the same text always has the same."""
    runs = {_number(run) for run in _runs(words_of(text), RUN)}
    return sorted(sorted(run for run in runs if run % ONE_IN == 0)[:MOST_KEPT])


def share_in_common(one: Collection[int], other: Collection[int]) -> float:
    """How much of the shorter text stands in the longer one, from 0 to 1, as their samples tell."""
    smaller = min(len(one), len(other))
    return len(set(one) & set(other)) / smaller if smaller else 0


def words_in_common(text: str, original: str) -> int:
    """How many words of the text stand, in runs of six or more, in the original too."""
    known = set(_runs(words_of(original), QUOTED))
    words = words_of(text)
    taken = set()
    for at, run in enumerate(_runs(words, QUOTED)):
        if run in known:
            taken.update(range(at, at + QUOTED))
    return len(taken)


def _runs(words, length):
    return zip(*(words[start:] for start in range(length)), strict=False)


def _number(run):
    return int.from_bytes(blake2b(" ".join(run).encode(), digest_size=8).digest(), signed=True)
