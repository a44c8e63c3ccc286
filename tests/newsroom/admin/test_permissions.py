"""Who may do what, asked at the door."""

import pytest
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from cases.models import Case
from newsroom.articles.models import Article
from newsroom.explainers.models import Explainer
from newsroom.publishing.actions import record_revision
from newsroom.publishing.models import FollowUp, Publication, Section
from newsroom.staff.models import User
from tests.factories.record import CaseFactory
from tests.factories.staff import member
from tests.factories.stories import NOON, ArticleFactory, ExplainerFactory, SectionFactory, published

ROLES = ("reporter", "editor", "legal", "publisher", "administrator")
FACTORIES = {Case: CaseFactory, Article: ArticleFactory, Explainer: ExplainerFactory, Section: SectionFactory}
YES, NO = True, False

#                             reporter editor legal publisher administrator
MATRIX = {
    (Case, "list"):           (YES, YES, YES, YES, YES),
    (Case, "add"):            (YES, YES, YES, YES, YES),
    (Case, "change"):         (YES, YES, YES, YES, YES),
    (Case, "delete"):         (NO,  YES, NO,  YES, YES),
    (Article, "list"):        (YES, YES, YES, YES, YES),
    (Article, "add"):         (YES, YES, NO,  YES, YES),
    (Article, "change"):      (YES, YES, NO,  YES, YES),
    (Article, "delete"):      (NO,  YES, NO,  YES, YES),
    (Article, "publish"):     (NO,  YES, NO,  YES, YES),
    (Article, "minor-edit"):  (NO,  YES, NO,  YES, YES),
    (Article, "correct"):     (NO,  YES, NO,  YES, YES),
    (Article, "clarify"):     (NO,  YES, NO,  YES, YES),
    (Article, "withdraw"):    (NO,  NO,  YES, YES, YES),
    (Article, "reschedule"):  (NO,  YES, NO,  YES, YES),
    (Article, "cancel-schedule"): (NO, YES, NO, YES, YES),
    (FollowUp, "list"):       (NO,  NO,  NO,  YES, YES),
    (FollowUp, "retry"):      (NO,  NO,  NO,  YES, YES),
    (FollowUp, "discard"):    (NO,  NO,  NO,  YES, YES),
    (ProcrastinateJob, "list"): (NO, NO, NO,  YES, YES),
    (ProcrastinateJob, "retry"): (NO, NO, NO, YES, YES),
    (ProcrastinateJob, "discard"): (NO, NO, NO, YES, YES),
    (Explainer, "list"):      (YES, YES, YES, YES, YES),
    (Explainer, "add"):       (YES, YES, NO,  YES, YES),
    (Explainer, "change"):    (YES, YES, NO,  YES, YES),
    (Explainer, "delete"):    (NO,  YES, NO,  YES, YES),
    (Explainer, "publish"):   (NO,  YES, NO,  YES, YES),
    (Explainer, "minor-edit"): (NO, YES, NO,  YES, YES),
    (Explainer, "withdraw"):  (NO,  NO,  YES, YES, YES),
    (Section, "list"):        (YES, YES, YES, YES, YES),
    (Section, "add"):         (NO,  YES, NO,  YES, YES),
    (Section, "change"):      (NO,  YES, NO,  YES, YES),
    (Section, "delete"):      (NO,  YES, NO,  YES, YES),
}  # fmt: skip
CASES = [
    pytest.param(model, act, role, allowed, id=f"{role} {act} {model.__name__}")
    for (model, act), row in MATRIX.items()
    for role, allowed in zip(ROLES, row, strict=True)
]


def knock(client, model, act):
    """Try it; return the answer's status."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_"
    if act == "list":
        return client.get(reverse(f"{name}changelist")).status_code
    if act == "add":
        return client.get(reverse(f"{name}add")).status_code
    if act in {"retry", "discard"}:
        return client.post(reverse(f"{name}changelist"), {"action": act, "_selected_action": "1"}).status_code
    row = FACTORIES[model]()
    if act == "change":
        return client.post(reverse(f"{name}change", args=[row.pk]), {}).status_code
    if act == "delete":
        return client.post(reverse(f"{name}delete", args=[row.pk]), {"post": "yes"}).status_code
    published(row)
    typed = {"base": row.revision_number, "note": "The filing it rests on was forged."}
    typed |= {"at_0": "2099-01-01", "at_1": "09:00:00"} if act == "reschedule" else {}
    return client.post(reverse(f"{name}{act}", args=[row.pk]), typed).status_code


@pytest.mark.parametrize(("model", "act", "role", "allowed"), CASES)
def test_role_is_let_in_as_the_table_says(model, act, role, allowed, client, db):
    client.force_login(member(role))

    status = knock(client, model, act)

    assert (status != 403) == allowed
    assert status in {200, 302, 403}


@pytest.mark.parametrize("address", ["/admin/", "/admin/cases/case/", "/admin/newsroom/article/1/publish/"])
def test_readers_are_asked_to_sign_in(address, client, db):
    client.force_login(User.objects.create_user("reader"))

    response = client.get(address)

    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/")


def test_asking_about_publishing_publishes_nothing(client, db):
    article = ArticleFactory()
    record_revision(article, by=None, now=NOON)
    client.force_login(member("publisher"))

    response = client.get(reverse("admin:newsroom_article_publish", args=[article.pk]))

    assert response.status_code == 200
    assert Publication.objects.count() == 0


@pytest.mark.parametrize(
    ("role", "buttons"),
    [
        ("reporter", []),
        ("editor", ["publish", "minor-edit", "correct", "clarify"]),
        ("legal", ["withdraw"]),
        ("publisher", ["publish", "minor-edit", "correct", "clarify", "withdraw"]),
    ],
)
def test_buttons_are_for_who_may(role, buttons, client, db):
    article = published(ArticleFactory())
    client.force_login(member(role))

    response = client.get(reverse("admin:newsroom_article_change", args=[article.pk]))

    assert [verb.name for verb, _ in response.context["verbs"]] == buttons


def test_draft_can_only_be_published(client, db):
    article = ArticleFactory()
    client.force_login(member("publisher"))

    response = client.get(reverse("admin:newsroom_article_change", args=[article.pk]))

    assert [verb.name for verb, _ in response.context["verbs"]] == ["publish"]


def test_who_may_not_write_reads_the_body_laid_out(client, db):
    explainer = ExplainerFactory(sections=[{"body": "<p>It cannot be brought <em>again</em>.</p>"}])
    article = ArticleFactory(body="<p>The judge <em>ruled</em>.</p>")
    client.force_login(member("legal"))

    pages = [
        client.get(reverse("admin:newsroom_article_change", args=[article.pk])),
        client.get(reverse("admin:newsroom_explainer_change", args=[explainer.pk])),
    ]

    assert "<p>The judge <em>ruled</em>.</p>" in pages[0].text
    assert "<p>It cannot be brought <em>again</em>.</p>" in pages[1].text


def test_sealed_case_is_marked_on_the_list(desk):
    CaseFactory(caption="In re Grand Jury", is_sealed=True)

    response = desk.get("/admin/cases/case/")

    assert 'In re Grand Jury <span class="desk-mark">sealed</span>' in response.text
