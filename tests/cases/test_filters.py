"""What each filter over the record finds, asked as a query string is."""

import pytest
from django.http import QueryDict

from cases.actions import add_alias, identify, record_disposition
from cases.filters import CaseFilters, CourtFilters, EntityFilters, EventFilters
from cases.models import Case, Court, Entity, Event
from tests.factories.record import (
    CaseFactory,
    ClaimFactory,
    CourtFactory,
    DispositionFactory,
    DocketFactory,
    EntityFactory,
    EventFactory,
    PartyFactory,
)

pytestmark = pytest.mark.django_db


def found(filterset, model, query):
    asked = filterset(QueryDict(query), queryset=model.objects.all())
    assert asked.is_valid(), asked.errors
    return list(asked.qs)


def cases(query):
    return found(CaseFilters, Case, query)


def entities(query):
    return found(EntityFilters, Entity, query)


def refusals(filterset, model, query):
    asked = filterset(QueryDict(query), queryset=model.objects.all())
    assert not asked.is_valid()
    return dict(asked.errors)


def test_cases_without_parameters_are_all_newest_first_and_undated_last():
    undated = CaseFactory()
    old = CaseFactory(date_filed="2019")
    new = CaseFactory(date_filed="2023-06-05")

    assert cases("") == [new, old, undated]


def test_ordering_breaks_ties_by_key_and_keeps_undated_last_both_ways():
    undated = CaseFactory()
    first, second = CaseFactory(date_filed="2023"), CaseFactory(date_filed="2023")

    assert cases("ordering=date_filed") == [first, second, undated]
    assert cases("ordering=-date_filed") == [second, first, undated]


def test_ordering_by_caption_goes_both_ways():
    roe, doe = CaseFactory(caption="Roe v. Wade"), CaseFactory(caption="Doe v. Bolton")

    assert cases("ordering=caption") == [doe, roe]
    assert cases("ordering=-caption") == [roe, doe]


def test_kind_given_twice_finds_either():
    civil, criminal, _ = (CaseFactory(kind=kind) for kind in ("civil", "criminal", "bankruptcy"))

    assert cases("kind=civil&kind=criminal") == [criminal, civil]


def test_court_finds_a_case_once_however_many_dockets_it_has_there():
    docket = DocketFactory(court=CourtFactory(code="dcd"))
    DocketFactory(case=docket.case, court=docket.court)
    other = DocketFactory(court=CourtFactory(code="nysd"))
    DocketFactory()

    assert cases("court=dcd") == [docket.case]
    assert cases("court=dcd&court=nysd") == [other.case, docket.case]


@pytest.mark.parametrize(
    "asked", ["1:23-cv-01599-ABJ", "1:23-cv-01599", "23-cv-01599", "Civil Action No. 23-1599 (ABJ)"]
)
def test_docket_number_is_found_however_it_is_written(asked):
    docket = DocketFactory(docket_number="1:23-cv-01599-ABJ")
    DocketFactory(docket_number="1:23-cv-01600")
    query = QueryDict(mutable=True)
    query["docket_number"] = asked

    assert cases(query.urlencode()) == [docket.case]


def test_docket_number_with_an_office_finds_that_office_only():
    first = DocketFactory(docket_number="1:23-cv-00100")
    second = DocketFactory(docket_number="2:23-cv-00100")

    assert cases("docket_number=1:23-cv-00100") == [first.case]
    assert cases("docket_number=23-cv-00100") == [second.case, first.case]


def test_party_and_role_are_asked_of_one_party():
    agency = EntityFactory(name="Securities and Exchange Commission")
    brought = PartyFactory(entity=agency, role="plaintiff").case
    PartyFactory(case=brought, role="defendant")
    sued = PartyFactory(entity=agency, role="defendant").case

    assert cases(f"party={agency.slug}") == [sued, brought]
    assert cases(f"party={agency.slug}&role=defendant") == [sued]
    assert cases("role=plaintiff") == [brought]
    assert cases(f"party={agency.slug}&role=plaintiff&role=defendant") == [sued, brought]


