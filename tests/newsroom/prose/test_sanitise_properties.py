import unicodedata

import html5lib
import nh3
from hypothesis import given, settings

from newsroom.prose.markup import tokens
from newsroom.prose.sanitise import ALLOWED_ATTRIBUTES, ALLOWED_TAGS, clean
from tests.newsroom.prose.hostile import nasty_html

BLOCK_TAGS = {"p", "h2", "h3", "h4", "ul", "ol", "blockquote", "table", "figure", "hr"}
HOLDS = {
    "ul": {"li"},
    "ol": {"li"},
    "table": {"thead", "tbody"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"td", "th"},
    "blockquote": BLOCK_TAGS - {"blockquote", "figure"},
    "figure": {"img", "figcaption"},
}
RUNNING_TEXT = {"a", "strong", "em", "code", "cite", "sup", "sub", "br"}
ADDRESSES = ("/x", "https://example.org/", "https://exa", "https://1.2.3.4.5/")


def as_another_parser_reads(html):
    return html5lib.parseFragment(html, namespaceHTMLElements=False)


@settings(deadline=None)
@given(nasty_html)
def test_clean_is_idempotent(html):
    cleaned = clean(html)

    assert clean(cleaned) == cleaned


@settings(deadline=None)
@given(nasty_html)
def test_clean_holds_listed_tags_and_attributes_only(html):
    body = as_another_parser_reads(clean(html))

    elements = [element for element in body.iter() if element is not body]
    assert {element.tag for element in elements} <= ALLOWED_TAGS
    for element in elements:
        assert set(element.attrib) <= ALLOWED_ATTRIBUTES.get(element.tag, set())
        assert element.get("href", "/x").startswith(ADDRESSES)


@settings(deadline=None)
@given(nasty_html)
def test_clean_is_a_flat_sequence_of_blocks(html):
    body = as_another_parser_reads(clean(html))

    assert not body.text
    assert all(block.tag in BLOCK_TAGS and not block.tail for block in body)
    for element in body.iter():
        if element is not body:
            allowed = HOLDS.get(element.tag, RUNNING_TEXT | ({"ul", "ol"} if element.tag == "li" else set()))
            assert {child.tag for child in element} <= allowed


@settings(deadline=None)
@given(nasty_html)
def test_clean_text_is_composed_whatever_the_markup(html):
    cleaned = clean(html)

    assert all(
        unicodedata.is_normalized("NFC", "".join(block.itertext()))
        for block in as_another_parser_reads(cleaned)
    )


@settings(deadline=None)
@given(nasty_html)
def test_what_is_written_is_what_a_browser_writes(html):
    cleaned = clean(html)

    assert "".join(token.raw for token in tokens(cleaned)) == cleaned
    assert (
        nh3.clean(cleaned, link_rel=None, attributes={k: set(v) for k, v in ALLOWED_ATTRIBUTES.items()})
        == cleaned
    )
