from datetime import date

import pytest
from django.core.exceptions import ValidationError

from cases.models import Entity
from newsroom.articles.actions import save_article
from newsroom.articles.models import Article
from newsroom.articles.taken import canonical_key
from newsroom.intake import alike
from newsroom.intake.actions import AlreadyTaken, publisher_of, take_in
from newsroom.intake.alike import stories_alike
from tests.factories.record import EntityFactory
from tests.factories.stories import NOON, ArticleFactory, AuthorFactory, Byline, ExplainerFactory

URL = "https://www.wire.example/courts/doe-v-roe?b=2&a=1"
WHOLE = " ".join(f"word{n}" for n in range(600))


def taken(**fields):
    said = {"publisher": "The Wire", "canonical_url": URL, "whole": WHOLE, "body": "<p>Excerpt.</p>"}
    return take_in("Judge ends Doe v. Roe", by=None, now=NOON, **{**said, **fields})


@pytest.fixture
def wire(db):
    return EntityFactory(name="The Wire", kind=Entity.Kind.PUBLICATION, website="https://wire.example/")


def test_story_is_filed_as_a_draft_that_says_whose_it_is(wire, editor):
    article = take_in(
        "Judge ends Doe v. Roe", by=editor, now=NOON, publisher="The Wire", canonical_url=URL, whole=WHOLE,
        body="<p>Excerpt.</p>", original_author="Ada Quill", first_published_on=date(2025, 6, 2),
    )  # fmt: skip

    article = Article.objects.get(pk=article.pk)
    assert (article.state, article.publisher, article.slug) == ("draft", wire, "judge-ends-doe-v-roe")
    assert article.revisions.get().note == "as taken in"
    content = article.content()
    assert (content["original_author"], content["first_published_on"]) == ("Ada Quill", "2025-06-02")


def test_publisher_the_record_lacks_is_entered(db):
    article = taken()

    assert (article.publisher.name, article.publisher.kind) == ("The Wire", Entity.Kind.PUBLICATION)
    assert article.publisher.website == "https://wire.example/"
    assert taken(canonical_url="https://wire.example/other").publisher == article.publisher


@pytest.mark.parametrize(
    "again",
    [
        URL,
        "http://wire.example/courts/doe-v-roe/?a=1&b=2",
        f"{URL}&utm_source=x#top",
        "https://m.wire.example/courts/doe-v-roe?a=1&b=2&fbclid=9",
    ],
)
def test_same_address_however_spelt_is_taken_in_once(again, db):
    article = taken()

    with pytest.raises(AlreadyTaken) as refusal:
        taken(canonical_url=again)

    assert refusal.value.article == article
    assert str(refusal.value) == "This story was taken in before: “Judge ends Doe v. Roe”."
    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    "url", ["https://wire.example/courts/doe-v-roe?a=1&b=3", "https://wire.example/courts/"]
)
def test_another_address_is_another_story(url, db):
    taken()

    assert taken(canonical_url=url).slug == "judge-ends-doe-v-roe-2"


@pytest.mark.parametrize(
    "url", ["", "nonsense", "ftp://wire.example/a", "https://[x", "https://wire.example:x/"]
)
def test_what_is_no_address_has_no_key(url):
    assert canonical_key(url) == ""


def test_words_of_our_own_need_no_publisher(db):
    article = take_in("Our own", by=None, now=NOON, body="<p>Words.</p>")

    assert (article.publisher, article.taken_text) == (None, "")


def test_refusal_files_nothing(db):
    with pytest.raises(ValidationError):
        taken(canonical_url="no address")

    assert (Article.objects.count(), Entity.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("name", "url", "found"),
    [
        ("the wire", "", True),
        ("Someone", "https://news.wire.example/a", True),
        ("Someone", "https://example.org/", False),
        ("…", "", False),
    ],
)
def test_publisher_is_known_by_name_or_by_address(name, url, found, wire):
    EntityFactory(name="Wire Holdings", kind=Entity.Kind.COMPANY, website="https://example.org/")

    assert (publisher_of(name, url) == wire) == found


def test_two_of_one_name_are_neither(wire):
    EntityFactory(name="The Wire", kind=Entity.Kind.PUBLICATION)

    assert publisher_of("The Wire", "") is None
    assert publisher_of("The Wire", "https://wire.example/a") == wire


def test_stories_alike_are_found_by_their_text_and_their_headlines(db, django_assert_num_queries):
    same = ArticleFactory(headline="Quite another headline", body=f"<p>{WHOLE}</p>")
    explainer = ExplainerFactory(headline="Judge ends Doe v Roe")
    ArticleFactory(headline="Council drops suit", body="<p>Nothing of the kind.</p>")

    with django_assert_num_queries(8):
        found = stories_alike("Judge ends Doe v. Roe", " ".join(WHOLE.split()[100:300]))

    assert [(alike.story.pk, alike.by, alike.percent) for alike in found] == [
        (explainer.pk, "headline", 100),
        (same.pk, "text", 100),
    ]
    assert stories_alike(" ", "too short") == []


def test_headlines_of_common_words_are_found_by_several_together(db, monkeypatch):
    monkeypatch.setattr(alike, "TELLING", -1)
    same = ArticleFactory(headline="SEC drops its fraud case")
    ArticleFactory(headline="SEC fines a broker")

    found = stories_alike("SEC drops fraud case at last", "")

    assert [(each.story.pk, each.by) for each in found] == [(same.pk, "headline")]


@pytest.mark.parametrize("headline", ["", "!", "it\u2019s 'all' \\ over", "&|!():*"])
def test_any_headline_can_be_looked_for(headline, db):
    ArticleFactory(headline=headline or "Over")

    assert [each.percent for each in stories_alike(headline, "")] in ([], [100])


def test_more_of_the_original_than_may_be_printed_keeps_it_from_readers(settings, db):
    settings.EXCERPT_WORDS = 50
    mine = "Here is what we make of it, at some length and in words that are ours alone. " * 9
    article = taken(body=f"<p>{mine}</p><blockquote>{' '.join(WHOLE.split()[:50])}</blockquote>")
    Byline.objects.create(story=article, author=AuthorFactory())
    assert article.problems() == []

    article.body = f"<p>{WHOLE}</p>"
    save_article(article, by=None)

    taken_words = "600 words are taken from The Wire, and 50 is the most"
    assert article.problems() == [
        f"{taken_words}: shorten the excerpt, or tell it in your own words and lead readers to the original."
    ]


def test_story_with_a_publisher_and_no_known_original_counts_whole(settings, db):
    settings.EXCERPT_WORDS = 5
    article = taken(whole="", body="<p>One two three four five six.</p>")

    assert "6 words are taken from The Wire" in article.problems()[-1]
