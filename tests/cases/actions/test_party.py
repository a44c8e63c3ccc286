import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases.actions import add_counsel, join_parties, join_party
from cases.models import Party
from tests.factories.record import CaseFactory, EntityFactory, PartyFactory


def test_party_without_a_role_gets_the_printed_one_normalised(db):
    party = join_party(CaseFactory(), EntityFactory(), role_printed="Plaintiff", by=None)

    assert (party.role, party.role_printed) == ("plaintiff", "Plaintiff")


def test_party_twice_in_one_role_is_refused(db):
    party = PartyFactory(role="defendant")

    with pytest.raises(ValidationError) as refusal:
        join_party(party.case, party.entity, "defendant", by=None)

    assert refusal.value.messages == ["This party already has this role in the case."]


def test_database_refuses_a_party_twice_in_one_role(db):
    party = PartyFactory(role="defendant")

    with pytest.raises(IntegrityError, match="party_once_per_role"), transaction.atomic():
        Party.objects.create(case=party.case, entity=party.entity, role="defendant")


def test_party_may_hold_two_roles(db):
    party = PartyFactory(role="defendant")

    second = join_party(party.case, party.entity, "plaintiff", by=None)

    assert set(party.case.parties.all()) == {party, second}


def test_party_cannot_leave_before_it_joined(db):
    with pytest.raises(ValidationError) as refusal:
        PartyFactory(date_joined="2023-06-05", date_terminated="2023-06-01")

    assert refusal.value.messages == ["A party cannot leave before it joined."]


def test_counsel_appears_once_for_a_party(db):
    party = PartyFactory()
    add_counsel(party, "Marla L. Zink", firm="Washington Appellate Project", by=None)

    with pytest.raises(ValidationError) as refusal:
        add_counsel(party, "Marla L. Zink", by=None)

    assert refusal.value.messages == ["This lawyer already appears for this party."]


def test_parties_join_together_or_not_at_all(db):
    case, there = CaseFactory(), EntityFactory()
    join_party(case, there, "defendant", by=None)

    with pytest.raises(ValidationError):
        join_parties(case, [EntityFactory(), there], "defendant", by=None)

    assert case.parties.count() == 1
    assert len(join_parties(case, [EntityFactory(), EntityFactory()], "defendant", by=None)) == 2
