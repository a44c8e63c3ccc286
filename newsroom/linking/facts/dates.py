"""Dates a text gives: said in full, or counted from the day it was published and from each other."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from newsroom.linking.facts.date_forms import FORMS, joined
from newsroom.linking.facts.date_frame import Frame, Said, day_or_month
from newsroom.linking.facts.date_words import FROM_PUBLICATION, FROM_THE_DATE_BEFORE
from newsroom.linking.facts.fact import Fact

KIND = "date"
_JOINT = re.compile(r"(?P<to> (?:to|through|until|till) | ?[–—] ?| - )|(?P<and> and )")
_FROM = re.compile(r"\b(?:[Ff]rom|[Bb]etween) $")
_BETWEEN = re.compile(r"\b[Bb]etween $")
IN_QUOTED_WORDS = "in quoted words: when they were spoken is not known"


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    said: Said
    counts_from_another: object = None


def find(text: str, *, published: date | None = None, reckoned_from: str = "publication") -> list[Fact]:
    """Every date; its value is a PartialDate, or None with the reason where it cannot be told."""
    frame = Frame(text, published, reckoned_from)
    found = sorted(_candidates(frame), key=lambda one: (one.start, -one.end))
    return [
        Fact.at(text, (one.start, one.end), KIND, one.said.value, one.said.note)
        for one in _with_anchors(_with_periods(_apart(found), text), frame)
    ]


def _candidates(frame) -> Iterator[_Found]:
    for form, meaning, group in FORMS:
        for match in form.finditer(frame.text):
            if said := _within_calendar(meaning, match, frame):
                yield _Found(_without_preposition(match, group), match.end(group), said)
    for form, meaning in FROM_PUBLICATION:
        for match in form.finditer(frame.text):
            if said := _counted(meaning, match, frame):
                yield _Found(*match.span(), said)
    for form, meaning in FROM_THE_DATE_BEFORE:
        for match in form.finditer(frame.text):
            yield _Found(*match.span(), Said(None), (meaning, match))


def _without_preposition(match, group):
    start = match.start(group)
    return start + 3 if match[group].startswith("on ") else start


def _counted(meaning, match, frame):
    """Tomorrow and next week mean another day to whoever is quoted than to who writes."""
    said = _within_calendar(meaning, match, frame)
    if said and said.value and frame.reading.is_quoted(match.start()):
        return Said(None, IN_QUOTED_WORDS)
    return said


def _within_calendar(meaning, *given):
    """What it means, unless that is before the first or after the last day the record can hold."""
    try:
        return meaning(*given)
    except (ValueError, OverflowError):
        return Said(None, "out of the reach of the calendar")


def _apart(found):
    """Of candidates that share words the longer: that which begins first, as they are sorted."""
    kept = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
        elif one.end - one.start > kept[-1].end - kept[-1].start:
            kept[-1] = one
    return kept


def _with_periods(found, text):
    """“from 3 May to 9 June” is one date: a period."""
    kept: list[_Found] = []
    for one in found:
        if kept and not one.counts_from_another and _are_joined(kept[-1], one, text):
            kept[-1] = _Found(kept[-1].start, one.end, _period(kept[-1].said, one.said))
        else:
            kept.append(one)
    return kept


def _are_joined(first, second, text):
    joint = _JOINT.fullmatch(text, first.end, second.start) if second.start - first.end < 10 else None
    if not joint or not _is_known(first.said) or not _is_known(second.said):
        return False
    before = text[max(0, first.start - 9) : first.start]
    if joint["and"]:
        return bool(_BETWEEN.search(before))
    if text[second.start : second.start + 4].lower() in {"this", "last", "next"}:
        return False
    # A dash joins only what says of itself when it was: a weekday and a dash may be prose.
    return bool(_FROM.search(before) or first.said.yearless) or first.said.value.precision != "year"


def _is_known(said):
    return bool(said.value or said.yearless)


def _period(first, second):
    """The half that says no year has the other's, or the one before or after, so that it runs forwards."""
    start, end = first.value, second.value
    if first.yearless and end:
        start = _in_year(first, end.first.year)
        if start and start.first > end.last:
            start = _in_year(first, end.first.year - 1)
    elif second.yearless and start:
        end = _in_year(second, start.first.year)
        if end and end.last < start.first:
            end = _in_year(second, start.first.year + 1)
    said = joined(start, end) if start and end else Said(None, "one end of the period is not known")
    notes = [said.note, *(half.note for half in (first, second) if half.yearless and half.value)]
    return replace(said, note="; ".join(dict.fromkeys(filter(None, notes))))


def _in_year(said, year):
    return day_or_month(year, *said.yearless)


def _with_anchors(found, frame):
    """Dates that count from the one named before, in its paragraph, are told now that it is known."""
    before, paragraph = None, None
    for one in found:
        here = frame.reading.paragraph_at(one.start)
        if here != paragraph:
            before, paragraph = None, here
        if one.counts_from_another:
            meaning, match = one.counts_from_another
            one = replace(one, said=_within_calendar(meaning, match, before))  # noqa: PLW2901
        yield one
        before = one.said.value or before
