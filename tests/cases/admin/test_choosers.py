"""Choosing an entity: those that match, those that look alike, and registering the name that was typed."""

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError

from cases.admin.choosers import EntityField, ManyEntityField
from cases.models import Entity
from newsroom.staff.models import User
from tests.factories.browser import added_row, errors, submit
from tests.factories.record import EntityFactory, PartyFactory, StatementFactory

FIELD = {"app_label": "cases", "model_name": "party", "field_name": "entity"}


def offered(client, term, **query):
    answer = client.get("/admin/cases/case/entities/", {**FIELD, "term": term, **query})
    return [(row["id"], row["text"]) for row in answer.json()["results"]]


def test_chooser_offers_what_matches_then_what_looks_alike_then_to_register(desk):
    like = EntityFactory(name="Coinbase Global, Inc.", description="token issuer")
    match = EntityFactory(name="Coinbase Globel Incorporated")

    assert offered(desk, "Coinbase Globel Inc") == [
        (str(match.pk), "Coinbase Globel Incorporated (company)"),
        (str(like.pk), "There is already: Coinbase Global, Inc. (company; token issuer), use it?"),
        ("new:company:Coinbase Globel Inc", "Create “Coinbase Globel Inc” as company"),
        ("new:person:Coinbase Globel Inc", "Create “Coinbase Globel Inc” as person"),
        ("new:agency:Coinbase Globel Inc", "Create “Coinbase Globel Inc” as government or agency"),
        ("new:organisation:Coinbase Globel Inc", "Create “Coinbase Globel Inc” as other organisation"),
    ]


def test_likely_duplicate_is_found_by_an_alias(desk):
    entity = EntityFactory(name="Roe Exchange", aliases=["Coinbase Global, Inc."])

    assert offered(desk, "Coinbase Globel Inc")[0] == (
        str(entity.pk),
        "There is already: Roe Exchange (company), use it?",
    )


@pytest.mark.parametrize("term", ["", "—", "\0", "Acme\0", "x" * 251])
def test_nothing_that_is_no_name_can_be_registered(desk, term):
    EntityFactory(name="Roe Holdings")

    assert [row for row in offered(desk, term) if row[0].startswith("new:")] == []


def test_long_list_offers_to_register_on_its_last_page(desk):
    for _ in range(21):
        EntityFactory()

    first, last = offered(desk, "Roe Holdings"), offered(desk, "Roe Holdings", page=2)

    assert len(first) == 20
    assert last[-4][0] == "new:company:Roe Holdings"


def test_who_may_not_register_is_not_offered_to(client, db):
    reader = User.objects.create_user("reader", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_entity"))
    client.force_login(reader)

    assert offered(client, "Acme Holdings") == []


def test_name_chosen_to_be_registered_is_registered_with_the_form(desk):
    party = PartyFactory()
    row = added_row("counsel", name="Ada Byrne", entity="new:person:Ada Byrne")

    submit(desk, f"/admin/cases/party/{party.pk}/change/", **row)

    lawyer = party.counsel.get().entity
    assert (lawyer.name, lawyer.kind) == ("Ada Byrne", "person")


def test_name_given_twice_in_one_form_is_registered_once(desk):
    statement = StatementFactory()
    new = "new:company:Acme Holdings LLC"

    submit(desk, f"/admin/cases/statement/{statement.pk}/change/", asserted_by=new, via=new)

    statement.refresh_from_db()
    assert statement.asserted_by == statement.via == Entity.objects.get(name="Acme Holdings LLC")


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ("new:company:—", "A name needs at least one letter or digit."),
        ("new:starship:Acme", "Choose a kind of entity that the record knows."),
        ("new:", "Choose a kind of entity that the record knows."),
        ("new:company:", "This field is required."),
        ("new:company:a\0b", "Null characters are not allowed."),
        (f"new:company:{'x' * 251}", "Ensure this value has at most 250 characters (it has 251)."),
        ("\0", "Null characters are not allowed."),
        ("9" * 40, "Select a valid choice. That choice is not one of the available choices."),
    ],
)
def test_name_that_cannot_be_is_refused_at_its_field(desk, chosen, said):
    party = PartyFactory()

    response = submit(desk, f"/admin/cases/party/{party.pk}/change/", entity=chosen)

    assert errors(response) == {"entity": [said]}


def test_role_that_may_not_register_is_told_so(db):
    field = EntityField(Entity.objects.all())
    field.may_register = False

    with pytest.raises(ValidationError, match="Your role may not register entities"):
        field.clean("new:company:Acme Holdings LLC")


def test_several_are_chosen_some_of_them_new(db):
    there = EntityFactory()
    field = ManyEntityField(Entity.objects.all())

    chosen = field.clean([str(there.pk), "new:person:Jane Roe"])
    only_new = field.clean(["new:person:Jane Roe"])

    assert [(one.pk, one.name) for one in chosen] == [(there.pk, there.name), (None, "Jane Roe")]
    assert [one.name for one in only_new] == ["Jane Roe"]
    with pytest.raises(ValidationError):
        field.clean([])
