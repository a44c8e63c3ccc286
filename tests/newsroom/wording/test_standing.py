import pytest

from cases.actions import record_statement
from cases.models import Case, Disposition, Entity, Penalty
from newsroom.wording.standing import record_of
from tests.factories.record import (
    CaseFactory,
    ClaimFactory,
    DispositionFactory,
    EntityFactory,
    PartyFactory,
    PenaltyFactory,
)

Outcome = Disposition.Outcome


@pytest.fixture
def roe(db):
    return EntityFactory(name="Jane Roe", kind=Entity.Kind.PERSON)


@pytest.fixture
def party(roe):
    case = CaseFactory(caption="United States v. Roe", kind=Case.Kind.CRIMINAL)
    return PartyFactory(case=case, entity=roe)


def decided(party, *outcomes, title="Wire fraud"):
    """One claim, decided in turn by these; the last one stands."""
    claim, live = ClaimFactory(case=party.case, against=[party], title=title), None
    for year, outcome in enumerate(outcomes, start=2020):
        details = {"prejudice": "with"} if outcome == Outcome.DISMISSED else {}
        live = DispositionFactory(
            claim=claim, party=party, outcome=outcome, supersedes=live, date=f"{year}-06-05", **details
        )
    return live


def bears_out(party):
    (standing,) = record_of([party.entity_id], []).standings
    return {token for token in standing.bears_out if not token.startswith("guilty_of:")}


@pytest.mark.parametrize(
    ("outcomes", "standing"),
    [
        ([], set()),
        ([Outcome.PLEADED_GUILTY], {"pleaded_guilty"}),
        ([Outcome.PLEADED_GUILTY, Outcome.PARDONED], {"pleaded_guilty", "pardoned"}),
        ([Outcome.CONVICTED, Outcome.AFFIRMED], {"convicted", "affirmed"}),
        ([Outcome.CONVICTED, Outcome.VACATED], {"vacated"}),
        ([Outcome.CONVICTED, Outcome.REVERSED, Outcome.ACQUITTED], {"acquitted"}),
        ([Outcome.MISTRIAL, Outcome.CONVICTED], {"mistrial", "convicted"}),
        ([Outcome.SETTLED, Outcome.DISMISSED], {"dismissed:with"}),
    ],
)
def test_what_a_later_decision_undid_bears_nothing_out(party, outcomes, standing):
    decided(party, *outcomes)

    assert bears_out(party) == standing | {"case:criminal"}


@pytest.mark.parametrize(
    ("title", "outcomes", "words"),
    [
        ("Wire fraud", [Outcome.CONVICTED], {"guilty_of:wire", "guilty_of:fraud"}),
        ("Fraud", [Outcome.PLEADED_GUILTY, Outcome.PARDONED], {"guilty_of:fraud"}),
        (
            "Violation of anti-money-laundering law",
            [Outcome.PLEADED_GUILTY],
            {"guilty_of:violation", "guilty_of:of", "guilty_of:anti-money-laundering", "guilty_of:law"},
        ),
        ("Fraud", [Outcome.CONVICTED, Outcome.VACATED], set()),
        ("Fraud", [Outcome.SETTLED], set()),
    ],
)
def test_guilt_bears_out_the_words_of_the_claim_it_ended(party, title, outcomes, words):
    decided(party, *outcomes, title=title)

    (standing,) = record_of([party.entity_id], []).standings

    assert {token for token in standing.bears_out if token.startswith("guilty_of:")} == words


def test_penalties_and_statements_of_a_court_bear_words_out(party):
    PenaltyFactory(
        party=party,
        kind=Penalty.Kind.IMPRISONMENT,
        amount=None,
        currency="",
        duration=4,
        duration_unit="months",
    )
    record_statement("Roe diverted the money.", mode="found", party=party, by=None)
    record_statement("Roe said nothing.", mode="reported", party=party, by=None)

    (standing,) = record_of([party.entity_id], []).standings

    assert standing.bears_out == {"case:criminal", "penalty:imprisonment", "stated:found"}
    assert standing.state == "four months in prison"


def test_state_says_how_each_claim_ended_and_when(party):
    decided(party, Outcome.DISMISSED)
    ClaimFactory(case=party.case, against=[party])

    (standing,) = record_of([party.entity_id], []).standings

    assert str(standing) == "United States v. Roe: dismissed with prejudice, 5 June 2020; open"


def test_who_brought_the_case_is_not_read_against_it(party):
    PartyFactory(entity=party.entity, role="plaintiff")

    assert [standing.case for standing in record_of([party.entity_id], []).standings] == [party.case_id]


def test_sealed_case_bears_nothing_out(party):
    decided(party, Outcome.PLEADED_GUILTY)
    Case.objects.filter(pk=party.case_id).update(is_sealed=True)

    assert record_of([party.entity_id], [party.case_id]).standings == ()


def test_agencies_are_not_watched(party):
    agency = EntityFactory(name="Securities and Exchange Commission", kind=Entity.Kind.AGENCY)

    assert record_of([agency.pk, party.entity_id], []).names == {party.entity_id: "Jane Roe"}


@pytest.mark.parametrize("number", [1, 3])
def test_record_takes_the_same_queries_for_one_and_for_three(db, django_assert_num_queries, number):
    parties = [PartyFactory() for _ in range(number)]
    for each in parties:
        decided(each, Outcome.SETTLED)

    with django_assert_num_queries(6):
        record = record_of([each.entity_id for each in parties], [])

    assert len(record.standings) == number
