"""Lists, asked over HTTP: rows, pages, and a number of queries that does not grow."""

from urllib.parse import parse_qs, urlsplit

import pytest

from cases.actions import add_alias, identify
from tests.factories.full_case import full_case
from tests.factories.record import CaseFactory, CourtFactory, DocketFactory, EntityFactory, EventFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = "https://docket.example"


def path_of(url):
    return url.removeprefix("https://docket.example")


def captions(answer):
    return [row["caption"] for row in answer.json()["results"]]


def test_case_list_has_a_row_per_case(client):
    court = CourtFactory(code="dcd", name="D.C. District Court", citation_name="D.D.C.")
    docket = DocketFactory(
        case=CaseFactory(caption="SEC v. Roe Holdings", kind="civil_enforcement", date_filed="2023-06"),
        court=court,
        docket_number="1:23-cv-01599-ABJ",
    )

    answer = client.get("/api/v1/cases/")

    assert answer.json() == {
        "clocks": {"as_of": None, "known_at": None},
        "next": None,
        "previous": None,
        "results": [
            {
                "id": docket.case.pk,
                "url": "https://docket.example/api/v1/cases/sec-v-roe-holdings/",
                "html_url": "https://docket.example/cases/sec-v-roe-holdings/",
                "caption": "SEC v. Roe Holdings",
                "slug": "sec-v-roe-holdings",
                "kind": "civil_enforcement",
                "status": "Open since June 2023.",
                "is_open": True,
                "date_filed": "2023-06",
                "date_terminated": None,
                "dockets": [
                    {
                        "id": docket.pk,
                        "court": {
                            "code": "dcd",
                            "url": "https://docket.example/api/v1/courts/dcd/",
                            "name": "D.C. District Court",
                            "citation_name": "D.D.C.",
                        },
                        "docket_number": "1:23-cv-01599-ABJ",
                        "docket_number_key": "1:23-cv-01599",
                    }
                ],
            }
        ],
    }


def test_list_is_walked_by_next_and_back_by_previous(client):
    for number, date in enumerate([None, None, "2023", "2023", "2024"]):
        CaseFactory(caption=f"Doe v. Roe {number}", date_filed=date)

    first = client.get("/api/v1/cases/?page_size=2")
    second = client.get(path_of(first.json()["next"]))
    third = client.get(path_of(second.json()["next"]))
    back = client.get(path_of(third.json()["previous"]))
    start = client.get(path_of(back.json()["previous"]))

    assert captions(first) == captions(start) == ["Doe v. Roe 4", "Doe v. Roe 3"]
    assert captions(second) == captions(back) == ["Doe v. Roe 2", "Doe v. Roe 1"]
    assert captions(third) == ["Doe v. Roe 0"]
    assert (first.json()["previous"], start.json()["previous"], third.json()["next"]) == (None, None, None)
    assert back.json()["next"] == second.json()["next"]


def test_next_keeps_the_other_parameters(client):
    for _ in range(2):
        CaseFactory(kind="civil")

    following = client.get("/api/v1/cases/?kind=civil&kind=other&page_size=1").json()["next"]

    kept = parse_qs(urlsplit(following).query)
    assert kept.pop("cursor")
    assert kept == {"kind": ["civil", "other"], "page_size": ["1"]}


def test_row_that_comes_while_paging_shifts_no_other(client):
    for year in ("2021", "2022", "2023"):
        CaseFactory(caption=f"Of {year}", date_filed=year)
    first = client.get("/api/v1/cases/?page_size=1")
    CaseFactory(caption="Of 2024", date_filed="2024")

    second = client.get(path_of(first.json()["next"]))

    assert captions(second) == ["Of 2022"]


def test_page_whose_rows_are_gone_is_empty(client):
    CaseFactory(date_filed="2024")
    last = CaseFactory(date_filed="2023")
    following = client.get("/api/v1/cases/?page_size=1").json()["next"]
    last.delete()

    answer = client.get(path_of(following))

    told = answer.json()
    assert (told["next"], told["previous"], told["results"]) == (None, None, [])


