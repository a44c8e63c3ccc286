"""Bars of a chart, laid out: pure, in percent of whatever width there is."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.text import Truncator

from newsroom.numbers.figures import Value
from newsroom.numbers.grouping import NONE, Group

MOST_BARS = 30
LONGEST_LABEL = 40
ROW, LINE, BAR = 44, 16, 22  # pixels: from bar to bar, to the foot of the words, to the top of the bar


@dataclass(frozen=True)
class Bar:
    """A group as it is drawn; `key` asks for its rows, empty where several groups share the bar."""

    key: str
    label: str
    words: str
    width: str
    words_y: int
    bar_y: int

    @property
    def short_label(self) -> str:
        return Truncator(self.label).chars(LONGEST_LABEL)


@dataclass(frozen=True)
class Chart:
    """One scale: the cases, or the money of one currency."""

    currency: str
    bars: list[Bar]

    @property
    def height(self) -> int:
        return len(self.bars) * ROW

    @property
    def in_words(self) -> str:
        """What there is to see, for whoever doesn't see it."""
        said = "; ".join(f"{bar.label}: {bar.words}" for bar in self.bars)
        return f"{len(self.bars)} bars. {said}."


def charts_of(groups: Iterable[Group]) -> list[Chart]:
    """A chart for each currency, or one of what is counted."""
    groups = list(groups)
    currencies = sorted({name for group in groups for name in group.value.parts})
    return [Chart(currency, _bars(_on_scale(groups, currency))) for currency in currencies]


def _on_scale(groups, currency) -> list[tuple[str, str, Decimal, str]]:
    found = []
    for group in groups:
        amount = group.value.parts.get(currency)
        if amount is not None:
            value = group.value if group.value.totals is None else Value(totals={currency: amount})
            found.append((group.key, group.label, amount, str(value)))
    if len(found) <= MOST_BARS:
        return found
    kept = [each for each in found if each[0] != NONE][: MOST_BARS - 1]
    left = [each for each in found if each not in kept]
    total = sum(amount for _, _, amount, _ in left)
    value = Value(totals={currency: total}) if currency else Value(int(total))
    return [*kept, ("", f"{len(left)} others together", total, str(value))]


def _bars(found) -> list[Bar]:
    largest = max((amount for _, _, amount, _ in found), default=Decimal(0)) or Decimal(1)
    return [
        Bar(key, label, words, f"{amount * 100 / largest:.1f}%", place * ROW + LINE, place * ROW + BAR)
        for place, (key, label, amount, words) in enumerate(found)
    ]