def test_outcome_is_the_live_one_and_prejudice_is_of_the_same_disposition():
    with_prejudice = DispositionFactory(outcome="dismissed", prejudice="with").against
    dismissed = DispositionFactory(outcome="dismissed", prejudice="without").against
    stay = DispositionFactory(outcome="stayed")
    claim, party = stay.against.claim, stay.against.party
    record_disposition(claim, party, "settled", supersedes=stay, by=None)

    assert cases("outcome=dismissed") == [dismissed.case, with_prejudice.case]
    assert cases("outcome=dismissed&prejudice=with") == [with_prejudice.case]
    assert cases("prejudice=without") == [dismissed.case]
    assert cases("outcome=stayed") == []
    assert cases("outcome=settled") == [stay.against.case]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("filed_after=2023-05-15", ["year", "month", "later"]),
        ("filed_after=2023-05-31", ["year", "month", "later"]),
        ("filed_after=2023-06-01", ["year", "later"]),
        ("filed_after=2024", ["later"]),
        ("filed_before=2023-05-15", ["earlier", "year", "month"]),
        ("filed_before=2023-05-01", ["earlier", "year", "month"]),
        ("filed_before=2023-04-30", ["earlier", "year"]),
        ("filed_before=2022", ["earlier"]),
        ("filed_before=2023-01", ["earlier", "year"]),
        ("filed_after=2023&filed_before=2023", ["year", "month"]),
    ],
)
def test_dates_keep_what_may_lie_on_their_side(query, expected):
    dates = {
        "earlier": "2022-12-31",
        "year": "2023",
        "month": "2023-05",
        "later": "2024-01-01",
        "never": None,
    }
    for caption, date in dates.items():
        CaseFactory(caption=caption, date_filed=date)

    assert [case.caption for case in cases(f"{query}&ordering=date_filed")] == expected


def test_open_is_the_rule_of_open_and_closed():
    going_on = ClaimFactory(against=[]).case
    closed = CaseFactory(date_terminated="2025-05-30")
    decided = DispositionFactory().against.case

    assert cases("open=true") == [going_on]
    assert cases("open=false") == [decided, closed]


def test_words_of_the_caption_are_wanted_all_in_any_order_and_case():
    case = CaseFactory(caption="SEC v. Binance Holdings Limited")
    CaseFactory(caption="SEC v. Coinbase, Inc.")

    assert cases("q=BINANCE+sec") == [case]
    assert cases("q=b%25e") == []


def test_parameters_narrow_together():
    case = PartyFactory(case=CaseFactory(kind="criminal", date_filed="2023")).case
    CaseFactory(kind="criminal", date_filed="2023")

    assert cases("kind=criminal&role=defendant&filed_after=2023") == [case]


@pytest.mark.parametrize(
    ("query", "name", "message"),
    [
        (
            "prejudice=maybe",
            "prejudice",
            "Expected one of: with, without, not_stated.",
        ),
        ("open=1", "open", "Expected true or false."),
        ("ordering=id", "ordering", "Expected one of: date_filed, -date_filed, caption, -caption."),
        ("party=a+b", "party", "Expected a slug: letters, digits, hyphens and underscores."),
        ("court=a%00", "court", "Expected a slug: letters, digits, hyphens and underscores."),
        (
            "docket_number=...",
            "docket_number",
            "Type the docket number as the court prints it, for example 1:23-cv-01599.",
        ),
        (
            "filed_after=next+week",
            "filed_after",
            "Expected a date, a month or a year: 2023-06-05, 2023-06 or 2023.",
        ),
        (
            "filed_before=9999",
            "filed_before",
            "Expected a date, a month or a year: 2023-06-05, 2023-06 or 2023.",
        ),
        (
            "filed_before=99999999999999999999",
            "filed_before",
            "Expected a date, a month or a year: 2023-06-05, 2023-06 or 2023.",
        ),
        ("q=" + "a+" * 11, "q", "Expected at most 10 words."),
        ("q=%00", "q", "Null characters are not allowed."),
    ],
)
def test_a_bad_value_is_told_what_was_expected(query, name, message):
    assert refusals(CaseFilters, Case, query) == {name: [message]}


def test_a_value_of_a_million_characters_is_refused():
    assert refusals(CaseFilters, Case, "q=" + "a" * 1_000_000) == {
        "q": ["Ensure this value has at most 200 characters (it has 1000000)."]
    }


