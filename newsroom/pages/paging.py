"""Lists of any length, a page at a time: each page begins behind the last row of the one before it."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import QuerySet

from cases.partial_dates import PartialDate

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
CURSOR = re.compile(r"(?P<place>[0-9/-]{0,24})~(?P<pk>[0-9]{1,18})")


@dataclass(frozen=True)
class ListPage:
    """The rows of a page; `next` is the cursor of the page behind it, empty on the last.

    `beyond` is the first row of that page.
    """

    rows: list
    next: str
    beyond: Any = None


def stories_page(stories: QuerySet, cursor: str, *, size: int) -> ListPage:
    """Publications, newest first."""
    stories = stories.newest_first().with_card()
    if cursor:
        place, pk = _read(cursor, lambda words: EPOCH + timedelta(microseconds=int(words)))
        stories = stories.beyond(place, pk)
    return _page(stories, size, lambda s: (s.first_published_at - EPOCH) // timedelta(microseconds=1))


def corrections_page(corrections: QuerySet, cursor: str, *, size: int) -> ListPage:
    """Entries of the ledger, newest first."""
    corrections = corrections.newest_first().with_story()
    if cursor:
        place, pk = _read(cursor, lambda words: EPOCH + timedelta(microseconds=int(words)))
        corrections = corrections.beyond(place, pk)
    return _page(
        corrections, size, lambda c: (c.publication.effective_at - EPOCH) // timedelta(microseconds=1)
    )


def editions_page(editions: QuerySet, cursor: str, *, size: int) -> ListPage:
    """Editions of one story, newest first."""
    editions = editions.last_first()
    if cursor:
        number, _ = _read(cursor, int)
        editions = editions.filter(number__lt=number)
    return _page(editions, size, lambda edition: edition.number)


def cases_page(cases: QuerySet, cursor: str, *, size: int) -> ListPage:
    """Cases, newest first; those without a date of filing last."""
    cases = cases.newest_first().with_card()
    if cursor:
        cases = cases.beyond(*_read(cursor, lambda words: PartialDate.parse(words) if words else None))
    return _page(cases, size, lambda case: case.date_filed.isoformat() if case.date_filed else "")


def events_page(events: QuerySet, cursor: str, *, size: int) -> ListPage:
    """Events as they happened."""
    events = events.in_order().with_papers()
    if cursor:
        events = events.beyond(*_read(cursor, PartialDate.parse))
    return _page(events, size, lambda event: event.date.isoformat())


def _page(rows, size, place):
    found = list(rows[: size + 1])
    shown = found[:size]
    if len(found) == len(shown):
        return ListPage(shown, "")
    return ListPage(shown, f"{place(shown[-1])}~{shown[-1].pk}", found[-1])


def _read(cursor, parse):
    found = CURSOR.fullmatch(cursor)
    try:
        return parse(found["place"]), int(found["pk"])
    except (TypeError, ValueError, OverflowError):
        raise BadRequest("This link to a further page is damaged.") from None
