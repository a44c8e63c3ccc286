"""Words marked in a story: found, described so that they can be found again, and kept through edits."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsroom.prose.alignment import align, text_tokens
from newsroom.prose.blocks import Block

NEIGHBOURHOOD = 32

_SENTENCE = re.compile(r"""\S[^\n]*?(?:[.!?…]["”’')\]]*(?=\s|$)|(?=\n|$))""")
_WORD = re.compile(r"\w+")
# Fewer other words than this, and the same words may well have been written again.
_TELLING_WORDS = 3
_TOKENS_AROUND = 6


@dataclass(frozen=True)
class Span:
    """These words at this place: offsets in code points of the block's text, and what stands around them."""

    block: str
    start: int
    end: int
    surface: str
    prefix: str
    suffix: str


def span_at(block: Block, start: int, end: int) -> Span:
    """The words from `start` to `end` of a block."""
    if not 0 <= start < end <= len(block.text):
        raise ValueError(f"No words from {start} to {end} in a block of {len(block.text)} characters.")
    text = block.text
    before, after = text[max(0, start - NEIGHBOURHOOD) : start], text[end : end + NEIGHBOURHOOD]
    return Span(block.id, start, end, text[start:end], before, after)


def find_spans(blocks: Iterable[Block], words: str) -> list[Span]:
    """Every place where these very words stand whole, in reading order; they don't overlap.

    A space in `words` also finds a no-break space, which readers can't tell from it.
    """
    words = unicodedata.normalize("NFC", words)
    if not words.strip():
        return []
    return [
        span_at(block, start, start + len(words)) for block in blocks for start in _whole(words, block.text)
    ]


def re_anchor(span: Span, old_blocks: list[Block], new_blocks: list[Block]) -> Span | None:
    """The span on the words it was put on, wherever an edit took them; None if they're gone or in doubt."""
    old = _block_named(span.block, old_blocks)
    if old is None or old.text[span.start : span.end] != span.surface:
        return None
    home = _block_named(span.block, new_blocks)
    if home is not None and home.text == old.text:
        return span_at(home, span.start, span.end)
    certain, possible = _at_home(span, old, home)
    told = _told_by_sentence(span, old, old_blocks, new_blocks)
    if certain is None and told is None and not possible:
        told = _told_by_words_around(span, old, old_blocks, new_blocks)
    if certain is not None:
        # A sentence that turns up whole somewhere else casts doubt on what was found where it used to be.
        return certain if told in (None, certain) else None
    if told is None or not possible or told in possible:
        return told
    return None


def _block_named(name: str, blocks: list[Block]) -> Block | None:
    return next((block for block in blocks if block.id == name), None)


def _at_home(span: Span, old: Block, home: Block | None) -> tuple[Span | None, list[Span]]:
    """Where the words are for certain in the block they were in, and where they may be."""
    if home is None:
        return None, []
    before, after = text_tokens(old.text), text_tokens(home.text)
    marked = [at for at, token in enumerate(before) if token.start < span.end and span.start < token.end]
    alignment = align(old.text, home.text)
    lead = span.start - before[marked[0]].start if marked else 0

    def if_the_same_words(first: int) -> Iterator[Span]:
        start = after[first].start + lead
        if home.text[start : start + len(span.surface)] == span.surface:
            yield span_at(home, start, start + len(span.surface))

    places = alignment.places.get(marked[0], set()) if marked else set()
    possible = [found for first in sorted(places) for found in if_the_same_words(first)]
    if not marked or any(at not in alignment.certain for at in marked):
        return None, possible
    return next(if_the_same_words(alignment.certain[marked[0]]), None), possible


def _told_by_sentence(span: Span, old: Block, old_blocks, new_blocks) -> Span | None:
    """The words in their sentence, if it stands unchanged and only once in the story before and after."""
    sentence = next((found for found in _SENTENCE.finditer(old.text) if span.end <= found.end()), None)
    if sentence is None or span.start < sentence.start() or not _is_telling(sentence[0], span.surface):
        return None
    if len(list(_sentences(sentence[0], old_blocks))) != 1:
        return None
    return _only(span, list(_sentences(sentence[0], new_blocks)), span.start - sentence.start())


def _told_by_words_around(span: Span, old: Block, old_blocks, new_blocks) -> Span | None:
    """The words between the same words as before, if those stand together only once before and after."""
    tokens = text_tokens(old.text)
    before = [token.start for token in tokens if token.end <= span.start][-_TOKENS_AROUND:]
    after = [token.end for token in tokens if token.start >= span.end][:_TOKENS_AROUND]
    start, end = min([*before, span.start]), max([*after, span.end])
    words = old.text[start:end]
    if not _is_telling(words, span.surface) or len(list(_wordings(words, old_blocks))) != 1:
        return None
    return _only(span, list(_wordings(words, new_blocks)), span.start - start)


def _only(span: Span, found: list[tuple[Block, int]], offset: int) -> Span | None:
    if len(found) != 1:
        return None
    block, start = found[0]
    return span_at(block, start + offset, start + offset + len(span.surface))


def _is_telling(words: str, surface: str) -> bool:
    return len(set(_WORD.findall(words)) - set(_WORD.findall(surface))) >= _TELLING_WORDS


def _sentences(wanted: str, blocks: Iterable[Block]) -> Iterator[tuple[Block, int]]:
    for block in blocks:
        if wanted in block.text:
            for sentence in _SENTENCE.finditer(block.text):
                if sentence[0] == wanted:
                    yield block, sentence.start()


def _wordings(words: str, blocks: Iterable[Block]) -> Iterator[tuple[Block, int]]:
    return ((block, start) for block in blocks for start in _whole(words, block.text))


def _whole(words: str, text: str) -> Iterator[int]:
    wording = re.escape(words).replace(r"\ ", "[ \xa0\u202f]")
    at = 0
    pattern = re.compile(wording)
    while found := pattern.search(text, at):
        whole = not _inside_word(text, found.start()) and not _inside_word(text, found.end())
        if whole:
            yield found.start()
        at = found.end() if whole else found.start() + 1


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and _is_of_word(text[at - 1]) and _is_of_word(text[at])


def _is_of_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith("M")
