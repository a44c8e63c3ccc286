import gzip

import pytest
from django.test import RequestFactory

from newsroom.pages.serving import accepts_gzip, known_etags
from newsroom.publishing.models import Rendition
from tests.factories.stories import ArticleFactory, published

PATH = "/articles/judge-sets-hearing/"


@pytest.fixture
def page(client, transactional_db):
    """A page that is ready, and what it was made as."""
    published(ArticleFactory(slug="judge-sets-hearing"))
    client.get(PATH)
    return Rendition.objects.get(path=PATH)


@pytest.mark.parametrize(
    ("accepted", "is_compressed"),
    [
        ("gzip", True),
        ("gzip, deflate, br", True),
        ("br;q=1.0, gzip;q=0.5", True),
        ("GZIP", True),
        ("*", True),
        ("", False),
        ("identity", False),
        ("gzip;q=0", False),
        ("gzip;q=0.0, identity", False),
        ("xgzip", False),
    ],
)
def test_page_comes_as_the_reader_takes_it(client, page, accepted, is_compressed):
    whole = gzip.decompress(page.html_gzip)

    response = client.get(PATH, headers={"accept-encoding": accepted})

    assert response.status_code == 200
    assert response.get("Content-Encoding") == ("gzip" if is_compressed else None)
    assert response.content == (bytes(page.html_gzip) if is_compressed else whole)
    assert response["Content-Length"] == str(len(response.content))


def test_headers_let_everyone_keep_the_page_and_ask_each_time(client, page):
    response = client.get(PATH)

    assert {
        name: response[name] for name in ("ETag", "Cache-Control", "Surrogate-Key", "Vary", "Content-Type")
    } == {
        "ETag": f'W/"{page.etag}"',
        "Cache-Control": "public, max-age=0, must-revalidate",
        "Surrogate-Key": page.keys,
        "Vary": "Accept-Encoding",
        "Content-Type": "text/html; charset=utf-8",
    }
    assert "unsafe" not in response["Content-Security-Policy"].replace("'sha256-", "")
    assert "Set-Cookie" not in response


@pytest.mark.parametrize("condition", ["W/{}", "{}", '"another", W/{}', "*"])
def test_reader_who_has_the_page_gets_a_304_without_a_body(
    client, page, django_assert_num_queries, condition
):
    with django_assert_num_queries(1):
        response = client.get(PATH, headers={"if-none-match": condition.format(f'"{page.etag}"')})

    assert (response.status_code, response.content) == (304, b"")
    assert response["ETag"] == f'W/"{page.etag}"'
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert response["Vary"] == "Accept-Encoding"


def test_reader_who_has_the_page_since_a_date_gets_a_304(client, page):
    modified = client.get(PATH)["Last-Modified"]

    assert client.get(PATH, headers={"if-modified-since": modified}).status_code == 304


@pytest.mark.parametrize("condition", ['"another"', "nonsense", '"' + "x" * 5000 + '"', '"a\\"b"', "W/"])
def test_reader_who_has_something_else_gets_the_page(client, page, condition):
    assert client.get(PATH, headers={"if-none-match": condition}).status_code == 200


def test_head_says_what_get_would_without_the_body(client, page):
    head, get = (
        getattr(client, method)(PATH, headers={"accept-encoding": "gzip"}) for method in ("head", "get")
    )

    assert head.content == b""
    assert head["Content-Length"] == str(len(get.content))
    assert head["ETag"] == get["ETag"]


def test_known_etags_are_read_from_the_header():
    request = RequestFactory().get(PATH, headers={"if-none-match": 'W/"abc", "def"'})

    assert known_etags(request) == ["abc", "def"]
    assert not known_etags(RequestFactory().get(PATH))


def test_no_header_takes_no_compression():
    assert not accepts_gzip(RequestFactory().get(PATH))
