"""Numbers of the desk in a body: cleaned, counted as one sign, filled in when read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.prose.blocks import carry_ids, split, text_of
from newsroom.prose.references import FIGURE, filled, numbers_of
from newsroom.prose.sanitise import clean
from newsroom.prose.spans import Span
from newsroom.prose.weaving import weave
from tests.newsroom.prose.hostile import nasty_html

SEVEN = '<data data-number="7"></data>'


@pytest.mark.parametrize(
    ("pasted", "stored", "text"),
    [
        (f"<p>It dropped {SEVEN} cases.</p>", f"<p>It dropped {SEVEN} cases.</p>", "It dropped ￼ cases."),
        (f"<p> {SEVEN}  cases</p>", f"<p>{SEVEN} cases</p>", "￼ cases"),
        (f"<p>{SEVEN}</p>", f"<p>{SEVEN}</p>", "￼"),
        (f"<ul><li>{SEVEN}</li></ul>", f"<ul><li>{SEVEN}</li></ul>", "￼"),
        (f"<p>a <strong>{SEVEN} of</strong> b</p>", f"<p>a <strong>{SEVEN} of</strong> b</p>", "a ￼ of b"),
        (
            f'<p><a href="/x">a {SEVEN} b</a></p>',
            f'<p><a href="/x">a </a>{SEVEN}<a href="/x"> b</a></p>',
            "a ￼ b",
        ),
        ("<p><data data-number=007 onclick=x></data></p>", f"<p>{SEVEN}</p>", "￼"),
        ('<p>a <data value="3">three</data> b</p>', "<p>a three b</p>", "a three b"),
        ("<p>a <data data-number=0>nil</data></p>", "<p>a nil</p>", "a nil"),
        ("<p>a\ufffcb</p>", "<p>ab</p>", "ab"),
        (
            f"<table><tr><td>{SEVEN}</table>",
            f"<table><tbody><tr><td>{SEVEN}</td></tr></tbody></table>",
            "￼",
        ),
    ],
)
def test_number_stands_in_the_line_as_one_sign(pasted, stored, text):
    assert clean(pasted) == stored
    assert clean(stored) == stored
    assert text_of(stored) == text


def test_numbers_are_filled_in_as_they_read():
    body = f'<p>{SEVEN} of <data data-number="12"></data></p>'

    assert numbers_of(body) == [7, 12]
    assert filled(body, {7: "4", 12: "1,234"}) == "<p>4 of 1,234</p>"
    assert filled(body, {7: "4"}) == "<p>4 of …</p>"


def test_block_keeps_its_name_when_a_number_is_put_in():
    old = split("<p>The agency dropped many cases.</p>", ["b1"])

    new = carry_ids(old, f"<p>The agency dropped {SEVEN} cases.</p>")

    assert [block.id for block in new] == ["b1"]


def test_link_of_the_record_goes_around_a_number():
    block = split(f"<p>dropped {SEVEN} cases</p>", ["b1"])

    woven = weave(block, [(Span("b1", 0, 15, f"dropped {FIGURE} cases", "", ""), "/x/", "case")])

    assert woven == (
        f'<p><a class="case" href="/x/">dropped </a>{SEVEN}<a class="case" href="/x/"> cases</a></p>'
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(nasty_html, st.just(SEVEN), st.just("\ufffc"))))
def test_only_numbers_are_signs_whatever_is_pasted(pieces):
    body = clean("".join(pieces))

    assert clean(body) == body
    assert text_of(body).count(FIGURE) == len(numbers_of(body))
    assert FIGURE not in text_of(filled(body, {7: "14"}))
