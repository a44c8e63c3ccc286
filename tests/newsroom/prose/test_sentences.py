from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.prose.sentences import sentences


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The judge ruled. The case is closed.", ["The judge ruled.", "The case is closed."]),
        ("In Doe v. Roe the court ruled. It was late.", ["In Doe v. Roe the court ruled.", "It was late."]),
        ("Docket No. 23-1234 is sealed.", ["Docket No. 23-1234 is sealed."]),
        ("Judge A. Vance ruled. Roe left.", ["Judge A. Vance ruled.", "Roe left."]),
        ("The U.S. District Court ruled.", ["The U.S. District Court ruled."]),
        ("Roe Holdings, Inc. was sued. Why?", ["Roe Holdings, Inc. was sued.", "Why?"]),
        ("“We won.” Roe smiled.", ["“We won.”", "Roe smiled."]),
        ("It cost $4.32 billion. Paid.", ["It cost $4.32 billion.", "Paid."]),
        ("A heading\nA line of a list", ["A heading", "A line of a list"]),
        ("It ended … with a stipulation.", ["It ended …", "with a stipulation."]),
        ("He left at 5 p.m. and slept.", ["He left at 5 p.m. and slept."]),
        ("  ", []),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_stops(text, found):
    assert [sentence.text for sentence in sentences(text)] == found


@given(st.text(alphabet="AbcR. !?…”\n1v", max_size=80))
def test_sentences_hold_every_word_in_its_place(text):
    told = sentences(text)

    assert "".join("".join(s.text.split()) for s in told) == "".join(text.split())
    assert [text[s.start : s.end] for s in told] == [s.text for s in told]
    assert all(one.end <= other.start for one, other in pairwise(told))
