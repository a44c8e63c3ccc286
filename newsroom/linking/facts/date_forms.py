"""Dates that say their month or year themselves: 29 May 2025, May 29, the spring of 2023, 2007–2010."""

import re
from datetime import date

from cases.partial_dates import PartialDate
from newsroom.linking.facts.date_frame import DAYS, MONTHS, Frame, Said, month_number, period, whole_month

_MONTH_WORDS = "|".join(MONTHS)
# An abbreviation has its point, or no other reading: "Dec 5", but never "Mar" or "Jan" as names.
MONTH = rf"(?P<month>{_MONTH_WORDS}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_LONE_MONTH = rf"(?P<month>{_MONTH_WORDS}|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.)"
_YEAR = r"(?P<year>1[0-9]{3}|20[0-9]{2})(?![\d,.]?\d)"
_DAY = r"(?P<day>3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![\d:]|,\d{3}|\.\d|%)"
_WEEKDAY = rf"(?:(?:on )?(?:{'|'.join(DAYS)}),? (?:the )?)?"
_PART = (
    r"(?:(?P<part>early|mid|late|the beginning of|the start of|the middle of|the end of|the close of)[- ])?"
)
_DASH = r" ?[-–—] ?"
_START = r"(?<![\w$€£.,/§-])"
_END = r"(?![\w/]|-\d)"

_AMBIGUOUS_MONTHS = {"March", "May", "April", "June", "August"}
_A_PERSON = re.compile(
    r"(?:’s|'s)? (?:said|says|told|was|is|has|had|will|would|took|became|resigned|announced|called|did|went"
    r"|who|[A-Z])"
)
_BEFORE_A_LONE_MONTH = (
    r"(?:in|since|until|till|last|this|next|of|through|during|every|between|from|to|before|after|by)"
)
_IN_A_NAME = re.compile(r"(?:Act|Code|Law|Convention|Order|Ordinance|Constitution|Rules?|Regulations?) of $")
_COUNTED = re.compile(
    r" (?:people|words|years|days|miles|metres|meters|feet|men|women|children|schoolchildren|levels? of"
    r"|[a-z]{1,20}s\b(?<!was)(?<!is)(?<!has)(?<!as))"
)
_STEPPED_YEAR = re.compile(r" (?:of )?(?P<step>this|last|next) year\b")
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
_HALVES = {"first half": (1, 6), "second half": (7, 12)}
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def _day_of(found, frame: Frame) -> Said | None:
    month, year = month_number(found["month"]), found["year"]
    day = int(found["day"])
    if year:
        return _exact(int(year), month, day)
    if said := _STEPPED_YEAR.match(frame.text, found.end()):
        return frame.in_year(said["step"], month, day)
    return frame.without_year(found.start(), month, day)


def _exact(year, month, day):
    try:
        return Said(PartialDate.day(date(year, month, day)))
    except ValueError:
        return Said(None, "there is no such day")


def _month_of(found, _frame):
    value = whole_month(int(found["year"]), month_number(found["month"]))
    return Said(value, _about(found["part"]))


def _lone_month(found, frame):
    word = found["month"]
    if word in _AMBIGUOUS_MONTHS and (
        found["before"] in {"by", "of", "from", "to", "before", "after"}
        or _A_PERSON.match(frame.text, found.end())
    ):
        return None
    if _A_PERSON.match(frame.text, found.end()) and frame.text[found.end() + 1 : found.end() + 2].isupper():
        return None
    return frame.without_year(found.start("month"), month_number(word), None, found["before"])


def _iso(found, _frame):
    return _exact(int(found["year"]), int(found["number"]), int(found["day"]))


def _in_numbers(found, _frame):
    """Day and month are told apart by the point, which no American writes, or by a day beyond twelve."""
    first, second, year = int(found["first"]), int(found["second"]), int(found["year"])
    if found["mark"] == "." or first > 12:
        return _exact(year, second, first)
    if second > 12:
        return _exact(year, first, second)
    return Said(None, "can be read with the day or the month first")


def _year(found, frame):
    if _IN_A_NAME.search(frame.text, max(0, found.start() - 20), found.start("year")):
        return None
    if not found["part"] and _COUNTED.match(frame.text, found.end()):
        return None
    return Said(period(int(found["year"])), _about(found["part"]))


def _year_as_adjective(found, _frame):
    return Said(period(int(found["year"])))


def _days(found, frame):
    month, first, last = month_number(found["month"]), int(found["first"]), int(found["day"])
    said = frame.without_year(found.start(), month, last) if not found["year"] else None
    year = int(found["year"]) if found["year"] else said.value and said.value.last.year
    if not year:
        return said
    ends = _exact(year, month, first).value, _exact(year, month, last).value
    return joined(*ends) if all(ends) else Said(None, "there is no such day")


