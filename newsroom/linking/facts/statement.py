"""A statement as prose attributes it: what is said, by whom, through whom we know, how firmly."""

from dataclasses import dataclass

from cases.partial_dates import PartialDate

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the text and where they stand; `entity` is what a resolved mention there names."""

    text: str
    start: int
    end: int
    entity: str = ""

    def as_json(self) -> dict:
        said = {"text": self.text, "start": self.start, "end": self.end}
        return said | ({"entity": self.entity} if self.entity else {})


@dataclass(frozen=True, slots=True)
class Statement:
    """`mode` is one of cases.models.Statement.Mode; `speaker` is None where nobody in particular is named."""

    text: str
    mode: str
    is_quotation: bool = False
    quotations: tuple[Words, ...] = ()
    speaker: Words | None = None
    speaker_guess: Words | None = None  # whom “he” or “the spokesperson” most likely means
    spokesperson: str = ""
    via: Words | None = None
    date: PartialDate | None = None
    content: tuple[Span, ...] = ()
    covers: tuple[Span, ...] = ()  # sentences before it that rest on the same source
    closes: bool = False  # the source is named at the end of the sentence
    is_relay: bool = False  # “according to”: nobody else is named
    is_told: bool = False  # “told Reuters”

    def as_json(self) -> dict:
        said = {"text": self.text, "mode": self.mode, "is_quotation": self.is_quotation}
        said |= {
            name: words and words.as_json() for name, words in (("speaker", self.speaker), ("via", self.via))
        }
        if self.speaker_guess:
            said["speaker_guess"] = self.speaker_guess.as_json()
        said |= {"spokesperson": self.spokesperson, "date": self.date and self.date.isoformat()}
        said["quotations"] = [words.as_json() for words in self.quotations]
        said["content"] = [list(span) for span in self.content]
        return said | ({"covers": [list(span) for span in self.covers]} if self.covers else {})
