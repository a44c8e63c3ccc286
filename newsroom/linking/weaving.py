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

    def of(self, link: dict) -> Case | Entity | None:
        """What a frozen link leads to; None where readers may not be led there."""
        return self.cases.get(link["case"]) or self.entities.get(link["entity"])


def targets_of(links: Iterable[dict]) -> Targets:
    """Load, in two queries for each kind, what frozen links lead to and any reader may see.

    What readers may not be led to counts as an ingredient all the same: it may be unsealed, or merged.
    """
    links = list(links)
    cases = survivors("case", {link["case"] for link in links if link["case"]})
    entities = survivors("entity", {link["entity"] for link in links if link["entity"]})
    return Targets(
        cases=_standing_today(Case.objects.visible_to(None), cases),
        entities=_standing_today(Entity.objects.visible_to(None), entities),
        made_from=frozenset(
            {("case", pk) for pair in cases.items() for pk in pair}
            | {("entity", pk) for pair in entities.items() for pk in pair}
        ),
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


def _standing_today(rows, numbers):
    found = rows.in_bulk(set(numbers.values()))
    return {frozen: found[today] for frozen, today in numbers.items() if today in found}


def _span(link):
    return Span(*(link[name] for name in ("block", "start", "end", "surface", "prefix", "suffix")))
