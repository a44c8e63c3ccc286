import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from newsroom.publishing.models import PreviewLink
from newsroom.publishing.previews import open_preview
from tests.factories.staff import member
from tests.factories.stories import NOON, ArticleFactory


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=False):
        yield


def address(article):
    return reverse("admin:newsroom_article_previews", args=[article.pk])


def make(client, article, **typed):
    said = {"for_whom": "counsel for Roe", "until_0": "2025-06-03", "until_1": "12:00"}
    return client.post(address(article), said | typed, follow=True)


def test_link_is_shown_once_and_works(desk, client):
    article = ArticleFactory()

    page = make(desk, article)

    (token,) = re.findall(r"/preview/([-\w]{43})/", page.text)
    desk.logout()
    assert article.headline in client.get(f"/preview/{token}/").text


@pytest.mark.parametrize("typed", [{"for_whom": ""}, {"until_0": "2025-06-01"}, {"until_0": "03/06/2025"}])
def test_link_that_makes_no_sense_is_asked_again(desk, typed):
    page = make(desk, ArticleFactory(), **typed)

    assert "errorlist" in page.text
    assert not PreviewLink.objects.exists()


def test_link_is_revoked_by_one_press(desk):
    article = ArticleFactory()
    link, _ = open_preview(article, for_whom="Roe", until=NOON + timedelta(days=1), by=None, now=NOON)

    for number in (str(link.pk), "x", "404"):
        assert desk.post(address(article), {"revoke": number}, follow=True).status_code == 200

    link.refresh_from_db()
    assert link.state(NOON) == "revoked"


@pytest.mark.parametrize("number", [1, 3])
def test_page_takes_the_same_queries_for_one_and_for_three(desk, django_assert_num_queries, number):
    article = ArticleFactory()
    for _ in range(number):
        open_preview(article, for_whom="Roe", until=NOON + timedelta(days=1), by=None, now=NOON)

    with django_assert_num_queries(12):
        assert desk.get(address(article)).text.count("Revoke") == number


@pytest.mark.parametrize(
    ("role", "reads", "makes"),
    [
        ("reporter", 200, 200),
        ("editor", 200, 200),
        ("legal", 200, 403),
        ("publisher", 200, 200),
        ("administrator", 200, 200),
    ],
)
def test_role_makes_links_as_the_table_says(client, db, role, reads, makes):
    article = ArticleFactory()
    client.force_login(member(role))

    assert client.get(address(article)).status_code == reads
    assert make(client, article).status_code == makes
    assert PreviewLink.objects.count() == (makes == 200)
