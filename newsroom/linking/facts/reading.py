"""A text as a reader takes it in: paragraphs, sentences, and the words that stand in quotation marks."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache

# Every repetition in the patterns of this package has a bound: no text can keep one busy.
_ENDING = re.compile(r"[.!?…]{1,3}[”\"’')\]]{0,3}(?=[ \u00a0]{1,4}[\"“‘'(\[]{0,2}[A-Z0-9À-Þ\[■])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Za-z]|Mr|Mrs|Ms|Dr|Prof|Hon|Rev|Fr|St|Gen|Col|Maj|Capt|Lt|Sgt|Sen|Rep|Gov|Pres|Jr|Sr|vs?|No"
    r"|Nos"
    r"|Inc|Corp|Ltd|Co|Bros|Cir|Civ|Cr|Dist|Ct|Supp|App|Art|Sec|Fed|Cal|Tex|Fla|Mass|Pa|Wash|Ill|Mich|Jan|Feb"
    r"|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|approx|ca|cf|al|Dept|Assn|Bankr|Stat|Pub|Exch)|(?:[A-Z]\.){1,4}[A-Z])\.$"
)
# After "U.S." a sentence may end; these words begin the next one.
_STARTERS = re.compile(
    r"[ \u00a0]{1,4}[\"“]?(?:The|This|That|These|Those|It|He|She|They|We|In|On|At|But|And|As|A|An|If|When"
    r"|After"
    r"|While|There|According|However|His|Her|Its|Their|For|By|To|No)\b"
)
_NEVER_LAST = {
    f"{word}." for word in ("Mr", "Mrs", "Ms", "Dr", "Prof", "St", "v", "vs", "No", "Nos", "Gen", "Sen")
}
_ASKED = re.compile(r"[?!…][”\"]")
_LONGEST_SENTENCE = 3000
_QUOTE = re.compile(r"[“”\"]")
_OPENING = re.compile(r"[\s,:]?[“\"](?=[^\W_])")
_SAID_AFTER = re.compile(
    r"[ ]{1,2}(?:[^\s.!?“”\"]{1,25} ){0,8}(?:said|says|asked|wrote|added|told|tweeted|replied|warned)\b"
)


@dataclass(frozen=True)
class Reading:
    """One text, cut. All spans are half-open and in order."""

    text: str

    @cached_property
    def paragraphs(self) -> list[tuple[int, int]]:
        spans, at = [], 0
        for line in self.text.split("\n"):
            if line.strip():
                spans.append((at, at + len(line)))
            at += len(line) + 1
        return spans

    @cached_property
    def quotations(self) -> list[tuple[int, int]]:
        """What stands between quotation marks; one never closed goes to the end of its paragraph."""
        return [span for paragraph in self.paragraphs for span in self._quoted(*paragraph)]

    def _quoted(self, start, end):
        opened = None
        for mark in _QUOTE.finditer(self.text, start, end):
            closes = mark[0] == "”" or (mark[0] == '"' and opened is not None)
            if closes and opened is not None:
                if mark.start() > opened:
                    yield opened, mark.start()
                opened = None
            elif not closes:
                opened = mark.end()
        # The opening mark of a quotation that goes on in the next paragraph is closed there or never.
        if opened is not None and _OPENING.match(self.text, max(start, opened - 2)) and opened < end:
            yield opened, end

    @cached_property
    def masked(self) -> str:
        """The text with everything quoted blackened, place for place: what the writer says himself."""
        pieces, at = [], 0
        for start, end in self.quotations:
            last = end - 1 if self.text[end - 1] in ".!?…" else end  # it may end the sentence around it
            pieces += [self.text[at:start], "■" * (last - start)]
            at = last
        return "".join([*pieces, self.text[at:]])

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        return [span for paragraph in self.paragraphs for span in self._sentences(*paragraph)]

    def _sentences(self, start, end):
        at = start
        for stop in _ENDING.finditer(self.masked, start, end):
            if self._ends_sentence(stop, end):
                yield from self._pieces(at, stop.end())
                at = stop.end()
        yield from self._pieces(at, end)

    def _pieces(self, start, end):
        """A sentence no reader gets through is cut, so that work on one stays within bounds."""
        while end - start > _LONGEST_SENTENCE:
            space = self.text.rfind(" ", start, start + _LONGEST_SENTENCE)
            cut = space if space > start else start + _LONGEST_SENTENCE
            yield from self._trimmed(start, cut)
            start = cut
        yield from self._trimmed(start, end)

    def _ends_sentence(self, stop, end):
        upto = self.masked[max(0, stop.start() - 12) : stop.start() + 1]
        if stop[0].startswith(".") and (short := _ABBREVIATED.search(upto)):
            return short[0] not in _NEVER_LAST and bool(_STARTERS.match(self.masked, stop.end(), end))
        return not (_ASKED.match(stop[0]) and _SAID_AFTER.match(self.masked, stop.end(), end))

    def _trimmed(self, start, end):
        words = self.text[start:end]
        if words.strip():
            yield start + len(words) - len(words.lstrip()), start + len(words.rstrip())

    def sentence_at(self, place: int) -> tuple[int, int]:
        return _span_at(self.sentences, place) or (place, place)

    def paragraph_at(self, place: int) -> tuple[int, int]:
        return _span_at(self.paragraphs, place) or (place, place)

    def is_quoted(self, place: int) -> bool:
        return _span_at(self.quotations, place) is not None


def _span_at(spans, place):
    index = bisect_right(spans, (place, float("inf"))) - 1
    return spans[index] if index >= 0 and place <= spans[index][1] else None


@lru_cache(maxsize=4)
def read(text: str) -> Reading:
    """The reading of a text, kept while its facts of several kinds are looked for."""
    return Reading(text)
