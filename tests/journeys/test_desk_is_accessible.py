"""The pages of the desk that no other journey walks through, for everybody to read."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from newsroom.publishing.actions import record_revision
from tests.factories.record import EntityFactory
from tests.factories.staff import PASSWORD, member
from tests.factories.stories import ArticleFactory

PAGES = [
    "my-desk/",
    "to-do/",
    "stale/",
    "take-in/",
    "cases/document/",
    "cases/document/add/",
    "newsroom/article/",
    "newsroom/wordingrule/",
    "newsroom/publication/",
]
OF_THE_STORY = ["publish/", "previews/", "wording/", "links/", "facts/", "history/", "review/", "comments/"]


@pytest.fixture
def publisher(live_server, transactional_db, read_as):
    member("publisher", "petra")
    page = read_as(color_scheme="dark", viewport={"width": 1200, "height": 900})
    page.goto(f"{live_server.url}/admin/")
    page.fill("#id_username", "petra")
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector(".desk")
    return page


def test_pages_of_the_desk_are_accessible(live_server, publisher):
    EntityFactory(name="Jane Roe")
    article = ArticleFactory(body="<p>Jane Roe settled on 3 March 2025, Reuters said.</p>")
    record_revision(article, by=None, now=timezone.now())
    story = [f"newsroom/article/{article.pk}/{page}" for page in OF_THE_STORY]

    found = {}
    for address in PAGES + story:
        publisher.goto(f"{live_server.url}/admin/{address}")
        found[address] = [
            (violation["id"], violation["nodes"][0]["html"])
            for violation in Axe().run(publisher).response["violations"]
            if violation["id"] != "empty-table-header"  # the column of Django's that holds the hidden fields
        ]

    assert {address: said for address, said in found.items() if said} == {}
    assert publisher.complaints == []
