from datetime import date

import pytest

from cases.imports.wording import clean, clean_line, cut, read_date


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("Amicus\xa0Curiae", "Amicus Curiae"),
        ("  two\tspaces \r\n next  line ", "two spaces\nnext line"),
        ("NUL\x00 and bell\x07", "NUL and bell"),
        ("zero\u200bwidth \ud800 half", "zerowidth half"),
        ("of A023-780-088, see A205935854", "of [number withheld], see [number withheld]"),
        ("SSN / ITIN: xxx-xx-4033 or 123-45-6789", "SSN / ITIN: [number withheld] or [number withheld]"),
        ("ITIN 912-70-1234", "ITIN [number withheld]"),
        ("call 212-555-0100 or 973-43-5535", "call 212-555-0100 or 973-43-5535"),
    ],
)
def test_clean_keeps_words_and_lines_only(printed, kept):
    assert clean(printed) == kept


def test_clean_line_puts_all_on_one_line():
    assert clean_line("Plaintiff\xa0-\n Appellee ") == "Plaintiff - Appellee"


@pytest.mark.parametrize(
    ("text", "length", "shown"),
    [
        ("Order granting motion", 30, "Order granting motion"),
        ("Order granting the motion", 18, "Order granting…"),
        ("Supercalifragilistic", 10, "Supercali…"),
        ("A Supercalifragilistic", 10, "A Superca…"),
    ],
)
def test_cut_ends_at_a_word(text, length, shown):
    assert cut(text, length) == shown


@pytest.mark.parametrize(
    "text",
    [
        "2023-10-02",
        "2023-10-02T23:59:00",
        "2023-10-02T23:30:00-07:00",
        "10/02/2023",
        "10/02/2023 11:20 AM",
        "2023-10-2",
        "20231002",
        "2023-10-02Z",
        "Oct 2, 2023",
        "2 October 2023",
    ],
)
def test_date_is_the_courts_own_day(text):
    assert read_date(text) == date(2023, 10, 2)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "02.10.2023",
        "2023-13-01",
        "2023-02-30",
        "0001-01-01",
        "9999-12-31",
        "soon",
        "0000-00-00",
        "00/00/0000",
        "13/45/2020",
        "October 2023",
        "1696204800",
        "None",
    ],
)
def test_date_that_cannot_be_meant_is_refused(text):
    with pytest.raises(ValueError, match=r"is not a date"):
        read_date(text)
