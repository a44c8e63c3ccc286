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

    def of(self, link: dict) -> Case | Entity | None:
        """What a frozen link leads to; None where readers may not be led there."""
        return self.cases.get(link["case"]) or self.entities.get(link["entity"])

    @property
    def made_from(self) -> set[tuple[str, int]]:
        frozen = {("case", pk) for pk in self.cases} | {("entity", pk) for pk in self.entities}
        today = {("case", case.pk) for case in self.cases.values()}
        return frozen | today | {("entity", entity.pk) for entity in self.entities.values()}


def targets_of(links: Iterable[dict]) -> Targets:
    """Load, in two queries for each kind, what frozen links lead to and any reader may see."""
    links = list(links)
    cases = _standing_today("case", Case.objects.visible_to(None), links)
    return Targets(cases, _standing_today("entity", Entity.objects.all(), links))


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


def _standing_today(kind, rows, links):
    numbers = survivors(kind, {link[kind] for link in links if link[kind]})
    found = rows.in_bulk(set(numbers.values()))
    return {frozen: found[today] for frozen, today in numbers.items() if today in found}


def _span(link):
    return Span(*(link[name] for name in ("block", "start", "end", "surface", "prefix", "suffix")))
