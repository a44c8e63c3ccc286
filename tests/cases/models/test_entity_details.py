import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases.actions import amend_entity, merge_entities, register_entity, undo_merge
from cases.history import at, restore, versions
from cases.models import Entity
from cases.models.entity_details import DETAILS, KINDS_SAID, fields_of
from tests.factories.record import EntityFactory

pytestmark = pytest.mark.django_db

SOME = {
    "occupation": "chief executive", "date_of_birth": "1977", "date_of_death": "2020-01",
    "legal_form": "GmbH", "registration_number": "HRB 1", "jurisdiction": "Ohio",
    "government_level": "state", "date_dissolved": "2022-11", "symbol": "BTC",
}  # fmt: skip


def some(name):
    return EntityFactory() if name == "belongs_to" else SOME[name]


@pytest.mark.parametrize("name", DETAILS)
@pytest.mark.parametrize("kind", Entity.Kind)
def test_field_is_kept_for_its_kinds_and_refused_for_others(kind, name):
    entity = Entity(name="Roe", name_key="roe", slug="roe", kind=kind, **{name: some(name)})
    said, kinds = DETAILS[name]

    if kind in kinds:
        amend_entity(entity, by=None)
        assert entity.details.keys() == set(fields_of(kind))
        return
    with pytest.raises(ValidationError, match=f"has {said}: empty this field, or choose another kind"):
        amend_entity(entity, by=None)
    with pytest.raises(IntegrityError, match=f"entity_{name}_fits_its_kind"), transaction.atomic():
        Entity.objects.bulk_create([entity])


def test_every_kind_has_its_words():
    assert KINDS_SAID.keys() == set(Entity.Kind)
    assert {kind for _, kinds in DETAILS.values() for kind in kinds} <= KINDS_SAID.keys()


def test_kind_cannot_change_under_what_it_has():
    entity = register_entity("Jane Roe", kind="person", occupation="clerk", by=None)
    entity.kind = "company"

    with pytest.raises(ValidationError) as refusal:
        amend_entity(entity, by=None)

    assert refusal.value.messages == [
        "Only a person has an occupation: empty this field, or choose another kind."
    ]


@pytest.mark.parametrize(("born", "died", "fits"), [("1977", "1976", False), ("1977", "1977-05", True)])
def test_person_is_born_before_they_die(born, died, fits):
    if fits:
        register_entity("Jane Roe", kind="person", date_of_birth=born, date_of_death=died, by=None)
        return
    with pytest.raises(ValidationError, match="cannot die before"):
        register_entity("Jane Roe", kind="person", date_of_birth=born, date_of_death=died, by=None)


def test_entity_cannot_belong_to_itself():
    entity = EntityFactory()
    entity.belongs_to = entity

    with pytest.raises(ValidationError, match="cannot belong to itself"):
        amend_entity(entity, by=None)


def test_details_travel_on_both_clocks():
    entity = register_entity(
        "FTX Trading Ltd.", kind="company", legal_form="corporation", date_dissolved="2022-11", by=None
    )
    entity.legal_form = "limited company"
    amend_entity(entity, by=None)
    first, second = versions(Entity, entity.pk)

    assert (first.row.legal_form, second.row.legal_form) == ("corporation", "limited company")
    assert restore(first, by=None).legal_form == "corporation"
    with at(as_of=entity.date_dissolved.first.replace(year=2021)):
        assert Entity.objects.get().date_dissolved is None
    with at(as_of=entity.date_dissolved.last.replace(year=2023)):
        assert str(Entity.objects.get().date_dissolved) == "November 2022"


def test_merge_fills_details_and_no_entity_comes_to_belong_to_itself():
    survivor, loser = EntityFactory(name="Roe Group"), EntityFactory(name="Roe Grp", jurisdiction="Ohio")
    child = EntityFactory(belongs_to=loser)
    survivor.belongs_to = loser
    amend_entity(survivor, by=None)

    merge = merge_entities(loser, into=survivor, by=None)

    survivor.refresh_from_db()
    child.refresh_from_db()
    assert (survivor.jurisdiction, survivor.belongs_to, child.belongs_to) == ("Ohio", None, survivor)
    undo_merge(merge, by=None)
    survivor.refresh_from_db()
    child.refresh_from_db()
    assert (survivor.jurisdiction, survivor.belongs_to_id, child.belongs_to_id) == ("", loser.pk, loser.pk)
