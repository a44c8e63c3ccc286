"""Which entities readers may see."""

import pytest

from cases.actions import add_counsel, amend_case, impose_penalty, merge_entities, record_disposition
from cases.models import Entity, Source
from newsroom.staff.models import User
from tests.factories.record import (
    CaseFactory,
    ClaimFactory,
    EntityFactory,
    EventFactory,
    PartyFactory,
    SourceFactory,
    StatementFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed():
    return CaseFactory(is_sealed=True)


def is_visible(entity):
    return Entity.objects.visible_to(None).filter(pk=entity.pk).exists()


def as_party(entity, case):
    PartyFactory(case=case, entity=entity)


def as_counsel(entity, case):
    add_counsel(PartyFactory(case=case), "Jane Poe", entity=entity, by=None)


def as_speaker(entity, case):
    StatementFactory(case=case, asserted_by=entity)


def as_relay(entity, case):
    StatementFactory(party=PartyFactory(case=case), via=entity)


def as_subject(entity, case):
    StatementFactory(claim=ClaimFactory(case=case), entity=entity)


def as_witness_of_an_event(entity, case):
    StatementFactory(event=EventFactory(case=case), asserted_by=entity)


def _published_by(entity):
    return SourceFactory(publisher=entity)


def as_publisher_cited(entity, case):
    StatementFactory(case=case, sources=[_published_by(entity)])


def as_publisher_for_an_event(entity, case):
    EventFactory(case=case, source=_published_by(entity))


def as_publisher_for_a_penalty(entity, case):
    impose_penalty(PartyFactory(case=case), "bar", source=_published_by(entity), by=None)


def as_publisher_for_a_disposition(entity, case):
    party = PartyFactory(case=case)
    claim = ClaimFactory(case=case, against=[party])
    record_disposition(claim, party, "settled", source=_published_by(entity), by=None)


TIES = [
    as_party, as_counsel, as_speaker, as_relay, as_subject, as_witness_of_an_event, as_publisher_cited,
    as_publisher_for_an_event, as_publisher_for_a_penalty, as_publisher_for_a_disposition,
]  # fmt: skip


@pytest.mark.parametrize("tie", TIES)
def test_entity_known_only_from_a_sealed_case_is_hidden_until_it_is_known_otherwise(sealed, tie):
    entity = EntityFactory()
    assert is_visible(entity)

    tie(entity, sealed)
    assert not is_visible(entity)

    tie(entity, CaseFactory())
    assert is_visible(entity)


@pytest.mark.parametrize("tie", TIES)
def test_entity_is_shown_again_with_the_case(sealed, tie):
    entity = EntityFactory()
    tie(entity, sealed)
    sealed.is_sealed = False
    amend_case(sealed, by=None)

    assert is_visible(entity)


def test_entity_known_from_nowhere_and_publisher_of_an_unused_source_may_be_seen():
    entity = SourceFactory(publisher=EntityFactory()).publisher

    assert is_visible(entity)
    assert Source.objects.count() == 1


def test_statement_that_concerns_a_sealed_case_at_all_shows_nobody(sealed):
    entity = EntityFactory()
    StatementFactory(case=CaseFactory(), party=PartyFactory(case=sealed), asserted_by=entity)

    assert not is_visible(entity)


def test_entity_hidden_and_one_known_are_known_once_merged(sealed):
    hidden, known = EntityFactory(), PartyFactory().entity
    as_party(hidden, sealed)
    merge_entities(hidden, into=known, by=None)

    assert is_visible(known)


def test_those_who_may_view_the_record_see_all(sealed):
    as_party(EntityFactory(), sealed)
    assert Entity.objects.visible_to(None).count() == 0

    assert Entity.objects.visible_to(User.objects.create_superuser("ada")).count() == 1
