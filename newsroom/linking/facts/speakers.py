"""Who speaks: the body behind a spokesperson, and whoever spoke last, whom “he” may mean."""

import re
from dataclasses import dataclass

from newsroom.linking.facts import speech_words as words
from newsroom.linking.facts.places import PLACES
from newsroom.linking.facts.statement import Words

_ARTICLE = re.compile(r"(?:[Tt]he|[Aa]n?) (?=[A-Z])")
_OFFICE = (
    r"(?:[Ss]pokes(?:man|woman|person|people|men|persons)|[Pp]ress (?:secretary|officer)|[Rr]epresentatives?)"
)
_FOR = re.compile(rf"\b{_OFFICE}s? (?:for|of|from|at) (?:the )?(?P<body>[^,]{{2,80}})")
_OWN = re.compile(
    rf"(?:^|, )(?:[Tt]he |[Aa]n? )?(?P<body>[^,]{{2,80}}?)(?:[’']s)? (?:[a-z]{{3,12}} )?{_OFFICE}\b"
)
_PERSON = re.compile(
    r"[A-ZÀ-Þ][\w’'.-]{1,25}(?: (?:[A-ZÀ-Þ][\w’'.-]{0,25}|al-[A-Z]\w{1,25}|de|van|von|bin)){0,4}"
)
_OPENING = re.compile(
    r"(?:For|In|On|At|With|From|By|After|Before|But|And|When|While|As|If|The|To|Like|Since|Under|Unlike"
    r"|Despite) "
)
_BODY = re.compile(
    r"\b(?:Commission|Department|Court|Agency|Bureau|Inc|Corp|LLC|Ltd|Company|Bank|Group|University"
    r"|Committee|Council|Union"
    r"|Association|Ministry|Office|Board|Party|Authority|Institute|Foundation|Police|Army|Navy|House|Senate"
    r"|Congress|Church"
    r"|League|Club|Team|[A-Z]{2,12})\b"
)


def split_off_article(text: str, start: int, end: int) -> tuple[int, int]:
    """“the SEC” → “SEC”; the article of “The Block” goes too, for who it is comes from the mention."""
    article = _ARTICLE.match(text, start, end)
    return (article.end() if article else start), end


def principal(subject: str) -> str | None:
    """Whom a spokesperson speaks for: `a spokesperson for Roe`, `a Roe spokesperson`; None if not said."""
    found = _FOR.search(subject) or _OWN.search(subject)
    if not found:
        return None
    body = re.sub(r"^(?:the|a|an|The|A|An|its|his|her|another|one) |(?:[’']s)$", "", found["body"]).strip()
    return body if re.search(r"[A-ZÀ-Þ]", body) or words.SPEAKER.search(body) else None


@dataclass(slots=True)
class Memory:
    """Whoever spoke last, and whoever of them was a person."""

    last: Words | None = None
    person: Words | None = None
    behind_spokesperson: Words | None = None
    _paragraphs_since: int = 0

    def new_paragraph(self):
        """A quotation may go on in the next paragraph; a “he” does not reach further either."""
        self._paragraphs_since += 1
        if self._paragraphs_since > 1:
            self.last = None

    def heard(self, speaker: Words, spokesperson: Words | None = None):
        self.last, self._paragraphs_since = speaker, 0
        if spokesperson:
            self.behind_spokesperson = speaker
            self.person = _person_in(spokesperson, speaker) or self.person
        elif _is_person(speaker.text):
            self.person = speaker

    def names(self, sentence: str, start: int):
        """A sentence may bring up whoever speaks in the next: “For Jane Roe it was new. She said …”."""
        for found in _PERSON.finditer(sentence):
            opening = _OPENING.match(found[0])
            name = found[0][opening.end() if opening else 0 :]
            if " " in name and _is_person(name):
                self.person = Words(name, start + found.end() - len(name), start + found.end())
                return


def _is_person(name):
    head = name.split(",")[0]
    return not (_BODY.search(head) or words.OUTLET.search(head) or head in PLACES or head[:1].islower())


def _person_in(spokesperson, body):
    """“Roe Bank spokeswoman Ana Doe”: the person, who is “she” from then on."""
    for found in _PERSON.finditer(spokesperson.text):
        if (
            " " in found[0]
            and found[0] not in body.text
            and body.text not in found[0]
            and _is_person(found[0])
        ):
            start = spokesperson.start + found.start()
            return Words(found[0], start, start + len(found[0]))
    return None
