"""Home, topics, sections, glossary: pages that list what is current."""

from datetime import timedelta

import pytest

from newsroom.pages import topics
from newsroom.publishing.models import Section
from tests.factories.record import CaseFactory, DispositionFactory, DocketFactory
from tests.factories.stories import (
    NOON,
    ArticleFactory,
    AuthorFactory,
    ExplainerFactory,
    SectionFactory,
    TermFactory,
    TopicFactory,
    published,
)
from tests.newsroom.pages.seen import links, words


def test_front_page_shows_the_newest_first_and_leads_on(client, db):
    section = SectionFactory(name="Enforcement", slug="enforcement")
    SectionFactory(name="Nothing in it yet")
    TopicFactory(name="Nothing on it yet")
    author = AuthorFactory(name="Iris Vance")
    published(
        ExplainerFactory(headline="What it means", dek="In short.", slug="what-it-means", authors=[author]),
        at=NOON - timedelta(days=1),
    )
    published(
        ArticleFactory(headline="Older", slug="older", section=section, authors=[author]),
        at=NOON - timedelta(days=2),
    )
    published(
        ArticleFactory(
            headline="Newest",
            slug="newest",
            authors=[author],
            topics=[TopicFactory(name="Crypto", slug="crypto")],
        )
    )
    CaseFactory(caption="Doe v. Roe")

    response = client.get("/")

    assert words(response) == [
        *("The Docket", "Enforcement", "Latest"),
        *("Article", "Newest", "Iris Vance · 2 June 2025"),
        *("Explainer", "What it means", "In short.", "Iris Vance · 1 June 2025"),
        *("Enforcement", "Older", "Iris Vance · 31 May 2025"),
        *("Explained", "What it means In short."),
        *("Topics", "Crypto"),
        *("Cases we follow", "Civil", "Doe v. Roe", "Open Open.", "All cases"),
    ]
    assert links(response) == [
        *("/sections/enforcement/", "/articles/newest/", "/explainers/what-it-means/", "/articles/older/"),
        *("/explainers/what-it-means/", "/topics/crypto/", "/cases/doe-v-roe/", "/cases/"),
    ]


def test_front_page_of_a_new_site_says_that_nothing_is_published(client, db):
    assert words(client.get("/")) == ["The Docket", "Latest", "Nothing has been published yet."]


@pytest.mark.parametrize("number", [1, 3])
def test_front_page_costs_the_same_however_much_is_on_it(client, db, django_assert_num_queries, number):
    for _ in range(number):
        published(ArticleFactory(section=SectionFactory(), topics=[TopicFactory()]))
        published(ExplainerFactory())
        DocketFactory(case=DispositionFactory().against.case)

    with django_assert_num_queries(10):
        client.get("/")


def test_topic_and_section_show_their_stories(client, db):
    topic = TopicFactory(name="Crypto", slug="crypto", description="Who may sell what.")
    section = SectionFactory(name="Courts", slug="courts")
    published(
        ArticleFactory(
            headline="Filed here",
            slug="here",
            section=section,
            topics=[topic],
            authors=[AuthorFactory(name="Iris Vance")],
        )
    )
    published(ArticleFactory(headline="Filed elsewhere"))

    assert words(client.get("/topics/crypto/")) == [
        *(
            "Topic",
            "Crypto",
            "Who may sell what.",
            "Stories",
            "Courts",
            "Filed here",
            "Iris Vance · 2 June 2025",
        ),
    ]
    assert words(client.get("/sections/courts/")) == [
        *("Section", "Courts", "Stories", "Courts", "Filed here", "Iris Vance · 2 June 2025"),
    ]


def test_topic_without_stories_says_so(client, db):
    TopicFactory(name="Crypto", slug="crypto")
    SectionFactory(name="Courts", slug="courts")

    assert words(client.get("/topics/crypto/"))[-1] == "No story here yet."
    assert words(client.get("/sections/courts/"))[-1] == "No story here yet."


@pytest.mark.parametrize("path", ["/topics/crypto/", "/sections/courts/"])
def test_stories_follow_each_other_over_pages(client, db, monkeypatch, path):
    monkeypatch.setattr(topics, "STORIES_SHOWN", 2)
    topic, section = TopicFactory(slug="crypto"), SectionFactory(slug="courts")
    for number in range(5):
        published(ArticleFactory(slug=f"story-{number}", section=section, topics=[topic]))

    seen, address = [], path
    while address:
        found = links(client.get(address))
        seen.append([link for link in found if link.startswith("/articles/")])
        address = next((f"{path}{link}" for link in found if "after=" in link), None)

    assert seen == [[f"/articles/story-{n}/" for n in page] for page in ((4, 3), (2, 1), (0,))]


@pytest.mark.parametrize("cursor", ["~1", "x~1", "99999999999999999999999~1", "2023-05~1", "-~1", "1"])
@pytest.mark.parametrize("path", ["/topics/crypto/", "/sections/courts/"])
def test_damaged_place_in_a_list_is_a_bad_request(client, db, path, cursor):
    TopicFactory(slug="crypto")
    SectionFactory(slug="courts")

    assert client.get(f"{path}?after={cursor}").status_code == 400


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("path", ["/topics/crypto/", "/sections/courts/"])
def test_list_of_stories_costs_the_same_for_any_number(client, db, django_assert_num_queries, path, number):
    topic, section = TopicFactory(slug="crypto"), SectionFactory(slug="courts")
    for _ in range(number):
        published(ArticleFactory(section=section, topics=[topic]))

    with django_assert_num_queries(2):
        client.get(path)


def test_glossary_shows_terms_as_in_a_dictionary(client, db):
    TermFactory(term="stipulation", slug="stipulation", variants=["joint filing", "consent"])
    TermFactory(term="Brady material", slug="brady")

    response = client.get("/glossary/")

    assert words(response) == [
        *("Glossary", "Legal terms in plain words."),
        *("Brady material", "What both sides agree on and file together."),
        *("Stipulation", "What both sides agree on and file together. Also: joint filing, consent."),
    ]
    assert '<div id="brady">' in response.content.decode()


def test_empty_glossary_says_so(client, db):
    assert words(client.get("/glossary/"))[-2:] == ["No term yet", "The glossary is still empty."]


@pytest.mark.parametrize("number", [1, 3])
def test_glossary_costs_one_query(client, db, django_assert_num_queries, number):
    TermFactory.create_batch(number)

    with django_assert_num_queries(1):
        client.get("/glossary/")


def test_section_knows_its_address():
    assert Section(slug="courts").get_absolute_url() == "/sections/courts/"
