"""What a case file shows, section by section; of each no more than fits a page."""

from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.urls import reverse

from cases.models import (
    CaseRelation,
    Claim,
    Counsel,
    Event,
    Source,
    Statement,
)
from cases.roles import Side
from cases.status import status_sentence

SECTIONS = {
    "glance": "At a glance",
    "parties": "Parties and counsel",
    "claims": "Claims and how each ended",
    "penalties": "Penalties",
    "timeline": "Timeline",
    "statements": "Statements",
    "documents": "Documents",
    "sources": "Sources",
    "relations": "Related cases",
}
PARTIES_SHOWN, EVENTS_SHOWN, STATEMENTS_SHOWN, ROWS_SHOWN = 25, 25, 25, 25
MATRIX_ROWS, MATRIX_COLUMNS = 25, 6
# Up to here the whole timeline is shown unasked.
SHORT_TIMELINE = 25


@dataclass
class Shown:
    """One page of the rows of a section, and the ways to the others."""

    page: Page
    name: str
    section: str
    query: dict

    def __iter__(self):
        return iter(self.page.object_list)

    def __bool__(self):
        return bool(self.page.paginator.count)

    @property
    def count(self):
        return self.page.paginator.count

    @property
    def is_cut(self):
        return self.page.has_other_pages()

    @property
    def ways(self):
        """Addresses of the pages around this one, with what each is called."""
        page, last = self.page, self.page.paginator.num_pages
        wanted = [("First", 1, page.number > 2), ("Previous", page.number - 1, page.has_previous())]
        wanted += [("Next", page.number + 1, page.has_next()), ("Last", last, page.number < last - 1)]
        return [(word, self.address(number)) for word, number, is_there in wanted if is_there]

    def address(self, number):
        query = self.query.copy()
        query[self.name] = number
        return f"?{query.urlencode()}#{self.section}"


@dataclass
class Heading:
    """What stands at the head of a row or column of the table of claims."""

    words: str
    aside: str
    address: str

    @classmethod
    def of(cls, row):
        address = reverse(f"admin:cases_{row._meta.model_name}_change", args=[row.pk])
        if isinstance(row, Claim):
            return cls(str(row), row.statute, address)
        return cls(row.entity.name, row.get_role_display(), address)


@dataclass
class Matrix:
    """Claims by parties: a pair where the two meet, nothing where the claim is not against the party."""

    rows: Shown
    columns: Shown
    pairs: dict
    rows_are_claims: bool

    def headings(self):
        return [Heading.of(column) for column in self.columns]

    def lines(self):
        """Each row of the table: what heads it, and its pair under every column."""
        return [(Heading.of(row), [self._pair(row, column) for column in self.columns]) for row in self.rows]

    def _pair(self, row, column):
        claim, party = (row, column) if self.rows_are_claims else (column, row)
        return self.pairs.get((claim.pk, party.pk))


@dataclass
class Point:
    """Statements that compete on one point, side by side; under no point, those that stand alone."""

    point: str
    statements: list[Statement]


class CaseFile:
    """The sections of a case loaded `with_card()`, for one request."""

    def __init__(self, case, query, today):
        self.case, self.query, self.today = case, query, today

    def context(self):
        case = self.case
        return {
            "case": case,
            "sections": SECTIONS,
            "status": status_sentence(case),
            "dockets": self._shown("dockets", "glance", list(case.dockets.all())),
            "parties": self._parties(),
            "matrix": self._matrix(),
            "penalties": self._shown("penalties", "penalties", self._penalties()),
            **self._timeline(),
            **self._statements(),
            "documents": self._shown("documents", "documents", case.documents.order_by("-date", "-pk")),
            "sources": self._shown("sources", "sources", Source.objects.of_case(case)),
            "relations": self._shown("relations", "relations", self._relations()),
        }

    def _shown(self, name, section, rows, size=ROWS_SHOWN):
        number = self.query.get(name, "1")
        return Shown(Paginator(rows, size).get_page(number), name, section, self.query)

    def _parties(self):
        order = list(Side)
        ranked = sorted(self.case.parties.all(), key=lambda party: (order.index(party.side), party.pk))
        shown = self._shown("parties", "parties", ranked, PARTIES_SHOWN)
        counsel = {}
        for lawyer in Counsel.objects.filter(party__in=[party.pk for party in shown]).select_related(
            "entity"
        ):
            counsel.setdefault(lawyer.party_id, []).append(lawyer)
        for party in shown:
            party.lawyers = counsel.get(party.pk, [])
        return shown

    def _matrix(self):
        pairs = list(self.case.claims_against.all())
        claims = {claim.pk: claim for claim in self.case.claims.all()}
        parties = {pair.party_id: pair.party for pair in pairs}
        by_claims = len(parties) <= MATRIX_COLUMNS or len(claims) > MATRIX_COLUMNS
        rows, columns = (claims, parties) if by_claims else (parties, claims)
        return Matrix(
            self._shown("rows", "claims", list(rows.values()), MATRIX_ROWS),
            self._shown("columns", "claims", list(columns.values()), MATRIX_COLUMNS),
            {(pair.claim_id, pair.party_id): pair for pair in pairs},
            by_claims,
        )

    def _penalties(self):
        return self.case.penalties.all()

    def _timeline(self):
        events = self.case.events
        count = events.aggregate(
            all=Count("pk"),
            major=Count("pk", filter=Q(significance=Event.Significance.MAJOR)),
            expected=Count("pk", filter=Q(standing=Event.Standing.EXPECTED)),
        )
        usual = (
            "all" if count["all"] <= SHORT_TIMELINE or not (count["major"] + count["expected"]) else "major"
        )
        chosen = self.query.get("timeline", usual)
        rows = {"expected": events.expected(), "all": events.all()}.get(chosen, events.noteworthy())
        chosen = chosen if chosen in {"expected", "all"} else "major"
        shown = rows.select_related("docket", "source").prefetch_related("documents").newest_first()
        return {
            "events": self._shown("events", "timeline", shown, EVENTS_SHOWN),
            "filters": self._filters(count, chosen),
            "today": self.today,
        }

    def _filters(self, count, chosen):
        named = {
            "major": "Major and expected",
            "expected": f"Expected ({count['expected']})",
            "all": f"All ({count['all']:,})",
        }
        return [(name, said, self._filter_address(name), name == chosen) for name, said in named.items()]

    def _filter_address(self, name):
        query = self.query.copy()
        query.pop("events", None)
        query["timeline"] = name
        return f"?{query.urlencode()}#timeline"

    def _statements(self):
        rows = Statement.objects.of_case(self.case).with_attribution()
        rows = rows.select_related("asserted_by", "via", "party__entity", "claim", "event", "checked_by")
        rows = rows.order_by("-point", "-is_preferred", "-date", "-pk")
        shown = self._shown("statements", "statements", rows, STATEMENTS_SHOWN)
        same = groupby(shown, lambda statement: statement.point)
        return {"statements": shown, "points": [Point(point, list(rivals)) for point, rivals in same]}

    def _relations(self):
        related = CaseRelation.objects.filter(Q(from_case=self.case) | Q(to_case=self.case))
        return related.select_related("from_case", "to_case")
