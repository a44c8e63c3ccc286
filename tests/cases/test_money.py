from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.money import say_money


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [
        ("4320000000.00", "USD", "$4.32 billion"),
        ("1000000.00", "EUR", "€1 million"),
        ("20000000.00", "CHF", "CHF 20 million"),
        ("2500000000000.00", "JPY", "¥2.5 trillion"),
        ("1234567891.00", "USD", "$1,234,567,891"),
        ("4320500000.00", "USD", "$4,320.5 million"),
        ("999999.00", "USD", "$999,999"),
        ("1500.00", "GBP", "£1,500"),
        ("1500.50", "USD", "$1,500.50"),
        ("100.00", "USD", "$100"),
        ("0.00", "USD", "$0"),
        ("0.05", "USD", "$0.05"),
    ],
)
def test_money_is_said_as_a_newspaper_says_it(amount, currency, said):
    assert say_money(Decimal(amount), currency) == said


@given(st.decimals(min_value=0, max_value=Decimal("9999999999999999.99"), places=2))
def test_money_is_never_rounded(amount):
    number, _, scale = say_money(amount, "USD").removeprefix("$").replace(",", "").partition(" ")

    assert Decimal(number) * {"": 1, "million": 10**6, "billion": 10**9, "trillion": 10**12}[scale] == amount
