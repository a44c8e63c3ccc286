"""Numbers by API: those that readers are shown, and no other."""

from datetime import timedelta

import pytest
import time_machine

from cases.actions import record_disposition
from cases.models import Case
from newsroom.numbers.actions import save_number
from newsroom.numbers.models import Tally
from newsroom.publishing.actions import publish, withdraw
from newsroom.publishing.models import PublishedNumber
from newsroom.publishing.staleness.drift import count_again
from tests.factories.numbers import NumberFactory, counting, dismissed_case
from tests.factories.record import CaseFactory, ClaimFactory, PartyFactory, PenaltyFactory
from tests.factories.stories import NOON, ArticleFactory, ExplainerFactory, published

LATER = NOON + timedelta(hours=1)
ONE = {"words": "1", "count": 1, "totals": None}


@pytest.fixture(autouse=True)
def _later(settings):
    settings.SITE_URL = "https://example.org"
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def number(db):
    return NumberFactory(title="Cases the SEC dropped", unit="cases")


@pytest.fixture
def article(number):
    dismissed_case()
    return published(ArticleFactory(slug="sec-drops-it", headline="SEC drops it", body=counting(number)))


def test_number_is_given_as_published_and_as_the_record_has_it(client, article, number):
    dismissed_case()

    told = client.get(f"/api/v1/numbers/{number.pk}/").json()

    assert told == {
        "id": number.pk,
        "url": f"https://example.org/api/v1/numbers/{number.pk}/",
        "title": "Cases the SEC dropped",
        "label": None,
        "unit": "cases",
        "unit_one": None,
        "summed": None,
        "what": "cases",
        "filter": "outcome=dismissed",
        "grouped_by": None,
        "value": {"words": "2", "count": 2, "totals": None},
        "counted_at": "2025-06-02T13:00:00Z",
        "is_live": False,
        "published_value": ONE,
        "published_at": "2025-06-02T12:00:00Z",
        "story": {
            "id": article.pk,
            "url": "https://example.org/api/v1/articles/sec-drops-it/",
            "html_url": "https://example.org/articles/sec-drops-it/",
            "headline": "SEC drops it",
            "first_published_at": "2025-06-02T12:00:00Z",
        },
        "rows_url": f"https://example.org/articles/sec-drops-it/numbers/{number.pk}/",
        "rows_in_api": "https://example.org/api/v1/cases/?outcome=dismissed",
        "clocks": {"as_of": None, "known_at": None},
        "groups": [],
    }
    assert len(client.get(told["rows_in_api"].removeprefix("https://example.org")).json()["results"]) == 2


def test_list_gives_numbers_as_last_counted(client, article, number):
    dismissed_case()
    assert client.get("/api/v1/numbers/").json()["results"][0]["value"] == ONE

    count_again(lambda: LATER)

    (told,) = client.get("/api/v1/numbers/").json()["results"]
    assert told["value"]["words"] == "2"
    Tally.objects.update(value=None)
    (told,) = client.get("/api/v1/numbers/").json()["results"]
    assert told["value"] is None


def test_number_is_given_from_another_point_of_the_record(client, db):
    number = NumberFactory(query="outcome=dismissed&q=In+re+Clockwork")
    party = PartyFactory(case=CaseFactory(caption="In re Clockwork"))
    claim = ClaimFactory(case=party.case, against=[party])
    record_disposition(claim, party, "dismissed", prejudice="with", date="2025-05-29", by=None)
    published(ArticleFactory(body=counting(number)))

    then = client.get(f"/api/v1/numbers/{number.pk}/?as_of=2025-05-28").json()
    now = client.get(f"/api/v1/numbers/{number.pk}/?as_of=2025-05-29").json()

    assert (then["value"]["count"], now["value"]["count"]) == (0, 1)
    assert then["clocks"]["as_of"] == "2025-05-28"
    assert then["rows_in_api"].endswith("/cases/?outcome=dismissed&q=In+re+Clockwork&as_of=2025-05-28")
    assert client.get(f"/api/v1/numbers/{number.pk}/?known_at=2099").status_code == 400


def test_sum_has_a_total_for_each_currency_and_groups(client, db):
    party = PartyFactory(case=CaseFactory(kind="criminal"))
    PenaltyFactory(party=party, amount=50, currency="USD")
    PenaltyFactory(party=party, amount="7.50", currency="EUR")
    number = NumberFactory(what="penalties", query="", grouped_by="kind", label="in all")
    published(ExplainerFactory(slug="sums", sections=[{"kind": "numbers", "numbers": [number]}]))

    told = client.get(f"/api/v1/numbers/{number.pk}/").json()

    value = {
        "words": "€7.50 and $50",
        "count": 2,
        "totals": [{"currency": "EUR", "amount": "7.50"}, {"currency": "USD", "amount": "50.00"}],
    }
    assert told["value"] == told["published_value"] == value
    assert told["groups"] == [{"key": "criminal", "label": "criminal", "value": value}]
    assert (told["is_live"], told["filter"], told["label"]) == (True, None, "in all")
    assert told["rows_in_api"] == "https://example.org/api/v1/cases/"


def test_number_of_events_has_no_list_of_its_own(client, db):
    number = NumberFactory(what="events", query="kind=hearing")
    published(ArticleFactory(body=counting(number)))

    assert client.get(f"/api/v1/numbers/{number.pk}/").json()["rows_in_api"] is None


