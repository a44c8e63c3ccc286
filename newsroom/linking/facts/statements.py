"""Statements of a text with who makes them: said, told, alleged, denied; quoted; through whom we know.

What is denied to have been said, or might be said, is none. A statement's fact spans its whole sentence.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from newsroom.linking.facts import dates
from newsroom.linking.facts import speech_words as words
from newsroom.linking.facts.attributions import attributions, without
from newsroom.linking.facts.fact import Fact
from newsroom.linking.facts.reading import read
from newsroom.linking.facts.relays import covered
from newsroom.linking.facts.speakers import Memory, principal, split_off_article
from newsroom.linking.facts.speech import cut, utterances
from newsroom.linking.facts.statement import Words
from newsroom.linking.facts.wording import worded

KIND = "statement"
_QUOTING = re.compile(r"[ ,]{0,200}(?:quoting|citing) [^,“\"■]{3,120}, ?")
Mention = tuple[int, int, str]


def find(
    text: str,
    *,
    published: date | None = None,
    mentions: Iterable[Mention] = (),
    found_dates: list[Fact] | None = None,
) -> list[Fact]:
    """Every attributed statement. `mentions`: start, end and entity of names already linked."""
    if found_dates is None:
        found_dates = dates.find(text, published=published)
    return Desk(text, sorted(mentions), found_dates).facts()


class Desk:
    """Reads one text from the top and keeps in mind who spoke last."""

    def __init__(self, text, mentions, found_dates):
        self.text = text
        self.reading = read(text)
        self.mentions = mentions
        self.starts = [mention[0] for mention in mentions]
        self.dates = found_dates
        self.date_starts = [fact.start for fact in found_dates]
        self.memory = Memory()

    def facts(self) -> list[Fact]:
        found: list[Fact] = []
        paragraph, in_paragraph = None, []
        for span in self.reading.sentences:
            here = self.reading.paragraph_at(span[0])
            if here != paragraph:
                found += covered(in_paragraph)
                paragraph, in_paragraph = here, []
                self.memory.new_paragraph()
            statements = list(self._of_sentence(span))
            in_paragraph.append((span, statements))
        found += covered(in_paragraph)
        return [Fact.at(self.text, span, KIND, statement, note) for span, statement, note in found]

    def _of_sentence(self, span):
        start, end = span
        sentence = self.reading.masked[start:end]
        attributed = attributions(sentence)
        plain = without(sentence, attributed)
        said = utterances(plain)
        sources = [self._words(start + one.who[0], start + one.who[1]) for one in attributed]
        if said:
            yield from self._said(span, plain, said, sources)
        elif attributed:
            yield self._according_to(span, plain, sources, attributed)
        elif alone := self._quotation_alone(span):
            yield alone
        else:
            self.memory.names(sentence, start)

    def _said(self, span, plain, said, sources):
        trailing = said[-1] if len(said) > 1 and self._is_relayed(plain, said[-1]) else None
        via = sources[0] if sources else None
        if trailing:
            via = via or self._words(span[0] + trailing.subject[0], span[0] + trailing.subject[1])
            said = [cut(one, trailing.subject[0], plain) for one in said[:-1]]
        for utterance in said:
            yield self._statement(span, utterance, via)

    def _is_relayed(self, plain, utterance):
        """“…, Reuters reported.”: the last to speak relays the rest."""
        behind = plain[max(utterance.cue[1], utterance.subject[1]) :].strip(" .,")
        behind = "" if behind.startswith("citing ") else behind
        return not behind and words.is_outlet(plain[slice(*split_off_article(plain, *utterance.subject))])

    def _statement(self, span, utterance, via):
        base = span[0]
        speaker = self._words(base + utterance.subject[0], base + utterance.subject[1])
        content = tuple((base + start, base + end) for start, end in utterance.content)
        if utterance.addressee and via is None:
            addressee = self._words(base + utterance.addressee[0], base + utterance.addressee[1])
            via = addressee if words.is_outlet(addressee.text) else None
        statement = worded(self.reading, content, words.MODES[utterance.verb])
        is_told = bool(via and utterance.addressee)
        statement = replace(
            statement, via=via, date=self._date(span, content, base + utterance.cue[0]), is_told=is_told
        )
        statement, note = self._spoken_by(statement, speaker)
        if "reportedly" in utterance.adverbs:
            note = "; ".join(filter(None, [note, "reportedly: by whom is not said"]))
        return statement, note

    def _spoken_by(self, statement, speaker):
        """With the body that a spokesperson speaks for, and whom a pronoun means."""
        if words.PRONOUN.fullmatch(speaker.text):
            guess = self.memory.person if speaker.text.lower() in {"he", "she"} else None
            return replace(statement, speaker=speaker, speaker_guess=guess), _guessed(speaker, guess)
        office = words.SPOKESPERSON.search(speaker.text)
        if not office:
            self.memory.heard(speaker)
            return replace(statement, speaker=speaker), ""
        behind = principal(speaker.text)
        if behind is None:
            guess = self.memory.behind_spokesperson
            statement = replace(statement, speaker=None, speaker_guess=guess, spokesperson=speaker.text)
            return statement, _guessed(speaker, guess)
        start = speaker.start + speaker.text.index(behind)
        body = self._words(start, start + len(behind))
        self.memory.heard(body, spokesperson=speaker)
        return replace(statement, speaker=body, spokesperson=speaker.text), ""

    def _according_to(self, span, plain, sources, attributed):
        start = span[0] + len(plain) - len(plain.lstrip(" ,"))
        if not attributed[0].leads and len(plain[attributed[0].span[1] :].split()) <= 12:
            plain = plain[: attributed[0].span[0]]  # behind it only who that is
        elif quoting := _QUOTING.match(plain):
            start = span[0] + quoting.end()
        content = ((start, span[0] + len(plain.rstrip(" ,."))),)
        if content[0][0] >= content[0][1]:
            content = (span,)
        statement = replace(
            worded(self.reading, content, "reported"),
            speaker=sources[0],
            date=self._date(span, content, span[0] + attributed[0].span[0]),
            is_relay=True,
        )
        if not attributed[0].leads:
            statement = replace(statement, closes=True)
        if not words.is_outlet(sources[0].text):
            self.memory.heard(sources[0])
        return statement, ""

    def _quotation_alone(self, span):
        """A sentence that is nothing but quoted: by whoever spoke before, in this paragraph or the last."""
        masked = self.reading.masked[slice(*span)]
        speaker = self.memory.last
        if speaker is None or re.search(r"[^\W■]", masked) or "■" not in masked:
            return None
        statement = replace(worded(self.reading, (span,), "reported"), speaker_guess=speaker)
        return statement, "quoted without a word of who speaks: whoever spoke before"

    def _date(self, span, content, cue):
        """When it was said: the date nearest the verb that is not among the words said."""
        first, last = bisect_left(self.date_starts, span[0]), bisect_left(self.date_starts, span[1])
        free = [
            fact
            for fact in self.dates[first:last]
            if fact.value and not any(start <= fact.start < end for start, end in content)
        ]
        nearest = min(free, key=lambda fact: (abs(fact.start - cue), fact.start), default=None)
        return nearest and nearest.value

    def _words(self, start, end):
        start, end = split_off_article(self.text, start, end)
        return Words(self.text[start:end], start, end, self._entity(start, end))

    def _entity(self, start, end):
        """What the last linked name within these words names: the person, not the office before."""
        last = bisect_left(self.starts, end) - 1
        if last >= 0 and self.mentions[last][1] > start:
            return self.mentions[last][2]
        return ""


def _guessed(speaker, guess):
    return f"“{speaker.text}” may mean {guess.text}" if guess else f"whom “{speaker.text}” means is not said"
