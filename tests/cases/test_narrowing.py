import pytest

from cases.actions import record_disposition
from cases.case_file_filters import ClaimAgainstFilters, DocumentFilters, PartyFilters
from cases.filters import CaseFilters, EntityFilters, EventFilters
from cases.models import ClaimAgainst, Document, Event, Party
from cases.narrowing import filter_errors, in_words, narrowed
from cases.partial_dates import PartialDate
from tests.factories.record import (
    CaseFactory,
    ClaimFactory,
    EntityFactory,
    EventFactory,
    PartyFactory,
)

KNOWN = ["kind", "significance", "standing", "after", "before", "ordering"]


@pytest.mark.parametrize(
    ("text", "errors"),
    [
        ("", []),
        ("significance=major&after=2023", []),
        ("?significance=major", []),
        ("kind=order&kind=opinion", []),
        ("date_after=2023", ["date_after: There is no such parameter. Did you mean after?"]),
        ("cursor=a", [f"cursor: There is no such parameter. There are: {', '.join(KNOWN)}."]),
        ("after=yesterday", ["after: Expected a date, a month or a year: 2023-06-05, 2023-06 or 2023."]),
        ("after=", ["after: It has no value. Give it one or leave it out."]),
        ("after=2023&after=2024", ["after: It is given more than once."]),
        ("significance=huge", ["significance: Expected one of: major, minor."]),
        ("&", ["This is no filter: write it as in an address, name=value, parted by &."]),
    ],
)  # fmt: skip
def test_filter_is_judged_as_the_api_judges_it(text, errors):
    assert filter_errors(text, EventFilters) == errors


def test_all_that_is_wrong_with_a_filter_is_told_at_once():
    told = filter_errors("colour=red&after=soon&significance=major", EventFilters)

    assert [error.partition(":")[0] for error in told] == ["colour", "after"]


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("", EventFilters, ""),
        ("nonsense=1", EventFilters, ""),
        (
            "significance=major&after=2023-06&before=2025",
            EventFilters,
            "major, from June 2023 on, until 2025",
        ),
        ("kind=order&kind=opinion&ordering=date", EventFilters, "order or opinion"),
        ("open=true", CaseFilters, "open"),
        ("open=false&court=dcd&q=roe+holdings", CaseFilters, "court dcd, not open, “roe holdings”"),
        ("party=roe-holdings", CaseFilters, "party roe-holdings"),
        ("court=dcd&court=nysd", CaseFilters, "court dcd or nysd"),
        ("identifier=cik:17", EntityFilters, "identifier cik 0000000017"),
    ],
)
def test_filter_is_said_in_words(text, language, words):
    assert in_words(text, language) == words


def test_rows_are_narrowed_in_their_order_unless_the_filter_has_its_own(db):
    case = CaseFactory()
    for title, date in (("First", "2023-01"), ("Second", "2023-05"), ("Third", "2024")):
        EventFactory(case=case, title=title, date=date, significance="major")
    EventFactory(case=case, title="Minor", date="2023-06")
    rows = case.events.in_order()

    def titles(text):
        return [event.title for event in narrowed(rows, text, EventFilters)]

    assert titles("significance=major&before=2023") == ["First", "Second"]
    assert titles("significance=major&ordering=-date") == ["Third", "Second", "First"]
    assert titles("") == ["First", "Second", "Minor", "Third"]


def test_filter_no_longer_understood_keeps_all(db):
    EventFactory()

    assert narrowed(Event.objects.in_order(), "gone=1", EventFilters).count() == 1


@pytest.fixture
def endings(db):
    """Roe's claim dismissed with prejudice, Doe's settled, Poe's undecided."""
    case = CaseFactory()
    parties = {
        name: PartyFactory(case=case, entity=EntityFactory(name=name, slug=name.lower()))
        for name in ("Roe", "Doe", "Poe")
    }
    claim = ClaimFactory(case=case, against=list(parties.values()))
    ended = {"prejudice": "with", "decided_by": "order", "date": PartialDate.parse("2024")}
    record_disposition(claim, parties["Roe"], "dismissed", by=None, **ended)
    record_disposition(claim, parties["Doe"], "settled", date=PartialDate.parse("2025-03"), by=None)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("", ["Roe", "Doe", "Poe"]),
        ("party=doe", ["Doe"]),
        ("decided=true", ["Roe", "Doe"]),
        ("decided=false", ["Poe"]),
        ("outcome=dismissed&outcome=settled", ["Roe", "Doe"]),
        ("outcome=settled&prejudice=with", []),
        ("prejudice=with&decided_by=order", ["Roe"]),
        ("after=2025", ["Doe"]),
        ("before=2024", ["Roe"]),
        ("after=2024-06&before=2024-07", ["Roe"]),
    ],
)
@pytest.mark.usefixtures("endings")
def test_claims_are_narrowed_by_how_they_ended(text, kept):
    found = narrowed(ClaimAgainst.objects.order_by("pk"), text, ClaimAgainstFilters)

    assert [pair.party.entity.name for pair in found] == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("kind=order", ["Order of dismissal"]),
        ("q=dismissal+order", ["Order of dismissal"]),
        ("after=2024", ["Order of dismissal"]),
        ("before=2023", ["Complaint"]),
        ("ordering=-title", ["Order of dismissal", "Complaint"]),
    ],
)
def test_documents_are_narrowed(db, text, kept):
    case = CaseFactory()
    for kind, title, date in (("complaint", "Complaint", "2023"), ("order", "Order of dismissal", "2024")):
        Document.objects.create(case=case, kind=kind, title=title, date=date, url="https://example.org/")

    found = narrowed(Document.objects.order_by("date", "pk"), text, DocumentFilters)

    assert [document.title for document in found] == kept


@pytest.mark.parametrize(("text", "kept"), [("role=plaintiff", ["SEC"]), ("kind=company", ["Roe"])])
def test_parties_are_narrowed(db, text, kept):
    case = CaseFactory()
    PartyFactory(case=case, entity=EntityFactory(name="SEC", kind="agency"), role="plaintiff")
    PartyFactory(case=case, entity=EntityFactory(name="Roe", kind="company"), role="defendant")

    found = narrowed(Party.objects.order_by("pk"), text, PartyFilters)

    assert [party.entity.name for party in found] == kept
