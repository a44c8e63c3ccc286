"""A text as the matcher reads it: words with their keys, and what stands between them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from cases.names import name_words
from newsroom.linking.matching.vocabulary import (
    ABBREVIATIONS,
    PARTICLES,
    PRONOUNS,
    SMALL,
    TITLES,
    is_word,
)

LONGEST = 7
# So many capitals within sentences are no accident.
OFTEN = 3

_JOINING = re.compile(r"[ \xa0\u202f\u2009.,:'’`\-\u2010\u2011–/&+!]{0,4}")
_IN_ADDRESS = re.compile(r"[@#/_]$|[a-z]\.$")
_GOES_ON_AS_ADDRESS = re.compile(r"\.[a-z]|[@_]\w|://|[$€£]")
_SENTENCE_END = re.compile(r"[.!?…:\n]|[“‘\"(\[] ?$")
_RUN_GAP = re.compile(r"(?:[ \xa0\u202f]|\.[ \xa0]|[ \xa0]?[-\u2010\u2011–][ \xa0]?|[ \xa0]&[ \xa0])?")


class Word(NamedTuple):
    """A word and where it stands; `gap` is what parts it from the word before in its line."""

    key: str
    start: int
    end: int
    surface: str
    gap: str
    opens: bool

    @property
    def is_capital(self):
        """Begins as a name can: with a capital, a digit, or a letter of a script that has no capitals."""
        return not self.surface[0].islower()

    @property
    def is_shouted(self):
        return len(self.surface) > 1 and self.surface.isupper()


class Run(NamedTuple):
    """Neighbouring words of one paragraph, from `first` up to but without `last`."""

    paragraph: int
    first: int
    last: int

    @property
    def places(self):
        return [(self.paragraph, at) for at in range(self.first, self.last)]


@dataclass(frozen=True)
class Paragraph:
    """A block of a story, its text in NFC; names never reach across its end or across a line of it."""

    block: str
    text: str

    @cached_property
    def words(self) -> list[Word]:
        return list(_words(self.text))

    @cached_property
    def is_shouted(self) -> bool:
        """Whether it is set in capitals, as headlines are: then capitals tell nothing."""
        letters, capitals = sum(map(str.isalpha, self.text)), sum(map(str.isupper, self.text))
        return letters >= 12 and capitals >= 0.9 * letters

    def surface(self, run: Run) -> str:
        return self.text[self.words[run.first].start : self.words[run.last - 1].end]

    def is_full_name(self, at: int) -> bool:
        """Whether the word and the one before stand together, apart from others, and are no words else."""
        pair = self.words[at - 1 : at + 1]
        return (
            pair[1].gap in (" ", "\xa0")
            and all(w.is_capital and w.key.isalpha() and len(w.key) > 2 and not w.is_shouted for w in pair)
            and not (self._goes_on(at - 1) or self._goes_on(at + 1))
            and not any(w.key in TITLES or is_word(w.key) for w in pair)
        )

    def _goes_on(self, at):
        """Whether a capitalised word stands at this place next to the one before it."""
        words = self.words
        return (
            self.runs_on(at)
            and words[at].is_capital
            and words[at - 1].is_capital
            and not is_word(words[at].key)
        )

    def stands_among_capitals(self, at: int) -> bool:
        """Whether the word has a capital as its neighbours have, as within a headline or a longer name."""
        return any(
            self.runs_on(later) and self.words[there].is_capital
            for later, there in ((at, at - 1), (at + 1, at + 1))
        )

    def is_contraction(self, at: int) -> bool:
        """Whether it is the "I" of "I'm" or the "We" of "We've", which begins no name."""
        pair = self.words[at : at + 2]
        return len(pair) == 2 and pair[1].gap in ("'", "’") and pair[0].key in PRONOUNS

    def is_of_address(self, at: int) -> bool:
        """Whether the word is part of an address, a handle or a hashtag."""
        return self.in_address[at] or self.goes_on_as_address[at]

    @cached_property
    def in_address(self) -> list[bool]:
        """For each word, whether what stands before it makes it part of an address, a handle or a hashtag."""
        return [bool(_IN_ADDRESS.search(self.text[max(0, w.start - 2) : w.start])) for w in self.words]

    @cached_property
    def goes_on_as_address(self) -> list[bool]:
        """For each word, whether what stands behind it does."""
        return [bool(_GOES_ON_AS_ADDRESS.match(self.text[w.end : w.end + 3])) for w in self.words]

    def joined(self, at: int) -> bool:
        """Whether the word can be in one name with the word before it."""
        return 0 < at < len(self._joints) and self._joints[at]

    @cached_property
    def _joints(self):
        return [False, *(_joins(before, word.gap) for before, word in pairwise(self.words))]

    @cached_property
    def stretch_ends(self) -> list[int]:
        """For each word, the end of the stretch from it on in which each can be in one name with the next."""
        ends, end = [], len(self.words)
        for at in range(len(self.words) - 1, -1, -1):
            ends.append(end)
            if not self.joined(at):
                end = at
        return ends[::-1]

    @cached_property
    def reach(self) -> list[int]:
        """For each word, the place of the next that begins with a capital, itself included."""
        places, place = [], len(self.words) + LONGEST
        for at in range(len(self.words) - 1, -1, -1):
            if self.words[at].is_capital:
                place = at
            places.append(place)
        return places[::-1]

    def runs_on(self, at: int) -> bool:
        """Whether nothing but a space, a hyphen or the dot of an initial parts it from the word before."""
        if not 0 < at < len(self.words):
            return False
        gap = self.words[at].gap
        return bool(_RUN_GAP.fullmatch(gap)) and (gap[:1] != "." or _is_abbreviated(self.words[at - 1]))


class Text:
    """All paragraphs of a story, and what holds for the whole of it."""

    def __init__(self, paragraphs: Iterable[Paragraph]):
        self.paragraphs = list(paragraphs)

    @cached_property
    def lower(self) -> frozenset[str]:
        """Keys of the words that also stand in lower case: they are words before they are names."""
        return frozenset(
            word.key
            for p in self.paragraphs
            for at, word in enumerate(p.words)
            if len(word.key) > 1 and word.surface.islower() and not p.is_of_address(at)
        )

    @cached_property
    def steady(self) -> frozenset[str]:
        """Keys of the words that stand again and again with a capital of their own, and never without."""
        capitals = Counter(
            word.key
            for p in self.paragraphs
            if not p.is_shouted
            for at, word in enumerate(p.words)
            if word.is_capital and not word.opens and not p.stands_among_capitals(at)
        )
        return frozenset(key for key, count in capitals.items() if count >= OFTEN) - self.lower

    @cached_property
    def key(self) -> str:
        """The name key of the whole text, with a space at either end."""
        return f" {' '.join(word.key for p in self.paragraphs for word in p.words)} "

    @cached_property
    def strangers(self) -> frozenset[str]:
        """First and last names of people the text names in full, as far as two words alone can tell."""
        return frozenset(
            word.key
            for paragraph in self.paragraphs
            for at in range(1, len(paragraph.words))
            if paragraph.is_full_name(at)
            for word in paragraph.words[at - 1 : at + 1]
        )

    def words(self, run: Run) -> list[Word]:
        return self.paragraphs[run.paragraph].words[run.first : run.last]

    def surface(self, run: Run) -> str:
        return self.paragraphs[run.paragraph].surface(run)

    def span(self, run: Run) -> tuple[int, int]:
        words = self.paragraphs[run.paragraph].words
        return words[run.first].start, words[run.last - 1].end

    def runs(self) -> Iterator[tuple[str, Run, bool]]:
        """Every run of words that may be a name, with its key, and whether it begins in lower case."""
        for number, paragraph in enumerate(self.paragraphs):
            for first, word in enumerate(paragraph.words):
                if word.is_capital:
                    yield from self._from(number, first, in_lower_case=False)
                elif _may_begin(word) and (
                    paragraph.reach[first] < first + LONGEST or not word.surface.islower()
                ):
                    yield from self._from(number, first, in_lower_case=True)

    def _from(self, number, first, *, in_lower_case):
        paragraph = self.paragraphs[number]
        if paragraph.in_address[first] or paragraph.is_contraction(first):
            return
        key, at = "", first
        has_capital = not in_lower_case or any(map(str.isupper, paragraph.words[first].surface))
        for word in paragraph.words[first : min(first + LONGEST, paragraph.stretch_ends[first])]:
            key = f"{key} {word.key}" if key else word.key
            has_capital = has_capital or word.is_capital
            if has_capital and not paragraph.goes_on_as_address[at]:
                yield key, Run(number, first, at + 1), in_lower_case
            at += 1


def _may_begin(word):
    return word.key not in SMALL or word.key in PARTICLES


def _words(text):
    before = 0
    for key, start, end in name_words(text):
        gap = text[before:start] if before else "\n"
        surface = text[start:end]
        opens = bool(_SENTENCE_END.search(gap)) and not _is_gap_of_name(text, before, gap)
        yield Word(key, start, end, surface, gap, opens)
        before = end


def _is_gap_of_name(text, before, gap):
    """The dot behind an initial or "Mr" ends no sentence."""
    if not gap.startswith(".") or _SENTENCE_END.search(gap[1:]):
        return False
    word = re.search(r"[^\W_]+$", text[max(0, before - 12) : before])
    return bool(word) and (len(word[0]) == 1 or word[0].lower() in ABBREVIATIONS)


def _joins(before: Word, gap: str) -> bool:
    if not _JOINING.fullmatch(gap):
        return False
    return not (gap.startswith(".") and len(gap) > 1) or len(before.surface) <= 4 or "." in before.surface


def _is_abbreviated(word):
    return len(word.surface) == 1 or word.surface.lower() in ABBREVIATIONS


@lru_cache(maxsize=4096)
def name_parts(name: str) -> tuple[str, ...]:
    """The words of a name as they are printed."""
    normal = unicodedata.normalize("NFC", name)
    return tuple(normal[start:end] for _, start, end in name_words(normal))


def in_nfc(text: str) -> tuple[str, list[int] | None]:
    """The text in NFC and, where that moved anything, the old offset of each new one and of the end."""
    if unicodedata.is_normalized("NFC", text):
        return text, None
    pieces = re.split(r"(?<=.)(?=[^\u0300-\u036f\u1160-\u11ff])(?!\u3099|\u309a)", text, flags=re.DOTALL)
    normal, offsets, at = [], [], 0
    for piece in pieces:
        piece_normal = unicodedata.normalize("NFC", piece)
        normal.append(piece_normal)
        offsets += [at] * len(piece_normal)
        at += len(piece)
    return "".join(normal), [*offsets, at]
