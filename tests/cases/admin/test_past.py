"""A case file as we had it."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.actions import record_disposition, remove
from cases.models import Case
from tests.factories.record import (
    CaseFactory,
    ClaimFactory,
    DocketFactory,
    EventFactory,
    PartyFactory,
    PenaltyFactory,
    StatementFactory,
)
from tests.factories.staff import member


def page(case, **query):
    return reverse("admin:cases_case_past", args=[getattr(case, "pk", case)], query=query or None)


@pytest.fixture
def case(db):
    case = CaseFactory(caption="SEC v. Roe", date_filed="2023-06-05", date_terminated="2025-05-30")
    DocketFactory(case=case, docket_number="1:23-cv-00457")
    party = PartyFactory(case=case, entity__name="Roe Exchange")
    claim = ClaimFactory(case=case, title="Fraud", against=[party])
    record_disposition(claim, party, "dismissed", prejudice="with", date="2025-05-29", by=None)
    EventFactory(case=case, date="2023-06-05", title="Complaint filed")
    EventFactory(case=case, date="2025-05-29", title="Joint filing", standing="expected")
    PenaltyFactory(party=party, date_imposed="2024")
    StatementFactory(
        case=case, text="The complaint names twelve tokens.", asserted_by=party.entity, date="2024"
    )
    return case


def test_file_is_shown_as_it_stands_without_a_day(desk, case):
    response = desk.get(page(case))

    assert response.context["file"]["status"].startswith("Dismissed with prejudice")
    for said in ("1:23-cv-00457", "Roe Exchange, defendant", "Fraud", "Joint filing", "twelve tokens"):
        assert said in response.text


def test_only_what_held_on_the_day_is_shown(desk, case):
    response = desk.get(page(case, as_of="2023-12-31"))

    file = response.context["file"]
    assert file["status"] == "Open since 5 June 2023."
    assert [event.title for event in file["events"]] == ["Complaint filed"]
    assert (file["statements"], file["penalties"]) == ([], [])


def test_before_it_was_recorded_there_was_no_file(desk, case):
    yesterday = timezone.localdate() - dt.timedelta(days=1)

    before = desk.get(page(case, known_at=yesterday.isoformat()))
    today = desk.get(page(case, known_at=timezone.localdate().isoformat()))

    assert "We had no such case then." in before.text
    assert today.context["file"]["case"] == case


def test_file_of_a_case_that_is_gone_can_still_be_read(desk):
    case = CaseFactory(caption="SEC v. Roe")
    number = case.pk
    remove(case, by=None)

    response = desk.get(page(number))

    assert response.context["file"] is None
    assert "SEC v. Roe" in response.text
    assert Case.objects.count() == 0


@pytest.mark.parametrize(
    "query", ["known_at=x", "as_of=%00", "known_at=9999-12-31", "known_at=0001-01-01", "as_of=2023-02-30"]
)
def test_day_that_is_none_is_said_beside_its_field(query, desk, case):
    response = desk.get(f"{page(case)}?{query}")

    assert response.context["file"] is None
    assert response.context["form"].errors


@pytest.mark.parametrize("number", [0, 10**25])
def test_file_that_never_was_is_not_found(number, desk):
    assert desk.get(page(number)).status_code == 404


def test_file_costs_the_same_for_one_row_and_for_three(desk, case, django_assert_num_queries):
    desk.get(page(case))

    with django_assert_num_queries(21):
        desk.get(page(case))
    for _ in range(2):
        EventFactory(case=case)
        party = PartyFactory(case=case)
        ClaimFactory(case=case, against=[party])
        StatementFactory(case=case, asserted_by=party.entity)
    with django_assert_num_queries(21):
        desk.get(page(case))


@pytest.mark.parametrize("role", ["reporter", "editor", "legal", "publisher", "administrator"])
def test_every_role_may_look_back(role, client, case):
    client.force_login(member(role))

    assert client.get(page(case)).status_code == 200


def test_nobody_else_may(client, case):
    user = member("reporter")
    user.groups.clear()
    client.force_login(user)

    assert client.get(page(case)).status_code == 403