def _years(found, _frame):
    first, year = int(found["first"]), found["year"]
    last = int(year) if len(year) == 4 else first // 100 * 100 + int(year)
    return joined(period(first), period(last))


def _decade(found, _frame):
    first = int(found["decade"])
    note = f"{found['part']} in these ten years" if found["part"] else ""
    return Said(PartialDate(date(first, 1, 1), date(first + 9, 12, 31)), note)


def _season(found, _frame):
    year, name = int(found["year"]), found["season"].lower()
    if name == "winter":
        return Said(period(year), "a winter has days of two years")
    return Said(period(year, *_SEASONS[name]), f"{name} as in the north")


def _quarter(found, _frame):
    number = _QUARTERS[(found["quarter"] or found["q"]).lower()]
    return Said(period(int(found["year"]), 3 * number - 2, 3 * number))


def _half(found, _frame):
    return Said(period(int(found["year"]), *_HALVES[found["half"].lower()]))


def joined(first: PartialDate, last: PartialDate) -> Said:
    """The days from the one to the other; none where they run backwards."""
    if last.last < first.first:
        return Said(None, "ends before it begins")
    return Said(PartialDate(first.first, last.last), "a period, from its first day to its last")


def _about(part):
    return f"{part.removeprefix('the ').removesuffix(' of')}, which days is not said" if part else ""


def _form(pattern, meaning, group=0):
    return re.compile(_START + pattern + _END), meaning, group


# What a date looks like, what it means, and the group that is the date itself.
FORMS = (
    _form(rf"{_WEEKDAY}(?P<first>\d{{1,2}})(?:{_DASH}| to | and ){_DAY} {MONTH}(?:,? {_YEAR})?", _days),
    _form(rf"{_WEEKDAY}{MONTH} (?P<first>\d{{1,2}})(?:{_DASH}| to | and ){_DAY}(?:,? {_YEAR})?", _days),
    _form(rf"{_WEEKDAY}{_DAY}(?: of)? {MONTH}(?:,? (?:of )?{_YEAR})?", _day_of),
    _form(rf"{_WEEKDAY}{MONTH} (?:the )?{_DAY}(?:,? {_YEAR})?", _day_of),
    _form(rf"{_PART}{MONTH},? (?:of )?{_YEAR}", _month_of),
    _form(rf"(?P<before>{_BEFORE_A_LONE_MONTH}) {_PART}(?P<it>{_LONE_MONTH})", _lone_month, "it"),
    _form(r"(?P<year>1[89]\d\d|20\d\d)-(?P<number>0[1-9]|1[0-2])-(?P<day>3[01]|[12]\d|0[1-9])", _iso),
    _form(
        r"(?P<first>[0-3]?\d)(?P<mark>[/.])(?P<second>[0-3]?\d)(?P=mark)(?P<year>(?:19|20)\d\d)", _in_numbers
    ),
    _form(rf"(?P<first>1\d{{3}}|20\d\d){_DASH}(?P<year>1\d{{3}}|20\d\d|\d\d)(?![\d,.]?\d)", _years),
    _form(
        rf"(?:[Ff]rom|[Bb]etween) (?P<it>(?P<first>1\d{{3}}|20\d\d)(?: to | and | through | until "
        rf"|{_DASH}){_YEAR})",
        _years,
        "it",
    ),
    _form(
        r"(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Tt]ill|[Bb]efore|[Aa]fter|[Dd]uring|[Ff]rom|[Oo]f|[Aa]round"
        r"|[Tt]hroughout"
        rf"|[Tt]o|[Cc]irca|[Tt]he year|[Aa]nd) (?P<it>{_PART}{_YEAR})",
        _year,
        "it",
    ),
    _form(rf"(?P<it>(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[- ]{_YEAR})", _year, "it"),
    _form(r"\((?P<it>(?P<part>(?!.))?(?P<year>(?:19|20)\d\d))(?=\))", _year, "it"),
    _form(
        r"(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|’s|'s) (?P<it>(?P<year>(?:19"
        r"|20)\d\d))(?= [a-z]{2,20}(?<!s)\b)",
        _year_as_adjective,
        "it",
    ),
    _form(r"(?:(?P<part>early|mid|late)[- ])?(?P<decade>(?:1[5-9]|20)\d0)(?:’|')?s", _decade),
    _form(rf"(?:the )?(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter) (?:of )?{_YEAR}", _season),
    _form(
        r"(?:(?:the )?(?P<quarter>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth) quarter (?:of )?"
        rf"|Q(?P<q>[1-4]) ){_YEAR}",
        _quarter,
    ),
    _form(rf"(?:the )?(?P<half>[Ff]irst half|[Ss]econd half) of {_YEAR}", _half),
)
