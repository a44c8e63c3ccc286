import random
import time

from hypothesis import given
from hypothesis import strategies as st

from newsroom.publishing.versions.words import (
    GONE,
    NEW,
    SAME,
    Word,
    compare_words,
    words_of,
    words_of_text,
)

lines = st.lists(st.sampled_from(["a", "b", "the", "judge", ".", ",", "ruled"]), max_size=12).map(" ".join)


def pieces(old, new):
    return [(piece.kind, piece.text) for piece in compare_words(words_of_text(old), words_of_text(new))]


def spelt(words):
    return [word.text for word in words if word.text]


@given(lines, lines)
def test_pieces_make_both_texts(old, new):
    compared = compare_words(words_of_text(old), words_of_text(new))

    was = [word for piece in compared if piece.kind != NEW for word in piece.words]
    now = [word for piece in compared if piece.kind != GONE for word in piece.words]
    assert spelt(was) == spelt(words_of_text(old))
    assert now == words_of_text(new)


@given(lines)
def test_equal_texts_are_one_piece(line):
    assert {kind for kind, _ in pieces(line, line)} <= {SAME}


def test_words_that_changed_are_marked_and_no_others():
    assert pieces("The claims ended with prejudice.", "The claims ended without prejudice.") == [
        (SAME, "The claims ended"),
        (GONE, " with"),
        (NEW, " without"),
        (SAME, " prejudice."),
    ]


def test_word_left_between_two_longer_changes_goes_with_them():
    assert pieces("Doe sued a small firm", "Roe settled a big claim then") == [
        (GONE, "Doe sued a small firm"),
        (NEW, "Roe settled a big claim then"),
    ]


def test_markup_around_a_word_is_part_of_it():
    plain = words_of("<p>The <em>order</em></p>")
    linked = words_of('<p>The <a href="/x"><em>order</em></a></p>')

    compared = compare_words(plain, linked)

    assert [(piece.kind, piece.text) for piece in compared] == [
        (SAME, "The"),
        (GONE, " order"),
        (NEW, " order"),
    ]
    assert compared[-1].words == (Word("order", ('<a href="/x">', "<em>"), " "),)


def test_lines_of_lists_are_parted():
    assert "".join(word.before + word.text for word in words_of("<ul><li>One</li><li>Two</li></ul>")) == (
        "One\nTwo"
    )


def test_hundred_thousand_words_are_compared_within_a_bound():
    draw = random.Random(7)  # noqa: S311  a text, no secret
    old = [Word(f"w{draw.randrange(3000)}", (), " ") for _ in range(100_000)]
    new = list(old)
    for _ in range(500):
        new[draw.randrange(len(new))] = Word("amended", (), " ")
    in_sentences = [
        [each for at, word in enumerate(text) for each in ([word, Word(".")] if at % 20 == 0 else [word])]
        for text in (old, new)
    ]
    others = [Word(f"v{at % 3000}", (), " ") for at in range(100_000)]

    began = time.process_time()
    precise = compare_words(*in_sentences)
    coarse = [compare_words(old, new), compare_words(old, others), compare_words(in_sentences[0], others)]

    assert time.process_time() - began < 20
    assert sum(len(piece.words) for piece in precise if piece.kind == NEW) < 1000
    assert [piece.kind for piece in coarse[1]] == [GONE, NEW]


def test_long_text_of_endless_short_sentences_is_replaced_as_a_whole():
    old, new = [Word("."), Word("!")] * 15_000, [Word("?"), Word("…")] * 15_000

    assert [piece.kind for piece in compare_words(old, new)] == [GONE, NEW]
