"""Whom the importer takes for the same, and whom it never does."""

import pytest

from cases.actions import add_alias, register_entity
from cases.models import Entity, Party
from tests.factories.dockets import docket_json, import_values

pytestmark = pytest.mark.django_db


def docket_of(number, *names):
    """A civil docket with these parties."""
    parties = [{"name": name, "type": "Defendant", "attorneys": []} for name in names]
    return docket_json("civil", docket_number=f"1:23-cv-{number:05}", parties=parties, docket_entries=[])


def import_parties(tmp_path, *names):
    """Each name as the party of a docket of its own; the entities, in that order."""
    import_values(tmp_path, *[docket_of(number, name) for number, name in enumerate(names, start=1)])
    return [
        party.entity
        for party in Party.objects.select_related("entity").order_by("docket__docket_number_key", "pk")
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Roe Holdings, Inc.", "ROE HOLDINGS INC"),
        ("U.S. Department of State", "US DEPARTMENT OF STATE"),
        ("STATE OF HAWAII", "State of Hawaii"),
        ("Firearms Policy Coalition", "FIREARMS POLICY COALITION"),
        ("USA", "United States of America"),
        ("United States", "USA"),
    ],
)
def test_organisation_is_recognised_across_dockets(tmp_path, one, other):
    first, second = import_parties(tmp_path, one, other)

    assert first == second


@pytest.mark.parametrize(
    "name",
    [
        "John Smith",
        "DONALD ROE, in his official capacity as Governor",
        "Does",
        "John Doe 1",
        "Service List",
        "LAW PROFESSORS",
        "Zorp",
    ],
)
def test_person_or_generic_name_is_never_recognised_across_dockets(tmp_path, name):
    first, second = import_parties(tmp_path, name, name)

    assert first != second
    assert first.slug != second.slug


def test_name_is_one_entity_within_a_docket(tmp_path):
    import_values(tmp_path, docket_of(1, "John Smith", "JOHN SMITH", "John Smith, Jr."))

    assert list(Entity.objects.values_list("name", flat=True)) == ["John Smith", "John Smith, Jr."]
    assert [party.appearance for party in Party.objects.order_by("pk")] == [1, 2, 1]


def test_government_has_one_entity_with_weak_aliases(tmp_path):
    import_parties(tmp_path, "USA", "UNITED STATES OF AMERICA")

    entity = Entity.objects.get()
    assert (entity.name, entity.kind, entity.country) == ("United States of America", "agency", "US")
    assert list(entity.aliases.values_list("name", "strength")) == [
        ("USA", "weak"),
        ("United States", "weak"),
    ]


def test_government_the_desk_registered_is_recognised(tmp_path):
    desk = register_entity("United States", kind="agency", by=None)

    assert import_parties(tmp_path, "USA") == [desk]


def test_alias_of_an_organisation_is_recognised(tmp_path):
    sec = register_entity("SEC", kind="agency", by=None)
    add_alias(sec, "Securities and Exchange Commission", by=None)

    assert import_parties(tmp_path, "SECURITIES AND EXCHANGE COMMISSION") == [sec]


def test_weak_alias_is_not_enough(tmp_path):
    roe = register_entity("Roe Group", kind="company", by=None)
    add_alias(roe, "Roe Holdings, Inc.", strength="weak", by=None)

    assert import_parties(tmp_path, "Roe Holdings, Inc.") != [roe]


@pytest.mark.parametrize("kind", ["person", "asset"])
def test_entity_of_another_kind_is_not_recognised(tmp_path, kind):
    roe = register_entity("Roe Holdings, Inc.", kind=kind, by=None)

    assert import_parties(tmp_path, "Roe Holdings, Inc.") != [roe]


def test_name_that_several_carry_is_a_new_entity(tmp_path):
    for slug in ("roe-holdings-ny", "roe-holdings-de"):
        register_entity("Roe Holdings, Inc.", kind="company", slug=slug, by=None)

    import_parties(tmp_path, "Roe Holdings, Inc.")

    assert Entity.objects.filter(name="Roe Holdings, Inc.").count() == 3


@pytest.mark.parametrize(
    ("printed", "name", "description"),
    [
        ("MERRICK B. ROE, ATTORNEY GENERAL", "Merrick B. Roe", "Attorney General"),
        ("RICHARD ROE (#20575-509)", "Richard Roe", ""),
        ("John Smith, Jr.", "John Smith, Jr.", ""),
        ("SMITH, JOHN", "Smith, John", ""),
        ("Roe Holdings, Inc.", "Roe Holdings, Inc.", ""),
    ],
)
def test_entity_is_named_fit_to_read(tmp_path, printed, name, description):
    (entity,) = import_parties(tmp_path, printed)

    assert (entity.name, entity.description) == (name, description)
    assert Party.objects.get().name_printed == printed
