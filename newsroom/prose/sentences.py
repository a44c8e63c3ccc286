"""Prose cut into sentences, with the courts' abbreviations kept whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Before a capital these end no sentence: "Doe v. Roe", "No. 23-1234", "Judge A. Jackson".
_ABBREVIATIONS = frozenset(
    re.findall(
        r"\w+",
        """
        adm al art assn asst atty ave bros capt cf ch cir cl co col comm corp ct dept dist div dr ed est etc
        ex fed fig gen gov hon inc insp jr lt ltd messrs mr mrs ms mt no nos p para pp prof pt rep rev sec sen
        sgt sr st subd supp univ v vol vs jan feb mar apr jun jul aug sept sep oct nov dec
        """,
    )
)
_END = re.compile(r"""[.!?…]++["”’'»)\]]*+(?=\s)|\n""")
_LAST_WORD = re.compile(r"([^\W\d_]+(?:\.[^\W\d_]+)*)\Z")
_LONGEST_WORD = 40


@dataclass(frozen=True)
class Sentence:
    """Offsets in code points of the text it stands in."""

    start: int
    end: int
    text: str


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text in order; white space between them belongs to none."""
    return [
        Sentence(start, end, text[start:end])
        for begin, stop in _stretches(text)
        if text[begin:stop].strip()
        for start, end in [_trimmed(text, begin, stop)]
    ]


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for found in _END.finditer(text):
        if found[0] == "\n" or _ends_here(text, found):
            yield begin, found.end()
            begin = found.end()
    yield begin, len(text)


def _ends_here(text: str, found: re.Match) -> bool:
    if found[0][0] != "." or len(found[0]) > 1:
        return True
    following = text[found.end() : found.end() + _LONGEST_WORD].lstrip()
    if following[:1].islower():
        return False
    before = _LAST_WORD.search(text, max(0, found.start() - _LONGEST_WORD), found.start())
    if not before:
        return True
    word = before[1]
    is_initials = len(word) == 1 or "." in word
    return not (word.lower() in _ABBREVIATIONS or (is_initials and word[0].isupper()))


def _trimmed(text: str, begin: int, stop: int) -> tuple[int, int]:
    stretch = text[begin:stop]
    start = begin + len(stretch) - len(stretch.lstrip())
    return start, start + len(stretch.strip())
