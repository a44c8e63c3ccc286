"""A line of running text while it is being read: runs of characters, each under its marks."""

from newsroom.prose.markup import escape
from newsroom.prose.typography import LINE_BREAK, seen, set_line, without_leading_residue

# A mark is a start tag without its brackets: `em`, `a href="/cases/"`.
Marks = tuple[str, ...]


class Line:
    """Collects runs until a block ends; written as inline HTML with as few tags as the marks allow."""

    def __init__(self):
        self._runs: list[tuple[str, Marks]] = []

    @property
    def is_fresh(self) -> bool:
        """Nothing has been written since the last break."""
        return not self._runs or self._runs[-1][0] == LINE_BREAK

    def add(self, text: str, marks: Marks) -> None:
        text = seen(text)
        if self.is_fresh:
            text = without_leading_residue(text)
        if text:
            self._runs.append((text, marks))

    def add_break(self, marks: Marks) -> None:
        """Two breaks in a row, or one at the start, are layout: they add nothing."""
        if not self.is_fresh:
            self._runs.append((LINE_BREAK, marks))

    def html(self) -> str:
        if self.is_fresh and self._runs:
            self._runs.pop()
        if not self._runs:
            return ""
        texts = set_line([text for text, _ in self._runs])
        return _written(list(zip(texts, (marks for _, marks in self._runs), strict=True)))


def _written(runs: list[tuple[str, Marks]]) -> str:
    pieces: list[str] = []
    current: Marks = ()
    for text, marks in runs:
        if not text:
            continue
        # White space and breaks take no mark of their own: `a<em> </em>b` is `a b`.
        wanted = marks if text.strip() else _shared(current, marks)
        pieces += _turn(current, wanted)
        pieces.append("<br>" if text == LINE_BREAK else escape(text))
        current = wanted
    return "".join([*pieces, *_turn(current, ())])


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
