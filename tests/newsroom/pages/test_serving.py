import gzip
import hashlib
from datetime import timedelta

import brotli
import pytest
import time_machine
from django.test import RequestFactory

from newsroom.pages.serving import known_etags
from newsroom.publishing.actions import publish
from newsroom.publishing.models import Rendition
from tests.factories.stories import NOON, ArticleFactory, published

PATH = "/articles/judge-sets-hearing/"


@pytest.fixture
def page(client, transactional_db):
    """A page that is ready, and what it was made as."""
    published(ArticleFactory(slug="judge-sets-hearing"))
    client.get(PATH)
    return Rendition.objects.get(path=PATH)


FORMS = [("br, gzip", "br", "-br"), ("gzip", "gzip", "-gzip"), ("", None, "")]


@pytest.mark.parametrize(("accepted", "coding", "suffix"), FORMS)
def test_page_comes_as_the_reader_takes_it(client, page, accepted, coding, suffix):
    whole = gzip.decompress(page.html_gzip)
    forms = {"br": bytes(page.html_br), "gzip": bytes(page.html_gzip), None: whole}

    response = client.get(PATH, headers={"accept-encoding": accepted})

    assert response.status_code == 200
    assert response.get("Content-Encoding") == coding
    assert response.content == forms[coding]
    assert response["Content-Length"] == str(len(response.content))
    assert response["ETag"] == f'"{page.etag}{suffix}"'


def test_forms_of_a_page_are_one_page(page):
    whole = gzip.decompress(page.html_gzip)

    assert brotli.decompress(bytes(page.html_br)) == whole
    assert hashlib.sha256(whole).hexdigest() == page.etag


@pytest.mark.parametrize(("accepted", "coding", "suffix"), FORMS)
def test_page_made_for_this_reader_comes_as_the_next_will_get_it(
    client, transactional_db, accepted, coding, suffix
):
    published(ArticleFactory(slug="judge-sets-hearing"))

    first, second = (client.get(PATH, headers={"accept-encoding": accepted}) for _ in range(2))

    assert first.content == second.content
    assert {name: first[name] for name in ("ETag", "Vary")} == {
        name: second[name] for name in ("ETag", "Vary")
    }
    assert first.get("Content-Encoding") == second.get("Content-Encoding") == coding


def test_reader_who_refuses_every_form_is_told_so(client, page):
    response = client.get(PATH, headers={"accept-encoding": "identity;q=0"})

    assert response.status_code == 406
    assert response.text == (
        "This page can be had as br, gzip or identity: Accept-Encoding refuses them all.\n"
    )
    assert response["Vary"] == "Accept-Encoding"


def test_headers_let_everyone_keep_the_page_and_ask_each_time(client, page):
    response = client.get(PATH)

    assert {
        name: response[name] for name in ("ETag", "Cache-Control", "Surrogate-Key", "Vary", "Content-Type")
    } == {
        "ETag": f'"{page.etag}"',
        "Cache-Control": "public, max-age=0, must-revalidate",
        "Surrogate-Key": page.keys,
        "Vary": "Accept-Encoding",
        "Content-Type": "text/html; charset=utf-8",
    }
    assert "unsafe" not in response["Content-Security-Policy"].replace("'sha256-", "")
    assert "Set-Cookie" not in response


@pytest.mark.parametrize(("accepted", "coding", "suffix"), FORMS)
@pytest.mark.parametrize("condition", ["W/{}", "{}", '"another", W/{}', "*"])
def test_reader_who_has_the_page_gets_a_304_without_a_body(
    client, page, django_assert_num_queries, condition, accepted, coding, suffix
):
    etag = f'"{page.etag}{suffix}"'

    with django_assert_num_queries(1):
        response = client.get(
            PATH, headers={"accept-encoding": accepted, "if-none-match": condition.format(etag)}
        )

    assert (response.status_code, response.content) == (304, b"")
    assert response["ETag"] == etag
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert response["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("suffix", ["", "-gzip", "-br-br", "-zstd"])
def test_reader_who_has_another_form_gets_this_one(client, page, suffix):
    headers = {"accept-encoding": "br", "if-none-match": f'"{page.etag}{suffix}"'}

    assert client.get(PATH, headers=headers).status_code == 200


def test_page_the_reader_has_is_neither_read_nor_unpacked(client, page):
    Rendition.objects.update(html_gzip=b"damaged", html_br=b"damaged")

    for accepted, _, suffix in FORMS:
        headers = {"accept-encoding": accepted, "if-none-match": f'"{page.etag}{suffix}"'}
        assert client.get(PATH, headers=headers).status_code == 304


def test_reader_who_has_the_page_since_a_date_gets_a_304(client, page):
    with time_machine.travel(page.modified_at + timedelta(seconds=1), tick=False):
        modified = client.get(PATH)["Last-Modified"]

        assert client.get(PATH, headers={"if-modified-since": modified}).status_code == 304


def test_page_made_twice_within_a_second_is_told_apart(client, transactional_db):
    """A date would tell the second by the first; so there is none before the second is over."""
    moment, later = NOON + timedelta(milliseconds=200), NOON + timedelta(milliseconds=700)
    story = published(ArticleFactory(slug="judge-sets-hearing"))
    with time_machine.travel(moment, tick=False):
        first = client.get(PATH)
    story.headline = "Judge moves the hearing"
    story.save()
    publish(story, by=None, now=later)
    with time_machine.travel(later, tick=False):
        second = client.get(PATH)
    with time_machine.travel(later + timedelta(seconds=1), tick=False):
        third = client.get(PATH)

    assert ("Last-Modified" in first, "Last-Modified" in second) == (False, False)
    assert third["Last-Modified"] == "Mon, 02 Jun 2025 12:00:00 GMT"
    assert first["ETag"] != second["ETag"] == third["ETag"]


@pytest.mark.parametrize("condition", ['"another"', "nonsense", '"' + "x" * 5000 + '"', '"a\\"b"', "W/"])
def test_reader_who_has_something_else_gets_the_page(client, page, condition):
    assert client.get(PATH, headers={"if-none-match": condition}).status_code == 200


@pytest.mark.parametrize("accepted", ["br", "gzip", ""])
def test_head_says_what_get_would_without_the_body(client, page, accepted):
    head, get = (
        getattr(client, method)(PATH, headers={"accept-encoding": accepted}) for method in ("head", "get")
    )

    assert head.content == b""
    assert head["Content-Length"] == str(len(get.content))
    assert head["ETag"] == get["ETag"]
    assert head.get("Content-Encoding") == get.get("Content-Encoding")


def test_known_etags_are_read_from_the_header():
    request = RequestFactory().get(PATH, headers={"if-none-match": 'W/"abc", "def"'})

    assert known_etags(request) == ["abc", "def"]
    assert not known_etags(RequestFactory().get(PATH))
