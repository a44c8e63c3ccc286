"""What a caller is told when something is wrong, and the headers every answer carries."""

import logging
from urllib.parse import quote

import pytest

from cases.models import Case
from tests.factories.record import CaseFactory

pytestmark = pytest.mark.django_db
UNKNOWN = "There is no such parameter."


def errors(answer):
    assert answer["Content-Type"] == "application/problem+json"
    return {error["parameter"]: error["detail"] for error in answer.json()["errors"]}


def test_unknown_parameter_is_named_with_the_nearest_known_one(client):
    answer = client.get("/api/v1/cases/?knd=civil")

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json() == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": "The request has bad parameters: knd.",
        "instance": "/api/v1/cases/",
        "errors": [{"parameter": "knd", "detail": f"{UNKNOWN} Did you mean kind?"}],
    }


def test_parameter_like_no_other_is_answered_with_all_there_are(client):
    answer = client.get("/api/v1/courts/?zzz=1")

    assert errors(answer) == {
        "zzz": f"{UNKNOWN} There are: system, level, appeals_to, q, ordering, cursor, page_size, as_of, "
        "known_at."
    }


def test_detail_takes_no_parameter_but_the_clocks(client):
    case = CaseFactory()

    answer = client.get(f"/api/v1/cases/{case.slug}/?kind=civil")

    assert answer.status_code == 400
    assert errors(answer) == {"kind": f"{UNKNOWN} There are: as_of, known_at."}


def test_empty_and_repeated_values_are_refused_together(client):
    answer = client.get("/api/v1/cases/?kind=&party=a&party=b&format=json")

    assert answer.status_code == 400
    assert errors(answer) == {
        "kind": "It has no value. Give it one or leave it out.",
        "party": "It is given more than once.",
        "format": f"{UNKNOWN} There are: kind, court, docket_number, party, role, outcome, prejudice, "
        "filed_after, filed_before, open, q, ordering, cursor, page_size, as_of, known_at.",
    }


def test_bad_value_is_named_with_what_was_expected(client):
    answer = client.get("/api/v1/cases/?open=maybe&filed_after=soon")

    assert answer.status_code == 400
    assert errors(answer) == {
        "filed_after": "Expected a date, a month or a year: 2023-06-05, 2023-06 or 2023.",
        "open": "Expected true or false.",
    }


LISTS = ["cases", "entities", "courts", "articles", "explainers"]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    "value", ["\x00", "a\x00", "x" * 1_000_000, "9" * 5000, "\ud7ff", "'; --", "{}[]", "doe"]
)
def test_hostile_values_of_every_parameter_are_refused_or_find_nothing(client, name, value):
    known = client.get(f"/api/v1/{name}/?zzz=1").json()["errors"][0]["detail"].partition("There are: ")[2]

    for parameter in known.removesuffix(".").split(", "):
        assert client.get(f"/api/v1/{name}/", {parameter: value}).status_code in (200, 400)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("slug", ["%00", "a%00b", "x" * 10_000, "%ff", "..%2f", "9" * 5000])
def test_hostile_slugs_are_not_found(client, name, slug):
    answer = client.get(f"/api/v1/{name}/{slug}/")

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


def test_of_many_unknown_parameters_the_first_are_told(client):
    answer = client.get("/api/v1/cases/?" + "&".join(f"p{number}=1" for number in range(900)))

    assert answer.status_code == 400
    assert list(errors(answer)) == [f"p{number}" for number in range(20)]


def test_more_parameters_than_django_reads_are_malformed(client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000

    answer = client.get("/api/v1/cases/?" + "&".join(f"p{number}=1" for number in range(1001)))

    assert answer.status_code == 400
    assert answer.json()["detail"] == "The request is malformed."


@pytest.mark.parametrize(
    "path",
    [
        "/api/",
        "/api/v1/",
        "/api/v1/nowhere/",
        "/api/v2/cases/",
        "/api/v1/cases/a/b/",
        "/api/a\nb/",
        "/api/v1/a\nb/",
    ],
)
def test_unknown_address_under_api_is_a_problem(client, path):
    answer = client.get(quote(path))

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json() == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "There is nothing at this address.",
        "instance": path,
    }


