import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cases.imports.feeds import Item
from newsroom.intake.reading import (
    Found,
    decoded,
    excerpt,
    host_of,
    read_day,
    read_item,
    read_page,
    read_text,
)
from newsroom.prose.sanitise import clean
from tests.newsroom.prose.hostile import nasty_html

PAGES = Path(__file__).parent / "pages"
GAZETTE = "https://gazette.example/"
STRUCTURED = (
    '<script type="application/ld+json">[{"@type":["Thing","Report"],"headline":"H","author":"Ada",'
    '"url":"javascript:1","publisher":"P","mainEntityOfPage":{"@id":"https://p.example/h"}}]</script>'
)


def test_page_that_says_all_of_itself_is_understood():
    found = read_page((PAGES / "structured.html").read_bytes())

    assert (found.headline, found.publisher, found.author, found.day) == (
        "Judge ends Doe v. Roe after four years",
        "The Harbour Wire",
        "Ada Quill, Ben Marsh",
        date(2025, 6, 2),
    )
    assert found.url == "https://www.harbourwire.example/courts/judge-ends-doe-v-roe?utm_source=feed"
    assert found.dek == "The order bars the claims from being brought again."
    assert found.body.startswith("<p>A federal judge on Monday ended")
    assert found.body.endswith("before the summer recess begins.</p>")
    assert "<h2>What comes next</h2>" in found.body
    assert not any(
        word in found.text for word in ("newsletter", "Another story", "rights reserved", "Courts")
    )


def test_page_of_tables_and_line_breaks_is_understood():
    found = read_page((PAGES / "plain.html").read_text(), GAZETTE)

    assert (found.headline, found.publisher, found.author, found.day, found.url) == (
        "Council drops its suit against Roe Marine", "Port Gazette", "Lena Hart", date(2025, 6, 2),
        f"{GAZETTE}news/council-drops-suit",
    )  # fmt: skip
    assert [line.split()[0] for line in found.text.split("\n\n")] == ["The", "It", "The"]


def test_region_marked_by_its_author_is_the_story():
    found = read_page((PAGES / "marked.html").read_text(), f"{GAZETTE}a#top")

    assert (found.headline, found.author, found.day, found.url, found.publisher) == (
        "Appeal in Doe v. Roe is withdrawn", "Ada Quill", date(2025, 6, 3), f"{GAZETTE}a", "gazette.example",
    )  # fmt: skip
    assert len(found.body.split("</p>")) == 3


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("", Found()),
        ("<p>Words", Found(body="<p>Words</p>")),
        ("<title>A &lt;b&gt; B</title>", Found(headline="A <b> B")),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script>', Found()),
        (
            STRUCTURED,
            Found(headline="H", author="Ada", publisher="P", url="https://p.example/h"),
        ),
        ('<meta property="article:author" content="https://p.example/ada">', Found()),
        (
            '<script>var a = "<h1>not</h1>"</script><h1>Judge\n rules</h1><h1>More</h1>',
            Found(headline="Judge rules", body="<h2>More</h2>"),
        ),
    ],
)
def test_page_is_believed_only_where_it_makes_sense(html, found):
    assert read_page(html) == found


@pytest.mark.parametrize(
    ("pasted", "headline", "body"),
    [
        (
            "Judge ends Doe v. Roe\n\nIt is over.\n\nAll of it.",
            "Judge ends Doe v. Roe",
            "<p>It is over.</p><p>All of it.</p>",
        ),
        ("Judge ends Doe v. Roe\nIt is <over>.", "Judge ends Doe v. Roe", "<p>It is &lt;over&gt;.</p>"),
        (
            "<h1>Judge ends it</h1><p>It is <b>over</b>.</p>",
            "Judge ends it",
            "<p>It is <strong>over</strong>.</p>",
        ),
        ("AT&T < Roe", "", "<p>AT&amp;T &lt; Roe</p>"),
        ("", "", ""),
    ],
)
def test_pasted_words_have_their_headline_on_the_first_line(pasted, headline, body):
    found = read_text(pasted)

    assert (found.headline, found.body) == (headline, body)


def test_item_of_a_feed_is_a_story_in_short():
    item = Item(
        "Doe v. Roe",
        "https://www.wire.example/a",
        "1",
        "<p>It <b>ended</b>.</p>",
        "Mon, 02 Jun 2025 09:30:00 GMT",
    )

    assert read_item(item) == Found(
        headline="Doe v. Roe", body="<p>It <strong>ended</strong>.</p>", publisher="wire.example",
        url="https://www.wire.example/a", day=date(2025, 6, 2),
    )  # fmt: skip
    assert read_item(Item(title="x", link="javascript:1", feed_link="https://wire.example/")) == Found(
        headline="x", publisher="wire.example"
    )


@pytest.mark.parametrize(
    ("body", "most", "cut"),
    [
        ("<p>One two three.</p><p>Four five.</p>", 4, "<blockquote><p>One two three.</p></blockquote>"),
        (
            "<p>One two three.</p><p>Four five.</p>",
            5,
            "<blockquote><p>One two three.</p><p>Four five.</p></blockquote>",
        ),
        ("<p>One &lt;two&gt; three.</p>", 2, "<blockquote><p>One &lt;two&gt;…</p></blockquote>"),
        ("", 5, ""),
    ],
)
def test_excerpt_ends_where_a_paragraph_does_if_it_can(body, most, cut):
    assert excerpt(Found(body=body), most).body == cut


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("café".encode(), "café"),
        ("café".encode("latin-1"), "café"),
        (b'<meta charset="iso-8859-2">\xb3', '<meta charset="iso-8859-2">ł'),
        (b'<meta charset="no-such">caf\xc3\xa9', '<meta charset="no-such">café'),
    ],
)
def test_page_is_read_in_its_own_encoding(page, text):
    assert decoded(page) == text


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2025-06-02T23:30:00-05:00", date(2025, 6, 2)),
        ("2025-06-02", date(2025, 6, 2)),
        ("Mon, 02 Jun 2025 09:30:00 GMT", date(2025, 6, 2)),
        ("June 2, 2025", date(2025, 6, 2)),
        ("2 Jun 2025", date(2025, 6, 2)),
        ("yesterday", None),
        ("", None),
    ],
)
def test_day_is_read_however_it_is_written(said, day):
    assert read_day(said) == day


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.wire.example/a", "wire.example"),
        ("ftp://wire.example", ""),
        ("https://[x", ""),
        ("", ""),
    ],
)
def test_host_is_that_of_a_web_address(url, host):
    assert host_of(url) == host


@settings(deadline=None)
@given(nasty_html, st.sampled_from(["", "https://a.example/b", "https://[", "x"]))
@example("\ud800", "")
def test_whatever_page_is_read_its_body_is_clean(html, address):
    found = read_page(html, address)

    assert clean(found.body) == found.body
    assert found.url == "" or found.url.startswith("http")
    assert len(found.headline) <= 200


def test_half_a_character_in_what_a_page_says_of_itself_is_left_out():
    found = read_page(STRUCTURED.replace('"H"', '"H\\ud800"').replace("p.example/h", "p.example/h\\udfff"))

    assert (found.headline, found.url) == ("H", "https://p.example/h")


def test_hostile_page_takes_no_time_to_speak_of():
    started = time.process_time()

    read_page(
        "<div><p>" * 20_000
        + "words " * 20_000
        + '<script type="application/ld+json">'
        + "[" * 100_000
        + "</script>"
    )
    read_page("<meta name=a content=b>" * 20_000 + "<h1>" * 20_000)

    assert time.process_time() - started < 30
