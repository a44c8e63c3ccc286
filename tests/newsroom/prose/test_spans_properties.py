from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.prose.blocks import carry_ids
from newsroom.prose.spans import find_spans, re_anchor, span_at
from tests.newsroom.prose.edits import SURFACE, Word, blocks_of, html_of, place_of, words


def assert_on_its_words(mark, anchored, after_place):
    """Followed or orphaned; on other words, never."""
    if anchored is None:
        return
    assert anchored.surface == mark.text
    if after_place is not None:
        assert (anchored.block, anchored.start) == after_place


def marked(draw, paragraphs, blocks):
    mark = draw(
        st.sampled_from([word for paragraph in paragraphs for word in paragraph if word.text == SURFACE])
    )
    block_id, start = place_of(mark, paragraphs, blocks)
    block = next(block for block in blocks if block.id == block_id)
    return mark, span_at(block, start, start + len(mark.text))


FEW = st.sampled_from([SURFACE, "a", "b", "a.", "."])


@settings(deadline=None)
@given(st.data())
def test_one_edit_of_repetitive_text_moves_no_span_to_other_words(data):
    paragraph = words(data.draw(st.lists(FEW, max_size=8))) + words([SURFACE])
    paragraph += words(data.draw(st.lists(FEW, max_size=8)))
    before = blocks_of([paragraph])
    mark, span = marked(data.draw, [paragraph], before)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(paragraph))] * 2)))

    edited = [paragraph[:start] + words(data.draw(st.lists(FEW, max_size=6))) + paragraph[end:]]
    after = blocks_of(edited) if edited[0] else []

    assert_on_its_words(mark, re_anchor(span, before, after), place_of(mark, edited, after))


def story(draw):
    """Paragraphs in which one name returns and every other word stands once."""
    serial = count()

    def sentence():
        fresh = [f"w{next(serial)}" for _ in range(draw(st.integers(4, 7)))]
        for at in draw(st.lists(st.integers(0, len(fresh)), max_size=2)):
            fresh.insert(at, SURFACE)
        return [*fresh[:-1], fresh[-1] + "."]

    paragraphs = [[word for _ in range(draw(st.integers(1, 3))) for word in sentence()] for _ in range(3)]
    paragraphs[0].insert(0, SURFACE)
    return [words(paragraph) for paragraph in paragraphs]


def edit_words(draw, paragraphs):
    """Up to three small deletions, insertions and replacements; what comes in is new to the story."""
    fresh = count()
    for _ in range(draw(st.integers(0, 3))):
        paragraph = draw(st.sampled_from(paragraphs))
        start = draw(st.integers(0, len(paragraph)))
        new = [Word(f"n{next(fresh)}") for _ in range(draw(st.integers(0, 2)))]
        paragraph[start : start + draw(st.integers(0, 2))] = new


def move(draw, paragraphs):
    paragraphs.insert(draw(st.integers(0, 2)), paragraphs.pop(draw(st.integers(0, 2))))


def cut(draw, paragraphs):
    at = draw(st.integers(0, 2))
    middle = draw(st.integers(0, len(paragraphs[at])))
    paragraphs[at : at + 1] = [paragraphs[at][:middle], paragraphs[at][middle:]]


def merge(draw, paragraphs):
    at = draw(st.integers(0, 1))
    paragraphs[at : at + 2] = [paragraphs[at] + paragraphs[at + 1]]


def delete(draw, paragraphs):
    paragraphs.pop(draw(st.integers(0, 2)))


@settings(deadline=None)
@given(st.data())
def test_many_edits_of_a_story_move_no_span_to_other_words(data):
    paragraphs = story(data.draw)
    before = blocks_of(paragraphs)
    mark, span = marked(data.draw, paragraphs, before)

    edited = [list(paragraph) for paragraph in paragraphs]
    edit_words(data.draw, edited)
    data.draw(st.sampled_from([move, cut, merge, delete, lambda *_: None]))(data.draw, edited)
    after = blocks_of(edited, before)

    assert_on_its_words(mark, re_anchor(span, before, after), place_of(mark, edited, after))


@settings(deadline=None)
@given(st.data())
def test_moving_and_editing_other_paragraphs_orphans_no_span(data):
    paragraphs = story(data.draw)
    before = blocks_of(paragraphs)
    mark, span = marked(data.draw, paragraphs, before)

    edited = [list(paragraph) for paragraph in paragraphs]
    edit_words(data.draw, [paragraph for paragraph in edited if mark not in paragraph])
    move(data.draw, edited)
    after = blocks_of(edited, before)

    anchored = re_anchor(span, before, after)
    assert anchored is not None
    assert (anchored.block, anchored.start) == place_of(mark, edited, after)


@settings(deadline=None)
@given(st.lists(st.lists(FEW, min_size=1, max_size=8).map(" ".join), max_size=4))
def test_found_spans_stand_where_they_say_in_reading_order(paragraphs):
    blocks = carry_ids([], html_of([words(paragraph.split()) for paragraph in paragraphs]))

    spans = find_spans(blocks, SURFACE)

    texts = {block.id: block.text for block in blocks}
    order = {block.id: at for at, block in enumerate(blocks)}
    assert all(texts[span.block][span.start : span.end] == span.surface == SURFACE for span in spans)
    assert len(spans) == " ".join(paragraphs).split().count(SURFACE)
    places = [(order[span.block], span.start) for span in spans]
    assert places == sorted(places)
