"""Two texts word by word: what stayed, what went, what came. In bounded time, however long they are."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString
from rapidfuzz.distance import Indel

from newsroom.prose.blocks import shown_texts
from newsroom.prose.markup import INLINE, VOID, tokens

SAME, GONE, NEW = "same", "gone", "new"

_WORD = re.compile(r"(\s*)(\w+|[^\w\s]|$)")
_SENTENCE_ENDS = re.compile(r"[.!?…\n]")
# Time and memory grow with the product of the lengths, over the width of a machine word: 14,000 words by
# 14,000 take 25 MB. Longer texts are compared by sentences first.
_MOST = 200_000_000
# "of", "the": so few words between two changes are no island worth keeping.
_ISLAND = 2


class Word(NamedTuple):
    """A word or a sign, the inline markup around it (`<strong>`, `<a href…>`), the white space before it."""

    text: str
    marks: tuple[str, ...] = ()
    before: str = ""


class Piece(NamedTuple):
    """A run of words that stayed, went or came."""

    kind: str
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return "".join(word.before + word.text for word in self.words)

    @property
    def html(self) -> SafeString:
        """The run with its inline markup, each mark closed where it ends: fit to stand in any block."""
        written = ""
        for marks, words in groupby(self.words, key=lambda word: word.marks):
            run = "".join(word.before + word.text for word in words)
            ends = "".join(f"</{mark.strip('<>').split()[0]}>" for mark in reversed(marks))
            # The marks come from a cleaned body, as `newsroom.prose.markup` read them.
            written += "".join(marks) + escape(run).replace("\n", "<br>") + ends
        return SafeString(written)


def words_of(html: str) -> list[Word]:
    """The words of a clean block or body, as a reader reads them."""
    marks: list[str] = []
    found: list[Word] = []
    for token, shown in shown_texts(tokens(html)):
        for word in _words(shown, tuple(marks)):
            # White space that ends a run of text stands before the first word of the next.
            space = found.pop().before if found and not found[-1].text else ""
            found.append(word._replace(before=space + word.before))
        if token.tag in INLINE and token.tag not in VOID:
            if token.closes:
                marks.pop()
            else:
                marks.append(token.raw)
    return found


def words_of_text(text: str) -> list[Word]:
    """The words of a plain line: a headline, a dek."""
    return list(_words(text, ()))


def compare_words(old: Sequence[Word], new: Sequence[Word]) -> list[Piece]:
    """The pieces of both texts in order; those not `gone` are the new text, those not `new` the old one.

    White space alone is no difference: what stayed is spaced as in the new text.
    """
    keys = [[(word.text, word.marks) for word in words] for words in (old, new)]
    start = _equal_start(*keys)
    end = _equal_start(keys[0][start:][::-1], keys[1][start:][::-1])
    pieces = [(SAME, tuple(new[:start]))] if start else []
    pieces += _between(old[start : len(old) - end], new[start : len(new) - end])
    if end:
        pieces.append((SAME, tuple(new[len(new) - end :])))
    return _joined(_without_islands(pieces))


def _words(shown: str, marks: tuple[str, ...]) -> Iterator[Word]:
    for space, word in _WORD.findall(shown):
        if word or space:
            yield Word(word, marks, space)


def _between(old, new):
    if not old or not new or len(old) * len(new) <= _MOST:
        return _by(old, new, _words_apart)
    sentences = _sentences(old), _sentences(new)
    if len(sentences[0]) * len(sentences[1]) > _MOST:
        return _replaced(old, new)
    return _by(*sentences, _sentences_apart)


def _by(old, new, apart):
    """Compare two sequences; `apart` says what to make of what differs."""
    keys = [[_key(item) for item in items] for items in (old, new)]
    pieces, was, now = [], 0, 0
    for tag, old_at, old_end, new_at, new_end in Indel.opcodes(*keys):
        if tag == "equal":
            pieces += apart(old[was:old_at], new[now:new_at])
            pieces.append((SAME, _flat(new[new_at:new_end])))
            was, now = old_end, new_end
    return [*pieces, *apart(old[was:], new[now:])]


def _words_apart(old, new):
    return _replaced(old, new)


def _sentences_apart(old, new):
    """Within sentences that differ, words are compared, where they are not too many."""
    old, new = _flat(old), _flat(new)
    if not old or not new or len(old) * len(new) > _MOST:
        return _replaced(old, new)
    return _by(old, new, _words_apart)


def _replaced(old, new):
    return [(kind, tuple(words)) for kind, words in ((GONE, old), (NEW, new)) if words]


def _sentences(words):
    found, held = [], []
    for word in words:
        held.append(word)
        if _SENTENCE_ENDS.search(word.text + word.before):
            found.append(tuple(held))
            held = []
    return [*found, tuple(held)] if held else found


def _key(item):
    return (item.text, item.marks) if isinstance(item, Word) else tuple(_key(word) for word in item)


def _flat(items):
    if items and isinstance(items[0], Word):
        return tuple(items)
    return tuple(word for sentence in items for word in sentence)


def _without_islands(pieces):
    """Take a word or two that stayed by chance between longer changes into those changes."""
    for at, (kind, words) in enumerate(pieces):
        inside = 0 < at < len(pieces) - 1
        if kind == SAME and inside and len(words) <= _ISLAND:
            before, after = _run(pieces[at - 1 :: -1]), _run(pieces[at + 1 :])
            if min(before, after) > len(words):
                yield from ((GONE, words), (NEW, words))
                continue
        yield kind, words


def _run(pieces):
    """How many words the change beginning here holds, on the side that holds more."""
    sizes = {GONE: 0, NEW: 0}
    for kind, words in pieces:
        if kind == SAME:
            break
        sizes[kind] += len(words)
    return max(sizes.values())


def _joined(pieces) -> list[Piece]:
    """Neighbours of one kind made one; within a change, all that went stands before all that came."""
    joined = []
    for is_same, run in groupby(pieces, key=lambda piece: piece[0] == SAME):
        held = list(run)
        for kind in (SAME,) if is_same else (GONE, NEW):
            words = tuple(word for each, words in held if each == kind for word in words)
            if words:
                joined.append(Piece(kind, words))
    return joined


def _equal_start(one, other) -> int:
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
