"""Sums of money a text names: $4.32 billion, US$ 30,000, €5m, ten million pounds, more than 50 cents."""

import re
from dataclasses import dataclass
from decimal import Decimal

from newsroom.linking.facts import currencies
from newsroom.linking.facts.counting import NUMBER, count
from newsroom.linking.facts.fact import Fact, longest

KIND = "money"
# What the field of the record holds: more is a slip of the keyboard, or not money.
_LIMIT = Decimal(10) ** 16

_SCALES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "lakh": 5, "crore": 7}
_SCALES |= {"k": 3, "m": 6, "mn": 6, "mln": 6, "mio": 6, "b": 9, "bn": 9, "bln": 9, "tn": 12, "trn": 12}
_DIGITS = (
    r"(?:\d{1,3}(?:,\d{3}){1,5}(?!\d)|\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,5}(?!\d)"
    r"|\d{1,15})(?:\.\d{1,6})?(?![\d,.]?\d)"
)
_SCALE_WORD = r"(?:hundred|thousand|million|billion|trillion|lakh|crore)"
_SCALE = rf"(?:[ \u00a0-]?(?:{_SCALE_WORD}|(?:mn|mln|mio|bn|bln|tn|trn|[kmbKMB]))(?![\w]))"
_TO = r"(?: to | and | or | ?[-–—] ?| up to )"
_BOUND = r"(?<![\w$€£¥.,])"

# $4.32 billion, US$ 30,000 to 40,000, €5m–€10m, USD 1,000
_BEFORE = re.compile(
    rf"{_BOUND}(?P<mark>{currencies.PREFIX})[ \u00a0]{{0,2}}(?P<low>\.\d{{1,2}}"
    rf"|{_DIGITS})(?P<low_scale>{_SCALE})?"
    rf"(?:(?P<to>{_TO})(?:(?P=mark)[ \u00a0]?)?(?P<high>{_DIGITS})(?:(?P<high_scale>{_SCALE})"
    rf"|(?![\w%]|[ ]?per ?cent| people| (?:wo)?men| children| (?!times)[a-z]{{2,20}}s\b)))?"
    rf"(?P<words>[ -]{currencies.DOLLARS}\b)?"
)
# 10 million euros, 4.3bn USD, 30,000 to 40,000 dollars, a million dollars, 50 cents
_COUNT = rf"(?:{_DIGITS}|(?:\b[Aa]n?|\b[Hh]alf an?|\b(?i:{NUMBER})(?: hundred)?)\b)"
_AFTER = re.compile(
    rf"{_BOUND}(?:(?P<low>{_DIGITS})(?P<low_scale>{_SCALE})?(?P<to>{_TO}))?(?P<high>{_COUNT})"
    rf"(?P<high_scale>{_SCALE})?"
    r"(?:(?<=[\dnmbkMBKa-z])(?<!\b[Aa])(?<!\b[Aa]n)[ \u00a0-]?(?P<sign>[€£¥₹₽₩¢])(?![ \u00a0]?\d)"
    rf"|[ \u00a0-](?P<name>{currencies.SUFFIX})(?![\w]))"
)

_ROUGHLY = {
    "about": "about around approximately roughly some nearly almost an-estimated estimated close-to circa",
    "at least": "more-than over at-least no-less-than not-less-than upwards-of exceeding above",
    "at most": "up-to at-most less-than under no-more-than not-more-than fewer-than below as-much-as",
}
_WORDS = {words.replace("-", " "): way for way, many in _ROUGHLY.items() for words in many.split()}
_APPROXIMATOR = re.compile(
    rf"(?:\b(?i:{'|'.join(sorted(_WORDS, key=len, reverse=True))})|~|≈) ?(?:a |the )?$"
)
# “A dispute over $5 million” says nothing of more.
_NOT_ABOUT_SIZE = re.compile(
    r"(?i:disputes?|fights?|lawsuits?|suits?|rows?|sued|cases?|battles?|concerns?|complaints?|questions?"
    r"|handed|turned"
    r"|taken|took|arguing|claims?) (?:over|about|under) $"
)
_RATE = re.compile(
    r"(?: (?:per|an?|each|every) |-an?-|/)(?P<unit>share|month|year|week|day|hour|head|person|barrel|token"
    r"|night|ton)\b"
)
_VERB = re.compile(r" (?:the|an?|in|at|by|his|her|their|its|from|over|against)\b")
_WEIGHT = re.compile(r" (?:of|per square|overweight|lighter|heavier)\b")


