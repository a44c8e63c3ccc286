"""What a reader reads on a page, line by line, and where two pages differ."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from html.parser import HTMLParser

from newsroom.publishing.versions.words import Piece, compare_words, words_of_text

LINES = {
    "p", "li", "dt", "dd", "td", "th", "h1", "h2", "h3", "h4", "blockquote", "figcaption", "summary", "div",
}  # fmt: skip
MOST_SHOWN = 40


@dataclass(frozen=True)
class Line:
    """A line that reads otherwise, with the heading it stands under."""

    heading: str
    pieces: list[Piece]


class Reader(HTMLParser):
    """Collects the lines of the main part of a page, each with the heading above it."""

    def __init__(self):
        super().__init__()
        self.title, self.lines = "", []
        self._heading, self._held, self._within = "", [], ""

    def handle_starttag(self, tag, attrs):  # noqa: ARG002  HTMLParser's signature
        if tag in ("main", "title", "script"):
            self._within = tag
        if tag in LINES:
            self._end_line()

    def handle_endtag(self, tag):
        if tag == "title":
            self.title = "".join(self._held).strip()
            self._held = []
        if tag in ("main", "title", "script"):
            self._end_line()
            self._within = "" if tag != "script" else "main" * bool(self.lines)
        elif tag in LINES:
            self._end_line(heading=tag in ("h1", "h2"))

    def handle_data(self, data):
        if self._within in ("main", "title"):
            self._held.append(data)

    def _end_line(self, *, heading=False):
        words = " ".join("".join(self._held).split())
        self._held = []
        if words and self._within == "main":
            self._heading = words if heading else self._heading
            self.lines.append((self._heading, words))


def title_of(html: str) -> str:
    return _read(html).title


def lines_of(html: str) -> list[tuple[str, str]]:
    """The lines of a page's main part, each with the heading it stands under."""
    return _read(html).lines


def differences(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> list[Line]:
    """The lines that went, came or read otherwise, in order; no more than anybody would read through."""
    found = []
    for kind, was, was_end, now, now_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        gone, came = old[was:was_end], new[now:now_end]
        for at in range(max(len(gone), len(came))):
            heading, before = gone[at] if at < len(gone) else ("", "")
            heading_now, after = came[at] if at < len(came) else (heading, "")
            pieces = compare_words(words_of_text(before), words_of_text(after))
            found.append(Line(heading_now or heading, pieces))
    return found[:MOST_SHOWN]


def _read(html):
    reader = Reader()
    reader.feed(html)
    return reader
