import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.spreadsheet_cells import as_it_was, harmless

DANGEROUS = "'=+-@\t\r\n ＝＋－＠a1"


@pytest.mark.parametrize(
    "text", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "  =1", "'=1"]
)
def test_formula_gets_an_apostrophe(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["", "SEC v. Roe", "1:23-cv-01599", "O'Brien", "'t Hooft", "2023-06-05", "a=b"]
)
def test_plain_text_stays(text):
    assert harmless(text) == text


@given(st.text() | st.text(DANGEROUS))
def test_text_reads_back_as_it_was(text):
    assert as_it_was(harmless(text)) == text


@given(st.text() | st.text(DANGEROUS))
def test_nothing_harmless_begins_like_a_formula(text):
    assert not harmless(text).lstrip(" \u00a0").startswith(tuple("=+-@\t\r\n＝＋－＠"))
