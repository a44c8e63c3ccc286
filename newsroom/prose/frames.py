"""The structure of a clean body while it is being written: which quotes, lists and tables are open."""

from newsroom.prose.line import Line, Marks
from newsroom.prose.markup import tokens

# Deeper lists join the deepest: readers lose count, and no input may nest without end.
MOST_LISTS = 4
_FLOW = frozenset({"body", "quote"})
_RUNNING = frozenset({"item", "cell", "caption"})


class _Frame:
    """An open element that holds others."""

    def __init__(self, kind: str, tag: str, start: int, lists: int):
        self.kind = kind
        self.tag = tag
        self.start = start
        self.lists = lists


class Frames:
    """Writes lines where they belong in the open structure; elements left empty are left out."""

    def __init__(self):
        self.line = Line()
        self.heading = ""
        self._written: list[str] = []
        self._frames = [_Frame("body", "", -1, 0)]

    @property
    def depth(self) -> int:
        return len(self._frames)

    @property
    def _inmost(self) -> _Frame:
        return self._frames[-1]

    def finish(self) -> str:
        self._write_line()
        return "".join(self._written)

    def break_line(self, marks: Marks) -> None:
        """A line break, or where a paragraph stands and two come in a row, its end."""
        if self.line.is_fresh and self._inmost.kind in _FLOW and not self.heading:
            self._write_line()
        else:
            self.line.add_break(marks)

    def end_line(self) -> None:
        """A block begins or ends here; items and cells hold running text, so there it's a line break."""
        if self._inmost.kind in _RUNNING:
            self.line.add_break(())
        else:
            self._write_line()

    def rule(self) -> None:
        self.end_line()
        if self._inmost.kind in _FLOW:
            self._written.append("<hr>")

    def start_quote(self) -> None:
        if self._inmost.kind == "body":
            self._open("quote", "blockquote")

    def start_list(self, tag: str) -> None:
        frame = self._inmost
        if frame.kind not in {*_FLOW, "list", "item"} or frame.lists == MOST_LISTS:
            return
        if frame.kind == "list":
            self._resume_item()
        if frame.kind == "item":
            self._write_line()
        self._open("list", tag)
        self._inmost.lists += 1

    def start_item(self) -> None:
        if self._inmost.kind == "item":
            self.close_to(self.depth - 1)
        if self._inmost.kind == "list":
            self._open("item", "li")

    def add_picture(self, html: str) -> None:
        """A figure of its own; one in a quote, a list or a table goes before it."""
        self.end_line()
        figure = ["<figure>", html, "</figure>"]
        if self._inmost.kind == "body":
            self._written += figure
        else:
            self._write_before(1, "".join(figure))

    def start_caption(self) -> None:
        """What follows is said of the picture just written, if there is one."""
        self.end_line()
        if self._inmost.kind == "body" and self._written[-3:-2] == ["<figure>"]:
            self._written.pop()
            self._frames.append(_Frame("caption", "figure", len(self._written) - 2, 0))

    def start_table(self) -> None:
        if self._inmost.kind in _FLOW:
            self._open("table", "table")

    def start_part(self, inside: str, kind: str, tag: str, attributes: str = "") -> None:
        """A part of a table, ignored where it has no place, as in a table within a cell."""
        if self._inmost.kind == inside:
            self._open(kind, tag, attributes)

    def close_to(self, depth: int) -> None:
        while self.depth > depth:
            self._close()

    def _open(self, kind: str, tag: str, attributes: str = "") -> None:
        self._frames.append(_Frame(kind, tag, len(self._written), self._inmost.lists))
        self._written.append(f"<{tag}{attributes}>")

    def _close(self) -> None:
        self._write_line()
        frame = self._frames.pop()
        is_empty = len(self._written) == frame.start + 1 and frame.kind != "cell"
        if is_empty or (frame.kind == "table" and not self._says_something(frame)):
            del self._written[frame.start :]
        else:
            self._written.append(f"</{frame.tag}>")

    def _says_something(self, table: _Frame) -> bool:
        pieces = (token for piece in self._written[table.start :] for token in tokens(piece))
        return any(token.text or token.tag in ("cite", "data") for token in pieces)

    def _resume_item(self) -> None:
        """A list right inside a list, as Google Docs writes it, belongs to the item before it."""
        if self._written[-1] == "</li>":
            self._written.pop()
            # It holds something already, so wherever it began it isn't empty.
            self._frames.append(_Frame("item", "li", -1, self._inmost.lists))
        else:
            self._open("item", "li")

    def _write_line(self) -> None:
        text, self.line = self.line.html(), Line()
        kind = self._inmost.kind
        if not text:
            return
        if kind in _RUNNING:
            self._written += ["<figcaption>", text, "</figcaption>"] if kind == "caption" else [text]
        elif kind == "list":
            self._written += ["<li>", text, "</li>"]
        elif kind in _FLOW:
            self._written.append(_block(self.heading, text))
        else:
            # Words of a table that are in no cell, as in its caption, go before it.
            at = next(index for index, frame in enumerate(self._frames) if frame.kind == "table")
            self._write_before(at, _block("", text))

    def _write_before(self, at: int, block: str) -> None:
        """Put a block before the element that this frame holds open."""
        self._written.insert(self._frames[at].start, block)
        for frame in self._frames[at:]:
            frame.start += 1


def _block(heading: str, text: str) -> str:
    tag = heading or "p"
    return f"<{tag}>{text}</{tag}>"
