from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.partial_dates import PartialDate

LIKE_THIS = "Type a date like 29 May 2025, 2025-05-29, May 2025 or 2025."
BY_WORD = "Type the month as a word: 29 May 2025."
DAYS = st.dates(date(1000, 1, 1), date(9998, 12, 31))


@st.composite
def partial_dates(draw):
    """Days, months, years and intervals alike; also those that only nearly are a month or a year."""
    if draw(st.booleans()):
        return PartialDate(*sorted([draw(DAYS), draw(DAYS)]))
    day = draw(DAYS)
    typed = draw(st.sampled_from([f"{day.year}", f"{day.year}-{day.month:02d}", f"{day.isoformat()}"]))
    known = PartialDate.parse(typed)
    return PartialDate(known.first, max(known.first, known.last - timedelta(days=draw(st.integers(0, 1)))))


@pytest.mark.parametrize(
    ("typed", "first", "last", "precision"),
    [
        ("2025-05-29", date(2025, 5, 29), date(2025, 5, 29), "day"),
        ("29 May 2025", date(2025, 5, 29), date(2025, 5, 29), "day"),
        ("May 29, 2025", date(2025, 5, 29), date(2025, 5, 29), "day"),
        ("  29\xa0may  2025 ", date(2025, 5, 29), date(2025, 5, 29), "day"),
        ("7 Sept. 2023", date(2023, 9, 7), date(2023, 9, 7), "day"),
        ("29 February 2024", date(2024, 2, 29), date(2024, 2, 29), "day"),
        ("2025-05", date(2025, 5, 1), date(2025, 5, 31), "month"),
        ("May 2025", date(2025, 5, 1), date(2025, 5, 31), "month"),
        ("FEB 2024", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("2025", date(2025, 1, 1), date(2025, 12, 31), "year"),
        ("2023-06-03/2023-06-09", date(2023, 6, 3), date(2023, 6, 9), "between"),
        ("2023-06 / 2023-08", date(2023, 6, 1), date(2023, 8, 31), "between"),
        ("between 3 and 9 June 2023", date(2023, 6, 3), date(2023, 6, 9), "between"),
        ("between 28 May and 3 June 2023", date(2023, 5, 28), date(2023, 6, 3), "between"),
        ("between May 28 and June 3, 2023", date(2023, 5, 28), date(2023, 6, 3), "between"),
        ("Between 28 December 2024 and 3 January 2025", date(2024, 12, 28), date(2025, 1, 3), "between"),
        ("between May and June 2025", date(2025, 5, 1), date(2025, 6, 30), "between"),
        ("between 2023 and 2025", date(2023, 1, 1), date(2025, 12, 31), "between"),
    ],
)
def test_partial_date_parses_what_editors_type(typed, first, last, precision):
    parsed = PartialDate.parse(typed)

    assert (parsed.first, parsed.last, parsed.precision) == (first, last, precision)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", LIKE_THIS),
        ("last week", f"last week is not a date we can read. {LIKE_THIS}"),
        ("2023/", LIKE_THIS),
        ("between 3 and June 9, 2023", f"3 is not a date we can read. {LIKE_THIS}"),
        ("between May and then", f"May is not a date we can read. {LIKE_THIS}"),
        ("5/29/2025", f"5/29/2025 can be read in more than one way. {BY_WORD}"),
        ("05.06.2025", f"05.06.2025 can be read in more than one way. {BY_WORD}"),
        ("2025-5-6", f"2025-5-6 can be read in more than one way. {BY_WORD}"),
        ("2025-02-30", "30 February 2025 does not exist."),
        ("30 Feb 2025", "30 February 2025 does not exist."),
        ("29 February 2023", "29 February 2023 does not exist."),
        ("0 May 2025", "0 May 2025 does not exist."),
        ("2025-13", "There is no month 13. Months go from 01 to 12."),
        ("2025-00-10", "There is no month 00. Months go from 01 to 12."),
        ("0000", "There is no year 0000."),
        ("0025-05-29", "Type a year between 1000 and 9998."),
        ("9999", "Type a year between 1000 and 9998."),
        ("2023-06-09/2023-06-03", "The end, 3 June 2023, is before the beginning, 9 June 2023. Swap them."),
        (
            "between June and May 2025",
            "The end, 31 May 2025, is before the beginning, 1 June 2025. Swap them.",
        ),
    ],
)
def test_partial_date_says_what_to_type_instead(typed, message):
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the whole message is compared below
        PartialDate.parse(typed)

    assert str(refused.value) == message