@pytest.mark.parametrize("size", ["0", "101", "-1", "1e2", "²", "9" * 400, "ten"])
def test_page_size_out_of_bounds_is_refused(client, size):
    answer = client.get("/api/v1/cases/", {"page_size": size})

    assert answer.status_code == 400
    assert answer.json()["errors"] == [
        {"parameter": "page_size", "detail": "Expected a whole number from 1 to 100."}
    ]


@pytest.mark.parametrize("cursor", ["abc", "a:b", "é:ü", "x" * 1_000_000, "WyJhIl0:\x00"])
def test_cursor_that_was_not_given_out_is_refused(client, cursor):
    answer = client.get("/api/v1/cases/", {"cursor": cursor})

    assert answer.status_code == 400
    assert answer.json()["errors"] == [
        {"parameter": "cursor", "detail": "Expected a cursor from next or previous of a list."}
    ]


@pytest.mark.parametrize("other", ["/api/v1/cases/?ordering=caption&cursor=", "/api/v1/entities/?cursor="])
def test_cursor_of_another_list_or_ordering_is_refused(client, other):
    CaseFactory(), CaseFactory()
    following = client.get("/api/v1/cases/?page_size=1").json()["next"]

    answer = client.get(other + parse_qs(urlsplit(following).query)["cursor"][0])

    assert answer.status_code == 400
    assert answer.json()["errors"] == [
        {"parameter": "cursor", "detail": "It belongs to another list or another ordering."}
    ]


def test_lists_are_filtered_by_the_filter_language(client):
    wanted = CaseFactory(kind="criminal", caption="United States v. Doe")
    CaseFactory(kind="civil")

    assert captions(client.get("/api/v1/cases/?kind=criminal")) == [wanted.caption]


@pytest.mark.parametrize("times", [1, 3])
def test_case_list_costs_a_fixed_number_of_queries(client, django_assert_num_queries, times):
    for _ in range(times):
        full_case(times, date_filed="2023")

    # Keys of dated and of undated cases, rows, dockets, parties, claims, live dispositions, penalties.
    with django_assert_num_queries(8):
        answer = client.get("/api/v1/cases/?filed_after=2023")

    assert len(answer.json()["results"]) == times


@pytest.mark.parametrize("times", [1, 3])
def test_event_list_costs_a_fixed_number_of_queries(client, django_assert_num_queries, times):
    case = full_case(times)

    with django_assert_num_queries(4):  # the case, keys, rows with sources, documents
        answer = client.get(f"/api/v1/cases/{case.slug}/events/")

    assert len(answer.json()["results"]) == times


@pytest.mark.parametrize("times", [1, 3])
def test_entity_list_costs_a_fixed_number_of_queries(client, django_assert_num_queries, times):
    for _ in range(times):
        entity = EntityFactory()
        add_alias(entity, "Roe", by=None)
        identify(entity, "cik", str(entity.pk), by=None)

    with django_assert_num_queries(2):
        answer = client.get("/api/v1/entities/")

    assert len(answer.json()["results"]) == times


@pytest.mark.parametrize("times", [1, 3])
def test_court_list_costs_a_fixed_number_of_queries(client, django_assert_num_queries, times):
    appeals = CourtFactory(level="last_resort")
    for _ in range(times):
        CourtFactory(appeals_to=appeals, parent=appeals)

    with django_assert_num_queries(2):
        answer = client.get("/api/v1/courts/?level=trial")

    assert len(answer.json()["results"]) == times


def test_entity_row(client):
    entity = EntityFactory(
        name="Changpeng Zhao", kind="person", description="founder of Binance", country="CA"
    )

    assert client.get("/api/v1/entities/").json()["results"] == [
        {
            "id": entity.pk,
            "url": "https://docket.example/api/v1/entities/changpeng-zhao/",
            "html_url": "https://docket.example/entities/changpeng-zhao/",
            "name": "Changpeng Zhao",
            "kind": "person",
            "slug": "changpeng-zhao",
            "description": "founder of Binance",
            "country": "CA",
        }
    ]


def test_events_of_a_case_come_newest_first_and_only_its_own(client):
    case = CaseFactory()
    for date in ("2023", "2024-02"):
        EventFactory(case=case, date=date)
    EventFactory()

    answer = client.get(f"/api/v1/cases/{case.slug}/events/")

    assert [row["date"] for row in answer.json()["results"]] == ["2024-02", "2023"]
