import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.prose.blocks import Block, split, text_of
from newsroom.prose.sanitise import clean
from newsroom.prose.spans import Span, find_spans, span_at
from newsroom.prose.weaving import weave, weave_and_report
from tests.newsroom.prose.hostile import nasty_html
from tests.newsroom.prose.test_sanitise_properties import as_another_parser_reads

BINANCE = "/organisations/binance/"


def linked(body, *wordings, href=BINANCE):
    blocks = split(body)
    return weave(blocks, [(span, href, "e") for words in wordings for span in find_spans(blocks, words)])


def link(inner):
    return f'<a class="e" href="{BINANCE}">{inner}</a>'


@pytest.mark.parametrize(
    ("body", "woven"),
    [
        ("<p>Binance Holdings won.</p>", f"<p>{link('Binance Holdings')} won.</p>"),
        ("<p>Binance <em>Holdings</em> won.</p>", f"<p>{link('Binance <em>Holdings</em>')} won.</p>"),
        ("<p><em>Binance</em> Holdings</p>", f"<p>{link('<em>Binance</em> Holdings')}</p>"),
        ("<p><em>Binance Holdings</em></p>", f"<p><em>{link('Binance Holdings')}</em></p>"),
        (
            "<p><em>Binance</em> <strong>Holdings</strong></p>",
            f"<p>{link('<em>Binance</em> <strong>Holdings</strong>')}</p>",
        ),
        (
            "<p><em><strong>Binance</strong> Holdings</em></p>",
            f"<p><em>{link('<strong>Binance</strong> Holdings')}</em></p>",
        ),
        (
            "<p><em>The Binance</em> Holdings</p>",
            f"<p><em>The {link('Binance')}</em>{link(' Holdings')}</p>",
        ),
        (
            "<p><em>The Binance</em> <strong>Holdings case</strong></p>",
            f"<p><em>The {link('Binance')}</em> <strong>{link('Holdings')} case</strong></p>",
        ),
        (
            "<p>Binance <strong>Holdings case</strong></p>",
            f"<p>{link('Binance ')}<strong>{link('Holdings')} case</strong></p>",
        ),
        (
            "<p>Bin<em>ance Hold</em>ings</p>",
            f"<p>{link('Bin<em>ance Hold</em>ings')}</p>",
        ),
        ("<ul><li>Binance Holdings</li></ul>", f"<ul><li>{link('Binance Holdings')}</li></ul>"),
    ],
)
def test_words_across_tags_become_one_link_where_tags_allow(body, woven):
    assert linked(body, "Binance Holdings") == woven


def test_a_mark_over_two_lines_of_a_list_becomes_two_links():
    assert linked("<ul><li>Binance</li><li>Holdings</li></ul>", "Binance\nHoldings") == (
        f"<ul><li>{link('Binance')}</li><li>{link('Holdings')}</li></ul>"
    )


def test_a_mark_over_a_line_break_stays_one_link():
    assert (
        linked("<p>Binance<br>Holdings</p>", "Binance\nHoldings") == f"<p>{link('Binance<br>Holdings')}</p>"
    )


def test_entities_count_as_the_characters_they_are():
    body = clean("<p>“AT&T” &lt; §&nbsp;5 R&D <em>R&D</em></p>")

    assert linked(body, "R&D") == (
        f"<p>“AT&amp;T” &lt; §&nbsp;5 {link('R&amp;D')} <em>{link('R&amp;D')}</em></p>"
    )


def test_lines_of_a_table_are_counted():
    body = clean("<table><tr><th>Case</th><td></td><td>Doe</td></tr><tr><td>Roe</td></tr></table>")

    assert linked(body, "Roe", "Doe") == body.replace("Doe", link("Doe")).replace("Roe", link("Roe"))


def test_address_and_class_are_escaped():
    blocks = split("<p>Doe</p>")
    span = span_at(blocks[0], 0, 3)

    assert weave(blocks, [(span, '/x?a=1&b="2"', 'e"><script>')]) == (
        '<p><a class="e&quot;&gt;&lt;script&gt;" href="/x?a=1&amp;b=%222%22">Doe</a></p>'
    )


