from decimal import Decimal

import pytest

from newsroom.numbers.chart import MOST_BARS, charts_of
from newsroom.numbers.figures import ABSOLUTE, PER_CENT, Value, has_drifted, say, unit_of
from newsroom.numbers.grouping import NONE, Group


def money(**totals):
    return Value(len(totals), {name: Decimal(total) for name, total in totals.items()})


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Value(0), "0"),
        (Value(14), "14"),
        (Value(1234), "1,234"),
        (money(USD="4320000000.00"), "$4.32 billion"),
        (money(USD="50000", EUR="1500"), "€1,500 and $50,000"),
        (money(USD="1", EUR="2", CHF="3"), "CHF 3, €2 and $1"),
        (money(), "0"),
    ],
)
def test_value_is_said_and_comes_back_from_frozen_content(value, words):
    assert str(value) == words
    assert Value.told(value.frozen) == value


@pytest.mark.parametrize(
    ("then", "today", "threshold", "unit", "drifted"),
    [
        (Value(14), Value(14), 0, ABSOLUTE, False),
        (Value(14), Value(15), 0, ABSOLUTE, True),
        (Value(14), Value(15), 1, ABSOLUTE, False),
        (Value(14), Value(12), 1, ABSOLUTE, True),
        (Value(14), Value(14), 0, PER_CENT, False),
        (Value(100), Value(105), 5, PER_CENT, False),
        (Value(100), Value(106), 5, PER_CENT, True),
        (Value(100), Value(94), 5, PER_CENT, True),
        (Value(0), Value(0), 50, PER_CENT, False),
        (Value(0), Value(1), 50, PER_CENT, True),
        (money(USD="100"), money(USD="100", EUR="1"), 50, PER_CENT, True),
        (money(USD="100", EUR="1"), money(USD="101", EUR="1"), 1, PER_CENT, False),
        (money(USD="100", EUR="1"), money(USD="100"), 99, PER_CENT, True),
        (money(USD="100"), money(USD="100.01"), Decimal("0.01"), ABSOLUTE, False),
    ],
)
def test_drift_is_what_goes_beyond_the_threshold_in_any_part(then, today, threshold, unit, drifted):
    assert has_drifted(then, today, Decimal(threshold), unit) == drifted


def test_chart_of_each_currency_has_its_own_scale():
    groups = [
        Group("2023", "2023", money(USD="50", EUR="2")),
        Group("2024", "2024", money(USD="100")),
        Group(NONE, "no date on record", money(EUR="1")),
    ]

    charts = charts_of(groups)

    assert [
        (chart.currency, [(bar.label, bar.words, bar.width) for bar in chart.bars]) for chart in charts
    ] == [
        ("EUR", [("2023", "€2", "100.0%"), ("no date on record", "€1", "50.0%")]),
        ("USD", [("2023", "$50", "50.0%"), ("2024", "$100", "100.0%")]),
    ]
    assert charts[0].in_words == "2 bars. 2023: €2; no date on record: €1."
    assert charts[0].height == 88


@pytest.mark.parametrize("value", [Value(2), money(USD="2")])
def test_chart_of_many_groups_joins_the_last(value):
    groups = [Group(str(number), f"Court {number}", value) for number in range(MOST_BARS + 5)]

    (chart,) = charts_of([*groups, Group(NONE, "no docket on record", value)])

    assert len(chart.bars) == MOST_BARS
    last = chart.bars[-1]
    assert (last.key, last.label) == ("", "7 others together")
    assert last.words in {"14", "$14"}


def test_chart_of_nothing_has_no_length():
    (chart,) = charts_of([Group("2023", "A" * 60, Value(0))])

    assert chart.bars[0].width == "0.0%"
    assert len(chart.bars[0].short_label) == 40


@pytest.mark.parametrize(
    ("value", "told", "unit", "said"),
    [
        (Value(1), {"unit": "cases", "unit_one": "case", "unit_in_text": True}, "case", "1 case"),
        (Value(2), {"unit": "cases", "unit_one": "case", "unit_in_text": True}, "cases", "2 cases"),
        (Value(0), {"unit": "cases", "unit_one": "case"}, "cases", "0"),
        (Value(1), {"unit": "cases"}, "cases", "1"),
        (Value(1, {"USD": Decimal(5)}), {"unit": "in fines", "unit_one": "in a fine"}, "in fines", "$5"),
    ],
)
def test_unit_goes_with_the_value(value, told, unit, said):
    assert (unit_of(value, told), say(value, told)) == (unit, said)
