import pytest

from newsroom.prose.sanitise import clean


@pytest.mark.parametrize(
    "href",
    [
        "https://www.courtlistener.com/docket/67478179/?page=2",
        "http://example.org/Żółć",
        "mailto:desk@example.org",
    ],
)
def test_links_to_other_sites_and_mail_stay(href):
    rel = "" if href.startswith("mailto") else ' rel="noopener"'

    assert clean(f'<a href="{href}" target=_blank rel=opener>x</a>') == f'<p><a href="{href}"{rel}>x</a></p>'


def test_links_within_the_site_stay():
    assert clean('<a href="/cases/?a=1&b=2" title=" The  case ">x</a>') == (
        '<p><a href="/cases/?a=1&amp;b=2" title="The case">x</a></p>'
    )


def test_links_are_written_in_one_form():
    assert clean('<a href=" HTTPS://example.org/a b\t|\u202e">x</a>') == (
        '<p><a href="https://example.org/a%20b%7C%E2%80%AE" rel="noopener">x</a></p>'
    )


@pytest.mark.parametrize(
    "href",
    [
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "\\\\evil.example",
        "https:evil.example",
        "https:\\\\evil.example",
        "https://good.example\\@evil.example",
        "https://",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "java&#10;script:alert(1)",
        "\x01javascript:alert(1)",
        "&#1;javascript:alert(1)",
        "javascript&colon;alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "blob:https://example.org/1",
        "page.html",
        "#note",
        "?q=1",
        "mailto:",
        "",
    ],
)
def test_other_addresses_lose_their_link(href):
    assert clean(f'<p><a href="{href}">x</a></p>') == "<p>x</p>"
