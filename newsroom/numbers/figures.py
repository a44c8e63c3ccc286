"""What a number comes to, in words; and how far it has drifted."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from cases.money import say_money

ABSOLUTE, PER_CENT = "absolute", "per_cent"


@dataclass(frozen=True)
class Value:
    """A count; or a sum of money, which has a total for each currency and is never added up across them."""

    count: int = 0
    totals: Mapping[str, Decimal] | None = None

    @classmethod
    def told(cls, frozen: dict) -> Self:
        """As it stands in frozen content."""
        if "totals" not in frozen:
            return cls(frozen["count"])
        return cls(frozen["count"], {name: Decimal(total) for name, total in frozen["totals"].items()})

    @property
    def frozen(self) -> dict:
        """For frozen content; of a sum `count` says how many rows it is of."""
        if self.totals is None:
            return {"count": self.count}
        return {"count": self.count, "totals": {name: str(self.totals[name]) for name in sorted(self.totals)}}

    @property
    def parts(self) -> dict[str, Decimal]:
        """What can drift: the count, or the total of each currency."""
        return {"": Decimal(self.count)} if self.totals is None else dict(self.totals)

    def __str__(self):
        if self.totals is None:
            return f"{self.count:,}"
        sums = [say_money(self.totals[name], name) for name in sorted(self.totals)]
        return " and ".join(filter(None, [", ".join(sums[:-1]), *sums[-1:]])) or "0"


def unit_of(value: Value, told: Mapping) -> str:
    """The unit of a number as frozen content tells it, as it goes with the value."""
    is_one = value.totals is None and value.count == 1
    return (is_one and told.get("unit_one")) or told.get("unit", "")


def say(value: Value, told: Mapping) -> str:
    """What stands in a text: the value, with its unit where the desk wants it there."""
    unit = unit_of(value, told) if told.get("unit_in_text") else ""
    return f"{value} {unit}" if unit else str(value)


def has_drifted(then: Value, today: Value, threshold: Decimal, unit: str) -> bool:
    """Whether any part of the number moved by more than the threshold; from nothing, any step is one."""
    before, after = then.parts, today.parts
    return any(
        _is_beyond(before.get(part, Decimal(0)), after.get(part, Decimal(0)), threshold, unit)
        for part in before.keys() | after.keys()
    )


def _is_beyond(then, today, threshold, unit):
    moved = abs(today - then)
    if unit == ABSOLUTE:
        return moved > threshold
    return moved > 0 if then == 0 else moved * 100 > threshold * abs(then)
