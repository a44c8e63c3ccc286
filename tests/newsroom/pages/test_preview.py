import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group

from newsroom.linking.actions import link_mention
from newsroom.publishing.actions import publish
from newsroom.publishing.models import Publication, Rendition
from newsroom.staff.models import User
from tests.factories.record import CaseFactory
from tests.factories.stories import NOON, ArticleFactory, ExplainerFactory, TopicFactory, published
from tests.newsroom.pages.seen import words


@pytest.fixture
def reporter(client, roles):
    user = User.objects.create_user("rita", is_staff=True)
    user.groups.add(Group.objects.get(name="reporter"))
    client.force_login(user)
    return user


def without_banner(html):
    banner = re.compile(r'<div class="preview-banner".*?</div>', re.DOTALL)
    head = re.compile(r'<meta name="robots"[^>]*>|<link rel="canonical"[^>]*>')
    return re.sub(r"\s+", " ", head.sub("", banner.sub("", html)))


@pytest.mark.parametrize("factory", [ArticleFactory, ExplainerFactory])
@pytest.mark.parametrize("note", ["", "The date was wrong."])
def test_preview_is_the_page_that_publishing_makes(client, reporter, factory, note):
    story = factory(topics=[TopicFactory()])
    if note:
        published(story, at=NOON - timedelta(days=2))
        publish(story, by=None, now=NOON - timedelta(days=1), note=note)
    link_mention(story, "claim" if factory is ExplainerFactory else "judge", CaseFactory(), by=None, now=NOON)

    with time_machine.travel(NOON, tick=False):
        preview = client.get(f"/preview/{story.kind}/{story.pk}/").content.decode()
        published(story)
        page = client.get(f"/{story.kind}s/{story.slug}/").content.decode()

    assert "Preview of a draft." in preview
    assert without_banner(preview) == without_banner(page)


def test_preview_is_nobody_elses(client, reporter):
    response = client.get(f"/preview/article/{ArticleFactory().pk}/")

    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert not Rendition.objects.exists()
    assert not Publication.objects.exists()


def test_preview_lists_what_stands_in_the_way(client, reporter):
    story = ArticleFactory(authors=[])

    html = client.get(f"/preview/article/{story.pk}/").content.decode()

    assert "<li>There is no byline: add at least one author.</li>" in html


def test_preview_of_a_first_draft_bears_no_version(client, reporter):
    assert not any(
        "Version" in word for word in words(client.get(f"/preview/article/{ArticleFactory().pk}/"))
    )


def test_preview_sends_a_stranger_to_sign_in(client, db):
    path = f"/preview/article/{ArticleFactory().pk}/"

    response = client.get(path)

    assert (response.status_code, response["Location"]) == (302, f"/admin/login/?next={path}")


@pytest.mark.parametrize("fields", [{"is_staff": True}, {"is_staff": False}])
def test_preview_is_refused_to_those_without_the_permission(client, db, fields):
    client.force_login(User.objects.create_user("sam", **fields))

    response = client.get(f"/preview/article/{ArticleFactory().pk}/")

    assert (response.status_code, words(response)[0]) == (403, "You may not see this")


@pytest.mark.parametrize(
    "path", ["article/999999", "explainer/999999", "poem/1", "article/x", "article/99999999999999999999"]
)
def test_preview_of_nothing_is_not_found(client, reporter, path):
    assert client.get(f"/preview/{path}/").status_code == 404
