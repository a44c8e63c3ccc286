"""The case file: what it shows, how much of it, and at what cost."""

import pytest
from django.urls import reverse

from cases.actions import add_counsel, bring_claim, join_party, record_event, relate_cases
from cases.models import Case, Claim, Event, Source, Statement
from tests.factories.full_case import full_case
from tests.factories.record import (
    CaseFactory,
    ClaimFactory,
    DispositionFactory,
    EntityFactory,
    EventFactory,
    PartyFactory,
    PenaltyFactory,
    SourceFactory,
    StatementFactory,
)

QUERIES = 30


def file_of(case, query=""):
    return reverse("admin:cases_case_change", args=[case.pk]) + query


def test_case_file_costs_the_same_for_one_row_of_everything_and_for_three(desk, django_assert_num_queries):
    small, large = full_case(1, date_filed="2023"), full_case(3, date_filed="2023")
    desk.get(file_of(small))

    with django_assert_num_queries(QUERIES):
        first = desk.get(file_of(small))
    with django_assert_num_queries(QUERIES):
        second = desk.get(file_of(large))

    assert (first.status_code, second.status_code) == (200, 200)


def test_case_file_has_a_way_to_each_section(desk):
    text = desk.get(file_of(CaseFactory())).text

    for name in (
        "glance",
        "parties",
        "claims",
        "penalties",
        "timeline",
        "statements",
        "sources",
        "relations",
    ):
        assert f'<a href="#{name}">' in text
        assert f'<section id="{name}"' in text


def test_case_file_says_how_the_case_stands_claim_by_claim(desk):
    party = PartyFactory(entity=EntityFactory(name="Roe Holdings"))
    live = DispositionFactory(party=party, outcome="settled", date="2023-11-21")
    ClaimFactory(case=party.case, title="Misleading investors", against=[party])

    text = desk.get(file_of(party.case)).text

    assert "Roe Holdings settled on 21 November 2023 (one of two claims)" in text
    assert 'aria-label="Roe Holdings, Misleading investors: record its end"' in text
    assert f'value="{live.against_id}:{live.pk}"' in text


def test_file_of_a_new_case_says_what_is_missing(desk):
    text = desk.get(file_of(CaseFactory())).text

    for said in ("No docket yet", "No party yet", "No claim is recorded yet", "No statement yet"):
        assert said in text


def test_claim_against_nobody_is_in_the_table(desk):
    claim = bring_claim(CaseFactory(), "Offering unregistered securities", against=[], by=None)

    response = desk.get(file_of(claim.case))

    assert [heading.words for heading, _ in response.context["matrix"].lines()] == [str(claim)]


@pytest.fixture
def crowd(db):
    """A case of 8 claims against 30 defendants each."""
    case = CaseFactory()
    parties = [join_party(case, EntityFactory(), "defendant", by=None) for _ in range(30)]
    for number in range(8):
        ClaimFactory(case=case, title=f"Claim {number}", against=parties)
    return case


def test_large_table_of_claims_is_shown_in_parts(desk, crowd):
    first = desk.get(file_of(crowd)).context["matrix"]
    further = desk.get(file_of(crowd, "?columns=5")).context["matrix"]

    assert (len(first.lines()), len(first.headings())) == (8, 6)
    assert [len(pairs) for _, pairs in further.lines()] == [6] * 8
    assert further.columns.ways == [
        ("First", "?columns=1#claims"),
        ("Previous", "?columns=4#claims"),
    ]


def test_few_claims_against_many_are_listed_by_party(desk, crowd):
    Claim.objects.filter(title__gte="Claim 3").delete()

    response = desk.get(file_of(crowd, "?rows=2"))

    matrix = response.context["matrix"]
    assert [heading.words for heading in matrix.headings()] == ["Claim 0", "Claim 1", "Claim 2"]
    assert len(matrix.lines()) == 5
    assert "26–30 of 30 parties." in response.text


def test_parties_come_by_side_with_their_counsel(desk):
    case = CaseFactory()
    defendant = PartyFactory(case=case)
    PartyFactory(case=case, role="plaintiff")
    add_counsel(defendant, "Ada Byrne", firm="Byrne LLP", by=None)

    response = desk.get(file_of(case))

    assert [party.role for party in response.context["parties"]] == ["plaintiff", "defendant"]
    assert "Ada Byrne, Byrne LLP" in response.text


