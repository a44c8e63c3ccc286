"""The case file in the newsroom: who may do what on it, and what we wrote about the case."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from cases.admin.case_acts import ACTS
from newsroom.linking.actions import link_about, link_mention
from newsroom.staff.models import User
from tests.factories.record import CaseFactory, EventFactory, StatementFactory
from tests.factories.staff import member
from tests.factories.stories import NOON, ArticleFactory

ROLES = ("reporter", "editor", "legal", "publisher", "administrator", None)
YES, NO = True, False

#                    reporter editor legal publisher administrator none
MATRIX = {
    "look":          (YES, YES, YES, YES, YES, NO),
    "amend":         (YES, YES, YES, YES, YES, NO),
    "attach-docket": (YES, YES, YES, YES, YES, NO),
    "join":          (YES, YES, YES, YES, YES, NO),
    "appear":        (YES, YES, YES, YES, YES, NO),
    "bring":         (YES, YES, YES, YES, YES, NO),
    "end":           (YES, YES, YES, YES, YES, NO),
    "impose":        (YES, YES, YES, YES, YES, NO),
    "happen":        (YES, YES, YES, YES, YES, NO),
    "edit-event":    (YES, YES, YES, YES, YES, NO),
    "state":         (YES, YES, YES, YES, YES, NO),
    "cite":          (YES, YES, YES, YES, YES, NO),
    "check":         (YES, YES, YES, YES, YES, NO),
    "prefer":        (YES, YES, YES, YES, YES, NO),
    "add-document":  (YES, YES, YES, YES, YES, NO),
    "relate":        (YES, YES, YES, YES, YES, NO),
    "delete":        (NO,  YES, NO,  YES, YES, NO),
}  # fmt: skip


@pytest.fixture
def case(db):
    return CaseFactory()


def knock(client, case, act):
    if act == "look":
        return client.get(reverse("admin:cases_case_change", args=[case.pk])).status_code
    if act == "delete":
        return client.get(reverse("admin:cases_case_delete", args=[case.pk])).status_code
    on = [case.pk]
    if ACTS[act].rows:
        row = EventFactory(case=case) if act == "edit-event" else StatementFactory(case=case)
        on.append(row.pk)
    return client.post(reverse(f"admin:cases_case_{act}", args=on), {}).status_code


def test_every_act_is_in_the_table():
    assert MATRIX.keys() - {"look", "delete"} == ACTS.keys()


@pytest.mark.parametrize("role", ROLES)
def test_role_may_do_as_the_table_says(role, case, client):
    user = member(role) if role else User.objects.create_user("reader", is_staff=True)
    client.force_login(user)

    statuses = {act: knock(client, case, act) for act in MATRIX}

    assert set(statuses.values()) <= {200, 302, 403}
    assert {act: status != 403 for act, status in statuses.items()} == {
        act: row[ROLES.index(role)] for act, row in MATRIX.items()
    }


@pytest.fixture
def onlooker(client, db):
    """Someone who may view the record and nothing else."""
    user = User.objects.create_user("onlooker", is_staff=True)
    user.user_permissions.add(*Permission.objects.filter(codename__in=["view_case", "view_entity"]))
    client.force_login(user)
    return client


def test_who_may_only_view_sees_the_file_without_its_forms(onlooker, case):
    StatementFactory(case=case, text="Roe sold tokens to the public.")
    EventFactory(case=case)

    response = onlooker.get(reverse("admin:cases_case_change", args=[case.pk]))

    assert "Roe sold tokens to the public." in response.text
    assert (response.context["ending"], response.context["on_rows"]) == (None, set())
    assert 'class="act"' not in response.text
    assert "Checked by me" not in response.text
    assert "Coverage" not in response.text


@pytest.mark.parametrize("act", ACTS)
def test_who_may_only_view_is_let_into_no_act(onlooker, case, act):
    assert knock(onlooker, case, act) == 403


def test_who_may_not_record_sources_chooses_among_those_there(onlooker, case):
    onlooker.get("/admin/")
    user = User.objects.get(username="onlooker")
    user.user_permissions.add(Permission.objects.get(codename="add_event"))

    form = onlooker.get(reverse("admin:cases_case_happen", args=[case.pk])).context["acting"].form

    assert "source" in form.fields
    assert "source_title" not in form.fields


def test_case_file_names_our_stories_about_the_case(desk, case):
    silent = desk.get(reverse("admin:cases_case_change", args=[case.pk]))
    stories = [ArticleFactory(headline=f"Story {n}", body="<p>The case.</p>") for n in range(6)]
    for story in stories:
        link_about(story, case, by=None, now=NOON)
    link_mention(stories[-1], "The case", case, by=None, now=NOON)
    ArticleFactory(headline="Another story")

    shown = desk.get(reverse("admin:cases_case_change", args=[case.pk]))

    assert "no story yet" in silent.text
    coverage = shown.context["coverage"]
    assert (coverage["count"], coverage["more"]) == (6, 1)
    assert [headline for headline, _, _ in coverage["stories"]] == [f"Story {n}" for n in range(5, 0, -1)]
    address = reverse("admin:newsroom_article_change", args=[stories[-1].pk])
    assert f'<a href="{address}">Story 5</a> <span class="quiet">(draft)</span>' in shown.text


def test_story_leads_to_the_case_file_and_to_a_statement(desk, case):
    story = ArticleFactory()
    link_about(story, case, by=None, now=NOON)

    text = desk.get(reverse("admin:newsroom_article_change", args=[story.pk])).text

    assert f'<a href="{reverse("admin:cases_case_state", args=[case.pk])}">add a statement</a>' in text
