import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.identifiers import tidy_identifier


@pytest.mark.parametrize(
    ("scheme", "value", "tidy"),
    [
        ("wikidata", " q312 ", "Q312"),
        ("lei", "529900t8bm49aursdo55", "529900T8BM49AURSDO55"),
        ("lei", "5299-00T8-BM49-AURS-DO55", "529900T8BM49AURSDO55"),
        ("cik", "1679788", "0001679788"),
        ("cik", "0001679788", "0001679788"),
        ("crd", "7691", "7691"),
        ("courtlistener", " 12345 ", "12345"),
    ],
)
def test_identifier_has_one_spelling(scheme, value, tidy):
    assert tidy_identifier(scheme, value) == tidy


@pytest.mark.parametrize(
    ("scheme", "value", "message"),
    [
        ("wikidata", "312", "A Wikidata item is a Q and a number, e.g. Q312."),
        ("wikidata", "Q0312", "A Wikidata item is a Q and a number, e.g. Q312."),
        (
            "lei",
            "529900T8BM49AURSDO56",
            "The check digits of this LEI do not fit: compare it with the register, sign by sign.",
        ),
        ("lei", "529900T8BM49AURSDO5", "An LEI has 18 letters or digits and 2 check digits."),
        ("cik", "0", "A CIK is a number of at most 10 digits, e.g. 1679788."),
        (
            "lei",
            "00000000000000000001",
            "The check digits of this LEI do not fit: compare it with the register, sign by sign.",
        ),
        (
            "opencorporates",
            "2078731",
            "An OpenCorporates id is a jurisdiction and a number, e.g. us_de/2078731.",
        ),
        ("cik", "12345678901", "A CIK is a number of at most 10 digits, e.g. 1679788."),
        ("cik", "١٢٣", "A CIK is a number of at most 10 digits, e.g. 1679788."),
        ("pacer", "   ", "Give the identifier."),
    ],
)
def test_wrong_identifier_is_refused_with_what_to_do(scheme, value, message):
    with pytest.raises(ValueError, match=r".") as refusal:
        tidy_identifier(scheme, value)

    assert str(refusal.value) == message


@given(st.integers(0, 19), st.integers(1, 25))
def test_lei_with_one_digit_or_letter_wrong_is_refused(place, step):
    lei = "529900T8BM49AURSDO55"
    signs = "0123456789" if lei[place].isdigit() else "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    other = signs[(signs.index(lei[place]) + step) % len(signs)]
    wrong = lei[:place] + other + lei[place + 1 :]

    if wrong == lei:
        assert tidy_identifier("lei", wrong) == lei
    else:
        with pytest.raises(ValueError, match="check digits"):
            tidy_identifier("lei", wrong)
