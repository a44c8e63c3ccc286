import time
from dataclasses import replace

import pytest

from newsroom.prose.blocks import Block, carry_ids, split
from newsroom.prose.spans import Span, find_spans, re_anchor, span_at

PLEA = "Zhao pleaded guilty to one count in Seattle."
TERM = "Judge Jones sentenced Zhao to four months."
FINE = "The company paid a fine of four billion dollars."


def story(*paragraphs):
    return split(
        "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs),
        [f"b{number}" for number in range(1, len(paragraphs) + 1)],
    )


def edited(blocks, *paragraphs):
    return carry_ids(blocks, "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs))


def place(span):
    return span and (span.block, span.start)


def places(spans):
    return [(span.block, span.start, span.surface) for span in spans]


def test_span_knows_its_words_and_their_neighbourhood():
    [block] = story("x" * 40 + " Zhao " + "y" * 40)

    assert span_at(block, 41, 45) == Span("b1", 41, 45, "Zhao", "x" * 31 + " ", " " + "y" * 31)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 5)])
def test_span_outside_its_block_is_refused(start, end):
    [block] = story("Zhao")

    with pytest.raises(ValueError, match="No words"):
        span_at(block, start, end)


def test_wording_is_found_whole_in_its_case_and_in_reading_order():
    blocks = story("Zhao, Zhaos, zhao; O’Zhao (Zhao)", "𝒳 Zhao’s — éZhao Zhaó Zhao2 9Zhao Zhao")

    assert places(find_spans(blocks, "Zhao")) == [
        ("b1", 0, "Zhao"),
        ("b1", 21, "Zhao"),
        ("b1", 27, "Zhao"),
        ("b2", 2, "Zhao"),
        ("b2", 34, "Zhao"),
    ]


def test_wording_may_begin_and_end_with_signs():
    blocks = story("Doe Corp. sued xDoe Corp. (Doe Corp.)")

    assert places(find_spans(blocks, "Doe Corp.")) == [("b1", 0, "Doe Corp."), ("b1", 27, "Doe Corp.")]


def test_wording_is_composed_and_its_spaces_find_no_break_spaces():
    blocks = split("<p>No.&nbsp;23 of Café</p>", ["b1"])

    assert places(find_spans(blocks, "No. 23")) == [("b1", 0, "No.\xa023")]
    assert places(find_spans(blocks, "Cafe\u0301")) == [("b1", 10, "Café")]


def test_found_wordings_do_not_overlap():
    assert places(find_spans(story("Doe Doe Doe"), "Doe Doe")) == [("b1", 0, "Doe Doe")]


@pytest.mark.parametrize("words", ["", " ", "\xa0"])
def test_no_wording_is_found_nowhere(words):
    assert find_spans(story("Zhao \xa0 Zhao"), words) == []


def test_letters_with_marks_end_no_word():
    assert find_spans([Block("b1", "p", "", "नम नमी")], "नम") == [Span("b1", 0, 2, "नम", "", " नमी")]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ([PLEA, TERM, FINE], ("b2", 22)),
        ([TERM, PLEA, FINE], ("b2", 22)),
        (["On Tuesday " + PLEA, TERM, FINE], ("b2", 22)),
        ([PLEA, "Later " + TERM, FINE], ("b2", 28)),
        ([PLEA, TERM.replace("Judge Jones sentenced", "The court gave"), FINE], ("b2", 15)),
        ([PLEA, TERM.replace("Zhao", "him"), FINE], None),
        ([PLEA, FINE], None),
        ([PLEA + " " + TERM, FINE], ("b2", 67)),
        ([PLEA, TERM.replace("sentenced ", "sentenced.</p><p>"), FINE], None),
        ([PLEA, TERM.replace("Zhao", "Zhaos"), FINE], None),
    ],
)
def test_span_follows_its_words_or_is_orphaned(after, expected):
    blocks = story(PLEA, TERM, FINE)
    span = find_spans(blocks, "Zhao")[1]
    now = edited(blocks, *after)

    found = re_anchor(span, blocks, now)

    if expected == ("b2", 67):
        assert (found.surface, found.prefix[-22:]) == ("Zhao", "Judge Jones sentenced ")
    else:
        assert place(found) == expected


def test_followed_span_knows_its_new_neighbourhood():
    blocks = story(PLEA)

    found = re_anchor(find_spans(blocks, "Zhao")[0], blocks, edited(blocks, "Then " + PLEA))

    assert found == Span("b1", 5, 9, "Zhao", "Then ", " pleaded guilty to one count in ")


def test_sentence_put_before_with_the_same_name_takes_no_span():
    blocks = story(f"He flew in. {PLEA} {TERM}")
    plea, term = find_spans(blocks, "Zhao")

    now = edited(blocks, f"He flew in. Zhao smiled. {PLEA} {TERM}")

    assert place(re_anchor(plea, blocks, now)) == ("b1", 25)
    assert place(re_anchor(term, blocks, now)) == ("b1", 92)


