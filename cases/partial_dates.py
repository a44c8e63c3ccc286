"""Dates as far as they are known: 29 May 2025, May 2025, 2025, or between two days."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Self

WAYS_TO_TYPE = "29 May 2025, 2025-05-29, May 2025 or 2025"

# Not the calendar module's names: those follow the language of the machine.
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_ABBREVIATIONS = {month[:3].casefold(): number for number, month in enumerate(_MONTHS, start=1)}

_MONTH = rf"(?P<name>{'|'.join(f'{month}|{month[:3]}' for month in _MONTHS)}|Sept)\.?"
_YEAR = r"(?P<year>[0-9]{4})"
_FORMS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}(?:-(?P<month>[0-9]{{2}})(?:-(?P<day>[0-9]{{2}}))?)?",
        rf"(?:(?P<day>[0-9]{{1,2}}) )?{_MONTH},? {_YEAR}",
        rf"{_MONTH} (?P<day>[0-9]{{1,2}}),? {_YEAR}",
    )
]
_BETWEEN = re.compile(r"between (?P<first>.+) and (?P<last>.+)", re.IGNORECASE)
_ONLY_NUMBERS = re.compile(r"[0-9]{1,4}([/.-])[0-9]{1,2}\1[0-9]{1,4}")

# Four digits to a year, and a day to spare behind the last one: the database keeps the day after it.
_EARLIEST = date(1000, 1, 1)
_LATEST = date(9998, 12, 31)


@dataclass(frozen=True, order=True, slots=True)
class PartialDate:
    """The days, first to last, of which one is meant; it sorts by the first, then by the last."""

    first: date
    last: date

    def __post_init__(self):
        if self.last < self.first:
            raise ValueError(
                f"The end, {_words(self.last)}, is before the beginning, {_words(self.first)}. Swap them."
            )
        if self.first < _EARLIEST or self.last > _LATEST:
            raise ValueError(f"Type a year between {_EARLIEST.year} and {_LATEST.year}.")

    @classmethod
    def day(cls, day: date) -> Self:
        """One day; of a moment, the day it falls on where it was told."""
        day = date(day.year, day.month, day.day)
        return cls(day, day)

    @classmethod
    def parse(cls, text: str) -> Self:
        """What an editor types, or what isoformat and str write; a ValueError says what to type instead."""
        text = " ".join(text.split())
        if _ONLY_NUMBERS.fullmatch(text) and not _FORMS[0].fullmatch(text):
            raise ValueError(
                f"{text} can be read in more than one way. Type the month as a word: 29 May 2025."
            )
        if between := _BETWEEN.fullmatch(text):
            return cls._between(_completed(between["first"], between["last"]), between["last"])
        if text.count("/") == 1:
            return cls._between(*text.split("/"))
        return cls._single(text)

    @classmethod
    def _between(cls, first, last):
        return cls(cls._single(first).first, cls._single(last).last)

    @classmethod
    def _single(cls, text):
        for form in _FORMS:
            if found := form.fullmatch(text.strip()):
                return cls._from_parts(**found.groupdict())
        problem = f"{text.strip()[:40]} is not a date we can read. " if text.strip() else ""
        raise ValueError(f"{problem}Type a date like {WAYS_TO_TYPE}.")

    @classmethod
    def _from_parts(cls, year, month=None, day=None, name=None):
        year = int(year)
        month = _ABBREVIATIONS[name[:3].casefold()] if name else month and int(month)
        if not year:
            raise ValueError("There is no year 0000.")
        if month is None:
            return cls(date(year, 1, 1), date(year, 12, 31))
        if not 1 <= month <= 12:
            raise ValueError(f"There is no month {month:02d}. Months go from 01 to 12.")
        last_day = monthrange(year, month)[1]
        if day is None:
            return cls(date(year, month, 1), date(year, month, last_day))
        if not 1 <= int(day) <= last_day:
            raise ValueError(f"{int(day)} {_MONTHS[month - 1]} {year} does not exist.")
        return cls.day(date(year, month, int(day)))

    @property
    def precision(self) -> str:
        """How closely it is known: day, month, year or between."""
        if self.first == self.last:
            return "day"
        if (self.first.year, self.first.day) != (self.last.year, 1):
            return "between"
        if self.last.day == monthrange(self.last.year, self.last.month)[1]:
            if self.first.month == self.last.month:
                return "month"
            if (self.first.month, self.last.month) == (1, 12):
                return "year"
        return "between"

    def isoformat(self) -> str:
        """The date of ISO 8601, as short as it is known; an interval of days has a slash."""
        length = {"year": 4, "month": 7, "day": 10}.get(self.precision)
        if length:
            return self.first.isoformat()[:length]
        return f"{self.first.isoformat()}/{self.last.isoformat()}"

    def __str__(self):
        match self.precision:
            case "day":
                return _words(self.first)
            case "month":
                return f"{_MONTHS[self.first.month - 1]} {self.first.year}"
            case "year":
                return str(self.first.year)
        first = _words(self.first)
        if self.first.year == self.last.year:
            first = first.removesuffix(f" {self.last.year}")
        if (self.first.year, self.first.month) == (self.last.year, self.last.month):
            first = str(self.first.day)
        return f"between {first} and {_words(self.last)}"

    def overlaps(self, other: Self) -> bool:
        """Whether both may mean the same day."""
        return self.first <= other.last and other.first <= self.last

    def includes(self, day: date) -> bool:
        """Whether this day may be the one that is meant."""
        return self.first <= day <= self.last


def _words(day):
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _completed(first, last):
    """Give the 3 of "between 3 and 9 June 2023" its month and year, "28 May" its year."""
    if re.fullmatch(r"[0-9]{1,2}", first):
        return re.sub(r"^[0-9]{1,2}(?= )", first, last) if re.match(r"[0-9]{1,2} ", last) else first
    year = re.search(r" [0-9]{4}$", last)
    return first if re.search(r"[0-9]{4}", first) or not year else first + year[0]
