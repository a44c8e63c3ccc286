"""Numbers as readers see them: in the words, as published; in live sections, as the record has them now."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.html import format_html

from newsroom.numbers.asking import Definition
from newsroom.numbers.chart import Chart, charts_of
from newsroom.numbers.content import Frozen
from newsroom.numbers.counting import count, groups_of, rows_of
from newsroom.numbers.figures import Value, unit_of
from newsroom.numbers.tallying import tallies_of
from newsroom.prose.references import filled

# Of so many rows the page knows each: should one be sealed, the page is made again at once. Whatever else
# moves the number is noted when its tally is taken again.
ROWS_KNOWN = 300


@dataclass(frozen=True)
class Figure:
    """A number of a live section, with the address of the rows behind it; none while it is a draft's."""

    told: dict
    value: Value | None
    charts: list[Chart]
    address: str
    made_from: frozenset[tuple[str, int]] = field(default_factory=frozenset)

    @property
    def label(self) -> str:
        return self.told["label"] or self.told["title"]

    @property
    def words(self) -> str:
        return str(self.value) if self.value else "…"

    @property
    def unit(self) -> str:
        return unit_of(self.value, self.told) if self.value else self.told["unit"]

    @property
    def summed(self) -> str:
        """Of a sum, what is summed."""
        return Definition.told(self.told).summed


def linked(html: str, numbers: Frozen, path: str) -> str:
    """The words with what each number says, leading to the rows behind it; `path` is empty in a draft."""
    if not numbers:
        return html
    return filled(html, {int(number): _link(told, path) for number, told in numbers.items()})


def rows_address(path: str, number: int) -> str:
    """Where the rows behind a number of the story at the path are; nowhere for a draft."""
    return f"{path}numbers/{number}/" if path else ""


def figures_of(shown: Iterable[dict], path: str) -> dict[int, Figure]:
    """By number, those of live sections, counted now, each by itself: its filter is its own."""
    shown = {told["number"]: told for told in shown}
    if not shown:
        return {}
    tallies = tallies_of(Definition.told(told) for told in shown.values())
    return {number: _figure(told, path, tallies) for number, told in shown.items()}


def _link(told, path):
    said = format_html('<data value="{}">{}</data>', told["words"], told["words"])
    address = rows_address(path, told["number"])
    if not address:
        return said
    return format_html(
        '<a class="live-number" href="{}" title="{}">{}</a>', address, "The rows behind this number", said
    )


def _figure(told, path, tallies):
    definition, address = Definition.told(told), rows_address(path, told["number"])
    tally = tallies.get(definition.key)
    known = {("tally", tally.pk)} if tally else set()
    try:
        value = count(definition)
        charts = charts_of(groups_of(definition)) if definition.grouped_by else []
        rows = rows_of(definition, end=ROWS_KNOWN)
    except ValidationError:
        return Figure(told, None, [], address, frozenset(known))
    return Figure(told, value, charts, address, frozenset(known | {(row.kind, row.target) for row in rows}))
