"""Which block of an edited story is which block of the story before."""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator
from itertools import pairwise
from typing import NamedTuple, Protocol

_WORD = re.compile(r"\w+")
# Two texts are one block, edited, if at least this share of their adjacent word pairs is common to both…
_SAME = 0.4
# …or if one is a part of the other: a paragraph that was split, or two that were joined.
_PART = 0.6
_LEAST_PART = 4
# In a text this short one misspelt word is half of it, so letters are compared too.
_FEW_PAIRS = 9
# A word pair in more blocks than this ("of the") tells none of them apart.
_COMMON = 20


class _Written(Protocol):
    html: str
    text: str


class _Likeness(NamedTuple):
    """How alike two blocks are; sorts the best first, then as the story reads."""

    less: float
    shift: int
    old: int
    new: int


def match(old: list[_Written], new: list[_Written]) -> dict[int, int]:
    """For each index in `new` that continues a block of `old`, that block's index."""
    matched = _Matched()
    _match_exactly([block.html for block in old], [block.html for block in new], matched)
    _match_exactly([block.text or None for block in old], [block.text or None for block in new], matched)
    for found in sorted(_likenesses(old, new, matched)):
        matched.add(found.old, found.new)
    return matched.by_new


class _Matched:
    """Pairs of indices, each index in one pair at most."""

    def __init__(self):
        self.by_new: dict[int, int] = {}
        self.by_old: dict[int, int] = {}

    def add(self, old: int, new: int) -> bool:
        if old in self.by_old or new in self.by_new:
            return False
        self.by_old[old] = new
        self.by_new[new] = old
        return True


def _match_exactly(old: list[Hashable], new: list[Hashable], matched: _Matched) -> None:
    """Equal ends, then what occurs once on each side with its equal neighbours, then the rest in order."""
    for at in range(min(len(old), len(new))):
        if old[at] != new[at]:
            break
        _match_one(old, new, at, at, matched)
    _spread(old, new, len(old), len(new), -1, matched)
    once = _once(new)
    for value, at in _once(old).items():
        if value in once:
            _match_one(old, new, at, once[value], matched)
    for old_at, new_at in sorted(matched.by_old.items()):
        _spread(old, new, old_at, new_at, 1, matched)
        _spread(old, new, old_at, new_at, -1, matched)
    _match_repeated(old, new, matched)


def _match_one(old, new, old_at: int, new_at: int, matched: _Matched) -> bool:
    return old[old_at] is not None and old[old_at] == new[new_at] and matched.add(old_at, new_at)


def _spread(old, new, old_at: int, new_at: int, step: int, matched: _Matched) -> None:
    """Match equal neighbours, one after another, until two differ or are matched already."""
    old_at, new_at = old_at + step, new_at + step
    while 0 <= old_at < len(old) and 0 <= new_at < len(new) and _match_one(old, new, old_at, new_at, matched):
        old_at, new_at = old_at + step, new_at + step


def _once(values: list[Hashable]) -> dict[Hashable, int]:
    counts = Counter(values)
    return {value: at for at, value in enumerate(values) if counts[value] == 1}


def _match_repeated(old, new, matched: _Matched) -> None:
    waiting = defaultdict(list)
    for at in reversed(range(len(old))):
        if at not in matched.by_old:
            waiting[old[at]].append(at)
    for at, value in enumerate(new):
        if at not in matched.by_new and value is not None and waiting[value]:
            matched.add(waiting[value].pop(), at)


def _likenesses(old: list[_Written], new: list[_Written], matched: _Matched) -> Iterator[_Likeness]:
    old_pairs = {at: _word_pairs(block.text) for at, block in enumerate(old) if at not in matched.by_old}
    new_pairs = {at: _word_pairs(block.text) for at, block in enumerate(new) if at not in matched.by_new}
    for old_at, new_at in _candidates(old_pairs, new_pairs, matched):
        likeness = _likeness(old_pairs[old_at], new_pairs[new_at])
        if max(old_pairs[old_at].total(), new_pairs[new_at].total()) <= _FEW_PAIRS:
            letters = _likeness(_letters(old[old_at].text), _letters(new[new_at].text), part=None)
            likeness = max(likeness, letters)
        if likeness:
            yield _Likeness(-likeness, abs(old_at - new_at), old_at, new_at)


def _candidates(old_pairs, new_pairs, matched: _Matched) -> set[tuple[int, int]]:
    """Blocks worth comparing: they share a telling word pair, or stand in one gap between equal blocks."""
    found = set(_in_same_gap(old_pairs, new_pairs, matched))
    places: dict[tuple[str, str], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, blocks in enumerate((old_pairs, new_pairs)):
        for at, pairs in blocks.items():
            for pair in pairs:
                places[pair][side].append(at)
    for olds, news in places.values():
        if max(len(olds), len(news)) <= _COMMON:
            found.update((old, new) for old in olds for new in news)
    return found


def _in_same_gap(old_left, new_left, matched: _Matched) -> Iterator[tuple[int, int]]:
    before: dict[int, int] = {}
    for at in sorted(old_left):
        before[at] = before.get(at - 1, at - 1)
    by_gap = defaultdict(list)
    for at, last_matched in before.items():
        by_gap[matched.by_old.get(last_matched, -1)].append(at)
    last = -1
    nth = 0
    for at in range(max(new_left, default=-1) + 1):
        if at in matched.by_new:
            last, nth = at, 0
        else:
            if nth < len(by_gap[last]):
                yield by_gap[last][nth], at
            nth += 1


def _word_pairs(text: str) -> Counter:
    words = _WORD.findall(text.casefold())
    return Counter(pairwise(["", *words, ""])) if words else Counter()


def _letters(text: str) -> Counter:
    return Counter(zip(text, text[1:], text[2:], strict=False))


def _likeness(one: Counter, other: Counter, part: float | None = _PART) -> float:
    """The share of what both hold in all they hold, nothing if they are two texts."""
    total = one.total() + other.total()
    common = (one & other).total()
    if not common:
        return 0
    alike = 2 * common / total
    smaller = min(one.total(), other.total())
    is_part = part is not None and common >= _LEAST_PART and common / smaller >= part
    return alike if alike >= _SAME or is_part else 0