def test_one_of_two_equal_names_deleted_orphans_both():
    blocks = story("Zhao and Zhao")

    now = edited(blocks, "Zhao")

    assert [re_anchor(span, blocks, now) for span in find_spans(blocks, "Zhao")] == [None, None]


def test_sentence_moved_to_another_paragraph_takes_its_span_along():
    blocks = story(f"{PLEA} {FINE} It was the largest ever.", "Nobody spoke. The room was full by noon.")

    now = edited(
        blocks, f"{FINE} It was the largest ever.", f"Nobody spoke. {PLEA} The room was full by noon."
    )

    assert place(re_anchor(find_spans(blocks, "Zhao")[0], blocks, now)) == ("b2", 14)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([PLEA], [f"Yes. {PLEA}", f"No. {PLEA}"]),
        ([PLEA, f"Yes. {PLEA}"], [f"No. {PLEA}"]),
    ],
)
def test_sentence_that_stands_twice_tells_nothing(before, after):
    blocks = story(*before)
    now = [Block(f"x{at}", "p", "", text) for at, text in enumerate(after)]

    assert re_anchor(find_spans(blocks, "Zhao")[0], blocks, now) is None


def test_sentence_found_elsewhere_while_its_name_may_be_at_home_tells_nothing():
    blocks = story(f"{PLEA} Zhao left.", FINE)
    now = [Block("b1", "p", "", "Zhao left."), Block("b2", "p", "", f"{FINE} {PLEA}")]

    assert re_anchor(find_spans(blocks, "Zhao")[0], blocks, now) is None


def test_name_left_where_its_sentence_moved_away_is_in_doubt():
    blocks = story("Zhao spoke at length about the new plan. Nothing else was said.", FINE)

    now = [
        Block("b1", "p", "", "Zhao. Nothing else was said."),
        Block("b2", "p", "", f"{FINE} Zhao spoke at length about the new plan."),
    ]

    assert re_anchor(find_spans(blocks, "Zhao")[0], blocks, now) is None


def test_split_sentence_keeps_its_span_by_the_words_around():
    blocks = story(
        "The agency said on Friday that Zhao must report to prison in June; his lawyers said nothing at all."
    )
    span = find_spans(blocks, "Zhao")[0]
    first = Block("x1", "p", "", "The agency said on Friday that Zhao must report to prison in June.")

    now = [first, Block("b1", "p", "", "His lawyers said nothing at all.")]

    assert place(re_anchor(span, blocks, now)) == ("x1", 31)


def test_words_around_that_stand_twice_tell_nothing():
    text = "Friday that Zhao must report to prison"
    blocks = [Block("b1", "p", "", text), Block("b2", "p", "", text + " " + text)]

    assert re_anchor(find_spans(blocks, "Zhao")[0], blocks, [Block("x1", "p", "", f"So {text} now")]) is None


def test_span_over_two_sentences_follows_too():
    blocks = story(f"{PLEA} {FINE}")
    span = find_spans(blocks, "Seattle. The company")[0]

    assert place(re_anchor(span, blocks, edited(blocks, f"Yes: {PLEA} {FINE}"))) == ("b1", 41)
    assert re_anchor(span, blocks, edited(blocks, f"{PLEA} Yes. {FINE}")) is None


def test_white_space_marked_is_followed_by_the_words_around():
    blocks = story(PLEA, FINE)
    span = span_at(blocks[0], 4, 5)

    assert place(re_anchor(span, blocks, edited(blocks, FINE, PLEA))) == ("b1", 4)
    assert place(re_anchor(span, blocks, edited(blocks, "Yes: " + PLEA.replace(".", "!"), FINE))) == ("b1", 9)
    assert re_anchor(span, blocks, edited(blocks, PLEA.replace("pleaded", "said he was"), FINE)) is None


@pytest.mark.parametrize("wrong", [{"block": "b9"}, {"surface": "Chao"}])
def test_span_that_never_fitted_is_orphaned(wrong):
    blocks = story(PLEA)

    assert re_anchor(replace(find_spans(blocks, "Zhao")[0], **wrong), blocks, blocks) is None


def test_very_long_block_is_compared_at_its_ends_and_by_its_sentences():
    sentences = [
        f"In case {number} the clerk{number} wrote to Zhao about motion{number}." for number in range(200)
    ]
    blocks = story(" ".join(sentences))
    spans = find_spans(blocks, "Zhao")
    changed = [*sentences[:50], "A new sentence.", *sentences[50:150], "Zhao again.", *sentences[150:]]

    now = edited(blocks, " ".join(changed))
    started = time.process_time()
    found = [re_anchor(span, blocks, now) for span in spans]

    assert time.process_time() - started < 20
    expected = find_spans(now, "Zhao")
    assert found == expected[:150] + expected[151:]


def test_very_long_block_of_one_name_is_in_doubt():
    blocks = story(" ".join(["Zhao"] * 600))

    now = edited(blocks, " ".join(["Zhao"] * 599))

    assert re_anchor(span_at(blocks[0], 0, 4), blocks, now) is None
