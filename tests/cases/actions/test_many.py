"""Many rows at once obey the rules of their fields as single ones do."""

import pytest
from django.core.exceptions import ValidationError

from cases.actions import amend_all, keep_all, register_entities
from cases.models import Case, Entity
from tests.factories.record import CaseFactory

pytestmark = pytest.mark.django_db


def test_keep_all_of_none_is_none():
    assert keep_all([], by=None) == []


def test_keep_all_checks_every_row_and_keeps_none_if_one_is_wrong():
    cases = [Case(caption="Doe v. Roe", slug="doe-v-roe"), Case(caption="", slug="untitled")]

    with pytest.raises(ValidationError) as refused:
        keep_all(cases, by=None)

    assert (list(refused.value.message_dict), Case.objects.count()) == (["caption"], 0)


def test_keep_all_is_noted_in_the_change_log(log_changes):
    cases = keep_all([Case(caption="Doe v. Roe", slug="doe-v-roe")], by=None)

    assert log_changes() == [("keep_all", "case", cases[0].pk)]


def test_amend_all_keeps_the_named_fields_only():
    case = CaseFactory(caption="Doe v. Roe")
    case.caption, case.summary = "Doe v. Roe Holdings", "Not asked for."

    amend_all([case], {"caption"}, by=None)

    case.refresh_from_db()
    assert (case.caption, case.summary) == ("Doe v. Roe Holdings", "")


def test_amend_all_refuses_what_a_field_does_not_allow():
    case = CaseFactory(caption="Doe v. Roe")
    case.kind = "tribunal"

    with pytest.raises(ValidationError, match="tribunal"):
        amend_all([case], {"kind"}, by=None)


def test_register_entities_gives_keys_and_addresses():
    names = ["John Smith", "John Smith", "Żółć S.A.", "ﷺ" * 250]

    register_entities([Entity(name=name, kind="person") for name in names], by=None)

    first, second, polish, long = Entity.objects.order_by("pk")
    assert (first.slug, second.slug, polish.name_key, len(long.name_key)) == (
        "john-smith",
        "john-smith-2",
        "zołc sa",
        250,
    )
