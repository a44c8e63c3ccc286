"""Terms of the glossary found in a body and marked, so that a reader can ask what they mean.

A term stands where its words stand whole, the longest first, once in a body; never in a link, a heading,
a quotation, a caption or code. Words that the glossary writes small are found with a capital only where a
sentence begins, so that no name is taken for them.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from newsroom.prose.blocks import shown_texts
from newsroom.prose.markup import VOID, Token, escape, escape_attribute, tokens

_LEFT_ALONE = frozenset({"a", "h2", "h3", "h4", "blockquote", "figure", "figcaption", "code", "cite"})
_QUOTED = re.compile(r"[“„«\"][^“”„«»\"]{0,2000}[”“»\"]")
_SENTENCE_ENDS = re.compile(r"(?:^|[.!?:]['’\"”)]*\s+|\n)\Z")
_NAME_GOES_ON = re.compile(r"\s+(?:(?:and|of|for|the)\s+){0,2}[A-Z]")


class Glossed(NamedTuple):
    """The body with its terms marked, and which terms they are, in the order they stand."""

    html: str
    terms: list[int]


class Glossary:
    """The words to look for, by the number of the term they are wordings of."""

    def __init__(self, wordings: Iterable[tuple[str, int]]):
        self.numbers: Mapping[str, int] = {}
        for words, number in wordings:
            self.numbers.setdefault(" ".join(words.split()), number)
        longest_first = sorted(filter(None, self.numbers), key=lambda words: (-len(words), words))
        parts = [_pattern(words) for words in longest_first]
        self.pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])") if parts else None

    def gloss(self, html: str) -> Glossed:
        """Mark the first place of each term in a clean body, links woven in or not."""
        if not self.pattern:
            return Glossed(html, [])
        found: list[int] = []
        blocks = _blocks(html)
        return Glossed("".join(self._block(block, found) for block in blocks), found)

    def _block(self, block, found):
        shown = list(shown_texts(block))
        whole = "".join(words for _, words in shown)
        quoted = [match.span() for match in _QUOTED.finditer(whole)]
        written, at, inside = [], 0, 0
        for token, words in shown:
            at += len(words)
            if token.tag in _LEFT_ALONE:
                inside += -1 if token.closes else 1
            is_read = token.text and not inside
            written.append(self._text(token, whole, at, quoted, found) if is_read else token.raw)
        return "".join(written)

    def _text(self, token, whole, end, quoted, found):
        begin, marked, done = end - len(token.text), [], end - len(token.text)
        for match in self.pattern.finditer(whole, begin, end):
            number = self._meant(match)
            if number in (None, *found) or any(
                start < match.end() and match.start() < stop for start, stop in quoted
            ):
                continue
            found.append(number)
            marked += [escape(whole[done : match.start()]), _mark(match[0], number)]
            done = match.end()
        return "".join([*marked, escape(whole[done:end])]) if marked else token.raw

    def _meant(self, match):
        words = " ".join(match[0].split())
        if words in self.numbers:
            return self.numbers[words]
        before = match.string[max(match.start() - 10, 0) : match.start()]
        if not _SENTENCE_ENDS.search(before) or _NAME_GOES_ON.match(match.string, match.end()):
            return None
        return self.numbers[words[0].lower() + words[1:]]


def _pattern(words: str) -> str:
    first = f"[{words[0]}{words[0].upper()}]" if words[0].islower() else re.escape(words[0])
    return first + r"\s+".join(map(re.escape, words[1:].split(" ")))


def _mark(words: str, number: int) -> str:
    """The words, as text; behind them a button that opens what they mean."""
    asks = escape_attribute(f"What “{words}” means")
    return (
        f'<span class="glossed">{escape(words)}<button type="button" class="gloss" '
        f'popovertarget="gloss-{number}" aria-label="{asks}"></button></span>'
    )


def _blocks(html: str) -> Iterable[list[Token]]:
    held, depth = [], 0
    for token in tokens(html):
        held.append(token)
        if token.tag and token.tag not in VOID:
            depth += -1 if token.closes else 1
        if depth == 0:
            yield held
            held = []
