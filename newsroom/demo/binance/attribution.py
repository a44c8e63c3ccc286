"""The ways in which the story's statements are attributed, by the keys of its entities and sources."""

from typing import NamedTuple

SPOKESPERSON = {"asserted_by": "binance", "spokesperson": "a Binance spokesperson", "via": "reuters"}
CHAIRMAN = {"asserted_by": "atkins", "via": "reuters", "date": "2025-05", "entity": "sec"}
INDUSTRY = {"spokesperson": "leaders of the crypto industry", "entity": "sec", "sources": ["analysis"]}
REPORTED = {"via": "reuters", "sources": ["reuters"]}
SAID_BY_SEC = {"asserted_by": "sec", "via": "reuters", "sources": ["reuters"]}


class Said(NamedTuple):
    """A statement with what it is about and its attribution, by their keys."""

    case: str | None
    mode: str
    text: str
    details: dict