@pytest.mark.parametrize("path", ["/api/v1", "/api/v1/nowhere"])
def test_unknown_address_without_a_slash_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_address_that_only_lacks_its_slash_leads_on(client, settings):
    settings.SITE_URL = "https://docket.example"

    plain, asked = client.get("/api/v1/cases"), client.get("/api/v1/cases?kind=civil")

    assert (plain.status_code, plain["Location"]) == (301, "https://docket.example/api/v1/cases/")
    assert (asked.status_code, asked["Location"]) == (301, "https://docket.example/api/v1/cases/?kind=civil")


def test_writing_without_the_slash_is_not_found(client):
    assert client.post("/api/v1/cases").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize(
    "path", ["/api/v1/cases/", "/api/v1/cases/doe-v-roe/", "/api/v1/schema/", "/api/v1/docs/"]
)
def test_writing_is_not_allowed(client, method, path):
    answer = getattr(client, method)(path, "{}", content_type="application/json")

    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["title"] == "Method Not Allowed"


@pytest.mark.parametrize("path", ["/api/v1/cases/", "/api/v1/schema/", "/api/v1/docs/"])
def test_what_cannot_be_given_as_asked_is_a_problem(client, path):
    answer = client.get(path, headers={"Accept": "image/png"})

    assert answer.status_code == 406
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == 406


def test_answers_may_be_read_from_any_origin_and_are_always_asked_again(client):
    for path in ("/api/v1/cases/", "/api/v1/cases/none/", "/api/v1/schema/"):
        answer = client.get(path)

        assert answer["Access-Control-Allow-Origin"] == "*"
        assert answer["Cache-Control"] == "public, no-cache"
        assert answer.cookies == {}


def test_preflight_lets_a_browser_send_the_etag_back(client):
    answer = client.options("/api/v1/cases/", headers={"Origin": "https://elsewhere.example"})

    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Headers"] == "If-None-Match"
    assert answer["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_etag_sent_back_is_answered_304_until_something_changes(client):
    case = CaseFactory(caption="Doe v. Roe")
    paths = ("/api/v1/cases/", f"/api/v1/cases/{case.slug}/")
    tags = [client.get(path)["ETag"] for path in paths]

    unchanged = [
        client.get(path, headers={"If-None-Match": tag}) for path, tag in zip(paths, tags, strict=True)
    ]
    Case.objects.update(caption="Doe v. Bolton")
    changed = [
        client.get(path, headers={"If-None-Match": tag}) for path, tag in zip(paths, tags, strict=True)
    ]

    assert [(answer.status_code, answer.content) for answer in unchanged] == [(304, b"")] * 2
    assert [answer.status_code for answer in changed] == [200, 200]


@pytest.fixture
def broken(monkeypatch):
    def fail(*args):
        raise RuntimeError("secret")

    monkeypatch.setattr("cases.api.serializers.case.status_sentence", fail)
    return CaseFactory()


def test_a_fault_of_ours_is_logged_and_tells_nothing(client, broken, caplog):
    client.raise_request_exception = False

    with caplog.at_level(logging.ERROR, logger="django.request"):
        answer = client.get("/api/v1/cases/")

    assert answer.status_code == 500
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"] == "Something broke on our side. It has been logged."
    assert [str(record.exc_info[1]) for record in caplog.records if record.exc_info] == ["secret"]


def test_a_fault_of_ours_is_raised_where_a_developer_sees_it(client, broken, settings):
    settings.DEBUG = True

    with pytest.raises(RuntimeError, match="secret"):
        client.get("/api/v1/cases/")
