"""The only authority on what markup a body may hold.

A body is a flat sequence of blocks: p, h2–h4, ul, ol, blockquote, table, figure, hr. A quote holds such
blocks but no quote and no figure; items and cells hold running text; items may hold further lists. Running
text holds a, strong, em, code, cite, sup, sub and br; an empty cite is a citation of the record, and data
stands for a number of the desk. A figure holds one image of ours and may have a caption; images from
elsewhere go. `pre` becomes a paragraph with line
breaks, so white space never counts. Words struck out (del, s) go with their tags: kept without them they'd
read as standing.
"""

import re

import nh3

from newsroom.prose.marking import INLINE_SOURCES
from newsroom.prose.markup import tokens
from newsroom.prose.shaping import Shaper
from newsroom.prose.word import said_plainly


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


ALLOWED_TAGS = _tags(
    "p h2 h3 h4 ul ol li blockquote table thead tbody tr th td hr br a strong em code cite data sup sub"
    " figure img figcaption"
)
ALLOWED_ATTRIBUTES = {
    "a": frozenset({"href", "title", "rel"}),
    "th": frozenset({"scope", "colspan", "rowspan"}),
    "td": frozenset({"colspan", "rowspan"}),
    "cite": frozenset({"data-source", "data-statement", "data-locator", "data-accessed"}),
    "data": frozenset({"data-number"}),
    "img": frozenset({"data-image", "alt", "role"}),
}
_SCHEMES = {"http", "https", "mailto"}

# Read for what they say about structure, then gone.
_STRUCTURE = _tags(
    "address article aside caption center dd details dir div dl dt fieldset footer form"
    " h1 h5 h6 header legend main menu nav pre section summary tfoot"
)
_GONE_WITH_CONTENT = _tags(
    "applet audio button canvas del frameset iframe math noembed noframes noscript object rp s script select"
    " strike style svg template textarea title video xml"
)
_SOURCE_ATTRIBUTES = {
    "*": {"style", "hidden"},
    "p": {"class"},
    "span": {"class"},
    "a": {"href", "title"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "cite": set(ALLOWED_ATTRIBUTES["cite"]),
    "data": set(ALLOWED_ATTRIBUTES["data"]),
    "img": set(ALLOWED_ATTRIBUTES["img"]),
}

# A browser's parser, nh3's too, takes time that grows with the square of the nesting. Pages people copy from
# nest some tens deep. Elements that a browser closes by itself don't count: legally unclosed ones would add
# up.
_DEEPEST = 100
_START_OR_END = re.compile(r"<(/?)([a-z][^\s/>]*)[^>]*>?", re.IGNORECASE)
_UNCOUNTED = _tags(
    "p li dt dd tr td th thead tbody tfoot option br hr img input meta link col area base embed param source"
    " track wbr script style textarea title iframe noembed noframes xmp"
)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Clean(str):
    """A body as `clean` made it: to clean it again changes nothing, so it is not done again."""

    __slots__ = ()


def clean(html: str) -> Clean:
    """The body this HTML stands for; clean HTML comes back as it was, hostile HTML harmless."""
    if isinstance(html, Clean):
        return html
    source = nh3.clean(
        without_endless_nesting(storable(html)),
        tags={*ALLOWED_TAGS, *_STRUCTURE, *INLINE_SOURCES},
        clean_content_tags=set(_GONE_WITH_CONTENT),
        attributes=_SOURCE_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    return Clean(_admitted(Shaper().read(said_plainly(tokens(source)))))


def storable(text: str) -> str:
    """The text without what neither PostgreSQL nor UTF-8 can hold: zero bytes and lone surrogates."""
    return _UNSTORABLE.sub("", text)


def _admitted(shaped: str) -> str:
    # The shaper writes nothing else. Should it ever, a browser's parser and a list of what's allowed stand
    # behind.
    return nh3.clean(
        shaped,
        tags=set(ALLOWED_TAGS),
        attributes={tag: set(names) for tag, names in ALLOWED_ATTRIBUTES.items()},
        url_schemes=_SCHEMES,
        link_rel=None,
    )


def without_endless_nesting(html: str) -> str:
    """The HTML without the tags that nest deeper than any page is written."""
    open_tags: dict[str, int] = {}
    depth = 0

    def keep(found: re.Match[str]) -> str:
        nonlocal depth
        tag = found[2].lower()
        if tag in _UNCOUNTED:
            return found[0]
        if found[1]:
            closed = min(1, open_tags.get(tag, 0))
            open_tags[tag] = open_tags.get(tag, 0) - closed
            depth -= closed
            return found[0]
        if depth == _DEEPEST:
            return ""
        open_tags[tag] = open_tags.get(tag, 0) + 1
        depth += 1
        return found[0]

    return _START_OR_END.sub(keep, html)
