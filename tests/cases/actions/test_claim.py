import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from cases.actions import AlreadyDecided, bring_claim, record_disposition
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