def test_longest_of_marks_that_begin_together_and_first_of_others_win():
    blocks = split("<p>United States v. Zhao, Zhao</p>")
    longest, state, late, other = (span_at(blocks[0], *at) for at in [(0, 21), (0, 13), (17, 26), (23, 27)])
    marks = [(state, "/us/", "e"), (late, "/late/", "e"), (longest, "/case/", "c"), (other, "/zhao/", "e")]

    woven = weave_and_report(blocks, marks)

    assert woven.html == (
        '<p><a class="c" href="/case/">United States v. Zhao</a>, <a class="e" href="/zhao/">Zhao</a></p>'
    )
    assert woven.left_out == [marks[0], marks[1]]
    assert weave_and_report(blocks, marks[::-1]).html == woven.html


@pytest.mark.parametrize(
    ("span", "href"),
    [
        (Span("b1", 0, 3, "Roe", "", ""), "/x/"),
        (Span("b1", -3, 0, "", "", ""), "/x/"),
        (Span("b1", 7, 10, "Roe", "", ""), "/x/"),
        (Span("b1", 4, 10, "v. Roe", "", ""), "/x/"),
        (Span("b9", 0, 3, "Doe", "", ""), "/x/"),
        (Span("b1", 0, 3, "Doe", "", ""), "javascript:alert(1)"),
    ],
)
def test_marks_that_cannot_be_links_are_left_out_and_reported(span, href):
    blocks = split('<p>Doe v. <a href="/cases/1/">Roe</a></p>', ["b1"])

    woven = weave_and_report(blocks, [(span, href, "e")])

    assert woven == ('<p>Doe v. <a href="/cases/1/">Roe</a></p>', [(span, href, "e")])


def test_blocks_can_be_linked_to():
    blocks = [*split("<h2>Doe</h2><hr>", ["a1", "a2"]), Block('x"y', "p", "<p>Roe</p>", "Roe")]

    assert (
        weave(blocks, [], with_ids=True) == '<h2 id="b-a1">Doe</h2><hr id="b-a2"><p id="b-x&quot;y">Roe</p>'
    )


@st.composite
def bodies_and_marks(draw):
    blocks = split(clean(draw(nasty_html)) + clean(draw(nasty_html)) + "<p>Binance <em>Holdings</em></p>")
    marks = []
    for _ in range(draw(st.integers(0, 5))):
        block = draw(st.sampled_from([block for block in blocks if block.text]))
        start = draw(st.integers(0, len(block.text) - 1))
        end = draw(st.integers(start + 1, len(block.text)))
        marks.append((span_at(block, start, end), draw(st.sampled_from(["/a/", "https://x.y/"])), "e"))
    return blocks, list(dict.fromkeys(marks))


@settings(deadline=None)
@given(bodies_and_marks())
def test_weaving_changes_no_word(drawn):
    blocks, marks = drawn

    woven = weave(blocks, marks, with_ids=True)

    assert text_of(woven) == "\n\n".join(block.text for block in blocks if block.text)


@settings(deadline=None)
@given(bodies_and_marks())
def test_taking_the_links_out_gives_back_the_body(drawn):
    blocks, marks = drawn

    woven = weave(blocks, marks)
    body = "".join(block.html for block in blocks)

    assert body == weave(blocks, [])
    ours = [f'<a class="e" href="{href}">' for href in ("/a/", "https://x.y/")]
    assert woven.count("</a>") - body.count("</a>") == sum(woven.count(tag) for tag in ours)


@settings(deadline=None)
@given(bodies_and_marks())
def test_links_are_well_formed_and_hold_exactly_their_words(drawn):
    blocks, marks = drawn

    woven = weave_and_report(blocks, marks)

    body = as_another_parser_reads(woven.html)
    assert not [inner for outer in body.iter("a") for inner in outer.iter("a") if inner is not outer]
    shown = "".join("".join(link.itertext()) for link in body.iter("a") if link.get("class") == "e")
    kept = [mark for mark in marks if mark not in woven.left_out]
    order = {block.id: at for at, block in enumerate(blocks)}
    expected = "".join(
        mark[0].surface for mark in sorted(kept, key=lambda mark: (order[mark[0].block], mark[0].start))
    )
    assert "".join(shown.split()) == "".join(expected.split())
