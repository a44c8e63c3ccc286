import pytest

from cases.exports.dates import known_part, span
from cases.partial_dates import PartialDate


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("2023-06-05", "2023-06-05"),
        ("2023-06", "2023-06"),
        ("2023", "2023"),
        ("between 3 and 9 June 2023", "2023-06"),
        ("between 28 May 2023 and 2 June 2023", "2023"),
        ("between 28 October 2023 and 2 November 2023", "2023"),
        ("between 28 December 2022 and 2 January 2023", ""),
    ],
)
def test_date_is_told_as_far_as_it_is_certain(typed, known):
    assert known_part(PartialDate.parse(typed)) == known


def test_span_is_told_of_two_days_only():
    assert span(PartialDate.parse("2023-06-03/2023-06-09")) == ("2023-06-03", "2023-06-09")
    assert span(PartialDate.parse("2023-06")) is None
