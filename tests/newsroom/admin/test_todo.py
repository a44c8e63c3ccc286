"""What waits at the desk of the record."""

import pytest
from django.contrib.auth.models import Permission

from cases.actions import cite, record_disposition
from cases.admin import todo
from cases.models import Statement
from tests.factories.record import (
    CaseFactory,
    ClaimFactory,
    DocketFactory,
    EntityFactory,
    EventFactory,
    PartyFactory,
    SourceFactory,
    StatementFactory,
)
from tests.factories.staff import member


@pytest.fixture
def desk(client, db):
    client.force_login(member("editor"))
    return client


def more(name="Roe"):
    """One row of every kind of work, and one beside it that is done."""
    for caption, outcome in ((f"Open v. {name}", "stayed"), (f"Done v. {name}", "settled")):
        case = CaseFactory(caption=caption, date_terminated="2025-05-30")
        DocketFactory(case=case)
        party = PartyFactory(case=case)
        record_disposition(ClaimFactory(case=case, against=[party]), party, outcome, by=None)
        EventFactory(
            case=case, date="2025-05-01", standing="expected" if outcome == "stayed" else "confirmed"
        )
    CaseFactory(caption=f"Undocketed v. {name}")
    StatementFactory(case=case, text=f"Unsourced of {name}.")
    sourced = StatementFactory(case=case, text=f"Sourced of {name}.")
    cite(sourced, SourceFactory(), by=None)
    Statement.objects.filter(pk=sourced.pk).update(checked_at="2025-06-01T00:00:00Z")


def shown(response):
    return {
        each["task"].title: (each["count"], [str(row) for row, *_ in each["rows"]])
        for each in response.context["work"]
    }


def test_each_kind_of_work_is_shown_with_its_rows(desk):
    more()

    response = desk.get("/admin/to-do/")

    assert shown(response) == {
        "Expected, and the day has passed": ("1", ["Status conference"]),
        "Closed by the court, with a claim that has no end": ("1", ["Open v. Roe"]),
        "Statements without a source": ("1", ["Unsourced of Roe."]),
        "Statements nobody has checked": ("1", ["Unsourced of Roe."]),
        "Cases without a docket": ("1", ["Undocketed v. Roe"]),
    }


def test_each_kind_leads_to_the_list_of_all_of_it(desk):
    more()
    more("Poe")

    found = {
        each["task"].title: len(desk.get(each["task"].address).context["cl"].result_list)
        for each in desk.get("/admin/to-do/").context["work"]
    }

    assert set(found.values()) == {2}


def test_likely_duplicates_are_offered(desk):
    for suffix in ("Limited", "Ltd Limited"):
        EntityFactory(name=f"Roe Exchange {suffix}")

    response = desk.get("/admin/to-do/")

    assert [len(each["pairs"]) for each in response.context["duplicates"]] == [1, 0]
    assert 'href="/admin/cases/entity/duplicates/"' in response.text


def test_more_than_worth_counting_is_not_counted(desk, monkeypatch):
    monkeypatch.setattr(todo, "MOST", 1)
    more()
    more("Poe")

    assert {count for count, _ in shown(desk.get("/admin/to-do/")).values()} == {"1+"}


def test_page_costs_the_same_for_one_row_and_for_three(desk, django_assert_num_queries):
    more()
    for suffix in ("Limited", "Ltd Limited"):  # look-alikes, so that there is a pair from the start
        EntityFactory(name=f"Quill Exchange {suffix}")
        CaseFactory(caption=f"SEC v. Quill Exchange {suffix}")
    desk.get("/admin/to-do/")

    with django_assert_num_queries(28):
        desk.get("/admin/to-do/")
    more("Poe")
    more("Vance")
    with django_assert_num_queries(28):
        desk.get("/admin/to-do/")


@pytest.mark.parametrize(
    ("role", "kinds"), [("reporter", 5), ("editor", 5), ("legal", 5), ("publisher", 5), ("nobody", 0)]
)
def test_role_sees_its_work(role, kinds, client, db):
    user = member("reporter" if role == "nobody" else role)
    if role == "nobody":
        user.groups.clear()
    client.force_login(user)

    response = client.get("/admin/to-do/")

    assert (response.status_code, len(response.context["work"])) == (200, kinds)


def test_sealed_case_waits_only_for_who_may_see_it(client, db):
    StatementFactory(case=CaseFactory(is_sealed=True), text="Sealed.")
    user = member("reporter")
    user.groups.clear()
    user.user_permissions.add(Permission.objects.get(codename="view_statement"))
    client.force_login(user)

    assert [rows for _, rows in shown(client.get("/admin/to-do/")).values()] == [[], []]


def test_readers_are_asked_to_sign_in(client, db):
    assert client.get("/admin/to-do/").status_code == 302
