"""The desk of entities: what each kind has, and aliases that say why they are weak."""

import json

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from cases.actions import add_alias
from cases.models import Alias, Entity
from cases.models.entity_details import DETAILS
from tests.factories.record import EntityFactory

ROWS = {
    f"{prefix}-{name}": value
    for prefix in ("aliases", "identifiers")
    for name, value in (("TOTAL_FORMS", "0"), ("INITIAL_FORMS", "0"))
}


def sent(kind="person", **values):
    return {"name": "Changpeng Zhao", "kind": kind, "slug": "zhao", **ROWS, **values}


def alias(number=0, **values):
    row = {"name": "Zhao", "kind": "short_name", "strength": "", **values}
    return {"aliases-TOTAL_FORMS": str(number + 1)} | {f"aliases-{number}-{k}": v for k, v in row.items()}


def test_entity_is_added_with_what_its_kind_has(desk):
    response = desk.post(reverse("admin:cases_entity_add"), sent(occupation="founder", date_of_birth="1977"))

    assert response.status_code == 302
    entity = Entity.objects.get()
    assert (entity.occupation, str(entity.date_of_birth)) == ("founder", "1977")


@pytest.mark.parametrize(("name", "value"), [("legal_form", "GmbH"), ("symbol", "BNB")])
def test_field_of_another_kind_is_refused_beside_it(desk, name, value):
    response = desk.post(reverse("admin:cases_entity_add"), sent(**{name: value}))

    errors = response.context["adminform"].form.errors
    assert list(errors) == [name]
    assert "empty this field, or choose another kind" in errors[name][0]


def test_kind_with_fields_of_another_filled_is_refused_beside_them(desk):
    entity = EntityFactory(name="Changpeng Zhao", kind="person", occupation="founder")
    change = reverse("admin:cases_entity_change", args=[entity.pk])

    response = desk.post(change, sent("company", occupation="founder"))

    assert list(response.context["adminform"].form.errors) == ["occupation"]


def test_weak_alias_is_stored_weak_and_the_desk_is_told_why(desk):
    response = desk.post(reverse("admin:cases_entity_add"), sent(**alias()))

    assert Alias.objects.values_list("strength", "weakness", "is_decided").get() == ("weak", "surname", False)
    told = [str(message) for message in get_messages(response.wsgi_request)]
    assert told[0] == ("“Zhao” is a surname alone: stored as weak, proposed only with other evidence.")


def test_desk_that_insists_is_obeyed_and_told_nothing(desk):
    response = desk.post(reverse("admin:cases_entity_add"), sent(**alias(strength="strong")))

    assert Alias.objects.values_list("strength", "is_decided").get() == ("strong", True)
    assert len(list(get_messages(response.wsgi_request))) == 1


def test_form_shows_who_decided_and_tells_the_browser_which_kinds_have_what(desk):
    entity = EntityFactory(name="Changpeng Zhao", kind="person")
    add_alias(entity, "CZ", strength="strong", by=None)
    add_alias(entity, "Zhao", by=None)

    page = desk.get(reverse("admin:cases_entity_change", args=[entity.pk]))

    form = page.context["adminform"].form
    told = json.loads(form.fields["kind"].widget.attrs["data-fields-of-kinds"])
    assert told.keys() == DETAILS.keys()
    aliases = page.context["inline_admin_formsets"][0].formset.forms
    assert [row.initial["strength"] for row in aliases] == ["strong", ""]
    assert "newsroom/entity-kinds" in page.text
