"""A case: how it stands, who is in it, what was claimed and how each claim ended, and what happened when."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Prefetch

from cases.models import (
    Case,
    CaseRelation,
    ClaimAgainst,
    Counsel,
    Disposition,
    Party,
    Penalty,
    Statement,
)
from cases.outcomes import ClaimRow, claim_rows
from cases.roles import Side
from newsroom.pages.cards import card_of
from newsroom.pages.page import ReaderPage, standing_at
from newsroom.pages.paging import events_page, stories_page
from newsroom.publishing.models import Publication

MAJOR_EVENTS_SHOWN = 40
EVENTS_SHOWN = 100
STORIES_SHOWN = 10
ROWS_SHOWN = 200


def visible_case(slug: str, cases=None) -> Case:
    """The case readers may see at the address, or the way to the one it was merged into, or 404."""
    cases = Case.objects.with_card() if cases is None else cases
    return standing_at(slug, cases.visible_to(None))


@dataclass(frozen=True)
class Faction:
    """The parties of one side of a case."""

    side: Side
    parties: list[Party]


class CaseDetail(ReaderPage):
    template_name = "cases/case_detail.html"

    def context(self, slug):
        case = visible_case(slug)
        events = events_page(case.events.major(), "", size=MAJOR_EVENTS_SHOWN)
        coverage = Publication.objects.current(self.now).covering(case=case)
        return {
            "case": case,
            "card": card_of(case),
            "factions": factions(_parties(case)),
            "claims": claims_decided(case),
            "penalties": list(_penalties(case)),
            "events": events,
            "events_in_all": case.events.count(),
            "statements": list(_statements(case)[:ROWS_SHOWN]),
            "documents": list(case.documents.order_by("date", "pk")[:ROWS_SHOWN]),
            "relations": list(_relations(case)),
            "coverage": stories_page(coverage, "", size=STORIES_SHOWN),
        }


class CaseTimeline(ReaderPage):
    """Everything that happened in a case, docket entries included."""

    template_name = "cases/case_timeline.html"

    def context(self, slug):
        case = visible_case(slug, Case.objects.all())
        return {
            "case": case,
            "page": events_page(case.events.all(), self.query.get("after", ""), size=EVENTS_SHOWN),
            "is_first": "after" not in self.query,
        }


class CaseCoverage(ReaderPage):
    """All our stories about a case."""

    template_name = "cases/case_coverage.html"

    def context(self, slug):
        case = visible_case(slug, Case.objects.all())
        stories = Publication.objects.current(self.now).covering(case=case)
        return {
            "case": case,
            "page": stories_page(stories, self.query.get("after", ""), size=20),
            "is_first": "after" not in self.query,
        }


def factions(parties) -> list[Faction]:
    """The parties by side: who brought the case, who answers to it, everyone else."""
    order = list(Side)
    ranked = sorted(parties, key=lambda party: (order.index(party.side), party.pk))
    return [Faction(side, list(found)) for side, found in groupby(ranked, lambda party: party.side)]


def claims_decided(case: Case) -> list[ClaimRow]:
    """Each claim in its order; the parties for whom it stands alike share a row."""
    live = Disposition.objects.live().select_related("source__publisher")
    pairs = ClaimAgainst.objects.filter(case=case).select_related("claim", "party__entity")
    return claim_rows(pairs.prefetch_related(Prefetch("dispositions", live, to_attr="live")))


def _parties(case):
    counsel = Prefetch("counsel", Counsel.objects.select_related("entity"))
    return Party.objects.filter(case=case).select_related("entity").prefetch_related(counsel)


def _penalties(case):
    return Penalty.objects.filter(case=case).select_related("party__entity", "source__publisher")


def _statements(case):
    return Statement.objects.of_case(case).with_attribution().order_by("-is_preferred", "date", "pk")


def _relations(case):
    related = CaseRelation.objects.visible_to(None).filter(from_case=case)
    related |= CaseRelation.objects.visible_to(None).filter(to_case=case)
    return related.select_related("from_case", "to_case")
