"""What an inline element of any origin does to the marks of the text inside it."""

import re

from newsroom.prose.hrefs import is_external, safe_href
from newsroom.prose.line import Marks
from newsroom.prose.markup import Token, escape_attribute
from newsroom.prose.typography import seen

_MARK_OF = {
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "code": "code",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
    "cite": "cite",
    "sup": "sup",
    "sub": "sub",
}
INLINE_SOURCES = frozenset({"span", "font", "a", "q", "data", *_MARK_OF})

_DECLARATION = re.compile(
    r"(?<![\w-])(font-weight|font-style|vertical-align)\s*:\s*([a-z0-9]+)", re.IGNORECASE
)
# Google Docs and Word say bold and italic in style; Google Docs also wraps whatever it copies in a `b` that
# says it is not bold.
_ADDED_BY = {
    "font-weight": ({"bold", "bolder", "600", "700", "800", "900"}, "strong"),
    "font-style": ({"italic", "oblique"}, "em"),
    "vertical-align": ({"super"}, "sup"),
}
_REMOVED_BY = {
    "font-weight": ({"normal", "lighter", "100", "200", "300", "400", "500"}, "strong"),
    "font-style": ({"normal"}, "em"),
}


def marks_inside(token: Token, marks: Marks) -> Marks:
    """The marks of text inside this element, given those around it; no mark is ever held twice."""
    values = token.attribute_values()
    if token.tag == "a":
        return _with(marks, _link(values))
    marks = _with(marks, _MARK_OF.get(token.tag, ""))
    for name, value in _DECLARATION.findall(values.get("style", "").lower()):
        adding, added = _ADDED_BY[name]
        removing, removed = _REMOVED_BY.get(name, ((), ""))
        if value in adding:
            marks = _with(marks, added)
        elif value in removing:
            marks = tuple(mark for mark in marks if mark != removed)
    return marks


def _with(marks: Marks, mark: str) -> Marks:
    name = mark.split(" ", 1)[0]
    held = {mark.split(" ", 1)[0] for mark in marks}
    return marks if name in held or not name else (*marks, mark)


def _link(values: dict[str, str]) -> str:
    href = safe_href(values.get("href", ""))
    if not href:
        return ""
    title = seen(values.get("title", "")).strip()
    link = f'a href="{escape_attribute(href)}"'
    if title:
        link += f' title="{escape_attribute(title)}"'
    # Feed readers and other sites open our links in new tabs; the page that opens must not reach back.
    return f'{link} rel="noopener"' if is_external(href) else link
