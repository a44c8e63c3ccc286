import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.prose.blocks import carry_ids, split, text_of
from newsroom.prose.references import Citation, Picture, citations_of, pictures_of
from newsroom.prose.sanitise import clean
from newsroom.prose.spans import find_spans, re_anchor
from newsroom.prose.weaving import weave
from tests.newsroom.prose.hostile import nasty_html

NOTE = '<cite data-statement="12"></cite>'
SHOWN = '<img data-image="7" alt="Foley Square">'


@pytest.mark.parametrize(
    ("pasted", "stored"),
    [
        (f"<p>Zhao pleaded guilty.{NOTE}</p>",) * 2,
        (f"<p>{NOTE}</p>",) * 2,
        (f"<p>Zhao {NOTE} pleaded</p>", f"<p>Zhao {NOTE}pleaded</p>"),
        (f"<p>a<br>{NOTE}</p>", f"<p>a{NOTE}</p>"),
        (f"<p>{NOTE} &#x301;a</p>", f"<p>{NOTE}a</p>"),
        (f"<p>Cafe{NOTE}&#x301;s</p>", f"<p>Café{NOTE}s</p>"),
        (f"<p>a <em>b{NOTE}c</em></p>",) * 2,
        (f"<p>a<em>{NOTE}</em>b</p>", f"<p>a{NOTE}b</p>"),
        (f'<p><a href="/x">a{NOTE}b</a></p>', f'<p><a href="/x">a</a>{NOTE}<a href="/x">b</a></p>'),
        (f"<table><tr><td>{NOTE}</table>", f"<table><tbody><tr><td>{NOTE}</td></tr></tbody></table>"),
        ("<p><cite data-source=7>Order</cite></p>", '<p><cite data-source="7"></cite>Order</p>'),
        ("<p>a<cite data-source=x></cite></p>", "<p>a</p>"),
        ("<p>a<cite data-statement='0'></cite></p>", "<p>a</p>"),
        (
            "<p>a<cite data-source=007 data-locator=' p.  4 ' data-accessed=20250602 onclick=x></cite></p>",
            '<p>a<cite data-source="7" data-locator="p. 4" data-accessed="2025-06-02"></cite></p>',
        ),
        ("<p>a<cite data-statement=3 data-locator=x></cite></p>", '<p>a<cite data-statement="3"></cite></p>'),
    ],
)
def test_citation_stands_in_the_line_without_a_character(pasted, stored):
    assert clean(pasted) == stored
    assert clean(stored) == stored
    assert text_of(stored) == text_of(stored.replace(NOTE, ""))


@pytest.mark.parametrize(
    ("pasted", "stored"),
    [
        (
            f"<figure>{SHOWN}<figcaption>The <em>court</em>{NOTE}</figcaption></figure>",
            f"<figure>{SHOWN}<figcaption>The <em>court</em>{NOTE}</figcaption></figure>",
        ),
        (f"<p>a{SHOWN}b</p>", f"<p>a</p><figure>{SHOWN}</figure><p>b</p>"),
        (
            f"<figure><div>{SHOWN}</div><figcaption><p>a</p><ul><li>b</ul></figcaption></figure>c",
            f"<figure>{SHOWN}<figcaption>a<br>b</figcaption></figure><p>c</p>",
        ),
        (f"<figure>{SHOWN}<figcaption> </figcaption></figure>", f"<figure>{SHOWN}</figure>"),
        (f"<ul><li>a{SHOWN}</li></ul>", f"<figure>{SHOWN}</figure><ul><li>a</li></ul>"),
        (
            f"<blockquote>a<figure>{SHOWN}<figcaption>b</figcaption></figure></blockquote>",
            f"<figure>{SHOWN}</figure><blockquote><p>a</p><p>b</p></blockquote>",
        ),
        ("<img data-image=7 role=presentation>", None),
        ("<figure><img src=https://example.org/a.jpg><figcaption>b</figcaption></figure>", "<p>b</p>"),
        ("<p>a</p><img src='data:image/png;base64,AAAA'>", "<p>a</p>"),
    ],
)
def test_picture_is_a_block_of_its_own(pasted, stored):
    stored = stored or '<figure><img data-image="7" alt="" role="presentation"></figure>'

    assert clean(pasted) == stored
    assert clean(stored) == stored


def test_only_a_picture_without_alt_text_is_decorative():
    body = clean("<img data-image=7 alt=Gavel role=presentation><img data-image=8 role=presentation>")

    assert pictures_of(body) == [Picture(7, "Gavel"), Picture(8, is_decorative=True)]


def test_citations_are_read_as_the_body_reads():
    body = clean(f"<p>a{NOTE}</p><ul><li><cite data-source=7 data-locator='&lt;4&gt;'></cite>b</li></ul>")

    assert citations_of(body) == [Citation("statement", 12), Citation("source", 7, "<4>")]
    assert "".join(citation.html for citation in citations_of(body)) in body.replace("</p><ul><li>", "")


def test_caption_is_text_and_the_picture_none():
    body = clean(f"<p>One</p><figure>{SHOWN}<figcaption>Foley Square</figcaption></figure>")

    assert [(block.tag, block.text) for block in split(body)] == [("p", "One"), ("figure", "Foley Square")]


def test_link_on_both_sides_of_a_citation_is_two_links():
    blocks = split(f"<p>Changpeng{NOTE} Zhao</p>")

    woven = weave(blocks, [(find_spans(blocks, "Changpeng Zhao")[0], "/zhao/", "entity")])

    link = '<a class="entity" href="/zhao/">'
    assert woven == f"<p>{link}Changpeng</a>{NOTE}{link} Zhao</a></p>"


@settings(deadline=None)
@given(nasty_html, st.data())
def test_spans_stay_on_their_words_whatever_is_cited(html, data):
    before = split(clean(html))
    block = data.draw(st.sampled_from([*before, None]))
    if block is None or not block.html.startswith("<p>") or "<" in block.html[3:-4]:
        return
    body = "".join(
        found.html.replace("</p>", f"{NOTE}</p>") if found is block else found.html for found in before
    )

    after = carry_ids(before, clean(body))

    assert [found.id for found in after] == [found.id for found in before]
    assert [found.text for found in after] == [found.text for found in before]
    for span in find_spans(before, block.text.split()[0] if block.text.split() else ""):
        assert re_anchor(span, before, after) == span
