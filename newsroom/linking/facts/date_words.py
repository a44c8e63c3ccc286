"""Dates that count from another day: yesterday, on Tuesday, last year, two years ago, the same day."""

import re
from datetime import date, timedelta

from cases.partial_dates import PartialDate
from newsroom.linking.facts.counting import NUMBER, count
from newsroom.linking.facts.date_frame import DAYS, NO_ANCHOR, Said, period, week_of, whole_month

_DAY_NAMES = "|".join(DAYS)
_NOT_A_DAY = (
    r"(?<!Black )(?<!Good )(?<!Super )(?<!Ash )(?<!Cyber )(?<!Bloody )(?<!Palm )(?<!Easter )(?<!the )"
)
_OF_A_TITLE = r"(?! (?:Times|Telegraph|Mirror|Express|Post|Review|Herald|Mail|Night Live|Night Football)\b)"

_SHIFTS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "last night": -1}
_STEPS = {
    "this": 0,
    "last": -1,
    "next": 1,
    "same": 0,
    "that": 0,
    "previous": -1,
    "preceding": -1,
    "following": 1,
}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}

# Counted from the day of publication.
_SHIFTED = re.compile(
    r"(?<![\w’'-])(?P<word>[Tt]oday|[Tt]onight|[Yy]esterday|[Tt]omorrow|[Ll]ast night|"
    r"(?:[Ee]arlier |[Ll]ater )today)(?:(?<!Today)(?<!Tonight)|(?<![A-Z] Today))(?![\w-]| Show\b)"
)
_THIS_PART = re.compile(r"(?<!\w)(?P<word>[Tt]his) (?:morning|afternoon|evening)\b(?!’s|'s)")
_WEEKDAY = re.compile(
    rf"{_NOT_A_DAY}(?<![\w-])(?:(?P<step>[Ll]ast|[Tt]his|[Nn]ext|[Tt]his past|[Tt]he next"
    rf"|[Tt]he following) )?(?P<day>{_DAY_NAMES})\b{_OF_A_TITLE}"
)
_UNIT = re.compile(
    r"(?<![\w-])(?:(?P<part>[Ee]arlier|[Ll]ater|[Ll]ate|[Ee]arly) )?(?P<step>[Tt]his|[Ll]ast|[Nn]ext)"
    r" (?P<past>past )?(?P<unit>week|weekend|month|year|spring|summer|autumn|fall)\b(?!-)"
)
_AGO = re.compile(
    r"(?<![\w-])(?:(?P<rough>[Aa]bout|[Aa]round|[Nn]early|[Aa]lmost|[Ss]ome|[Rr]oughly|[Oo]ver|[Mm]ore than"
    r"|[Jj]ust"
    rf"|[Aa]pproximately) )?(?P<count>{NUMBER}|[Aa]n?|a few|several|many) (?P<unit>day|week|month|year"
    r"|decade|century|centurie)s? ago\b",
    re.IGNORECASE,
)
_FROM_NOW = re.compile(rf"(?<![\w-])(?P<count>{NUMBER}|an?) (?P<unit>day|week|month|year)s? from now\b")

# Counted from the date named before.
_ANCHORED = re.compile(
    r"(?<![\w-])(?:[Tt]he (?P<step>same|previous|preceding|following) (?P<unit>day|week|month|year)"
    r"|(?P<that>[Tt]hat) (?P<same>same )?(?P<unit_of_that>day|week|month|year)(?! (?:when|that|I|we|he|she"
    r"|they|is)\b)"
    r"|(?P<next>[Tt]he next) (?P<unit_of_next>day|morning|month|year)"
    r"|(?P<before>[Tt]he day before)(?=[.,;)]| in\b| at\b)|(?P<after>[Tt]he day after)(?=[.,;)]))(?![\w-])"
)
_LATER = re.compile(
    rf"(?<![\w-])(?:(?P<rough>[Aa]bout|[Nn]early|[Aa]lmost|[Mm]ore than|[Jj]ust) )?(?P<count>{NUMBER}|[Aa]n?)"
    rf" (?P<unit>day|week|month|year)s? (?P<way>later|earlier|afterwards?)\b(?! than)",
    re.IGNORECASE,
)


def _shifted(found, frame):
    if frame.published is None:
        return Said(None, NO_ANCHOR)
    word = found["word"].lower().split(" ")[-1] if " today" in found["word"] else found["word"].lower()
    note = "may mean nowadays" if found["word"] == "Today" else ""
    return Said(PartialDate.day(frame.published + timedelta(days=_SHIFTS.get(word, 0))), note)


