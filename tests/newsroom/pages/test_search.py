import pytest

from newsroom.linking.actions import link_about
from tests.factories.record import CaseFactory, CourtFactory, DocketFactory, EntityFactory, PartyFactory
from tests.factories.stories import NOON, ArticleFactory, AuthorFactory, published
from tests.newsroom.pages.seen import links, words


def test_answer_shows_cases_names_and_stories(client, db):
    roe = EntityFactory(name="Roe Holdings", description="operator of an exchange")
    court = CourtFactory(name="U.S. District Court")
    case = CaseFactory(caption="SEC v. Roe Holdings", court=court, docket_number="1:23-cv-01599")
    PartyFactory(case=case, entity=roe)
    body = "<p>The judge set a hearing in the case against Roe Holdings &amp; others.</p>"
    story = ArticleFactory(
        headline="Hearing set", slug="hearing", body=body, authors=[AuthorFactory(name="Iris Vance")]
    )
    link_about(story, case, by=None, now=NOON)
    published(story)

    response = client.get("/search/?q=roe holdings")

    assert words(response) == [
        *("Search", "Words, a name or a docket number", "Search"),
        *("Cases", "Civil", "SEC v. Roe Holdings", "Open Open.", "U.S. District Court, 1:23-cv-01599"),
        *("People and organisations", "Roe Holdings", "Company", "operator of an exchange"),
        *("Stories", "Article", "Hearing set"),
        "The judge set a hearing in the case against Roe Holdings & others.",
        "Iris Vance · 2 June 2025",
    ]
    assert "<mark>Roe</mark> <mark>Holdings</mark> &amp; others" in response.content.decode()
    assert links(response) == ["/cases/sec-v-roe-holdings/", "/entities/roe-holdings/", "/articles/hearing/"]


@pytest.mark.parametrize("query", ["", "?q=", "?q=%20%20"])
def test_empty_search_shows_only_the_form(client, db, query):
    assert words(client.get(f"/search/{query}")) == ["Search", "Words, a name or a docket number", "Search"]


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("a", "Type at least two letters or digits."),
        ("a%00b", "There is a character in this that nobody can search for. Type the words again."),
        ("x" * 1_000_000, "That is too long. Search for at most 200 characters."),
    ],
    ids=["one letter", "NUL", "1 MB"],
)
def test_search_for_what_cannot_be_found_says_what_to_do(client, db, query, problem):
    response = client.get(f"/search/?q={query}")

    assert (response.status_code, words(response)[-1]) == (400, problem)
    assert len(response.content) < 5000


@pytest.mark.parametrize(
    "query",
    [
        "%FF%FE",
        "%27%3B--",
        "%22unbalanced",
        "%28%29%26%7C%21",
        "--",
        "%F0%9F%92%A9%F0%9F%92%A9",
        "%EF%BF%BF%EF%B7%90",
    ],
)
def test_search_for_nonsense_finds_nothing(client, db, query):
    assert client.get(f"/search/?q={query}").status_code == 200


def test_nothing_found_says_so(client, db):
    assert words(client.get("/search/?q=<b>nobody</b>"))[-1] == (
        "Nothing was found for “<b>nobody</b>”. Try fewer or other words."
    )


def test_name_spelled_nearly_right_is_offered(client, db):
    EntityFactory(name="Binance Holdings")

    shown = words(client.get("/search/?q=binanse"))

    assert shown[-4:] == [
        "Nothing was found for “binanse”. Try fewer or other words.",
        "Did you mean",
        "Binance Holdings",
        "Company",
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_search_costs_the_same_for_any_number_of_answers(client, db, django_assert_num_queries, number):
    for _ in range(number):
        party = PartyFactory(
            case=CaseFactory(caption="Doe v. Roe Holdings"), entity=EntityFactory(name="Roe Holdings")
        )
        DocketFactory(case=party.case)
        published(ArticleFactory())

    with django_assert_num_queries(9):
        client.get("/search/?q=roe holdings")
