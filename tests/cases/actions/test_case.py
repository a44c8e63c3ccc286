import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases.actions import attach_docket, file_case, relate_cases
from cases.models import Case, CaseRelation, Docket
from tests.factories.record import (
    CaseFactory,
    ClaimFactory,
    CourtFactory,
    DispositionFactory,
    DocketFactory,
    PartyFactory,
)  # fmt: skip


@pytest.fixture
def court(db):
    return CourtFactory(code="dcd", name="U.S. District Court for the District of Columbia")


def test_filed_case_has_its_first_docket(court):
    case = file_case(
        "SEC v. Roe", by=None, court=court, docket_number="1:23-cv-01599-ABJ", docket={"judge": "A. Berman"}
    )

    docket = case.dockets.get()
    assert (docket.docket_number, docket.docket_number_key, docket.docket_number_core, docket.judge) == (
        "1:23-cv-01599-ABJ", "1:23-cv-01599", "23-cv-01599", "A. Berman",
    )  # fmt: skip


def test_cases_of_the_same_name_get_different_addresses(court):
    first = file_case("United States v. Smith", by=None, court=court, docket_number="1:23-cr-00001")
    second = file_case("United States v. Smith", by=None, court=court, docket_number="1:23-cr-00002")
    third = file_case("United States v. Smith", by=None)

    assert [first.slug, second.slug, third.slug] == [
        "united-states-v-smith", "united-states-v-smith-123-cr-00002", "united-states-v-smith-2",
    ]  # fmt: skip


def test_docket_number_twice_in_one_court_is_refused(court):
    DocketFactory(court=court, docket_number="1:23-cv-01599")

    with pytest.raises(ValidationError) as refusal:
        attach_docket(CaseFactory(), court, "1:23-CV-1599 (ABJ)", by=None)

    assert refusal.value.messages == ["This court already has a docket with this number."]


def test_docket_number_may_repeat_in_another_court(court):
    DocketFactory(court=court, docket_number="1:23-cv-01599")

    docket = DocketFactory(court=CourtFactory(code="nysd"), docket_number="1:23-cv-01599")

    assert docket.docket_number_key == "1:23-cv-01599"


def test_database_refuses_a_docket_number_twice_in_one_court(court):
    docket = DocketFactory(court=court, docket_number="1:23-cv-01599")

    with pytest.raises(IntegrityError, match="docket_number_once_per_court"), transaction.atomic():
        Docket.objects.create(
            case=docket.case, court=court, docket_number="23 Civ. 1599", docket_number_key="1:23-cv-01599"
        )


def test_case_with_a_refused_docket_is_not_filed(court):
    DocketFactory(court=court, docket_number="1:23-cv-01599")

    with pytest.raises(ValidationError):
        file_case("SEC v. Roe", by=None, court=court, docket_number="1:23-cv-01599")

    assert Case.objects.filter(caption="SEC v. Roe").count() == 0


@pytest.mark.parametrize(
    ("filed", "terminated", "is_accepted"),
    [
        ("2023-06-05", "2025-05-29", True),
        ("2023-06-05", "2023-06-05", True),
        ("2023-06-05", "2023", True),
        ("2023-06", "2023-06-05", True),
        ("2023-06-05", "2023-06-04", False),
        ("2023", "2022-12-31", False),
    ],
)
def test_case_ends_after_it_begins(db, filed, terminated, is_accepted):
    case = CaseFactory()
    dates = {"date_filed": filed, "date_terminated": terminated}

    if is_accepted:
        assert Case.objects.filter(pk=case.pk).update(**dates) == 1
    else:
        with pytest.raises(IntegrityError, match="case_ends_after_it_begins"), transaction.atomic():
            Case.objects.filter(pk=case.pk).update(**dates)


def test_relation_to_a_case_only_known_as_printed(db):
    case = CaseFactory()

    relation = relate_cases(case, "appeal_of", by=None, printed="E.D. Tenn. 3:20-cr-00114")

    assert str(relation) == f"{case}: appeal of E.D. Tenn. 3:20-cr-00114"


def test_relation_needs_exactly_one_other_end(db):
    case, other = CaseFactory(), CaseFactory()

    for ends in ({}, {"other": other, "printed": "1:23-cv-01599"}):
        with pytest.raises(ValidationError) as refusal:
            relate_cases(case, "related", by=None, **ends)
        assert refusal.value.messages == ["Choose the other case or write down its court and number."]


def test_case_is_not_related_to_itself_or_twice_in_one_way(db):
    case, other = CaseFactory(), CaseFactory()
    relate_cases(case, "similar", other, by=None)

    with pytest.raises(ValidationError):
        relate_cases(case, "related", case, by=None)
    with pytest.raises(ValidationError):
        relate_cases(case, "similar", other, by=None)

    assert CaseRelation.objects.count() == 1


def test_open_and_closed_divide_all_cases(db):
    bare = CaseFactory()
    terminated = CaseFactory(date_terminated="2024-01")
    decided = DispositionFactory(outcome="settled").against.case
    half_decided = DispositionFactory(outcome="settled").against.case
    ClaimFactory(case=half_decided, against=[PartyFactory(case=half_decided)])
    stayed = DispositionFactory(outcome="stayed").against.case

    assert set(Case.objects.open()) == {bare, half_decided, stayed}
    assert set(Case.objects.closed()) == {terminated, decided}


def test_cases_in_a_court_and_naming_an_entity_come_once(court):
    party = PartyFactory()
    DocketFactory(case=party.case, court=court)
    DocketFactory(case=party.case, court=court)
    PartyFactory(case=party.case, entity=party.entity, role="plaintiff")
    CaseFactory()

    assert list(Case.objects.in_court(court)) == [party.case]
    assert list(Case.objects.naming(party.entity)) == [party.case]


def test_cases_come_newest_first_and_undated_last(db):
    undated, old, new, month = (
        CaseFactory(date_filed=date) for date in (None, "2022-12-31", "2023-06-05", "2023-06")
    )

    assert list(Case.objects.newest_first()) == [new, month, old, undated]


def test_sealed_case_is_visible_to_those_who_may_view_the_record(db, editor, roles):
    sealed, plain = CaseFactory(is_sealed=True), CaseFactory()

    for reader in (None, editor):
        assert list(Case.objects.visible_to(reader)) == [plain]

    editor.groups.set([*roles.filter(name="reporter")])
    editor = type(editor).objects.get(pk=editor.pk)
    assert set(Case.objects.visible_to(editor)) == {sealed, plain}
