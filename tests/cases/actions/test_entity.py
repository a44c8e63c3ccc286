import pytest
from django.core.exceptions import ValidationError

from cases.actions import add_alias, amend_alias, amend_entity, identify, register_entity
from cases.models import Alias, Entity
from tests.factories.record import EntityFactory


def test_registered_entity_has_its_aliases_and_keys(db):
    agency = register_entity(
        "Securities and Exchange Commission", kind="agency", by=None,
        aliases=[("SEC", Alias.Kind.ACRONYM), "U.S. Securities and Exchange Commission"],
    )  # fmt: skip

    assert (agency.slug, agency.name_key) == (
        "securities-and-exchange-commission", "securities and exchange commission",
    )  # fmt: skip
    assert list(agency.aliases.values_list("name", "name_key", "kind")) == [
        ("SEC", "sec", "acronym"),
        ("U.S. Securities and Exchange Commission", "us securities and exchange commission", "other"),
    ]


def test_namesakes_get_different_addresses(db):
    names = [register_entity("David Smith", kind="person", by=None).slug for _ in range(3)]

    assert names == ["david-smith", "david-smith-2", "david-smith-3"]


def test_name_without_a_letter_is_refused(db):
    with pytest.raises(ValidationError) as refusal:
        register_entity("—", kind="company", by=None)

    assert refusal.value.messages == ["A name needs at least one letter or digit."]


def test_amended_entity_is_found_under_its_new_name(db):
    entity = register_entity("Twitter, Inc.", kind="company", by=None)

    entity.name = "X Corp."
    amend_entity(entity, by=None)

    assert list(Entity.objects.named("x corp")) == [entity]


def test_entities_are_named_by_strong_aliases_only(db):
    exchange = EntityFactory(name="Binance Holdings Limited")
    add_alias(exchange, "Binance", by=None)
    add_alias(exchange, "The Exchange", strength="weak", by=None)

    assert list(Entity.objects.named("binance")) == [exchange]
    assert list(Entity.objects.named("the exchange")) == []


def test_alias_twice_is_refused_whatever_its_capitals(db):
    entity = EntityFactory()
    add_alias(entity, "Roe Exchange", by=None)

    with pytest.raises(ValidationError) as refusal:
        add_alias(entity, "ROE EXCHANGE", by=None)

    assert refusal.value.messages == ["This entity already has this alias."]


def test_alias_cannot_end_before_it_begins(db):
    with pytest.raises(ValidationError) as refusal:
        add_alias(EntityFactory(), "Roe Exchange", valid_from="2023", valid_until="2022-06", by=None)

    assert refusal.value.messages == ["An alias cannot end before it begins."]


def test_identifier_names_one_entity_only(db):
    identify(EntityFactory(), "cik", "0001679788", by=None)

    with pytest.raises(ValidationError) as refusal:
        identify(EntityFactory(), "cik", "0001679788", by=None)

    assert refusal.value.messages == ["Another entity already has this identifier."]


def test_identifier_is_kept_in_one_spelling_or_refused(db):
    entity = EntityFactory()

    assert identify(entity, "cik", "1679788", by=None).value == "0001679788"
    with pytest.raises(ValidationError) as refusal:
        identify(entity, "wikidata", "312", by=None)

    assert refusal.value.message_dict == {"value": ["A Wikidata item is a Q and a number, e.g. Q312."]}


def test_alias_is_as_strong_as_its_wording_allows_and_says_why(db):
    zhao = EntityFactory(name="Changpeng Zhao", kind="person")

    told = [add_alias(zhao, name, by=None) for name in ("Zhao", "CZ", "Binance’s Zhao")]

    assert [(alias.strength, alias.weakness, alias.is_decided) for alias in told] == [
        ("weak", "surname", False), ("weak", "short", False), ("strong", "", False),
    ]  # fmt: skip


def test_what_the_desk_says_of_an_alias_stands_and_is_known_as_its_word(db):
    zhao = EntityFactory(name="Changpeng Zhao", kind="person")

    alias = add_alias(zhao, "CZ", strength="strong", by=None)

    assert (alias.strength, alias.weakness, alias.is_decided) == ("strong", "short", True)


def test_name_that_another_entity_carries_is_weak(db):
    add_alias(EntityFactory(name="Phoenix Exchange"), "PhoenixX", by=None)
    other = EntityFactory(name="Roe Markets")

    told = [add_alias(other, name, by=None) for name in ("Phoenix Exchange", "PhoenixX", "Roe Markets Ltd")]

    assert [alias.weakness for alias in told] == ["ambiguous", "ambiguous", ""]


def test_symbol_of_an_asset_and_a_ticker_are_weak(db):
    token = EntityFactory(name="Bitcoin", kind="asset", symbol="BTC")

    told = [add_alias(token, "BTC", by=None), add_alias(token, "XBTC", kind="ticker", by=None)]

    assert [alias.weakness for alias in told] == ["symbol", "symbol"]


def test_amended_alias_is_judged_anew(db):
    alias = add_alias(EntityFactory(name="Changpeng Zhao", kind="person"), "Zhao", by=None)

    alias.name = "Zhao Changpeng"
    amend_alias(alias, by=None)

    assert (alias.name_key, alias.strength, alias.weakness) == ("zhao changpeng", "strong", "")