@dataclass(frozen=True, slots=True)
class Money:
    """A sum, or the least and the most of one. `currency` is empty where the text doesn't say which."""

    amount: Decimal
    currency: str
    up_to: Decimal | None = None
    approximation: str = ""  # about, at least, at most
    per: str = ""  # share, month …: a rate, not a sum

    def as_json(self) -> dict:
        said = {"amount": _plain(self.amount), "currency": self.currency or None}
        if self.up_to is not None:
            said["up_to"] = _plain(self.up_to)
        parts = {"approximation": self.approximation, "per": self.per}
        return said | {name: value for name, value in parts.items() if value}


def _plain(amount):
    return f"{amount.normalize():f}"


def find(text: str, *, default_dollar: str = "USD") -> list[Fact]:
    """Every sum of money; a bare dollar is that of the publication's own country unless told otherwise."""
    found = [_before(match, text, default_dollar) for match in _BEFORE.finditer(text)]
    found += [_after(match, text, default_dollar) for match in _AFTER.finditer(text)]
    return longest([fact for fact in found if fact])


def _before(match, text, default_dollar):
    currency, note = currencies.of_prefix(match["mark"], default_dollar)
    if match["words"]:
        currency, note = currencies.of_name(match["words"][1:], default_dollar)
    to, high = match["to"], match["high"]
    is_second = to and to.strip() in {"and", "or"} and not _is_between(match, text)
    if is_second:  # “$5 and 10 others”: what follows is not of this sum
        end = match.end("low_scale") if match["low_scale"] else match.end("low")
        return _fact(text, (match.start(), end), match["low"], match["low_scale"], None, None, currency, note)
    sums = match["low"], match["low_scale"], high, match["high_scale"]
    return _fact(text, match.span(), *sums, currency, note)


def _is_between(match, text):
    return text[max(0, match.start() - 9) : match.start()].lower().rstrip().endswith("between")


def _after(match, text, default_dollar):
    sums = [match["low"], match["low_scale"], match["high"], match["high_scale"]]
    span = match.span()
    if match["to"] and match["to"].strip() in {"and", "or"} and not _is_between(match, text):
        sums, span = [match["high"], match["high_scale"], None, None], (match.start("high"), match.end())
    elif not match["to"]:
        sums = [match["high"], match["high_scale"], None, None]
    if match["sign"]:
        currency, note = currencies.of_sign(match["sign"], default_dollar)
    else:
        currency, note = currencies.of_name(match["name"], default_dollar)
    if not _is_money(match, text):
        return None
    hundredth = Decimal("0.01") if (match["sign"] or match["name"]) in currencies.HUNDREDTHS else 1
    return _fact(text, span, *sums, currency, note, hundredth)


def _is_money(match, text):
    """Pounds may be a weight, won a verb, and a rand or real a name: a scale word or their sign decides."""
    name = match["name"]
    if name in {"pounds", "pound"}:
        scaled = match["high_scale"] or match["high"] in {"a", "an"}
        return bool(scaled) and not _WEIGHT.match(text, match.end())
    if name in currencies.NEED_A_SCALE:
        return bool(match["high_scale"]) and not _VERB.match(text, match.end())
    return not (name == "cent" and match["high"].isdigit() and match["high"] != "1")


def _fact(text, span, low, low_scale, high, high_scale, currency, note, hundredth=1):  # noqa: PLR0913, PLR0917
    amount, up_to = _number(low), high and _number(high)
    if high and high_scale and not low_scale and amount < up_to * 1000:
        low_scale = high_scale
    amount = amount * _scale(low_scale) * hundredth
    up_to = up_to * _scale(high_scale) * hundredth if up_to else None
    if amount >= _LIMIT or (up_to is not None and not amount < up_to < _LIMIT):
        return None
    rate = _RATE.match(text, span[1])
    value = Money(amount, currency, up_to, _approximation(text, span[0]), rate["unit"] if rate else "")
    return Fact.at(text, span, KIND, value, note)


def _number(words):
    plain = re.sub(r"[,\s]", "", words)
    if plain[-1].isdigit():
        return Decimal(plain)
    if words.lower().startswith("half"):
        return Decimal("0.5")
    number, _, hundred = words.lower().partition(" ")
    return Decimal(count(number) * (100 if hundred else 1))


def _scale(words):
    if not words:
        return 1
    word = words.strip(" -\u00a0")
    return Decimal(10) ** _SCALES[word.lower()]


def _approximation(text, start):
    before = text[max(0, start - 24) : start]
    found = _APPROXIMATOR.search(before)
    if not found or _NOT_ABOUT_SIZE.search(text, max(0, start - 30), start):
        return ""
    words = found[0].strip().lower().removesuffix(" a").removesuffix(" the")
    return _WORDS.get(words, "about")
