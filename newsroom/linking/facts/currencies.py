"""Currencies as prose marks them, and the codes of ISO 4217 they stand for."""

from newsroom.linking.facts.word_lists import words_in

CODES = words_in(
    "USD EUR GBP CHF JPY CNY CAD AUD NZD HKD SGD INR RUB UAH PLN CZK HUF SEK NOK DKK TRY ILS ZAR BRL MXN KRW"
    " AED SAR QAR KWD THB IDR MYR PHP VND PKR BDT LKR NGN KES EGP ARS CLP COP PEN TWD RON BGN ISK"
)
_SIGNED = {
    "US$": "USD", "U.S.$": "USD", "US $": "USD", "U.S. $": "USD",
    "C$": "CAD", "C $": "CAD", "CA$": "CAD", "CDN$": "CAD",
    "CAN$": "CAD", "A$": "AUD", "A $": "AUD", "AU$": "AUD", "NZ$": "NZD", "NZ $": "NZD",
    "HK$": "HKD", "HK $": "HKD", "S$": "SGD", "SG$": "SGD",
    "NT$": "TWD", "R$": "BRL", "MX$": "MXN", "€": "EUR", "£": "GBP", "₹": "INR", "₽": "RUB", "₩": "KRW",
    "₪": "ILS", "₺": "TRY", "₴": "UAH", "₦": "NGN", "฿": "THB", "₫": "VND", "₱": "PHP",
    "zł": "PLN", "RMB": "CNY",
}  # fmt: skip
_OPEN = {
    "¥": ("JPY", "the yen sign is the yuan’s too"),
    "Rs": ("INR", "which rupee is not said: taken as India’s"),
    "Rs.": ("INR", "which rupee is not said: taken as India’s"),
}
_DOLLARS = {
    "": "", "U.S. ": "USD", "US ": "USD", "American ": "USD", "Canadian ": "CAD", "Australian ": "AUD",
    "New Zealand ": "NZD", "Hong Kong ": "HKD", "Singapore ": "SGD", "Taiwan ": "TWD", "Zimbabwean ": "ZWL",
}  # fmt: skip
_NAMED = {
    "euro": "EUR", "euros": "EUR", "pounds sterling": "GBP", "British pounds": "GBP", "pounds": "GBP",
    "pound": "GBP", "pence": "GBP", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "RMB": "CNY",
    "Swiss francs": "CHF", "rubles": "RUB", "roubles": "RUB", "hryvnia": "UAH", "hryvnias": "UAH",
    "Indian rupees": "INR", "Pakistani rupees": "PKR", "rupees": "", "South Korean won": "KRW",
    "Korean won": "KRW", "won": "KRW", "reais": "BRL", "Brazilian reais": "BRL", "rand": "ZAR",
    "South African rand": "ZAR", "zlotys": "PLN", "zloty": "PLN", "złoty": "PLN", "zł": "PLN",
    "shekels": "ILS", "Turkish lira": "TRY",
    "lira": "", "lire": "", "Mexican pesos": "MXN", "Argentine pesos": "ARS", "Chilean pesos": "CLP",
    "Colombian pesos": "COP", "Philippine pesos": "PHP", "pesos": "", "francs": "", "CFA francs": "",
    "Danish kroner": "DKK", "Norwegian kroner": "NOK", "Swedish kronor": "SEK", "Swedish crowns": "SEK",
    "Norwegian crowns": "NOK", "kroner": "", "kronor": "SEK", "baht": "THB", "ringgit": "MYR",
    "rupiah": "IDR", "naira": "NGN", "Saudi riyals": "SAR", "riyals": "", "UAE dirhams": "AED", "dirhams": "",
    "forints": "HUF", "Egyptian pounds": "EGP",
}  # fmt: skip
_CENTS = ("cents", "cent", "U.S. cents", "US cents")
HUNDREDTHS = {*_CENTS, "pence", "¢"}
NEED_A_SCALE = {"won", "rand"}


def _one_of(words):
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(word.replace(".", r"\.").replace("$", r"\$") for word in ordered)


DOLLARS = rf"(?:(?:{_one_of(_DOLLARS)})dollars?|(?:U\.S\.|US|Canadian|Australian))"
PREFIX = _one_of([*_SIGNED, *_OPEN, "$", *CODES])
_DOLLAR_NAMES = [f"{which}dollar{s}" for which in _DOLLARS for s in ("", "s")]
SUFFIX = rf"(?:{_one_of([*_DOLLAR_NAMES, *_NAMED, *_CENTS, *CODES])})"


def of_prefix(mark: str, default_dollar: str) -> tuple[str, str]:
    """The code and, where it is not obvious, why."""
    if mark == "$":
        return default_dollar, f"which dollar is not said: taken as {default_dollar}"
    if mark in _OPEN:
        return _OPEN[mark]
    return _SIGNED.get(mark, mark), ""


def of_sign(sign: str, default_dollar: str) -> tuple[str, str]:
    if sign == "¢":
        return default_dollar, f"whose cents is not said: taken as {default_dollar}"
    return of_prefix(sign, default_dollar)


def of_name(name: str, default_dollar: str) -> tuple[str, str]:
    if name in CODES:
        return name, ""
    if name in {"cents", "cent"}:
        return default_dollar, f"whose cents is not said: taken as {default_dollar}"
    if name in _NAMED:
        return _NAMED[name], "" if _NAMED[name] else f"whose {name} is not said"
    which = name.removesuffix("s").removesuffix("dollar").removesuffix("cent")
    country = which.strip()
    known = {key.strip(): code for key, code in _DOLLARS.items()}
    if country and country in known:
        return known[country], ""
    return default_dollar, f"which dollar is not said: taken as {default_dollar}"
