"""What is pasted from other programs; the samples are written as those write, and hold nobody's text."""

import re
import time
from pathlib import Path

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.prose.blocks import text_of
from newsroom.prose.sanitise import clean

PASTED = Path(__file__).parent / "pasted"
BULLET = (
    "<p class=MsoListParagraph style='mso-list:l0 level{} lfo1'>"
    "<span style='mso-list:Ignore'>{} </span>{}</p>"
)


@pytest.mark.parametrize("program", ["word", "google-docs", "libreoffice", "web-page"])
def test_paste_becomes_clean_and_semantic(program):
    wanted = (PASTED / f"{program}.clean.html").read_text().replace("\n", "")

    stored = clean((PASTED / f"{program}.html").read_text())

    assert stored == wanted
    assert clean(stored) == stored


@pytest.mark.parametrize(
    ("levels", "stored"),
    [
        ("1·a 1·b", "<ul><li>a</li><li>b</li></ul>"),
        ("1·a 2·b 3·c 1·d", "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>"),
        ("1·a 3·b 2·c", "<ul><li>a<ul><li>b</li></ul><ul><li>c</li></ul></li></ul>"),
        ("2·a 1·b", "<ul><li>a</li></ul><ul><li>b</li></ul>"),
        ("1·a 1.b", "<ul><li>a</li></ul><ol><li>b</li></ol>"),
        ("1·a 2.b 2·c", "<ul><li>a<ol><li>b</li></ol><ul><li>c</li></ul></li></ul>"),
    ],
)
def test_levels_of_word_become_lists_in_lists(levels, stored):
    markers = {"·": "·", ".": "1."}
    items = [BULLET.format(item[0], markers[item[1]], item[2:]) for item in levels.split()]

    assert clean("\n".join(items)) == stored


@pytest.mark.parametrize(
    ("pasted", "stored"),
    [
        ("<p class=MsoListParagraph>Goes on</p>", "<p>Goes on</p>"),
        ("<p class=MsoListParagraph>·&nbsp; <b>a</b></p>", "<ul><li><strong>a</strong></li></ul>"),
        ("<p class=MsoListBullet><i>o&nbsp;</i> b</p>", "<ul><li>b</li></ul>"),
        ("<p class=MsoListNumber>(iv) b</p>", "<ol><li>b</li></ol>"),
        ("<p>1. Not Word's</p>", "<p>1. Not Word's</p>"),
        ("<p class=MsoSubtitle>What <span>it</span> says</p>", "<h3>What it says</h3>"),
        ("<p>a<span class=MsoEndnoteReference>i</span><span class=x>b</span></p>", "<p>a<sup>i</sup>b</p>"),
        ("<p>a<span hidden>b<br><b>c</b></span>d</p>", "<p>ad</p>"),
        ("<div style='visibility:hidden'><p>a</div>b", "<p>b</p>"),
        ("<div><b>a</b> <i>b</i></div>", "<p><strong>a</strong> <em>b</em></p>"),
    ],
)
def test_what_word_says_by_class_and_style_is_read(pasted, stored):
    assert clean(pasted) == stored
    assert clean(stored) == stored


WORDS = st.lists(st.text("abcdé§ñ👩‍⚖️אב", min_size=1, max_size=6), min_size=1, max_size=5).map(" ".join)
WRAPPERS = [
    "<p>{}</p>",
    "<div>{}</div>",
    "<b style='font-weight:normal'>{}</b>",
    "<span style='font-weight:700'>{}</span>",
    "<ul><li>{}</li></ul>",
    "<blockquote>{}</blockquote>",
    "<table><tr><td>{}</td></tr></table>",
    "<h1>{}</h1>",
    "<o:p>{}</o:p>",
    "<figure><figcaption>{}</figcaption></figure>",
    "<a href='/x'>{}</a>",
    "<i>{}",
    "{}</b>",
    "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'></span>{}</p>",
    "<p class=MsoQuote>{}</p>",
    "<section><p>{}",
]
WRAPPED = st.recursive(
    WORDS,
    lambda inner: st.builds(
        lambda tag, parts: tag.format(" ".join(parts)),
        st.sampled_from(WRAPPERS),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=8,
)


def letters(text):
    return re.findall(r"[a-dé§ñ👩⚖אב]", text)


@settings(deadline=None)
@given(WRAPPED)
def test_no_word_is_lost_whatever_it_was_wrapped_in(html):
    source = "".join(html5lib.parseFragment(html, namespaceHTMLElements=False).itertext())

    assert letters(text_of(clean(html))) == letters(source)


def test_a_long_list_of_word_takes_no_time_to_speak_of():
    started = time.process_time()

    stored = clean("".join(BULLET.format(1 + n % 3, "·", "The exchange settled.") for n in range(20_000)))

    assert stored.count("<li>") == 20_000
    assert time.process_time() - started < 30
