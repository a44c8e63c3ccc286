"""The order of things that two editors moved about at the same time."""

from bisect import bisect_left
from collections.abc import Hashable, Sequence


def moved[K: Hashable](old: Sequence[K], new: Sequence[K]) -> set[K]:
    """What stands elsewhere among the things both hold: as few as explain the new order."""
    place = {key: at for at, key in enumerate(old)}
    common = [key for key in new if key in place]
    return set(common) - _longest_rising(common, place)


def merged_order[K: Hashable](base: Sequence[K], yours: Sequence[K], theirs: Sequence[K]) -> list[K]:
    """Everything of either side once: in your order, with what they added or moved where they put it.

    What both moved stands where you put it.
    """
    order = list(yours)
    present = set(yours)
    moved_by_you, moved_by_them = moved(base, yours), moved(base, theirs)
    before = None
    for key in theirs:
        if key in present and key in moved_by_them and key not in moved_by_you:
            order.remove(key)
            present.discard(key)
        if key not in present:
            order.insert(order.index(before) + 1 if before is not None else 0, key)
            present.add(key)
        before = key
    return order


def _longest_rising(keys, place):
    ends, holders, previous = [], [], {}
    for key in keys:
        at = bisect_left(ends, place[key])
        previous[key] = holders[at - 1] if at else None
        ends[at : at + 1] = [place[key]]
        holders[at : at + 1] = [key]
    rising = set()
    key = holders[-1] if holders else None
    while key is not None:
        rising.add(key)
        key = previous[key]
    return rising