def _weekday(found, frame):
    step = (found["step"] or "").lower()
    if step.startswith("the "):
        return Said(None, "counts from a date that is not said")
    if frame.published is None:
        return Said(None, NO_ANCHOR)
    ahead = step == "next" or (step != "last" and frame.looks_ahead(found.start()))
    number = DAYS.index(found["day"])
    if ahead:
        days = (number - frame.published.weekday() - 1) % 7 + 1
        return Said(
            PartialDate.day(frame.published + timedelta(days=days)),
            f"the next one after {frame.reckoned_from}",
        )
    days = (frame.published.weekday() - number) % 7
    if step and not days:
        days = 7
    return Said(
        PartialDate.day(frame.published - timedelta(days=days)), f"the last one up to {frame.reckoned_from}"
    )


def _unit(found, frame):
    if found["past"] and found["unit"] in {"month", "year"}:
        return None  # the months up to now, not the one before
    if frame.published is None:
        return Said(None, NO_ANCHOR)
    step, unit = _STEPS[found["step"].lower()], found["unit"]
    step -= 1 if found["past"] else 0
    if unit in _SEASONS:
        return _season(frame.published, step, unit)
    if unit == "weekend":
        return _weekend(frame, step, frame.looks_ahead(found.start()))
    part = (
        f"{found['part'].lower()} in it"
        if found["part"] and found["part"].lower() in {"late", "early"}
        else ""
    )
    return Said(stepped(frame.published, step, unit), part)


def _weekend(frame, step, ahead):
    """“This weekend was” on a Tuesday is the one that is over."""
    saturday = week_of(frame.published + timedelta(weeks=step)).last - timedelta(days=1)
    if not step and not ahead and saturday > frame.published:
        saturday -= timedelta(weeks=1)
    return Said(PartialDate(saturday, saturday + timedelta(days=1)))


def _season(published, step, unit):
    first = _SEASONS[unit]
    year = published.year
    if step < 0 and published.month <= first + 2:
        year -= 1
    if step > 0 and published.month >= first:
        year += 1
    return Said(period(year, first, first + 2), f"{unit} as in the north")


def _ago(found, frame):
    if frame.published is None:
        return Said(None, NO_ANCHOR)
    return _counted(found, frame.published, -1)


def _from_now(found, frame):
    if frame.published is None:
        return Said(None, NO_ANCHOR)
    return _counted(found, frame.published, 1)


def _counted(found, anchor, sign):
    words, unit = found["count"].lower(), found["unit"].lower()
    if words in {"a few", "several", "many"} or unit in {"decade", "century", "centurie"}:
        return Said(None, "how long ago is not said exactly")
    value = stepped(anchor, sign * count(words), unit)
    rough = found.groupdict().get("rough")
    return Said(value, f"{rough.lower()} that long" if rough and rough.lower() != "just" else "")


def stepped(anchor: date, steps: int, unit: str) -> PartialDate:
    """The day, week, month or year so many of them from a day's own."""
    if unit in {"day", "morning"}:
        return PartialDate.day(anchor + timedelta(days=steps))
    if unit == "week":
        return week_of(anchor + timedelta(weeks=steps))
    if unit == "year":
        return period(anchor.year + steps)
    months = 12 * anchor.year + anchor.month - 1 + steps
    return whole_month(months // 12, months % 12 + 1)


_FINE = {"day": {"day"}, "morning": {"day"}, "week": {"day"}, "month": {"day", "month"}}
_FINE |= {"year": {"day", "month", "year"}}


def _anchored(found, before: PartialDate | None):
    step, unit = _step_and_unit(found)
    return _from(before, unit, lambda anchor: Said(stepped(anchor, step, unit)))


def _step_and_unit(found):
    if found["next"]:
        return 1, found["unit_of_next"]
    if found["before"]:
        return -1, "day"
    if found["after"]:
        return 1, "day"
    return _STEPS[(found["step"] or found["that"]).lower()], found["unit"] or found["unit_of_that"]


def _later(found, before: PartialDate | None):
    sign = -1 if found["way"].lower() == "earlier" else 1
    return _from(before, found["unit"].lower(), lambda anchor: _counted(found, anchor, sign))


def _from(before, unit, meaning):
    if before is None or before.precision not in _FINE[unit]:
        return Said(None, "counts from a date that is not said")
    said = meaning(before.first)
    return Said(said.value, "; ".join(filter(None, [f"counted from {before}, named before", said.note])))


FROM_PUBLICATION = (
    (_SHIFTED, _shifted),
    (_THIS_PART, _shifted),
    (_WEEKDAY, _weekday),
    (_UNIT, _unit),
    (_AGO, _ago),
    (_FROM_NOW, _from_now),
)
FROM_THE_DATE_BEFORE = ((_ANCHORED, _anchored), (_LATER, _later))
