"""What word processors put on the clipboard, said in HTML's own words before it is shaped.

Word writes a list as paragraphs that begin with their bullet or number, and says only in its own styles
which level each is on. Titles and quotations are paragraphs of a class. What is hidden or struck out there is
so by a style alone.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsroom.prose.markup import VOID, Token, escape

_LEVEL = re.compile(r"mso-list\s*:[^;]*?\blevel(\d)", re.IGNORECASE)
_MARKER_STYLE = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_GONE_STYLE = re.compile(
    r"(?:display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden|text-decoration[a-z-]*\s*:[^;]*line-through)",
    re.IGNORECASE,
)
_LIST_CLASS = re.compile(r"\bMsoList(?:Paragraph|Bullet|Number)", re.IGNORECASE)
_MARKER = re.compile(
    r"^[\s\xa0]*(?:(?P<bullet>[·•▪◦§oü\-–—*\uf0b7\uf0a7])|(?P<number>\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]))(?:[\s\xa0]+|$)"
)
_NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxlIVXL]{1,6})[.)]")
_TAG_OF = {"msotitle": "h2", "msosubtitle": "h3", "msoquote": "blockquote", "msointensequote": "blockquote"}
_NOTE_MARKS = frozenset({"msofootnotereference", "msoendnotereference"})


@dataclass
class _Item:
    """A paragraph that is an item of a list."""

    level: int
    is_numbered: bool
    inside: list[Token]


def said_plainly(markup: Iterable[Token]) -> Iterator[Token]:
    """The same words; lists as lists, titles as headings, without what was hidden or struck out."""
    waiting: list[_Item] = []
    for piece in _paragraphs(_visible(markup)):
        if isinstance(piece, _Item):
            waiting.append(piece)
        elif not waiting or piece.tag or piece.text.strip():
            yield from _as_lists(waiting)
            waiting = []
            yield piece
    yield from _as_lists(waiting)


def _visible(markup):
    """Without elements that a style hides; what they hold goes with them."""
    depth = 0
    for token in markup:
        is_start = token.tag and not token.closes and token.tag not in VOID
        if depth:
            depth += (1 if is_start else -1) if token.tag and token.tag not in VOID else 0
        elif is_start and _is_gone(token.attribute_values()):
            depth = 1
        else:
            yield token


def _is_gone(values):
    return "hidden" in values or bool(_GONE_STYLE.search(values.get("style", "")))


def _paragraphs(markup):
    """Tokens as they come, but whole paragraphs where they are items of a list."""
    held: list[Token] | None = None
    for token in markup:
        if held is None and token.tag == "p" and not token.closes:
            held = [token]
        elif held is not None:
            held.append(token)
            if token.tag == "p" and token.closes:
                yield from _read(held)
                held = None
        else:
            yield from _read([token])
    yield from held or ()


def _read(tokens):
    values = tokens[0].attribute_values() if tokens[0].tag == "p" else {}
    classes = values.get("class", "").lower().split()
    level = _LEVEL.search(values.get("style", ""))
    if level or _LIST_CLASS.search(values.get("class", "")):
        item = _item(tokens[1:-1], int(level[1]) if level else 1)
        if item:
            yield item
            return
    tag = next((_TAG_OF[name] for name in classes if name in _TAG_OF), "")
    if tag:
        yield from (_start(tag), *map(_plain, tokens[1:-1]), _end(tag))
    else:
        yield from map(_plain, tokens)


def _plain(token):
    """A note's number as Word marks it is raised."""
    if token.tag != "span" or token.closes:
        return token
    classes = token.attribute_values().get("class", "").lower().split()
    if _NOTE_MARKS.isdisjoint(classes):
        return token
    return Token(
        '<span style="vertical-align:super">',
        "span",
        closes=False,
        attributes=' style="vertical-align:super"',
    )


def _item(inside, level) -> _Item | None:
    """The paragraph without its marker; None if it has none and says so by no style either."""
    marker, rest = _without_marker(inside)
    if marker is None:
        found = _MARKER.match("".join(token.text for token in inside))
        if not found:
            return None
        marker, rest = found[0], _without_characters(inside, found.end())
    is_numbered = bool(_NUMBER.fullmatch(marker.strip(" \xa0\t\r\n")))
    return _Item(level, is_numbered, [_plain(token) for token in rest])


def _without_marker(tokens):
    """What the span that Word marks as the bullet says, and the rest; None where there is no such span."""
    marker, rest, depth = None, [], 0
    for token in tokens:
        if depth:
            marker += token.text
            depth += (-1 if token.closes else 1) if token.tag and token.tag not in VOID else 0
        elif marker is None and _MARKER_STYLE.search(token.attribute_values().get("style", "")):
            marker, depth = "", 1
        else:
            rest.append(token)
    return marker, rest


def _without_characters(tokens, count):
    rest = []
    for token in tokens:
        gone = min(count, len(token.text))
        count -= gone
        rest.append(_text(token.text[gone:]) if gone else token)
    return rest


def _as_lists(items: list[_Item]) -> Iterator[Token]:
    """One list, with lists in its items for the deeper levels."""
    open_lists: list[tuple[int, str]] = []
    for item in items:
        tag = "ol" if item.is_numbered else "ul"
        while open_lists and open_lists[-1][0] > item.level:
            yield from (_end("li"), _end(open_lists.pop()[1]))
        if open_lists and open_lists[-1][0] == item.level:
            yield _end("li")
            if open_lists[-1][1] != tag:
                yield _end(open_lists.pop()[1])
        if not open_lists or open_lists[-1][0] < item.level:
            open_lists.append((item.level, tag))
            yield _start(tag)
        yield from (_start("li"), *item.inside)
    for _, tag in reversed(open_lists):
        yield from (_end("li"), _end(tag))


def _start(tag):
    return Token(f"<{tag}>", tag, closes=False, attributes="")


def _end(tag):
    return Token(f"</{tag}>", tag, closes=True, attributes="")


def _text(text):
    return Token(escape(text), "", closes=False, attributes="")
