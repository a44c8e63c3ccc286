"""Bodies as sequences of blocks that keep their identity while the story is edited."""

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsroom.prose.block_matching import match
from newsroom.prose.markup import INLINE, VOID, Token, tokens
from newsroom.prose.references import FIGURE, numbers_of

NewId = Callable[[], str]


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, list, quote, table or rule of a body; `id` is its own within the story for good.

    `text` is what a reader reads, in NFC: one line for each line break, item, cell or paragraph that holds
    words.
    """

    id: str
    tag: str
    html: str
    text: str

    def spoken(self, said: Mapping[str, str], start: int = 0, end: int | None = None) -> str:
        """The text from one of its places to another, with what its numbers say, or else an ellipsis.

        What a number says has any length: no place in what is answered is a place in `text`.
        """
        if FIGURE not in self.text:
            return self.text[start:end]
        words = (said.get(str(number), "…") for number in numbers_of(self.html))
        pieces = [next(words) if character == FIGURE else character for character in self.text]
        return "".join(pieces[start:end])


def split(html: str, ids: Sequence[str] = ()) -> list[Block]:
    """The blocks of a clean body; those beyond `ids` get ids of their own."""
    if len(set(ids)) != len(ids):
        raise ValueError("Two blocks of a story cannot have one id.")
    bare = list(_bare_blocks(html))
    if len(ids) > len(bare):
        raise ValueError(f"{len(ids)} ids for {len(bare)} blocks.")
    return _named(bare, dict(enumerate(ids)), _ids_from(ids, html))


def carry_ids(old: list[Block], html: str, new_id: NewId | None = None) -> list[Block]:
    """The blocks of an edited body: each that continues an old one, edited or moved or both, keeps its id.

    Of a split block the part most like it keeps the id; of joined blocks, the larger part's id stays. Without
    `new_id`, the same edit of the same story always brings the same ids, and none that has been another
    text's.
    """
    bare = list(_bare_blocks(html))
    kept = {new: old[at].id for new, at in match(old, bare).items()}
    return _named(bare, kept, new_id or _ids_from([block.id for block in old], html))


def text_of(html: str) -> str:
    """Plain text of a clean body, its blocks parted by blank lines."""
    return text_in(_bare_blocks(html))


def text_in(blocks: Iterable[Block]) -> str:
    """The same of blocks."""
    return "\n\n".join(block.text for block in blocks if block.text)


def join(blocks: Iterable[Block]) -> str:
    """The body these blocks make; `join(split(html))` is `html`."""
    return "".join(block.html for block in blocks)


def shown_texts(markup: Iterable[Token]) -> Iterator[tuple[Token, str]]:
    """Each token with what it adds to the block's text: an end of line where one is due before its words."""
    line_ended = False
    said_something = False
    for token in markup:
        shown = _shown(token)
        if shown:
            yield token, ("\n" if line_ended and said_something else "") + shown
            line_ended, said_something = False, True
        else:
            line_ended = line_ended or token.tag not in INLINE
            yield token, ""


def _shown(token: Token) -> str:
    if token.tag == "br":
        return "\n"
    return FIGURE if token.tag == "data" and not token.closes else token.text


def _bare_blocks(html: str) -> Iterator[Block]:
    held: list[Token] = []
    depth = 0
    for token in tokens(html):
        held.append(token)
        if token.tag and token.tag not in VOID:
            depth += -1 if token.closes else 1
        if depth == 0:
            text = "".join(shown for _, shown in shown_texts(held))
            yield Block("", held[0].tag, "".join(piece.raw for piece in held), text)
            held = []


def _named(bare: list[Block], known: dict[int, str], new_id: NewId) -> list[Block]:
    taken = set(known.values())
    named = []
    for at, block in enumerate(bare):
        name = known.get(at) or new_id()
        while at not in known and name in taken:
            name = new_id()
        taken.add(name)
        named.append(Block(name, block.tag, block.html, block.text))
    return named


def _ids_from(ids: Sequence[str], html: str) -> NewId:
    """Short ids drawn from the story as it was and as it is now.

    A counter would need to know every id the story ever had; blocks deleted long ago are not at hand.
    """
    seed = hashlib.sha256("\0".join([*ids, html]).encode()).digest()
    count = 0

    def next_id() -> str:
        nonlocal count
        count += 1
        digest = hashlib.sha256(seed + str(count).encode()).digest()
        return base64.b32encode(digest)[:8].decode().lower()

    return next_id
