"""The SEC drops its case against Binance: four cases that must never merge, and who says what about them.

It is set in early June 2025. Facts come from court records and from Reuters as reported then; what
neither says stays empty.
"""
