from hypothesis import given
from hypothesis import strategies as st

from newsroom.prose.likeness import share_in_common, shingles_of, words_in_common, words_of

WORDS = [f"word{n}" for n in range(400)]
STORY = " ".join(WORDS)


def test_same_words_have_the_same_sample_however_they_are_set():
    assert shingles_of("The court, on Monday: dismissed it. " * 9) == shingles_of(
        "the COURT on monday dismissed\nit " * 9
    )
    assert len(shingles_of(STORY)) <= 96


def test_excerpt_stands_whole_in_its_original():
    excerpt = " ".join(WORDS[100:200])

    assert share_in_common(shingles_of(excerpt), shingles_of(STORY)) == 1
    assert share_in_common(shingles_of("other words " * 80), shingles_of(STORY)) == 0
    assert share_in_common([], shingles_of(STORY)) == 0


def test_words_taken_are_those_in_runs_of_the_original():
    mine = "Here is what we found out about it ourselves. "

    assert words_in_common(mine, STORY) == 0
    assert words_in_common(mine + " ".join(WORDS[5:45]), STORY) == 40
    assert words_in_common(" ".join(WORDS[5:10]), STORY) == 0
    assert words_in_common(" ".join(WORDS[5:15]) + " but " + " ".join(WORDS[300:310]), STORY) == 20


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_more_words_are_taken_than_there_are(one, other):
    count = len(words_of(one))

    assert 0 <= words_in_common(one, other) <= count
    assert words_in_common(one, one) == (count if count >= 6 else 0)
