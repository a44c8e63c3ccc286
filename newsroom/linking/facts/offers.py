"""What the facts of a text would be in the record: events, penalties, statements, docket numbers.

Each comes with its sentence as evidence, for an editor to take or leave. Where a text leaves open which case
or party is meant, so does the offer.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from cases.partial_dates import PartialDate
from newsroom.linking.facts import offer_words as words
from newsroom.linking.facts.counting import count
from newsroom.linking.facts.fact import Fact
from newsroom.linking.facts.reading import read

Span = tuple[int, int]
NO_CASE = "no case is named"


@dataclass(frozen=True, slots=True)
class Link:
    """Words that are linked already: to a case or an entity, by whatever name the caller knows it."""

    start: int
    end: int
    target: str
    is_case: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """`evidence` is the sentence; `case` is empty where the text does not say which, and the note says so."""

    evidence: Span
    case: str
    note: str


@dataclass(frozen=True, slots=True)
class EventOffer(Offer):
    kind: str  # of cases.models.Event.Kind
    date: PartialDate
    dated: str = ""  # how the date was told, where it does not speak for itself


@dataclass(frozen=True, slots=True)
class PenaltyOffer(Offer):
    kind: str  # of cases.models.Penalty.Kind
    party: str
    amount: Decimal | None = None
    currency: str = ""
    duration: int | None = None
    duration_unit: str = ""
    date: PartialDate | None = None
    dated: str = ""


@dataclass(frozen=True, slots=True)
class StatementOffer(Offer):
    text: str
    mode: str  # of cases.models.Statement.Mode
    is_quotation: bool
    asserted_by: str
    spokesperson: str
    via: str
    date: PartialDate | None
    dated: str = ""


@dataclass(frozen=True, slots=True)
class DocketOffer(Offer):
    docket_number: str
    docket_number_key: str
    court: str  # its code, where one court is named in the sentence


def offers(
    text: str,
    facts: Iterable[Fact],
    links: Iterable[Link] = (),
    parties: Mapping[str, Iterable[str]] | None = None,
    about: str = "",
) -> list[Offer]:
    """What could go into the record, in order of place. `text` in NFC; `facts` are those found in it.

    `parties` says who the parties of a case are: a penalty of anybody else is not of the case named near.
    `about` is the one case of the whole text: meant where a passage names none.
    """
    page = _Page(text, list(facts), list(links), parties or {}, about)
    found = [offer for span in read(text).sentences for offer in page.offers(span)]
    return sorted(found, key=lambda offer: (offer.evidence, type(offer).__name__))


class _Page:
    def __init__(self, text, facts, links, parties, about):
        self.about = about
        self.parties = {case: set(who) for case, who in parties.items()}
        self.reading = read(text)
        self.facts: dict[Span, list[Fact]] = {}
        for fact in facts:
            self.facts.setdefault(self.reading.sentence_at(fact.start), []).append(fact)
        self.named: dict[Span, list[Link]] = {}
        self.cases: dict[Span, set[str]] = {}
        for link in links:
            sentence, paragraph = self.reading.sentence_at(link.start), self.reading.paragraph_at(link.start)
            if link.is_case:
                for span in (sentence, paragraph):
                    self.cases.setdefault(span, set()).add(link.target)
            else:
                self.named.setdefault(sentence, []).append(link)

    def offers(self, span):
        facts = self.facts.get(span, [])
        plain = self.reading.masked[slice(*span)]  # what is quoted is a statement, and no more
        yield from self._events(span, plain, facts)
        yield from self._penalties(span, plain, facts)
        for fact in facts:
            if fact.kind == "statement":
                yield self._statement(span, fact.value, facts)
            elif fact.kind == "docket_number":
                courts = {other.value for other in facts if other.kind == "court" and other.value}
                court = courts.pop() if len(courts) == 1 else ""
                yield DocketOffer(span, *self._case_named(span), fact.surface, fact.value, court)

    def _events(self, span, plain, facts):
        """An act of the court or the parties, on the date nearest to its verb."""
        dated = [fact for fact in facts if fact.kind == "date" and fact.value]
        acts = [act for act in words.ACT.finditer(plain) if not _is_undone(plain, act.start())]
        for fact in dated:
            place = fact.start - span[0]
            act = min(acts, key=lambda act: (abs(act.start() - place), act.start()), default=None)
            if act and not self.reading.is_quoted(fact.start):
                yield EventOffer(span, *self._case(span), act.lastgroup, fact.value, fact.note)

    def _penalties(self, span, plain, facts):
        dates = [fact for fact in facts if fact.kind == "date" and fact.value]
        is_dated = len(dates) == 1 and words.IMPOSED.search(plain)
        when = {"date": dates[0].value, "dated": dates[0].note} if is_dated else {}
        for fact in facts:
            place = fact.start - span[0]
            if fact.kind == "money" and (kind := _penalty(plain, place)):
                said = {"amount": fact.value.amount, "currency": fact.value.currency, **when}
                yield self._penalty_of(span, place, kind, said)
        for term in words.TERM.finditer(plain):
            if not _is_undone(plain, term.start()):
                kind = words.kind_of_term(term["what"])
                said = {"duration": count(term["count"]), "duration_unit": f"{term['unit']}s", **when}
                yield self._penalty_of(span, term.start(), kind, said)

    def _penalty_of(self, span, place, kind, said):
        party, (case, note) = self._party(span, place), self._case(span)
        if party and party not in self.parties.get(case, {party}):
            case, note = "", "whoever it falls on is no party of the case named near"
        return PenaltyOffer(span, case, note, kind, party, **said)

    def _statement(self, span, statement, facts):
        speaker, via = (who.entity if who else "" for who in (statement.speaker, statement.via))
        said = statement.text, statement.mode, statement.is_quotation, speaker
        notes = (fact.note for fact in facts if fact.kind == "date" and fact.value == statement.date)
        when = statement.date, next(notes, "") if statement.date else ""
        return StatementOffer(span, *self._case(span), *said, statement.spokesperson, via, *when)

    def _case(self, span):
        """The one case named near, or else the one that the whole text is about."""
        case, note = self._case_named(span)
        if note == NO_CASE and self.about:
            return self.about, "the case that the story is about"
        return case, note

    def _case_named(self, span):
        """The one case linked in the sentence, or else in the paragraph; and why none."""
        for around in (span, self.reading.paragraph_at(span[0])):
            cases = sorted(self.cases.get(around, ()))
            if len(cases) == 1:
                return cases[0], "" if around == span else "the case named in the paragraph"
            if cases:
                return "", "several cases are named: which is not said"
        return "", NO_CASE

    def _party(self, span, place):
        """Whoever is named last before it in the sentence."""
        before = [link for link in self.named.get(span, []) if link.end <= span[0] + place]
        return max(before, key=lambda link: link.end).target if before else ""


def _is_undone(plain, place):
    return bool(words.UNDONE.search(plain, max(0, place - 90), place))


def _penalty(plain, place):
    """The kind of penalty whose word stands nearest to the sum, unless it is none yet."""
    near = plain[max(0, place - 80) : place + 80]
    found = list(words.PENALTY.finditer(near))
    if not found or _is_undone(plain, place):
        return None
    middle = place - max(0, place - 80)
    return min(found, key=lambda word: (abs(word.start() - middle), word.start())).lastgroup


def evidence(text: str, offer: Offer) -> str:
    """The sentence an offer rests on, on one line."""
    return re.sub(r"\s+", " ", text[slice(*offer.evidence)])
