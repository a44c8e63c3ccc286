"""Links woven into the words when they are read: the stored text stays clean."""

from collections.abc import Iterable
from dataclasses import dataclass

from cases.models import Case, Entity, survivors
from newsroom.prose.blocks import split
from newsroom.prose.spans import Span
from newsroom.prose.weaving import weave


@dataclass(frozen=True)
class Targets:
    """The cases and entities that the links of one piece of content lead to, as they are named today.

    They are kept by the numbers that the content names them by: what was merged since leads to its survivor.
    """

    cases: dict[int, Case]
    entities: dict[int, Entity]
    made_from: frozenset[tuple[str, int]]
    numbers: dict[tuple[str, int], int]

    def of(self, link: dict) -> Case | Entity | None:
        """What a frozen link leads to; None where readers may not be led there."""
        return self.cases.get(link["case"]) or self.entities.get(link["entity"])

    def among(self, links: Iterable[dict]) -> "Targets":
        """Those that some of the links lead to, as if no others had been loaded."""
        wanted = _led_to(links)
        return _targets(
            {kind: {frozen: self.numbers[kind, frozen] for frozen in wanted[kind]} for kind in wanted},
            self.cases,
            self.entities,
        )


def targets_of(links: Iterable[dict]) -> Targets:
    """Load, in two queries for each kind, what frozen links lead to and any reader may see.

    What readers may not be led to counts as an ingredient all the same: it may be unsealed, or merged.
    """
    numbers = {kind: survivors(kind, frozen) for kind, frozen in _led_to(links).items()}
    return _targets(
        numbers,
        _standing_today(Case.objects.visible_to(None), numbers["case"]),
        _standing_today(Entity.objects.visible_to(None), numbers["entity"]),
    )


def woven(html: str, block_ids: list[str], links: Iterable[dict], targets: Targets) -> str:
    """The HTML of a body with its mentions linked."""
    blocks = split(html, block_ids)
    names = {block.id for block in blocks}
    marks = [
        (_span(link), target.get_absolute_url(), "case" if link["case"] else "entity")
        for link in links
        if link["relation"] == "mention" and link["block"] in names and (target := targets.of(link))
    ]
    return weave(blocks, marks)


def _led_to(links):
    """The numbers of what the links lead to, as they have them."""
    wanted = {"case": set(), "entity": set()}
    for link in links:
        for kind, found in wanted.items():
            if link[kind]:
                found.add(link[kind])
    return wanted


def _targets(numbers, cases, entities):
    return Targets(
        cases={frozen: cases[frozen] for frozen in numbers["case"] if frozen in cases},
        entities={frozen: entities[frozen] for frozen in numbers["entity"] if frozen in entities},
        made_from=frozenset(
            (kind, pk) for kind, pairs in numbers.items() for pair in pairs.items() for pk in pair
        ),
        numbers={(kind, frozen): today for kind, pairs in numbers.items() for frozen, today in pairs.items()},
    )


def _standing_today(rows, numbers):
    found = rows.in_bulk(set(numbers.values()))
    return {frozen: found[today] for frozen, today in numbers.items() if today in found}


def _span(link):
    return Span(*(link[name] for name in ("block", "start", "end", "surface", "prefix", "suffix")))
