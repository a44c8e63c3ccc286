import pytest
from django.core.exceptions import ValidationError
from django.forms import modelform_factory

from cases.models import Party
from tests.factories.record import PartyFactory

pytestmark = pytest.mark.django_db


def test_party_twice_in_one_role_is_refused_by_a_form_that_does_not_ask_which_appearance():
    party = PartyFactory()
    form_class = modelform_factory(Party, fields=["case", "entity", "role"])

    form = form_class({"case": party.case_id, "entity": party.entity_id, "role": party.role})

    assert form.errors == {"__all__": ["This party already has this role in the case."]}


def test_party_listed_again_in_one_role_is_another_appearance():
    party = PartyFactory()

    PartyFactory(case=party.case, entity=party.entity, role=party.role, appearance=2)

    assert party.case.parties.count() == 2
    with pytest.raises(ValidationError, match="already has this role"):
        PartyFactory(case=party.case, entity=party.entity, role=party.role, appearance=2)
