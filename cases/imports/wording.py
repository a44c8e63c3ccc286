"""What a docket prints, brought to words fit to keep: clean, not too long, without numbers of persons."""

import re
import unicodedata
from datetime import date

from cases.partial_dates import PartialDate

# Alien registration, Social Security and taxpayer numbers, masked ones too. Courts print them where they
# shouldn't; what only looks like one (a telephone number with a digit missing) is told by its first digits.
_NUMBERS_OF_PERSONS = re.compile(
    r"\bA[- #]?\d{3}-\d{3}-\d{3}\b|\bA\d{8,9}\b|\bx{3}-x{2}-\d{4}\b"
    r"|\b(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}\b"
    r"|\b9\d{2}-(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])-\d{4}\b",
    re.IGNORECASE,
)
_PRINTED_DATE = re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})(?:[ T].*)?", re.DOTALL)
_ISO_DATE = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[ TZ].*)?|(?P<m>\d{2})(?P<d>\d{2}))", re.DOTALL
)
EARLIEST, LATEST = date(1700, 1, 1), date(2200, 1, 1)


def clean(text: str) -> str:
    """The text with plain spaces, its lines kept, and no characters or numbers that must not be stored."""
    visible = "".join(_visible(character) for character in text)
    lines = (" ".join(line.split()) for line in visible.split("\n"))
    return _NUMBERS_OF_PERSONS.sub("[number withheld]", "\n".join(lines).strip())


def clean_line(text: str) -> str:
    """The same on one line."""
    return " ".join(clean(text).split())


def cut(text: str, length: int) -> str:
    """The text, or as many of its whole words as fit with an ellipsis."""
    if len(text) <= length:
        return text
    head = text[: length - 1]
    whole = head.rpartition(" ")[0].rstrip(" ,;:.-(")
    return f"{whole if len(whole) > length // 2 else head}…"


def read_date(text: str) -> date:
    """The day that a date or a moment names, as the court tells its time; ValueError if it names none."""
    day = _printed_day(text.strip())
    if day is None:
        raise ValueError(f"“{cut(text, 40)}” is not a date")
    if not EARLIEST <= day <= LATEST:
        raise ValueError(f"{day} is not a date a court can have meant")
    return day


def _printed_day(text):
    """Whichever way it is written; None where it names no day."""
    try:
        if found := _ISO_DATE.fullmatch(text) or _PRINTED_DATE.fullmatch(text):
            parts = found.groupdict()
            month, day = (parts[name] or parts[name[0]] for name in ("month", "day"))
            return date(int(parts["year"]), int(month), int(day))
        known = PartialDate.parse(text)
    except ValueError:
        return None
    return known.first if known.first == known.last else None


def _visible(character):
    if character == "\n":
        return character
    category = unicodedata.category(character)
    if category.startswith("Z") or character in "\t\r\f\v\x85":
        return "\n" if character in "\x0b\x0c\x85\u2028\u2029" else " "
    return "" if category in {"Cc", "Cf", "Cs", "Cn"} else character
