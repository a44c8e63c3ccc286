"""Tokens of serialised HTML as nh3 writes it and clean bodies hold it.

The standard library's parser decodes as it reads, so it cannot hand back the bytes it was given, which
weaving needs. What nh3 writes is regular enough for one expression; anything else is refused, never guessed
at.
"""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

VOID = frozenset({"br", "hr", "img"})
INLINE = frozenset({"a", "strong", "em", "code", "cite", "data", "sup", "sub", "br"})

_TOKEN = re.compile(
    r"""<(?P<slash>/?)(?P<name>[a-z][a-z0-9]*)(?P<attributes>(?:\ [a-z][a-z-]*="[^"]*")*)>|(?P<text>[^<]+)""",
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(r' ([a-z][a-z-]*)="([^"]*)"')


class NotClean(ValueError):
    """This string did not come out of `clean`."""


class Token(NamedTuple):
    """A piece of markup exactly as written: a start tag, an end tag or a run of text."""

    raw: str
    tag: str
    closes: bool
    attributes: str

    @property
    def text(self) -> str:
        """The characters a reader sees, nothing for a tag."""
        return "" if self.tag else html.unescape(self.raw)

    def attribute_values(self) -> dict[str, str]:
        return {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(self.attributes)}


def tokens(markup: str) -> Iterator[Token]:
    """The markup in order; the raw pieces joined are the markup."""
    at = 0
    while at < len(markup):
        found = _TOKEN.match(markup, at)
        if found is None:
            raise NotClean(f"no clean HTML at character {at}: {markup[at : at + 40]!r}")
        at = found.end()
        yield Token(found[0], found["name"] or "", bool(found["slash"]), found["attributes"] or "")


def escape(text: str) -> str:
    """Escape for element content and for double-quoted attributes, as nh3 would write it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\xa0", "&nbsp;")


def escape_attribute(text: str) -> str:
    return escape(text).replace('"', "&quot;")
