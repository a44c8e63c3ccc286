"""Turn well-formed markup of any origin into a flat sequence of clean blocks: one pass, no recursion."""

from collections.abc import Iterable
from typing import NamedTuple

from newsroom.prose.frames import Frames
from newsroom.prose.line import Marks
from newsroom.prose.marking import INLINE_SOURCES, marks_inside
from newsroom.prose.markup import VOID, Token
from newsroom.prose.references import citation_of, number_of, picture_of

_HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
_LISTS = {"ul": "ul", "ol": "ol", "menu": "ul", "dir": "ul"}
_SECTIONS = {"thead": "thead", "tbody": "tbody", "tfoot": "tbody"}
_LARGEST_SPAN = 100


class _Open(NamedTuple):
    """What to return to when this element ends."""

    tag: str
    marks: Marks
    heading: str
    depth: int


class Shaper:
    """Reads tokens in order; `html` is the clean body read so far."""

    def __init__(self):
        self._frames = Frames()
        self._opened: list[_Open] = []
        self._marks: Marks = ()
        self._lines_count = 0

    def read(self, markup: Iterable[Token]) -> str:
        for token in markup:
            if not token.tag:
                self._text(token.text)
            elif token.tag in VOID:
                self._void(token)
            elif token.closes:
                self._end()
            else:
                self._start(token)
        return self._frames.finish()

    def _text(self, text: str) -> None:
        # White space counts in `pre` only, where its lines become line breaks.
        lines = text.split("\n") if self._lines_count else [text]
        for index, line in enumerate(lines):
            if index:
                self._frames.break_line(self._marks)
            self._frames.line.add(line, self._marks)

    def _void(self, token: Token) -> None:
        if token.tag == "br":
            self._frames.break_line(self._marks)
        elif token.tag == "hr":
            self._frames.rule()
        elif picture := picture_of(token):
            self._frames.add_picture(picture.html)

    def _start(self, token: Token) -> None:
        frames = self._frames
        self._opened.append(_Open(token.tag, self._marks, frames.heading, frames.depth))
        if token.tag == "cite" and (citation := citation_of(token)):
            frames.line.add_atom(citation.html, self._marks)
            return
        if number := number_of(token):
            frames.line.add_number(number, self._marks)
        if token.tag in INLINE_SOURCES:
            self._marks = marks_inside(token, self._marks)
            if token.tag == "q":
                frames.line.add("“", self._marks)
            return
        frames.end_line()
        self._start_block(token)

    def _start_block(self, token: Token) -> None:
        tag, frames = token.tag, self._frames
        if tag in _HEADINGS or tag == "p":
            frames.heading = _HEADINGS.get(tag, "")
        elif tag in _LISTS:
            frames.start_list(_LISTS[tag])
        elif tag == "li":
            frames.start_item()
        elif tag == "blockquote":
            frames.start_quote()
        elif tag == "figcaption":
            frames.start_caption()
        elif tag == "pre":
            self._lines_count += 1
        elif tag in _SECTIONS:
            frames.start_part("table", "section", _SECTIONS[tag])
        else:
            self._start_table_part(token)

    def _start_table_part(self, token: Token) -> None:
        if token.tag == "table":
            self._frames.start_table()
        elif token.tag == "tr":
            self._frames.start_part("section", "row", "tr")
        elif token.tag in {"td", "th"}:
            self._frames.start_part("row", "cell", token.tag, _cell_attributes(token))

    def _end(self) -> None:
        opened = self._opened.pop()
        if opened.tag == "q":
            self._frames.line.add("”", self._marks)
        if opened.tag not in INLINE_SOURCES:
            self._frames.end_line()
            self._frames.close_to(opened.depth)
            self._frames.heading = opened.heading
        if opened.tag == "pre":
            self._lines_count -= 1
        self._marks = opened.marks


def _cell_attributes(token: Token) -> str:
    values = token.attribute_values()
    written = ""
    if token.tag == "th" and values.get("scope") in {"row", "col", "rowgroup", "colgroup"}:
        written += f' scope="{values["scope"]}"'
    for name in ("colspan", "rowspan"):
        value = values.get(name, "")
        if value.isascii() and value.isdigit() and len(value) < 4 and 1 < int(value) <= _LARGEST_SPAN:
            written += f' {name}="{int(value)}"'
    return written
