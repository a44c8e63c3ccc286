import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from cases.actions import (
    AlreadyDecided,
    DecidedMeanwhile,
    bring_against_respondents,
    bring_claim,
    extend_claim,
    record_disposition,
    record_dispositions,
)
from cases.models import ClaimAgainst, Disposition, Penalty
from tests.factories.record import ClaimFactory, DispositionFactory, PartyFactory, PenaltyFactory


@pytest.fixture
def party(db):
    return PartyFactory(entity__name="Roe Exchange LLC")


@pytest.fixture
def claim(party):
    return ClaimFactory(case=party.case, title="Operating an unregistered exchange", against=[party])


def test_claim_is_brought_against_each_party(party):
    second = PartyFactory(case=party.case)

    claim = bring_claim(party.case, "Misleading investors", against=[party, second], by=None)

    assert list(claim.parties.order_by("pk")) == [party, second]


def test_disposition_of_a_claim_not_yet_against_the_party_adds_the_pair(party):
    claim = ClaimFactory(case=party.case)

    disposition = record_disposition(claim, party, "settled", by=None)

    assert (disposition.against.claim, disposition.against.party) == (claim, party)


def test_second_live_disposition_is_refused_with_what_to_do(claim, party):
    record_disposition(claim, party, "settled", by=None)

    with pytest.raises(AlreadyDecided) as refusal:
        record_disposition(claim, party, "dismissed", prejudice="with", by=None)

    assert str(refusal.value) == (
        "Roe Exchange LLC × Operating an unregistered exchange already has a live disposition (settled). "
        "Record the new one as superseding it."
    )


def test_superseded_disposition_stays_and_names_its_successor(claim, party):
    first = record_disposition(claim, party, "convicted", by=None)

    second = record_disposition(claim, party, "pardoned", by=None, supersedes=first)

    first.refresh_from_db()
    assert first.superseded_by == second
    assert list(Disposition.objects.live()) == [second]


def test_superseding_one_that_is_no_longer_live_is_refused(claim, party):
    first = record_disposition(claim, party, "convicted", by=None)
    record_disposition(claim, party, "vacated", by=None, supersedes=first)

    with pytest.raises(AlreadyDecided):
        record_disposition(claim, party, "acquitted", by=None, supersedes=first)


def test_refused_successor_leaves_the_live_disposition_alone(claim, party):
    first = record_disposition(claim, party, "convicted", by=None)

    with pytest.raises(ValidationError):
        record_disposition(claim, party, "dismissed", prejudice="", by=None, supersedes=first)

    assert list(Disposition.objects.live()) == [first]


def test_database_refuses_a_second_live_disposition(claim, party):
    live = record_disposition(claim, party, "settled", by=None)

    with pytest.raises(IntegrityError, match="one_live_disposition"), transaction.atomic():
        Disposition.objects.create(against=live.against, outcome="convicted")


@pytest.mark.parametrize(
    ("outcome", "prejudice", "is_accepted"),
    [
        ("dismissed", "with", True),
        ("dismissed", "without", True),
        ("dismissed", "not_stated", True),
        ("dismissed", "", False),
        ("settled", "", True),
        ("settled", "with", False),
        ("convicted", "without", False),
    ],
)
def test_prejudice_belongs_to_dismissals(claim, party, outcome, prejudice, is_accepted):
    against = ClaimAgainst.objects.get(claim=claim, party=party)
    row = Disposition(against=against, outcome=outcome, prejudice=prejudice)

    if is_accepted:
        row.full_clean()
        row.save()
    else:
        with pytest.raises(ValidationError):
            row.full_clean()
        with pytest.raises(IntegrityError, match="prejudice_belongs_to_dismissals"), transaction.atomic():
            row.save()

    assert Disposition.objects.count() == is_accepted


def test_database_refuses_a_claim_against_a_party_of_another_case(claim):
    stranger = PartyFactory()

    def bring_it_against_them():
        ClaimAgainst.objects.create(case=claim.case, claim=claim, party=stranger)

    with pytest.raises(IntegrityError, match="party_of_the_same_case"):
        as_if_committed(bring_it_against_them)


def test_database_refuses_a_penalty_of_a_party_of_another_case(claim):
    penalty = PenaltyFactory()

    def move_it_alone():
        Penalty.objects.filter(pk=penalty.pk).update(case=claim.case)

    with pytest.raises(IntegrityError, match="penalty_of_a_party_of_the_same_case"):
        as_if_committed(move_it_alone)


