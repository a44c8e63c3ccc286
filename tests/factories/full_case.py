"""Whole cases, for tests of what hangs on them."""

from cases.actions import (
    add_counsel,
    attach_docket,
    cite,
    impose_penalty,
    record_disposition,
    relate_cases,
)
from cases.models import Document
from tests.factories.record import (
    CaseFactory,
    ClaimFactory,
    CourtFactory,
    EntityFactory,
    EventFactory,
    PartyFactory,
    SourceFactory,
    StatementFactory,
)


def full_case(times, **fields):
    """A case with so many of everything a case can have, each with all it can have."""
    case = CaseFactory(**fields)
    for number in range(times):
        attach_docket(case, CourtFactory(), f"1:23-cv-{number + 100:05}", by=None)
        source = SourceFactory(publisher=EntityFactory())
        party = _party(case, source)
        _claim(case, party, source)
        relate_cases(case, "related", CaseFactory(), by=None)
        relate_cases(CaseFactory(), "similar", case, by=None)
        _event(case, source)
        statement = StatementFactory(case=case, asserted_by=EntityFactory(), via=EntityFactory())
        cite(statement, source, by=None)
    return case


def _party(case, source):
    party = PartyFactory(case=case)
    add_counsel(party, "Jane Roe", entity=EntityFactory(), by=None)
    impose_penalty(party, "fine", amount=1_000, currency="USD", source=source, by=None)
    return party


def _claim(case, party, source):
    claim = ClaimFactory(case=case, against=[party])
    stay = record_disposition(claim, party, "stayed", source=source, by=None)
    record_disposition(claim, party, "dismissed", prejudice="with", source=source, supersedes=stay, by=None)


def _event(case, source):
    event = EventFactory(case=case, significance="major", source=source)
    paper = Document.objects.create(case=case, title="Order", url="https://example.org/order.pdf")
    event.documents.add(paper)
