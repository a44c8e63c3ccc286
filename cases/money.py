"""Sums of money as a reader says them."""

from decimal import Decimal

SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
SCALES = [(Decimal(10**12), "trillion"), (Decimal(10**9), "billion"), (Decimal(10**6), "million")]


def say_money(amount: Decimal, currency: str) -> str:
    """`$4.32 billion`, `€1,500`, `$1,500.50`, `CHF 20 million`: exact, never rounded."""
    symbol = SYMBOLS.get(currency, f"{currency} ")
    for scale, word in SCALES:
        scaled = amount / scale
        if amount >= scale and scaled == scaled.quantize(Decimal("0.001")):
            return f"{symbol}{scaled.normalize():,f} {word}"
    is_whole = amount == amount.to_integral_value()
    return f"{symbol}{amount:,.0f}" if is_whole else f"{symbol}{amount:,.2f}"