def test_undecided_pairs_are_those_without_an_ending(party):
    ended = DispositionFactory(party=party, claim=ClaimFactory(case=party.case), outcome="settled").against
    stayed = DispositionFactory(party=party, claim=ClaimFactory(case=party.case), outcome="stayed").against
    bare = ClaimFactory(case=party.case, against=[party]).against.get()

    undecided = set(ClaimAgainst.objects.undecided())

    assert undecided == {stayed, bare}
    assert ended not in undecided


def as_if_committed(act):
    """Act, and check what the database would check at commit."""
    with transaction.atomic(), connection.cursor() as cursor:
        act()
        cursor.execute("set constraints all immediate")


@pytest.fixture
def pairs(party):
    """Two claims against two defendants."""
    parties = [party, PartyFactory(case=party.case, entity__name="Roe Trading Ltd")]
    for title in ("Operating an unregistered exchange", "Misleading investors"):
        bring_claim(party.case, title, against=parties, by=None)
    return list(ClaimAgainst.objects.order_by("pk"))


def test_many_claims_end_in_one_act(pairs):
    made = record_dispositions(
        pairs, "dismissed", prejudice="with", decided_by="stipulation", date="2025-05-29", by=None
    )

    assert [(d.against, str(d), str(d.date)) for d in made] == [
        (pair, "dismissed with prejudice", "29 May 2025") for pair in pairs
    ]
    assert Disposition.objects.live().count() == 4


def test_claims_decided_meanwhile_are_all_named_and_nothing_is_recorded(pairs):
    lives = [record_disposition(pair.claim, pair.party, "settled", by=None) for pair in pairs[1:3]]

    with pytest.raises(DecidedMeanwhile) as refusal:
        record_dispositions(pairs, "vacated", by=None)

    assert refusal.value.lives == lives
    assert list(Disposition.objects.order_by("pk")) == lives


@pytest.mark.parametrize("named", [lambda live: live, lambda live: live.pk], ids=["row", "number"])
def test_new_ending_takes_the_place_of_those_named(pairs, named):
    live = record_disposition(pairs[0].claim, pairs[0].party, "settled", by=None)

    made = record_dispositions(pairs[:2], "vacated", supersedes=[named(live)], by=None)

    live.refresh_from_db()
    assert live.superseded_by == made[0]
    assert list(Disposition.objects.live().order_by("against")) == made


def test_ending_before_the_case_was_filed_is_refused_at_the_date(pairs):
    case = pairs[0].case
    case.date_filed = "2023-06-05"
    case.save()

    with pytest.raises(ValidationError) as refusal:
        record_dispositions(pairs, "settled", date="2023-05", by=None)

    assert refusal.value.message_dict == {
        "date": ["A claim cannot end before the case was filed (5 June 2023)."]
    }
    assert Disposition.objects.count() == 0


def test_ending_before_what_it_takes_the_place_of_is_refused_at_the_date(pairs):
    live = record_disposition(pairs[0].claim, pairs[0].party, "settled", date="2025-05-29", by=None)

    with pytest.raises(ValidationError) as refusal:
        record_dispositions(pairs[:1], "vacated", date="2025-05-28", supersedes=[live], by=None)

    assert list(refusal.value.message_dict) == ["date"]
    assert list(Disposition.objects.all()) == [live]


@pytest.mark.parametrize("date", [None, "2025", "2025-05-29", "June 2025"])
def test_ending_that_may_be_later_is_recorded(pairs, date):
    live = record_disposition(pairs[0].claim, pairs[0].party, "settled", date="2025-05-29", by=None)

    record_dispositions(pairs[:1], "vacated", date=date, supersedes=[live], by=None)

    assert Disposition.objects.live().get().outcome == "vacated"


def test_date_nobody_can_read_is_refused(pairs):
    with pytest.raises(ValidationError) as refusal:
        record_dispositions(pairs, "settled", date="some day", by=None)

    assert list(refusal.value.message_dict) == ["date"]


def test_claim_is_extended_to_those_it_is_not_yet_against(claim, party):
    late = PartyFactory(case=party.case)

    extend_claim(claim, to=[party, late], by=None)

    assert list(claim.parties.order_by("pk")) == [party, late]


def test_claims_against_nobody_are_brought_against_who_answers_to_the_case(claim, party):
    PartyFactory(case=party.case, role="plaintiff")
    late = PartyFactory(case=party.case)
    loose = bring_claim(party.case, "Misleading investors", against=[], by=None)

    bring_against_respondents(party.case, by=None)

    assert list(loose.parties.order_by("pk")) == [party, late]
    assert list(claim.parties.all()) == [party]
