from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
import time_machine

from newsroom.articles.actions import save_article
from newsroom.publishing.actions import issue_correction
from newsroom.publishing.models import Correction
from tests.factories.stories import NOON, ArticleFactory, published

ATOM = "{http://www.w3.org/2005/Atom}"


def corrected(number=1, at=NOON):
    article = published(ArticleFactory(body="<p>The hearing is in June.</p>"))
    article.body = "<p>The hearing is in July.</p>"
    save_article(article, by=None)
    entry = Correction(
        note=f"The hearing is in July ({number}).", concerns="number", before="in June", after="in July"
    )
    issue_correction(
        article, [entry], by=None, now=NOON + timedelta(hours=1), at=at + timedelta(hours=number)
    )
    return article


def test_correction_stands_above_the_text(client, db):
    article = corrected()

    page = client.get(article.path).text

    assert page.index("Correction") < page.index("The hearing is in July.</p>")
    assert "It said: <del>“in June”</del> It says: <ins>“in July”</ins>" in page
    assert '"correction": [{"@type": "CorrectionComment", "text": "The hearing is in July (1).",' in page


@pytest.mark.parametrize("number", [1, 3])
def test_ledger_lists_entries_newest_first_in_the_same_queries(client, db, django_assert_num_queries, number):
    articles = [corrected(each) for each in range(1, number + 1)]

    with django_assert_num_queries(1):
        page = client.get("/corrections/").text

    told = [page.index(article.headline) for article in reversed(articles)]
    assert told == sorted(told)
    assert page.count("<del>in June</del>") == number


def test_ledger_is_followed_as_a_feed(client, db):
    article = corrected()

    response = client.get("/corrections/feed.atom")

    (entry,) = ET.fromstring(response.content).findall(f"{ATOM}entry")  # noqa: S314  our own feed
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert entry.find(f"{ATOM}title").text == f"Correction: {article.headline}"
    assert entry.find(f"{ATOM}summary").text == (
        "The hearing is in July (1). It said: in June It says: in July"
    )


def test_scheduled_correction_is_told_when_its_time_has_come(client, db):
    with time_machine.travel(NOON + timedelta(hours=2), tick=False):
        article = corrected(at=NOON + timedelta(days=1))
        assert article.headline not in client.get("/corrections/").text
        assert "<entry>" not in client.get("/corrections/feed.atom").text

    with time_machine.travel(NOON + timedelta(days=2), tick=False):
        assert article.headline in client.get("/corrections/").text


def test_ledger_goes_on_behind_its_last_row(client, db, monkeypatch):
    monkeypatch.setattr("newsroom.pages.corrections.SHOWN", 1)
    first, second = corrected(1), corrected(2)

    newest = client.get("/corrections/")
    cursor = newest.text.split("after=")[1].split('"')[0]
    older = client.get(f"/corrections/?after={cursor}")

    assert (second.headline in newest.text, first.headline in newest.text) == (True, False)
    assert (second.headline in older.text, first.headline in older.text) == (False, True)
    assert client.get("/corrections/?after=x").status_code == 400


def test_empty_ledger_says_so(client, db):
    assert "Nothing had to be corrected yet." in client.get("/corrections/").text
