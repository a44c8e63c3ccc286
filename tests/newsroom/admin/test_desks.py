"""Every desk of the newsroom opens, and its list costs the same for three rows as for one."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from newsroom.articles.models import Article
from newsroom.explainers.models import Explainer, GlossaryTerm
from newsroom.images.models import Image
from newsroom.jobs.backend import JobsInDatabase
from newsroom.linking.actions import link_about
from newsroom.numbers.models import Number
from newsroom.publishing.actions import publish, record_revision
from newsroom.publishing.models import Author, FollowUp, Publication, Revision, Section, Topic
from newsroom.staff.models import User
from newsroom.wording.actions import suppress_name
from newsroom.wording.models import SuppressedName, WordingRule
from newsroom.worker.tasks import warm
from tests.factories.numbers import NumberFactory
from tests.factories.record import CaseFactory, EventFactory
from tests.factories.staff import member
from tests.factories.stories import (
    NOON,
    ArticleFactory,
    ExplainerFactory,
    ImageFactory,
    SectionFactory,
    TermFactory,
    TopicFactory,
    published,
)

QUERIES = {
    Article: 11,
    Author: 6,
    Explainer: 11,
    GlossaryTerm: 6,
    FollowUp: 6,
    Image: 6,
    Number: 6,
    ProcrastinateJob: 6,
    Publication: 7,
    Revision: 6,
    Section: 6,
    Topic: 6,
    User: 9,
    SuppressedName: 6,
    WordingRule: 6,
}
READ_ONLY = {FollowUp, ProcrastinateJob, Publication, Revision}


def write_everything():
    section, topic = SectionFactory(), TopicFactory()
    article = published(ArticleFactory(section=section, topics=[topic]))
    link_about(article, CaseFactory(), by=None, now=NOON)
    explainer = ExplainerFactory(topics=[topic], sections=[{"body": "<p>It ends.</p>"}, {"kind": "terms"}])
    record_revision(explainer, by=None, now=NOON)
    TermFactory()
    ImageFactory()
    NumberFactory()
    number = WordingRule.objects.count()
    WordingRule.objects.create(slug=f"acquitted-{number}", wordings=["acquitted"], says="was acquitted")
    suppress_name(SuppressedName(name=f"Zoe Ng {number}", ground="A minor"), by=None)
    JobsInDatabase("default", {}).enqueue(warm, ["article", article.slug], {})
    return article


def schedule_one():
    now = timezone.now()
    publish(ArticleFactory(), by=None, now=now, at=now + timedelta(days=1))


def page(model, name, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


def test_desks_are_these():
    registered = {m for m in admin.site._registry if m._meta.app_label != "cases"}

    assert registered == QUERIES.keys()


@pytest.mark.parametrize("model", QUERIES, ids=lambda model: model.__name__)
def test_list_costs_the_same_for_one_row_and_for_three(model, desk, django_assert_num_queries):
    write_everything()
    desk.get(page(model, "changelist"))

    with django_assert_num_queries(QUERIES[model]):
        first = desk.get(page(model, "changelist"))
    write_everything()
    write_everything()
    with django_assert_num_queries(QUERIES[model]):
        second = desk.get(page(model, "changelist"))

    assert (first.status_code, second.status_code) == (200, 200)


@pytest.mark.parametrize("model", QUERIES, ids=lambda model: model.__name__)
def test_forms_open(model, desk):
    write_everything()

    added = desk.get(page(model, "add"))
    changed = desk.get(page(model, "change", model.objects.first().pk))

    assert added.status_code == (403 if model in READ_ONLY else 200)
    assert changed.status_code == 200


@pytest.mark.parametrize("model", QUERIES, ids=lambda model: model.__name__)
def test_list_survives_hostile_queries(model, desk):
    hostile = ["q=%00", "q=" + "x" * 5000, "state__exact=%00", "p=x", "nonsense=1", "o=99"]

    statuses = [desk.get(f"{page(model, 'changelist')}?{query}").status_code for query in hostile]

    assert set(statuses) <= {200, 302, 400}


def test_first_page_costs_the_same_for_one_draft_and_for_three(desk, django_assert_num_queries):
    overdue = {"date": "2025-05-01", "standing": "expected"}
    ArticleFactory(), EventFactory(**overdue), schedule_one()
    desk.get("/admin/")

    with django_assert_num_queries(20):
        desk.get("/admin/")
    ArticleFactory(), ExplainerFactory(), EventFactory(**overdue), EventFactory(**overdue)
    schedule_one(), schedule_one()
    with django_assert_num_queries(20):
        response = desk.get("/admin/")

    assert len(response.context["drafts"]) == 3
    assert [each["count"] for each in response.context["work"]] == ["3", "0", "0", "0", "3"]
    assert len(response.context["scheduled"]) == 3


def test_first_page_groups_the_lists_by_the_work(desk):
    rooms = desk.get("/admin/").context["app_list"]

    assert [(room["name"], room["models"][0]["object_name"]) for room in rooms] == [
        ("Stories", "Article"),
        ("The record", "Case"),
        ("The record in detail", "Court"),
        ("Desk lists", "Section"),
        ("Staff", "User"),
        ("The worker", "FollowUp"),
    ]


def test_first_page_offers_a_reporter_no_staff_list(client, db):
    client.force_login(member("reporter"))

    rooms = client.get("/admin/").context["app_list"]

    assert "Staff" not in [room["name"] for room in rooms]


def test_someone_without_a_role_is_told_so(client, db):
    user = User.objects.create_user("new", is_staff=True)
    client.force_login(user)

    response = client.get("/admin/")

    assert "Your account has no role yet" in response.text
    assert (list(response.context["drafts"]), response.context["work"]) == ([], [])


@pytest.mark.parametrize("app", ["cases", "newsroom", "staff"])
def test_page_of_one_app_opens(app, desk):
    assert desk.get(f"/admin/{app}/").status_code == 200


def test_staff_are_listed_with_their_roles(desk):
    member("reporter", "rhea")

    response = desk.get(page(User, "changelist"))

    assert "reporter" in response.text


def test_someone_is_hired_into_a_role(desk):
    role = member("reporter", "rhea").groups.get()
    secret = {"usable_password": "true", "password1": "quite a long one", "password2": "quite a long one"}

    desk.post(page(User, "add"), {"username": "nora", "groups": role.pk, "is_staff": "on", **secret})

    assert User.objects.get(username="nora").has_perm("newsroom.change_article")


@pytest.mark.parametrize("desk_of", admin.site._registry.values(), ids=lambda each: each.model.__name__)
def test_desks_are_put_together_of_parts_that_do_not_override_each_other(desk_of):
    """Parts are mixed into one class: two private methods of one name would silently be one."""
    owners = {}
    for part in type(desk_of).__mro__:
        for name in vars(part) if part.__module__.startswith(("cases.", "newsroom.")) else ():
            if name.startswith("_") and not name.startswith("__"):
                owners.setdefault(name, []).append(part.__name__)

    assert {name: parts for name, parts in owners.items() if len(parts) > 1} == {}