def test_partial_date_repeats_only_the_beginning_of_long_nonsense():
    with pytest.raises(ValueError, match=r"^x{40} is not a date we can read\."):
        PartialDate.parse("x" * 1_000_000)


@pytest.mark.parametrize(
    ("first", "last", "iso", "words"),
    [
        ((2025, 5, 29), (2025, 5, 29), "2025-05-29", "29 May 2025"),
        ((2025, 5, 1), (2025, 5, 31), "2025-05", "May 2025"),
        ((2023, 2, 1), (2023, 2, 28), "2023-02", "February 2023"),
        ((2025, 1, 1), (2025, 12, 31), "2025", "2025"),
        ((2023, 6, 3), (2023, 6, 9), "2023-06-03/2023-06-09", "between 3 and 9 June 2023"),
        ((2023, 5, 28), (2023, 6, 3), "2023-05-28/2023-06-03", "between 28 May and 3 June 2023"),
        (
            (2024, 12, 28),
            (2025, 1, 3),
            "2024-12-28/2025-01-03",
            "between 28 December 2024 and 3 January 2025",
        ),
        ((2024, 2, 1), (2024, 2, 28), "2024-02-01/2024-02-28", "between 1 and 28 February 2024"),
        ((2025, 5, 1), (2025, 6, 30), "2025-05-01/2025-06-30", "between 1 May and 30 June 2025"),
        ((2025, 1, 2), (2025, 12, 31), "2025-01-02/2025-12-31", "between 2 January and 31 December 2025"),
    ],
)
def test_partial_date_is_written_as_closely_as_it_is_known(first, last, iso, words):
    known = PartialDate(date(*first), date(*last))

    assert (known.isoformat(), str(known)) == (iso, words)


@given(partial_dates())
def test_partial_date_reads_back_what_it_writes(known):
    assert PartialDate.parse(known.isoformat()) == known
    assert PartialDate.parse(str(known)) == known


@given(partial_dates(), partial_dates(), partial_dates())
def test_partial_date_has_one_order(one, other, third):
    assert [one < other, one == other, one > other].count(True) == 1
    assert sorted([one, other, third]) == sorted([third, other, one])
    assert (one < other) == ((one.first, one.last) < (other.first, other.last))


@given(partial_dates(), partial_dates(), DAYS)
def test_partial_date_overlaps_both_ways_or_not_at_all(one, other, day):
    assert one.overlaps(other) == other.overlaps(one)
    assert one.overlaps(PartialDate.day(day)) == one.includes(day)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2025", "May 2025", True),
        ("2025-05-31", "May 2025", True),
        ("2025-06-01", "May 2025", False),
        ("2023-06-03/2023-06-09", "2023-06-09/2023-06-12", True),
        ("2023-06-03/2023-06-09", "2023-06-10", False),
    ],
)
def test_partial_date_overlaps_where_both_may_be_one_day(one, other, expected):
    assert PartialDate.parse(one).overlaps(PartialDate.parse(other)) is expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2023, 6, 2), False),
        (date(2023, 6, 3), True),
        (date(2023, 6, 9), True),
        (date(2023, 6, 10), False),
    ],
)
def test_partial_date_includes_its_first_and_last_day(day, expected):
    assert PartialDate.parse("2023-06-03/2023-06-09").includes(day) is expected


def test_partial_date_of_a_moment_is_its_day():
    told = PartialDate.day(datetime(2025, 5, 29, 23, 59, tzinfo=UTC))

    assert told == PartialDate.day(date(2025, 5, 29))
    assert type(told.first) is date


def test_partial_date_refuses_an_end_before_its_beginning():
    with pytest.raises(ValueError, match=r"^The end, 28 May 2025, is before the beginning, 29 May 2025\."):
        PartialDate(date(2025, 5, 29), date(2025, 5, 28))


def test_partial_date_cannot_be_altered():
    known = PartialDate.parse("May 2025")

    with pytest.raises(FrozenInstanceError):
        known.last = date(2025, 6, 1)

    assert {known: "dismissed"}[PartialDate.parse("2025-05")] == "dismissed"
