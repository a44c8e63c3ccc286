"""Words of the glossary on the pages of stories: explained there, and kept up with."""

import re

import pytest

from newsroom.explainers.models import GlossaryTerm
from newsroom.publishing.models import Rendition
from tests.factories.stories import ArticleFactory, ExplainerFactory, TermFactory, published

BODY = "<p>A joint filing ended it. The joint filing came in May.</p>"


@pytest.fixture
def term(transactional_db):
    return TermFactory(
        term="joint stipulation",
        slug="joint-stipulation",
        variants=["joint filing"],
        definition="Filed together.",
    )


def story(make):
    if make is ArticleFactory:
        return published(ArticleFactory(slug="it-ends", body=BODY))
    return published(ExplainerFactory(slug="it-ends", sections=[{"body": BODY}, {"body": BODY}]))


def glossed(page):
    buttons = re.findall(r'<span class="glossed">([^<]*)<button [^>]*popovertarget="([^"]*)"', page.text)
    return buttons, re.findall(r'<aside popover id="([^"]*)"', page.text)


@pytest.mark.parametrize(("make", "places"), [(ArticleFactory, 1), (ExplainerFactory, 2)])
def test_term_is_marked_once_in_a_section_and_explained_once_on_the_page(client, term, make, places):
    page = client.get(story(make).path)

    assert glossed(page) == ([("joint filing", f"gloss-{term.pk}")] * places, [f"gloss-{term.pk}"])
    assert "Filed together." in page.text
    assert 'href="/glossary/#joint-stipulation"' in page.text


@pytest.mark.parametrize("make", [ArticleFactory, ExplainerFactory])
def test_page_without_words_of_the_glossary_explains_none(client, term, make):
    term.variants = []
    term.save()

    assert glossed(client.get(story(make).path)) == ([], [])


@pytest.mark.parametrize("make", [ArticleFactory, ExplainerFactory])
def test_page_follows_the_glossary(client, term, make):
    path = story(make).path
    client.get(path)

    term.definition = "Signed and filed together."
    term.save()
    assert "Signed and filed together." in client.get(path).text
    TermFactory(term="May", variants=[])
    assert [words for words, _ in glossed(client.get(path))[0]][:2] == ["joint filing", "May"]
    GlossaryTerm.objects.filter(pk=term.pk).update(variants=[])
    assert {words for words, _ in glossed(client.get(path))[0]} == {"May"}
    GlossaryTerm.objects.all().delete()
    assert glossed(client.get(path)) == ([], [])


def test_new_meaning_concerns_only_the_pages_that_explain_the_word(client, term):
    elsewhere = published(ArticleFactory(slug="a-hearing"))
    for path in (story(ArticleFactory).path, elsewhere.path):
        client.get(path)

    term.definition = "Signed and filed together."
    term.save()

    assert list(Rendition.objects.filter(is_stale=True).values_list("path", flat=True)) == [
        "/articles/it-ends/"
    ]


def test_api_gives_the_words_without_marks(client, term):
    story(ExplainerFactory)

    told = client.get("/api/v1/explainers/it-ends/").json()

    assert "gloss" not in told["sections"][0]["body_html"]
    assert term.term not in told["text"]
