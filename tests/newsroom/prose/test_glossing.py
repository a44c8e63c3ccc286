"""Terms found in a body: whole words, longest first, once, and never where words are somebody else's."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.prose.glossing import Glossary
from newsroom.prose.sanitise import clean

WORDINGS = [
    ("dismissed with prejudice", 1),
    ("with prejudice", 1),
    ("settlement", 2),
    ("sanctions", 3),
    ("securities", 4),
    ("unregistered securities", 5),
    ("AML", 6),
    ("R&D credit", 7),
]
GLOSSARY = Glossary(WORDINGS)
MARK = re.compile(
    r'<span class="glossed">([^<]*)<button [^>]*popovertarget="gloss-(\d+)"[^>]*></button></span>'
)


def marked(html):
    return [(words, int(number)) for words, number in MARK.findall(GLOSSARY.gloss(html).html)]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>It was dismissed with prejudice.</p>", [("dismissed with prejudice", 1)]),
        ("<p>Over with prejudice, dismissed with prejudice.</p>", [("with prejudice", 1)]),
        ("<p>A settlement. Another settlement.</p>", [("settlement", 2)]),
        ("<p>A settlement.</p><p>Another settlement.</p>", [("settlement", 2)]),
        ("<p>Sanctions bit. No sanctions now.</p>", [("Sanctions", 3)]),
        ("<p>It ended. Sanctions bit.</p>", [("Sanctions", 3)]),
        ("<ul><li>First</li><li>Sanctions bit</li></ul>", [("Sanctions", 3)]),
        ("<p>The Sanctions Act.</p>", []),
        ("<p>The US Sanctions bit.</p>", []),
        ("<p>Securities and Exchange Commission rules bind.</p>", []),
        (
            "<p>The unregistered securities, the securities.</p>",
            [("unregistered securities", 5), ("securities", 4)],
        ),
        ("<p>Under AML rules.</p>", [("AML", 6)]),
        ("<p>Under aml rules.</p>", []),
        ("<p>A pre-settlement talk, settlements, sanctions-free.</p>", []),
        ("<p>An R&amp;D credit.</p>", [("R&amp;D credit", 7)]),
        ('<p><a href="/x/">A settlement</a> is near.</p>', []),
        ("<h2>The settlement</h2><p>It is.</p>", []),
        ("<blockquote><p>A settlement</p></blockquote>", []),
        ("<p>He said “no settlement” and left.</p>", []),
        ("<p>He said “no deal”, a settlement came.</p>", [("settlement", 2)]),
        ("<p>An <em>unregistered</em> securities deal.</p>", [("securities", 4)]),
        ("<p><code>settlement</code></p>", []),
    ],
)  # fmt: skip
def test_terms_are_found_where_they_stand_whole(html, found):
    assert marked(html) == found


def test_words_stay_text_and_the_button_says_what_it_opens():
    told = GLOSSARY.gloss("<p>A settlement &amp; more.</p>")

    assert told.terms == [2]
    assert told.html == (
        '<p>A <span class="glossed">settlement<button type="button" class="gloss" '
        'popovertarget="gloss-2" aria-label="What “settlement” means"></button></span> &amp; more.</p>'
    )


def test_glossary_without_terms_marks_nothing():
    assert Glossary([]).gloss("<p>A settlement.</p>") == ("<p>A settlement.</p>", [])


PIECES = [
    "A settlement.", "“A settlement”", "<b>with prejudice</b>", "Sanctions & <i>AML</i>", "\u00a0",
    "<a href='/a/'>securities</a>", "unregistered  securities", "<h2>settlement</h2>", "<li>sanctions",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES)))
def test_marking_adds_marks_and_nothing_else(pieces):
    html = clean("".join(f"<p>{piece}</p>" for piece in pieces))

    told = GLOSSARY.gloss(html)

    assert MARK.sub(r"\1", told.html) == html
    assert len(told.terms) == len(set(told.terms)) == len(MARK.findall(told.html))