@pytest.fixture
def long_docket(db):
    case = CaseFactory()
    for day in range(1, 31):
        record_event(case, "entry", f"2024-01-{day:02}", f"Minute entry {day}", by=None)
    record_event(case, "filed", "2023-06-05", "Complaint", significance="major", by=None)
    record_event(case, "hearing", "2030-01-01", "Trial", standing="expected", by=None)
    return case


@pytest.mark.parametrize(
    ("query", "first", "count"),
    [
        ("", "Trial", 2),
        ("?timeline=major", "Trial", 2),
        ("?timeline=expected", "Trial", 1),
        ("?timeline=all", "Trial", 32),
        ("?timeline=all&events=2", "Minute entry 6", 32),
        ("?timeline=nonsense&events=nonsense", "Trial", 2),
        ("?timeline=all&events=99", "Minute entry 6", 32),
    ],
)
def test_long_timeline_shows_what_matters_and_the_rest_in_pages(desk, long_docket, query, first, count):
    events = desk.get(file_of(long_docket, query)).context["events"]

    assert (next(iter(events)).title, events.count) == (first, count)
    assert len(list(events)) <= 25


def test_long_timeline_of_nothing_major_is_shown(desk):
    case = CaseFactory()
    for day in range(1, 27):
        record_event(case, "entry", f"2024-01-{day:02}", f"Minute entry {day}", by=None)

    assert desk.get(file_of(case)).context["events"].count == 26


def test_hearing_whose_day_has_passed_asks_what_came_of_it(desk):
    event = EventFactory(date="2024-01-01", standing="expected")

    assert "the day has passed: what came of it?" in desk.get(file_of(event.case)).text


def test_statements_on_one_point_stand_side_by_side(desk):
    case, reuters = CaseFactory(), EntityFactory(name="Reuters")
    alone = StatementFactory(case=case)
    rival = StatementFactory(
        case=case, point="number of tokens", asserted_by=EntityFactory(name="Roe"), via=reuters
    )
    preferred = StatementFactory(case=case, point="number of tokens", is_preferred=True)

    response = desk.get(file_of(case))

    assert [(p.point, p.statements) for p in response.context["points"]] == [
        ("number of tokens", [preferred, rival]),
        ("", [alone]),
    ]
    assert "Roe</a>, according to <a" in response.text
    assert "we go by this" in response.text


def test_sources_are_those_anything_on_the_case_rests_on(db):
    case, sources = CaseFactory(), [SourceFactory() for _ in range(4)]
    SourceFactory()
    party = PartyFactory(case=case)
    StatementFactory(party=party, sources=[sources[0]])
    EventFactory(case=case, source=sources[1])
    PenaltyFactory(party=party, source=sources[2])
    DispositionFactory(party=party, source=sources[3])

    assert list(Source.objects.of_case(case)) == sources[::-1]


def test_case_known_only_as_printed_is_named(desk):
    case = CaseFactory()
    relate_cases(case, "appeal_of", printed="2d Cir. 24-1187", by=None)
    relate_cases(CaseFactory(caption="In re Roe"), "follow_on", case, by=None)

    text = desk.get(file_of(case)).text

    assert "2d Cir. 24-1187" in text
    assert "In re Roe</a> is follow-on to this" in text


def test_sealed_case_has_no_page_to_view(desk):
    sealed, public = CaseFactory(is_sealed=True), CaseFactory()

    assert f'href="{sealed.get_absolute_url()}"' not in desk.get(file_of(sealed)).text
    assert f'href="{public.get_absolute_url()}"' in desk.get(file_of(public)).text


@pytest.mark.parametrize("query", ["?parties=%00", "?statements=-1", "?rows=9999999999", "?x=1", "?events="])
def test_case_file_survives_hostile_queries(desk, query):
    party = PartyFactory()
    StatementFactory(case=party.case)

    assert desk.get(file_of(party.case, query)).status_code == 200
    assert (Case.objects.count(), Event.objects.count(), Statement.objects.count()) == (1, 0, 1)
