"""The two clocks of the record, as every resource of it takes them: `as_of` and `known_at`."""

import re
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware, make_aware
from rest_framework import serializers

from cases.api.problems import BadRequest
from cases.history import at
from cases.partial_dates import PartialDate

DAYS = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
LONGEST_MOMENT = 40
ONE_DAY = timedelta(days=1)
INSTANT = timedelta(microseconds=1)
NOT_A_DAY = "Expected a date, a month or a year, of which the last day counts: 2025-05-01, 2025-05 or 2025."
NOT_A_MOMENT = (
    "Expected a moment with its offset from UTC (a plus sign is written %2B), or a date, a month or a year, "
    "of which the end counts: 2025-05-01T12:00:00Z, 2025-05-01, 2025-05 or 2025."
)
NOT_YET = "It has not come yet: leave it out to ask what we know now."
PARAMETERS = {
    "as_of": {
        "description": "Answer with what held on a day: later events, endings, statements and cases are not "
        "there yet. What has no date holds on every day, but a statement without one is as old as its oldest "
        "source, or else as our record of it, and a summary or note we wrote later is null. Of a month or a "
        "year the last day counts. A day to come is allowed. E.g. `2025-05-01`.",
        "schema": {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}){0,2}$"},
    },
    "known_at": {
        "description": "Answer with what we had recorded at a moment, given with its offset from UTC; of a "
        "day, a month or a year the end counts, in our time zone. It may not lie in the future. What a court "
        "has sealed since is not told. E.g. `2025-05-01T12:00:00Z`.",
        "schema": {"type": "string", "minLength": 4, "maxLength": LONGEST_MOMENT},
    },
}


@dataclass(frozen=True)
class Clocks:
    """The point an answer is given from; None is now."""

    as_of: date | None = None
    known_at: datetime | None = None

    @classmethod
    def asked(cls, given: QueryDict, now: datetime) -> Self:
        """What the parameters say. Raises BadRequest, naming each that is wrong and what was expected."""
        read, errors = {}, {}
        for name, reader in (("as_of", _day), ("known_at", lambda value: _moment(value, now))):
            try:
                read[name] = reader(given[name]) if name in given else None
            except (ValueError, OverflowError) as problem:
                errors[name] = [str(problem)]
        if errors:
            raise BadRequest(errors)
        return cls(**read)

    @property
    def are_set(self) -> bool:
        return self != Clocks()

    def travel(self) -> AbstractContextManager:
        """Within, every query of the record answers from there."""
        return at(known_at=self.known_at, as_of=self.as_of) if self.are_set else nullcontext()

    def kept_in(self, url: str) -> str:
        """An address of the API, leading to the same point."""
        told = {name: value for name, value in self.told().items() if value}
        return f"{url}{'&' if '?' in url else '?'}{urlencode(told)}" if told else url

    def told(self) -> dict[str, str | None]:
        moment = self.known_at and self.known_at.astimezone(UTC).isoformat().replace("+00:00", "Z")
        return {"as_of": self.as_of and self.as_of.isoformat(), "known_at": moment}


class ClocksSerializer(serializers.Serializer):
    """The point the answer is given from: each is null where the answer is today's."""

    as_of = serializers.DateField(
        read_only=True, allow_null=True, help_text="What held on this day; null: whatever is on record."
    )
    known_at = serializers.DateTimeField(
        read_only=True, allow_null=True, help_text="What we had recorded at this moment; null: now."
    )

    def to_representation(self, _row):
        return self.context["clocks"].told()


def _day(value):
    try:
        return _days(value).last
    except ValueError:
        raise ValueError(NOT_A_DAY) from None


def _moment(value, now):
    """A moment; of days, the last instant on the site's clock. Days that have begun are known so far."""
    try:
        begins = ends = _read_moment(value) if "T" in value else None
        if not begins:
            days = _days(value)
            begins = make_aware(datetime.combine(days.first, time()))
            ends = make_aware(datetime.combine(days.last + ONE_DAY, time())) - INSTANT
    except (ValueError, OverflowError):
        raise ValueError(NOT_A_MOMENT) from None
    if begins > now:
        raise ValueError(NOT_YET)
    return ends


def _days(value):
    if not DAYS.fullmatch(value):
        raise ValueError
    return PartialDate.parse(value)


def _read_moment(value):
    moment = parse_datetime(value) if len(value) <= LONGEST_MOMENT else None
    if not moment or not is_aware(moment):
        raise ValueError
    PartialDate.day(moment.date())  # neither so early nor so late that it has no day in UTC
    return moment
