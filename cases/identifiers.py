"""Identifiers of other registers: one spelling each, and check digits where the register has them."""

import re
from collections.abc import Callable

# Scheme → (what a tidy value looks like, what to tell an editor whose value doesn't)
FORMATS = {
    "wikidata": (re.compile(r"Q[1-9][0-9]{0,11}"), "A Wikidata item is a Q and a number, e.g. Q312."),
    "lei": (re.compile(r"[A-Z0-9]{18}[0-9]{2}"), "An LEI has 18 letters or digits and 2 check digits."),
    "cik": (re.compile(r"(?!0{10})[0-9]{10}"), "A CIK is a number of at most 10 digits, e.g. 1679788."),
    "opencorporates": (
        re.compile(r"[a-z]{2}(_[a-z]{2})?/[^\s/]+"),
        "An OpenCorporates id is a jurisdiction and a number, e.g. us_de/2078731.",
    ),
    "crd": (re.compile(r"[1-9][0-9]{0,9}"), "A CRD number has at most 10 digits, e.g. 7691."),
}


def tidy_identifier(scheme: str, value: str) -> str:
    """The one spelling of an identifier. Raises ValueError with what to do where it cannot be one.

    LEI: ISO 17442, check digits by ISO/IEC 7064 MOD 97-10. CIK: as EDGAR pads it, with zeros to 10 digits.
    """
    tidy = SPELLINGS.get(scheme, str.strip)(value)
    if not tidy:
        raise ValueError("Give the identifier.")
    shape, advice = FORMATS.get(scheme, (re.compile(r".+"), ""))
    if not shape.fullmatch(tidy):
        raise ValueError(advice)
    # 00, 01 and 99 would fit too, but are never given out.
    if scheme == "lei" and (
        tidy[-2:] in {"00", "01", "99"} or int("".join(str(int(sign, 36)) for sign in tidy)) % 97 != 1
    ):
        raise ValueError(
            "The check digits of this LEI do not fit: compare it with the register, sign by sign."
        )
    return tidy


def _capitals(value: str) -> str:
    return re.sub(r"[\s-]", "", value).upper()


def _padded(value: str) -> str:
    return value.strip().zfill(10)


SPELLINGS: dict[str, Callable[[str], str]] = {"wikidata": _capitals, "lei": _capitals, "cik": _padded}
