"""Links and the history of a story: what restoring a version brings back, and what it may not lose."""

import pytest

from newsroom.articles.actions import restore_article
from newsroom.articles.models import Article
from newsroom.explainers.actions import restore_explainer
from newsroom.explainers.models import Explainer
from newsroom.linking.actions import accept_link, never_in_this_story, propose_links, unlink
from newsroom.publishing.actions import record_revision
from tests.factories.record import EntityFactory
from tests.factories.stories import NOON, ArticleFactory, ExplainerFactory

BODY = "<p>The lawyers of Avalon Trading agreed.</p>"


@pytest.fixture
def avalon(db):
    return EntityFactory(name="Avalon Trading")


@pytest.fixture
def article(avalon):
    """Saved, with a proposal that nobody has decided."""
    article = ArticleFactory(body=BODY)
    record_revision(article, by=None, now=NOON)
    return article


def linked(revision):
    return [link["surface"] for link in revision.content["links"]]


def test_decision_alone_makes_no_revision_and_comes_with_the_next_save(article, editor):
    accept_link(article.links.get(), by=editor, now=NOON)

    assert article.revisions.count() == 1
    assert linked(record_revision(article, by=editor, now=NOON)) == ["Avalon Trading"]


def test_restoring_keeps_what_was_decided_since_the_last_save_as_a_revision(article, editor):
    accept_link(article.links.get(), by=editor, now=NOON)

    restore_article(article, article.revisions.get(), by=editor, now=NOON)

    assert [(r.number, r.note, linked(r)) for r in article.revisions.order_by("number")] == [
        (1, "", []),
        (2, "links decided since the last save", ["Avalon Trading"]),
        (3, "restored from revision 1", []),
    ]
    restore_article(article, article.revisions.get(number=2), by=editor, now=NOON)
    assert article.links.accepted().get().surface == "Avalon Trading"


def test_explainer_keeps_them_too(avalon, editor):
    explainer = ExplainerFactory(sections=[{"body": BODY}])
    first = record_revision(explainer, by=None, now=NOON)
    accept_link(explainer.links.get(), by=editor, now=NOON)

    restore_explainer(Explainer.objects.get(pk=explainer.pk), first, by=editor, now=NOON)

    assert [linked(r) for r in explainer.revisions.order_by("number")] == [[], ["Avalon Trading"], []]


def test_link_taken_away_since_comes_back_with_the_version_that_had_it(article, editor):
    accept_link(article.links.get(), by=editor, now=NOON)
    had = record_revision(article, by=editor, now=NOON)
    unlink(article.links.get(), by=editor, now=NOON)

    assert restore_article(article, had, by=editor, now=NOON) == []
    assert article.links.get().decision == "accepted"


def test_what_is_never_to_be_linked_stays_so_and_is_said(article, editor):
    accept_link(article.links.get(), by=editor, now=NOON)
    had = record_revision(article, by=editor, now=NOON)
    never_in_this_story(article.links.get(), by=editor, now=NOON)

    assert restore_article(Article.objects.get(), had, by=editor, now=NOON) == [
        "“Avalon Trading” is never to be linked there, it was said since: left out."
    ]
    assert [link.decision for link in article.links.all()] == ["never"]
    assert propose_links(article, by=None) == []
