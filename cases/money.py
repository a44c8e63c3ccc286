"""Sums of money as a reader says them."""

from decimal import Decimal

SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
SCALES = [(Decimal(10**12), "trillion"), (Decimal(10**9), "billion"), (Decimal(10**6), "million")]


def say_money(amount: Decimal, currency: str) -> str:
    """`$4.32 billion`, `€1,500`, `CHF 20 million`: exact, never rounded."""
    symbol = SYMBOLS.get(currency, f"{currency} ")
    for scale, word in SCALES:
        scaled = amount / scale
        if amount >= scale and scaled == scaled.quantize(Decimal("0.001")):
            return f"{symbol}{_plain(scaled)} {word}"
    return f"{symbol}{_plain(amount)}"


def _plain(number):
    whole = number == number.to_integral_value()
    digits = number.quantize(Decimal(1)) if whole else number.normalize()
    return f"{digits:,f}"
