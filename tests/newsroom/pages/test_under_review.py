"""Readers are told that words are under review, and at once that they no longer are."""

import pytest

from cases.models import Case
from newsroom.linking.actions import link_mention
from newsroom.publishing.models import StaleFlag
from newsroom.publishing.staleness.actions import say_still_right, tell_readers, tell_readers_no_more
from tests.factories.record import CaseFactory
from tests.factories.stories import NOON, ArticleFactory, ExplainerFactory, published

pytestmark = pytest.mark.django_db(transaction=True)
TOP = "we are checking what this {} says where it is marked"
PART = "we are checking these words against it"


def flagged(story):
    case = CaseFactory()
    link_mention(story, "her case", case, by=None, now=NOON)
    published(story)
    Case.objects.filter(pk=case.pk).update(caption="In re Roe")
    return StaleFlag.objects.get()


def test_explainer_says_so_at_the_top_and_in_the_section(client, editor):
    sections = [
        {"heading": "First", "body": "<p>One.</p>"},
        {"heading": "Second", "body": "<p>It was her case.</p>"},
    ]
    explainer = ExplainerFactory(sections=sections)
    flag = flagged(explainer)
    assert "under review" not in client.get(explainer.path).text.lower()

    tell_readers(flag, by=editor, now=NOON)

    page = client.get(explainer.path).text
    assert TOP.format("explainer") in page
    first, second = page.split('<section class="part part-text"')[1:]
    assert PART not in first
    assert PART in second

    tell_readers_no_more(flag, by=editor)
    assert "under review" not in client.get(explainer.path).text.lower()


def test_article_says_so_before_the_very_block(client, editor):
    article = ArticleFactory(body="<p>First.</p><p>It was her case.</p>")
    flag = flagged(article)

    tell_readers(flag, by=editor, now=NOON)

    page = client.get(article.path).text
    assert TOP.format("article") in page
    assert page.index("First.") < page.index(PART) < page.index("It was")


def test_review_ends_for_readers_when_it_is_decided(client, editor):
    article = ArticleFactory(body="<p>It was her case.</p>")
    flag = flagged(article)
    tell_readers(flag, by=editor, now=NOON)
    assert PART in client.get(article.path).text

    say_still_right(flag, reason="It is quoted.", by=editor, now=NOON)

    assert PART not in client.get(article.path).text


def test_review_ends_for_readers_when_the_record_goes_back(client, editor):
    article = ArticleFactory(body="<p>It was her case.</p>")
    flag = flagged(article)
    tell_readers(flag, by=editor, now=NOON)
    assert PART in client.get(article.path).text

    Case.objects.filter(pk=flag.subject_id).update(caption=flag.old["caption"])

    assert PART not in client.get(article.path).text