def test_number_that_can_no_longer_be_counted_is_null(client, article, number):
    told = {**article.publications.get().numbers.get().told, "query": "outcome=guilty"}
    edition = article.publications.get()
    PublishedNumber.objects.create(
        publication=edition, number=99, is_live=True, key="x", told=told, counted_at=NOON
    )

    assert client.get("/api/v1/numbers/99/").json()["value"] is None


def test_story_gives_the_numbers_in_its_words(client, article, number):
    told = client.get("/api/v1/articles/sec-drops-it/").json()

    rows = f"https://example.org/articles/sec-drops-it/numbers/{number.pk}/"
    assert told["numbers"] == [
        {"id": number.pk, "title": "Cases the SEC dropped", "words": "1", "rows_url": rows}
    ]
    assert told["text"] == "The agency dropped 1 cases."
    assert f'dropped <a class="live-number" href="{rows}"' in told["body_html"]


def test_explainer_gives_the_figures_of_its_sections(client, number):
    dismissed_case(date_filed="2023-06-05")
    chart = NumberFactory(title="By year", query="", grouped_by="year")
    sections = [{"body": counting(number)}, {"kind": "numbers", "numbers": [number, chart]}]
    published(ExplainerFactory(slug="how-many", sections=sections))

    words, live = client.get("/api/v1/explainers/how-many/").json()["sections"]

    address = "https://example.org/explainers/how-many/numbers"
    assert f'href="{address}/{number.pk}/"' in words["body_html"]
    assert live["figures"] == [
        {
            "id": number.pk,
            "title": "Cases the SEC dropped",
            "unit": "cases",
            "summed": None,
            "words": "1",
            "charts": [],
            "rows_url": f"{address}/{number.pk}/",
        },
        {
            "id": chart.pk,
            "title": "By year",
            "unit": None,
            "summed": None,
            "words": "1",
            "charts": [{"currency": None, "bars": [{"label": "2023", "words": "1"}]}],
            "rows_url": f"{address}/{chart.pk}/",
        },
    ]


def test_what_only_drafts_say_is_nowhere(client, article, number):
    draft = NumberFactory(title="Xyzzy")
    ArticleFactory(body=counting(draft))
    number.title = "Xyzzy too"
    save_number(number, by=None, now=NOON)
    coming = NumberFactory(title="Xyzzy again", query="kind=civil")
    publish(ArticleFactory(body=counting(coming)), by=None, now=NOON, at=LATER + timedelta(hours=1))

    listed = client.get("/api/v1/numbers/").content.decode()

    assert "Cases the SEC dropped" in listed
    assert "Xyzzy" not in listed
    assert client.get(f"/api/v1/numbers/{draft.pk}/").status_code == 404
    assert client.get(f"/api/v1/numbers/{coming.pk}/").status_code == 404
    assert client.get(f"/api/v1/numbers/{'9' * 30}/").status_code == 404

    withdraw(article, by=None, now=LATER, note="It confused two cases.")
    assert client.get("/api/v1/numbers/").json()["results"] == []
    assert client.get(f"/api/v1/numbers/{number.pk}/").status_code == 404


def test_sealed_case_is_in_no_number(client, article, number):
    Case.objects.update(is_sealed=True)

    assert client.get(f"/api/v1/numbers/{number.pk}/").json()["value"]["count"] == 0
    assert client.get(f"/api/v1/numbers/{number.pk}/?known_at=2025-06-02").json()["value"]["count"] == 0


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Money", "Cases the SEC dropped"]),
        ("?what=penalties", ["Money"]),
        ("?story=sec-drops-it", ["Cases the SEC dropped"]),
        ("?q=sec+dropped", ["Cases the SEC dropped"]),
        ("?ordering=counted_at", ["Cases the SEC dropped", "Money"]),
    ],
)
def test_list_is_narrowed_and_ordered(client, article, query, titles):
    money = NumberFactory(title="Money", what="penalties", query="")
    published(ArticleFactory(body=counting(money)), at=NOON + timedelta(minutes=1))

    listed = client.get(f"/api/v1/numbers/{query}").json()["results"]

    assert [told["title"] for told in listed] == titles


@pytest.mark.parametrize("query", ["colour=red", "what=judges", "story=a%20b", "page_size=0"])
def test_bad_parameter_is_named(client, db, query):
    answer = client.get(f"/api/v1/numbers/?{query}")

    assert answer.status_code == 400
    assert [each["parameter"] for each in answer.json()["errors"]] == [query.partition("=")[0]]


@pytest.mark.parametrize("stories", [1, 3])
def test_list_costs_the_same_for_any_number(client, db, django_assert_num_queries, stories):
    for query in ("outcome=dismissed", "kind=civil", "kind=criminal")[:stories]:
        published(ArticleFactory(body=counting(NumberFactory(query=query))))

    with django_assert_num_queries(2):
        listed = client.get("/api/v1/numbers/").json()["results"]

    assert len(listed) == stories


@pytest.mark.parametrize("rows", [1, 3])
def test_number_costs_the_same_for_any_number_of_rows(client, number, django_assert_num_queries, rows):
    for _ in range(rows):
        dismissed_case()
    published(ArticleFactory(body=counting(number)))

    with django_assert_num_queries(2):
        client.get(f"/api/v1/numbers/{number.pk}/")


def test_sum_says_what_is_summed_and_leads_to_its_cases(client, db):
    number = NumberFactory(title="Disgorged", what="penalties", query="kind=civil&penalty=disgorgement")
    published(ArticleFactory(body=counting(number)))

    told = client.get(f"/api/v1/numbers/{number.pk}/").json()

    assert told["summed"] == "disgorgement"
    assert told["rows_in_api"] == "https://example.org/api/v1/cases/?kind=civil"
