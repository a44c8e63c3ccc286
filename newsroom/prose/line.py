"""A line of running text while it is being read: runs of characters, each under its marks."""

from typing import NamedTuple

from newsroom.prose.markup import escape
from newsroom.prose.references import FIGURE, number_html
from newsroom.prose.typography import LINE_BREAK, seen, set_line, without_leading_residue

# A mark is a start tag without its brackets: `em`, `a href="/cases/"`.
Marks = tuple[str, ...]


class _Run(NamedTuple):
    """Characters under marks; or what stands between them (`atom` is its HTML): a citation, a number."""

    text: str
    marks: Marks
    atom: str = ""


class Line:
    """Collects runs until a block ends; written as inline HTML with as few tags as the marks allow."""

    def __init__(self):
        self._runs: list[_Run] = []

    @property
    def is_fresh(self) -> bool:
        """Nothing has been written since the last break."""
        return self._last_text in ("", LINE_BREAK)

    @property
    def _last_text(self) -> str:
        return next((run.text for run in reversed(self._runs) if run.text), "")

    def add(self, text: str, marks: Marks) -> None:
        text = seen(text)
        if self.is_fresh:
            text = without_leading_residue(text)
        if text:
            self._runs.append(_Run(text, marks))

    def add_atom(self, html: str, marks: Marks) -> None:
        """What stands in the line without a character of its own, and never within a link."""
        self._runs.append(_Run("", _outside_links(marks), html))

    def add_number(self, number: int, marks: Marks) -> None:
        """A number of the desk: read as a word, so white space around it stays; never within a link."""
        self._runs.append(_Run(FIGURE, _outside_links(marks), number_html(number)))

    def add_break(self, marks: Marks) -> None:
        """Two breaks in a row, or one at the start, are layout: they add nothing."""
        if not self.is_fresh:
            self._runs.append(_Run(LINE_BREAK, marks))

    def html(self) -> str:
        if self._last_text == LINE_BREAK:
            del self._runs[max(at for at, run in enumerate(self._runs) if run.text)]
        if not self._runs:
            return ""
        texts = set_line([run.text for run in self._runs])
        return _written([run._replace(text=text) for run, text in zip(self._runs, texts, strict=True)])


def _written(runs: list[_Run]) -> str:
    pieces: list[str] = []
    current: Marks = ()
    for text, marks, atom in runs:
        if not text and not atom:
            continue
        # White space and breaks take no mark of their own: `a<em> </em>b` is `a b`.
        wanted = marks if text.strip() else _shared(current, marks)
        pieces += _turn(current, wanted)
        pieces.append(atom or ("<br>" if text == LINE_BREAK else escape(text)))
        current = wanted
    return "".join([*pieces, *_turn(current, ())])


def _outside_links(marks: Marks) -> Marks:
    outside = next((at for at, mark in enumerate(marks) if mark.startswith("a ")), len(marks))
    return marks[:outside]


def _turn(current: Marks, wanted: Marks) -> list[str]:
    """The tags that lead from one set of marks to another."""
    shared = len(_shared(current, wanted))
    ends = [f"</{mark.split(' ', 1)[0]}>" for mark in reversed(current[shared:])]
    return ends + [f"<{mark}>" for mark in wanted[shared:]]


def _shared(one: Marks, other: Marks) -> Marks:
    length = 0
    while length < min(len(one), len(other)) and one[length] == other[length]:
        length += 1
    return one[:length]
