"""The rows behind a number of a story: as published, and as the record has them today."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import batched

from django.core.exceptions import BadRequest, ValidationError
from django.http import Http404, HttpResponse, QueryDict
from django.utils import timezone

from cases.models import Case, Entity, survivors
from cases.spreadsheet_cells import harmless
from newsroom.numbers.counting import MOST_ROWS, Row, count, groups_of, how_many_rows, rows_of
from newsroom.pages.page import Merged, ReaderPage
from newsroom.pages.serving import FRESHNESS
from newsroom.publishing.models import Publication, PublishedNumber
from newsroom.publishing.reading import edition_at

SHOWN = 100
AT_A_TIME = 1000
STANDS_AT = {"case": Case, "entity": Entity}


@dataclass(frozen=True)
class RowShown:
    """A row that leads to its case or entity; one that is no longer public is told of nameless."""

    row: Row
    address: str

    @property
    def is_public(self) -> bool:
        return bool(self.address)


@dataclass(frozen=True)
class Asked:
    """The number of an edition that an address names, and which of its rows."""

    edition: Publication
    number: PublishedNumber
    is_today: bool
    group: str
    has_rows: bool

    def rows(self, start: int, end: int) -> list[Row]:
        if not self.is_today:
            return self.number.rows_told[start:end]
        return rows_of(self.number.definition, group=self.group, start=start, end=end)

    def how_many(self) -> int:
        if self.is_today:
            return min(how_many_rows(self.number.definition, self.group), MOST_ROWS)
        return len(self.number.rows)


class NumberRows(ReaderPage):
    """What stands behind a number, a page at a time."""

    template_name = "numbers/number_rows.html"

    def context(self, kind, slug, number):
        asked = asked_for(kind, slug, number, self.query, self.now)
        place = _place(self.query)
        try:
            rows, in_all = asked.rows(place * SHOWN, (place + 1) * SHOWN), asked.how_many()
            today = count(asked.number.definition)
        except ValidationError:
            rows, in_all, today = [], 0, None
        return {
            "asked": asked,
            "edition": asked.edition,
            "number": asked.number,
            "today": today,
            "has_moved": today != asked.number.value,
            "group": _group_called(asked),
            "rows": list(shown(rows)),
            "in_all": in_all,
            "start": place * SHOWN + 1,
            "more": _query(asked, place + 1) if (place + 1) * SHOWN < in_all else "",
            "is_first": place == 0,
            "filters": _query(asked, 0),
            "filter": sorted(QueryDict(asked.number.told["query"]).lists()),
            "is_cut": asked.is_today and in_all == MOST_ROWS,
        }


class NumberRowsSheet(ReaderPage):
    """The same rows, all of them, as CSV."""

    def get(self, request, kind, slug, number):
        self.now, self.query = timezone.now(), request.GET
        try:
            asked = asked_for(kind, slug, number, self.query, self.now)
            rows = asked.rows(0, MOST_ROWS)
        except (Merged, ValidationError):
            raise Http404 from None
        name = f"{slug}-number-{number}{'-today' if asked.is_today else ''}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": FRESHNESS}
        response = HttpResponse(content_type="text/csv; charset=utf-8", headers=headers)
        sheet = csv.writer(response)
        sheet.writerow(["row", "name", "detail", "amount", "currency", "address"])
        for each in shown(rows):
            row = each.row
            told = [row.label, row.note] if each.is_public else ["", "no longer public"]
            amount = [row.amount, row.currency] if each.is_public else ["", ""]
            sheet.writerow([row.pk, *map(harmless, told), *amount, each.address])
        return response


def asked_for(kind: str, slug: str, number: int, query: QueryDict, now) -> Asked:
    """The number as readers have it in the story. Raises Merged where the story moved, else Http404."""
    edition = edition_at(kind, slug, now)
    if edition is None or edition.verb == Publication.Verb.WITHDRAW:
        raise Http404
    if edition.slug != slug:
        raise Merged(edition.slug)
    found = {each.is_live: each for each in edition.numbers.filter(number=number)}
    if not found:
        raise Http404
    group = query.get("group", "").replace("\0", "")
    is_today = "today" in query or bool(group) or False not in found
    # A group is one of a chart, and charts are live.
    chosen = found.get(True) if group else found.get(False)
    chosen = chosen or next(iter(found.values()))
    if group and not chosen.told["grouped_by"]:
        raise Http404
    return Asked(edition, chosen, is_today, group, has_rows=not chosen.is_live)


def shown(rows: Iterable[Row]) -> Iterator[RowShown]:
    """Each with where it leads; what was merged since leads to its survivor."""
    for some in batched(rows, AT_A_TIME, strict=False):
        addresses = {
            kind: _addresses(kind, {row.target for row in some if row.kind == kind}) for kind in STANDS_AT
        }
        yield from (RowShown(row, addresses[row.kind].get(row.target, "")) for row in some)


def _addresses(kind, numbers):
    if not numbers:
        return {}
    today = survivors(kind, numbers)
    found = STANDS_AT[kind].objects.visible_to(None).only("slug").in_bulk(set(today.values()))
    return {pk: found[stands].get_absolute_url() for pk, stands in today.items() if stands in found}


def _group_called(asked):
    if not asked.group:
        return ""
    try:
        groups = groups_of(asked.number.definition)
    except ValidationError:
        return ""
    return next((group.label for group in groups if group.key == asked.group), asked.group)


def _place(query):
    page = query.get("page", "1")
    if not page.isascii() or not page.isdecimal() or not 1 <= int(page[:6]) <= MOST_ROWS // SHOWN:
        raise BadRequest("This link to a further page is damaged.")
    return int(page[:6]) - 1


def _query(asked, place):
    query = QueryDict(mutable=True)
    if asked.group:
        query["group"] = asked.group
    elif asked.is_today:
        query["today"] = "1"
    if place:
        query["page"] = str(place + 1)
    return query.urlencode()
