"""Put links into blocks when they are shown; what is stored stays free of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from newsroom.prose.blocks import Block, shown_texts
from newsroom.prose.hrefs import safe_href
from newsroom.prose.markup import INLINE, VOID, Token, escape, escape_attribute, tokens
from newsroom.prose.references import citation_of, number_of
from newsroom.prose.spans import Span

# The span, the address, the CSS class.
Mark = tuple[Span, str, str]


class Weaving(NamedTuple):
    """The HTML with its links, and the marks that could not become links."""

    html: str
    left_out: list[Mark]


class _Piece(NamedTuple):
    """A tag, or text that is wholly within one mark or within none."""

    raw: str
    token: Token
    mark: int | None


def weave(blocks: Iterable[Block], marks: Iterable[Mark], *, with_ids: bool = False) -> str:
    """The blocks' HTML with the marked words linked; `with_ids` lets readers link to a block as `#b-<id>`."""
    return weave_and_report(blocks, marks, with_ids=with_ids).html


def weave_and_report(blocks: Iterable[Block], marks: Iterable[Mark], *, with_ids: bool = False) -> Weaving:
    """As `weave`, and says what it left out.

    Left out is a mark whose words aren't there, that touches a link of the text, that leads nowhere a link
    may lead, or that overlaps another which begins earlier or, beginning together, is longer.
    """
    by_block: dict[str, list[Mark]] = {}
    for mark in marks:
        by_block.setdefault(mark[0].block, []).append(mark)
    woven = []
    left_out = []
    for block in blocks:
        chosen, rest = _choose(block, by_block.pop(block.id, []))
        left_out += rest
        html = _weave_block(block, chosen) if chosen else block.html
        woven.append(_with_id(block, html) if with_ids else html)
    left_out += [mark for rest in by_block.values() for mark in rest]
    return Weaving("".join(woven), left_out)


def _choose(block: Block, marks: list[Mark]) -> tuple[list[Mark], list[Mark]]:
    linked = _linked_places(block) if marks else set()
    chosen: list[Mark] = []
    left_out = []
    free_from = 0
    for mark in sorted(marks, key=lambda mark: (mark[0].start, -mark[0].end, mark[1], mark[2])):
        span, href, _ = mark
        stands = 0 <= span.start < span.end and block.text[span.start : span.end] == span.surface
        is_free = span.start >= free_from and linked.isdisjoint(range(span.start, span.end))
        if stands and is_free and safe_href(href):
            chosen.append(mark)
            free_from = span.end
        else:
            left_out.append(mark)
    return chosen, left_out


def _linked_places(block: Block) -> set[int]:
    places: set[int] = set()
    at = 0
    inside = False
    for token, shown in shown_texts(tokens(block.html)):
        if token.tag == "a":
            inside = not token.closes
        elif inside:
            places.update(range(at, at + len(shown)))
        at += len(shown)
    return places


def _weave_block(block: Block, marks: list[Mark]) -> str:
    pieces = list(_pieces(block, [span for span, _, _ in marks]))
    held: dict[int, list[int]] = {}
    for at, piece in enumerate(pieces):
        if piece.mark is not None:
            held.setdefault(piece.mark, []).append(at)
    starts: dict[int, str] = {}
    ends = set()
    for number, places in held.items():
        _, href, css_class = marks[number]
        link = f'<a class="{escape_attribute(css_class)}" href="{escape_attribute(safe_href(href))}">'
        for first, last in _stretches(pieces, places):
            starts[first] = link
            ends.add(last)
    return "".join(
        f"{starts.get(at, '')}{piece.raw}{'</a>' if at in ends else ''}" for at, piece in enumerate(pieces)
    )


def _pieces(block: Block, spans: list[Span]) -> Iterator[_Piece]:
    """The block's markup with its text cut where a mark begins or ends; the spans are in order and apart."""
    edges = [edge for span in spans for edge in (span.start, span.end)]
    at = 0
    for token, shown in shown_texts(tokens(block.html)):
        at += len(shown)
        text = token.text
        if not text:
            yield _Piece(token.raw, token, None)
            continue
        # What is shown may begin with the end of the line before, which is in no token.
        begin = at - len(text)
        cuts = edges[bisect_right(edges, begin) : bisect_left(edges, at)]
        for start, end in pairwise(sorted({begin, *cuts, at})):
            number = bisect_right(spans, start, key=lambda span: span.start) - 1
            is_marked = number >= 0 and start < spans[number].end
            yield _Piece(escape(text[start - begin : end - begin]), token, number if is_marked else None)


def _stretches(pieces: list[_Piece], places: list[int]) -> list[tuple[int, int]]:
    """Where the links of one mark begin and end: one link if its tags pair up, else one for each piece."""
    first, last = places[0], places[-1]
    ended, begun = _unpaired(pieces[first : last + 1])
    while ended and first > 0 and _is_inline(pieces[first - 1].token, closes=False):
        first, ended = first - 1, ended - 1
    while begun and _is_inline(pieces[last + 1].token, closes=True):
        last, begun = last + 1, begun - 1
    if ended or begun or not all(_may_be_linked(piece.token) for piece in pieces[first : last + 1]):
        return [(at, at) for at in places if pieces[at].raw.strip()]
    return [(first, last)]


def _unpaired(pieces: list[_Piece]) -> tuple[int, int]:
    """How many elements end here that began before, and how many begin here that end later."""
    ended = begun = 0
    for piece in pieces:
        if not piece.token.tag or piece.token.tag in VOID:
            continue
        if not piece.token.closes:
            begun += 1
        elif begun:
            begun -= 1
        else:
            ended += 1
    return ended, begun


def _is_inline(token: Token, *, closes: bool) -> bool:
    return token.tag in INLINE - VOID and token.closes == closes


def _may_be_linked(token: Token) -> bool:
    # A citation and a number are each shown as a link of their own.
    return not token.tag or (token.tag in INLINE and not citation_of(token) and not number_of(token))


def _with_id(block: Block, html: str) -> str:
    start = f"<{block.tag}"
    return f'{start} id="b-{escape_attribute(block.id)}"{html.removeprefix(start)}'
