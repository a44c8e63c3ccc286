import pytest
from django.core.exceptions import ValidationError

from newsroom.articles.actions import save_article
from newsroom.articles.models import Article
from newsroom.publishing.actions import StaleSave, record_revision
from tests.factories.record import EntityFactory
from tests.factories.stories import NOON, ArticleFactory, published

HOSTILE = (
    '<p onmouseover="steal()">The <a href="javascript:steal()">SEC</a> sued.</p><script>steal()</script>'
    '<svg onload="steal()"><style>p { display: none }</style></svg>'
    '<p style="color: red">It <a href="data:text/html,steal">lost</a>.</p>'
)


def test_article_body_is_cleaned_on_the_way_in(db):
    article = ArticleFactory(body=HOSTILE)

    assert article.body == "<p>The SEC sued.</p><p>It lost.</p>"


def test_article_slug_is_taken_once(db):
    ArticleFactory(slug="sec-drops-case")

    with pytest.raises(ValidationError) as refusal:
        save_article(Article(headline="Another", slug="sec-drops-case"), by=None)

    assert refusal.value.messages == ["Another story already has this slug. Choose a different one."]


def test_article_taken_from_elsewhere_needs_its_address(db):
    with pytest.raises(ValidationError) as refusal:
        ArticleFactory(publisher=EntityFactory(name="Reuters"))

    assert refusal.value.messages == ["Give the canonical URL of a story taken from elsewhere."]


def test_article_saved_from_an_old_revision_is_refused_and_unchanged(db, editor):
    article = ArticleFactory(headline="SEC drops case")
    record_revision(article, by=editor, now=NOON)

    article.headline = "SEC loses case"
    with pytest.raises(StaleSave):
        save_article(article, by=editor, base=0)

    assert Article.objects.get().headline == "SEC drops case"


def test_article_content_names_the_publisher_it_was_taken_from(db):
    reuters = EntityFactory(name="Reuters")

    article = ArticleFactory(publisher=reuters, canonical_url="https://wire.example/1")

    content = article.content()
    assert (content["publisher"], content["canonical_url"]) == (
        {"id": reuters.pk, "name": "Reuters"}, "https://wire.example/1",
    )  # fmt: skip
    assert content["text"] == "The judge set a hearing in the case against Roe Holdings."


def test_article_published_while_it_was_open_stays_published(db, editor):
    article = ArticleFactory()
    opened = Article.objects.get(pk=article.pk)
    published(article)

    opened.headline = "SEC drops its case"
    save_article(opened, by=editor)

    assert Article.objects.values_list("headline", "state").get() == ("SEC drops its case", "published")
