"""What a date is counted from: the day of publication, the tense of its sentence."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from cases.partial_dates import PartialDate
from newsroom.linking.facts.reading import Reading, read

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NUMBERS = {name[:3]: number for number, name in enumerate(MONTHS, start=1)}

NO_ANCHOR = "the date of publication is not given"

_UNTIL = re.compile(r"\b(?:until|till|by) $")
_TENSE = re.compile(
    r"\b(?:(?P<future>(?:will|shall|is to|are to|is due|are due|due|set|scheduled|expected|slated|plans?"
    r"|planned)\b"
    r"(?: (?:not|be|to|have|for|on|until|a|the|its)){0,4}(?: [a-z]{1,20}(?! ago)){0,2})"
    r"|said|says|told|was|were|had|did|took|came|went|made|met|ran|won|lost|sued|began|left|held|gave|sent"
    r"|[a-z]{2,20}ed)\b"
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a date comes to, and why; `yearless` are month and day where the year is our inference."""

    value: PartialDate | None
    note: str = ""
    yearless: tuple[int, int | None] | None = None


@dataclass(frozen=True)
class Frame:
    """One text and the day it was published, if that is known; `reckoned_from` says what stands for it."""

    text: str
    published: date | None
    reckoned_from: str = "publication"

    @cached_property
    def reading(self) -> Reading:
        return read(self.text)

    def looks_ahead(self, place: int) -> bool:
        """Whether this date is still to come: as the verb before it says, or else the one after."""
        start, end = self.reading.sentence_at(place)
        before = [*_TENSE.finditer(self.reading.masked, max(start, place - 300), place)]
        verb = before[-1] if before else _TENSE.search(self.reading.masked, place, min(end, place + 300))
        return bool(verb and verb["future"])

    def without_year(self, place: int, month: int, day: int | None, word: str = "") -> Said:
        """The latest such day before publication; the next one, where the sentence looks ahead."""
        if self.published is None:
            return Said(None, f"no year is given, and {NO_ANCHOR}", (month, day))
        if word in {"last", "this", "next"}:
            return Said(self._month(month, word), f"counted from {self._day_of_publication}")
        ahead = self.looks_ahead(place) or self._is_a_limit_to_come(place, month, day)
        value = self._nearest(month, day, ahead=ahead)
        if value is None:
            return Said(None, "there is no such day")
        which = "the next after" if ahead else "the last before"
        return Said(value, f"no year is given: {which} {self._day_of_publication}", (month, day))

    def _is_a_limit_to_come(self, place, month, day):
        """“The judge gave them until 13 June”: half a year ahead at most, or it is past."""
        if not _UNTIL.search(self.text, max(0, place - 8), place):
            return False
        value = self._nearest(month, day, ahead=True)
        return bool(value) and (value.first - self.published).days < 183

    def in_year(self, step: str, month: int, day: int) -> Said:
        """“11 March this year”."""
        if self.published is None:
            return Said(None, f"no year is given, and {NO_ANCHOR}")
        year = self.published.year + {"last": -1, "this": 0, "next": 1}[step]
        value = day_or_month(year, month, day)
        return Said(value, f"counted from {self._day_of_publication}" if value else "there is no such day")

    def _nearest(self, month, day, *, ahead):
        years = range(self.published.year, self.published.year + 9 * (1 if ahead else -1), 1 if ahead else -1)
        for year in years:
            value = day_or_month(year, month, day)
            if value and (value.last >= self.published if ahead else value.first <= self.published):
                return value
        return None

    def _month(self, month, word):
        year, past = self.published.year, month < self.published.month
        if word == "last":
            year -= 0 if past else 1
        elif word == "next":
            year += 1 if past or month == self.published.month else 0
        return whole_month(year, month)

    @property
    def _day_of_publication(self):
        return f"{self.reckoned_from}, {self.published.isoformat()}"


def month_number(word: str) -> int:
    return _NUMBERS[word[:3]]


def whole_month(year: int, month: int) -> PartialDate:
    return period(year, month, month)


def period(year: int, first_month: int = 1, last_month: int = 12) -> PartialDate:
    """Whole months of one year."""
    return PartialDate(date(year, first_month, 1), date(year, last_month, monthrange(year, last_month)[1]))


def week_of(day: date) -> PartialDate:
    """From Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return PartialDate(monday, monday + timedelta(days=6))


def day_or_month(year: int, month: int, day: int | None) -> PartialDate | None:
    """None for the 29th of February in most years, and for the 31st of June."""
    if day is None:
        return whole_month(year, month)
    try:
        return PartialDate.day(date(year, month, day))
    except ValueError:
        return None