def test_entity_is_found_by_how_its_name_or_alias_begins():
    zhao = EntityFactory(name="Żhao, Changpeng", kind="person")
    binance = EntityFactory(name="Binance Holdings", kind="company")
    add_alias(zhao, "Binance’s founder", by=None)

    assert entities("q=binan") == [binance, zhao]
    assert entities("q=ZHAO") == [zhao]
    assert entities("q=holdings") == []
    assert entities("q=binan&kind=person") == [zhao]
    assert entities("ordering=-name") == [zhao, binance]


def test_name_without_a_letter_or_digit_is_refused():
    assert refusals(EntityFilters, Entity, "q=!!") == {
        "q": ["Expected a name with at least one letter or digit."]
    }


def test_entity_is_found_by_its_role_in_a_case():
    party = PartyFactory(role="plaintiff")
    PartyFactory(entity=party.entity, role="defendant")
    PartyFactory(case=party.case, role="defendant")
    EntityFactory()

    assert entities(f"case={party.case.slug}&role=plaintiff") == [party.entity]
    assert entities("role=plaintiff") == [party.entity]


def test_entity_is_not_found_by_a_sealed_case():
    party = PartyFactory(case=CaseFactory(is_sealed=True))

    assert entities(f"case={party.case.slug}") == []
    assert entities("role=defendant") == []


def test_entity_is_found_by_what_another_register_calls_it():
    entity = EntityFactory()
    identify(entity, "cik", "1679788", by=None)
    identify(EntityFactory(), "crd", "1679788", by=None)

    assert entities("identifier=cik:1679788") == [entity]
    assert entities("identifier=cik:0001679788") == [entity]


def test_identifier_that_its_register_cannot_have_given_is_refused():
    assert refusals(EntityFilters, Entity, "identifier=lei:123") == {
        "identifier": ["An LEI has 18 letters or digits and 2 check digits."]
    }


@pytest.mark.parametrize("value", ["1679788", "cik:", "duns:5"])
def test_identifier_needs_a_known_register_and_a_value(value):
    registers = "wikidata, lei, cik, crd, courtlistener, pacer, opencorporates, opensanctions"
    assert refusals(EntityFilters, Entity, f"identifier={value}") == {
        "identifier": [f"Expected register:value. Expected one of: {registers}."]
    }


def test_courts_are_found_by_system_level_appeal_and_words():
    appeals = CourtFactory(code="cadc", name="Court of Appeals, D.C. Circuit", level="intermediate_appeal")
    trial = CourtFactory(
        code="dcd",
        name="District Court for the District of Columbia",
        citation_name="D.D.C.",
        appeals_to=appeals,
    )
    state = CourtFactory(code="ny", name="New York Court of Appeals", system="state", level="last_resort")

    def courts(query):
        return found(CourtFilters, Court, query)

    assert courts("") == [appeals, trial, state]
    assert courts("system=federal") == [appeals, trial]
    assert courts("level=trial&level=last_resort") == [trial, state]
    assert courts("appeals_to=cadc") == [trial]
    assert courts("q=appeals+york") == [state]
    assert courts("q=d.d.c") == [trial]
    assert courts("ordering=-code") == [state, trial, appeals]


def test_events_are_found_by_kind_significance_standing_and_date():
    hearing = EventFactory(date="2023-06-05", significance="major")
    plea = EventFactory(date="2023-11", kind="plea")
    trial = EventFactory(date="2024", kind="trial", standing="expected")

    def events(query):
        return found(EventFilters, Event, query)

    assert events("") == [trial, plea, hearing]
    assert events("ordering=date") == [hearing, plea, trial]
    assert events("kind=plea&kind=trial") == [trial, plea]
    assert events("significance=major") == [hearing]
    assert events("standing=expected") == [trial]
    assert events("after=2023-11-15") == [trial, plea]
    assert events("before=2023-11-15") == [plea, hearing]


def test_unbound_filters_leave_the_rows_as_they_are():
    asked = CaseFilters(None, queryset=Case.objects.all())

    assert asked.qs.query.order_by == ()
