"""Three-way merging: what one editor typed and what another saved, both since the same revision.

What only one of them touched is taken as it is. What both touched differently is a conflict that keeps
both; only a person settles it. Nothing typed disappears: it is in the result or in a conflict.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from newsroom.prose.blocks import Block, join
from newsroom.publishing.versions.order import merged_order
from newsroom.publishing.versions.sheet import Sheet

MINE, THEIRS, BOTH, ANEW = "mine", "theirs", "both", "anew"


@dataclass(frozen=True)
class Conflict:
    """One place that both changed. None stands for a block or section that is not there.

    `path` names the place, e.g. `headline`, `body:b1`, `sections:7:heading`.
    """

    path: str
    base: Any
    mine: Any
    theirs: Any

    @property
    def is_block(self) -> bool:
        return isinstance(self.mine or self.theirs, Block)

    @property
    def is_section(self) -> bool:
        return isinstance(self.mine or self.theirs, dict)

    @property
    def answers(self) -> tuple[str, ...]:
        """What may be decided: two blocks can both stay, a line can be written anew."""
        if self.is_block and self.mine and self.theirs:
            return (MINE, THEIRS, BOTH)
        if isinstance(self.mine, str) and isinstance(self.theirs, str):
            return (MINE, THEIRS, ANEW)
        return (MINE, THEIRS)


def merge(base: Sheet, mine: Sheet, theirs: Sheet) -> Sheet:
    """The sheet with the changes of both since `base`; a Conflict stands where they disagree."""
    return _merged_parts("", base, mine, theirs)


def conflicts_of(merged: Any) -> Iterator[Conflict]:
    """The conflicts of a merged sheet, in its order."""
    if isinstance(merged, Conflict):
        yield merged
    elif isinstance(merged, dict):
        for part in merged.values():
            yield from conflicts_of(part)
    elif isinstance(merged, list):
        for item in merged:
            yield from conflicts_of(item)


def settle(merged: Any, answers: Mapping[str, str], anew: Mapping[str, str]) -> Any:
    """The merged sheet with every conflict decided; `anew` holds the lines that were written anew.

    Raises KeyError for a conflict nobody decided.
    """
    if isinstance(merged, dict):
        return {name: settle(part, answers, anew) for name, part in merged.items()}
    if isinstance(merged, list):
        return [item for each in merged for item in _settled_items(each, answers, anew)]
    if isinstance(merged, Conflict):
        answer = answers[merged.path]
        return anew[merged.path] if answer == ANEW else getattr(merged, answer)
    return merged


def html_of(body: list[Block]) -> str:
    return join(body)


def _settled_items(item, answers, anew):
    if isinstance(item, Conflict) and answers[item.path] == BOTH:
        return [item.theirs, item.mine]
    settled = settle(item, answers, anew)
    return [] if settled is None else [settled]


def _merged_parts(path, base, mine, theirs):
    """Part by part; a part that the base does not know is a conflict where the two differ."""
    return {
        name: _merged(f"{path}{name}", base.get(name), mine[name], theirs[name])
        for name in theirs
        if name in mine
    }


def _merged(path, base, mine, theirs):
    if _same(mine, theirs) or _same(theirs, base):
        return mine
    if _same(mine, base):
        return theirs
    if isinstance(mine, list) and isinstance(theirs, list):
        if any(isinstance(item, Block | dict) for item in (*mine, *theirs)):
            return _merged_items(path, base or [], mine, theirs)
        return _merged_set(base or [], mine, theirs)
    return Conflict(path, base, mine, theirs)


def _merged_set(base, mine, theirs):
    """What either added is in, what either took out is not."""
    kept = (set(base) & set(mine) & set(theirs)) | (set(mine) - set(base)) | (set(theirs) - set(base))
    return [item for item in merged_order(base, mine, theirs) if item in kept]


def _merged_items(path, base, mine, theirs):
    """Blocks or sections, each under its own name."""
    sides = [{_name(item): item for item in side} for side in (base, mine, theirs)]
    items = []
    for name in merged_order(*(list(side) for side in sides)):
        item = _merged_item(f"{path}:{name}", *(side.get(name) for side in sides))
        if item is not None:
            items.append(item)
    return items


def _merged_item(path, base, mine, theirs):
    if _same(mine, theirs) or _same(theirs, base):
        return mine
    if _same(mine, base):
        return theirs
    if isinstance(mine, dict) and isinstance(theirs, dict):
        # What a revision of before did not know, neither side had.
        return _merged_parts(f"{path}:", base or {}, mine, {**dict.fromkeys(mine), **theirs})
    return Conflict(path, base, mine, theirs)


def _name(item):
    return item.id if isinstance(item, Block) else item["id"]


def _same(one, other):
    """Whether two parts say the same; a block is its markup, whatever it is called."""
    if isinstance(one, Block) and isinstance(other, Block):
        return one.html == other.html
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same_item, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[name], other[name]) for name in one)
    return one == other


def _same_item(one, other):
    return _same(one, other) and (not isinstance(one, Block) or one.id == other.id)
