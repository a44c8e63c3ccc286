"""Which case a docket joins."""

import pytest

from cases.actions import file_case
from cases.models import Case, CaseRelation, Docket, Entity, Event, Party
from tests.factories.dockets import docket_json, import_values

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("order", [("criminal", "appeal"), ("appeal", "criminal")])
def test_trial_and_appeal_are_one_case_whichever_comes_first(tmp_path, order):
    summary = import_values(tmp_path, *map(docket_json, order))

    case = Case.objects.get()
    assert (summary["cases"], summary["dockets"]) == (1, 2)
    assert (case.caption, case.kind, str(case.date_filed)) == (
        "USA v. Roe et al",
        "criminal",
        "14 February 2023",
    )
    assert list(Docket.objects.values_list("court__code", "case")) == [("nysd", case.pk), ("ca2", case.pk)]
    assert list(Entity.objects.values_list("name", flat=True)) == [
        "Jane Poe",
        "Richard Roe",
        "United States of America",
    ]
    assert Party.objects.filter(docket__court__code="ca2").count() == 2
    assert Event.objects.get(docket__court__code="ca2").case == case
    second = import_values(tmp_path, *map(docket_json, order))
    assert (second["created"], second["changed"]) == (0, 0)


def test_two_appeals_from_one_docket_we_lack_are_one_case(tmp_path):
    import_values(tmp_path, docket_json("appeal"), docket_json("appeal", docket_number="24-102"))

    assert (Case.objects.count(), Docket.objects.count()) == (1, 2)


def test_appeal_to_a_second_court_joins_too(tmp_path):
    origin = {"court_id": "ca2", "docket_number": "24-101"}
    higher = docket_json(
        "appeal", court_id="scotus", docket_number="24-900", originating_court_information=origin
    )

    import_values(tmp_path, docket_json("criminal"), docket_json("appeal"), higher)

    assert (Case.objects.count(), Docket.objects.count()) == (1, 3)


def test_appeal_without_a_named_origin_is_its_own_case(tmp_path):
    import_values(tmp_path, docket_json("criminal"), docket_json("appeal", originating_court_information={}))

    assert Case.objects.count() == 2


def test_case_is_over_when_its_last_docket_is(tmp_path):
    ended = docket_json("criminal", date_terminated="2023-12-20")

    import_values(tmp_path, ended)
    assert str(Case.objects.get().date_terminated) == "20 December 2023"

    import_values(tmp_path, ended, docket_json("appeal"))
    assert Case.objects.get().date_terminated is None

    import_values(tmp_path, ended, docket_json("appeal", date_terminated="2024-09-30"))
    assert str(Case.objects.get().date_terminated) == "30 September 2024"


def test_appeals_that_stand_in_several_cases_are_not_merged(tmp_path):
    import_values(tmp_path, docket_json("appeal"), docket_json("appeal", docket_number="24-102"))
    apart = file_case("Roe's second appeal", by=None)
    second = Docket.objects.get(docket_number="24-102")
    Party.objects.filter(docket=second).update(case=apart)
    Event.objects.filter(docket=second).update(case=apart)
    Docket.objects.filter(pk=second.pk).update(case=apart)

    summary = import_values(tmp_path, docket_json("criminal"))

    trial = Docket.objects.get(court__code="nysd").case
    assert Case.objects.count() == 3
    assert list(CaseRelation.objects.filter(from_case=trial).values_list("kind", "to_case__caption")) == [
        ("related", "Roe's second appeal"),
        ("related", "United States v. Roe"),
    ]
    assert summary["skipped"] == []


def test_case_the_desk_filed_is_left_as_it_is(tmp_path):
    import_values(tmp_path, docket_json("appeal"))
    case = Case.objects.get()
    Case.objects.update(caption="The Roe appeal")

    import_values(tmp_path, docket_json("criminal"))

    case.refresh_from_db()
    assert (case.caption, str(case.date_filed)) == ("The Roe appeal", "14 February 2023")
