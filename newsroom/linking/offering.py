"""What a story says that the record could hold: read from its text and its links, for an editor to take."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime

from django.utils import timezone

from cases.docket_numbers import docket_number_core
from cases.models import Case, Docket, Party
from newsroom.linking.facts import find_facts
from newsroom.linking.facts.fact import Fact
from newsroom.linking.facts.offers import DocketOffer, Offer, PenaltyOffer, evidence, offers
from newsroom.linking.facts.offers import Link as Linked
from newsroom.linking.models import Link
from newsroom.linking.whole_text import WholeText
from newsroom.publishing.models import Story

READ = 60_000
SHOWN = 30
PARTIES = 200

_OPEN = (Link.Decision.PROPOSED, Link.Decision.ACCEPTED)
# What is offered stays the same offer when a link or the day it is reckoned from changes.
_ITS_OWN = ("kind", "amount", "currency", "duration", "duration_unit", "text", "docket_number_key")


@dataclass(frozen=True)
class Reckoning:
    """The day from which a story's “Tuesday” and “29 May” are reckoned, and what day that is."""

    day: date
    words: str
    is_assumed: bool = False


@dataclass(frozen=True)
class Found:
    """An offer, its sentence, and what it goes by when it is answered."""

    offer: Offer
    sentence: str
    fingerprint: str

    @property
    def kind(self) -> str:
        """event, penalty, statement or docket."""
        return type(self.offer).__name__.removesuffix("Offer").lower()


@dataclass(frozen=True)
class Reading:
    """What was found in a story: offers not answered yet, and dates that the text leaves open."""

    found: list[Found]
    unresolved: list[Fact]
    links: list[Link]
    parties: list[Party]
    more: int = 0
    is_cut: bool = False
    answered: list = field(default_factory=list)

    def named(self, fingerprint: str) -> Found | None:
        return next((found for found in self.found if found.fingerprint == fingerprint), None)


def reckoning_of(story: Story, *, now: datetime) -> Reckoning:
    """Publication, or else what comes nearest to it; of a mere draft, the day its words were last saved."""
    if first := getattr(story, "first_published_on", None):
        return Reckoning(first, "publication")
    edition = story.publications.standing().order_by("number").first()
    if edition and edition.effective_at <= now:
        return Reckoning(timezone.localdate(edition.effective_at), "publication")
    if edition:
        return Reckoning(timezone.localdate(edition.effective_at), "the day it is scheduled for", True)
    if story.embargo_until and story.embargo_until > now:
        return Reckoning(timezone.localdate(story.embargo_until), "the end of its embargo", True)
    saved = story.revisions.values_list("saved_at", flat=True).first()
    return Reckoning(timezone.localdate(saved or now), "the last save of the draft", True)


def read_offers(story: Story, *, reckoning: Reckoning, by) -> Reading:
    """Everything the story offers to the record."""
    whole = WholeText(story.blocks(), most=READ)
    links = [link for link in story.links.with_target() if link.decision in _OPEN]
    placed = [(span, link) for link in links if link.block and (span := whole.span(link))]
    mentions = [(*span, str(link.entity_id)) for span, link in placed if link.entity_id]
    facts = find_facts(whole.text, published=reckoning.day, reckoned_from=reckoning.words, mentions=mentions)
    linked = [Linked(*span, str(link.case_id or link.entity_id), bool(link.case_id)) for span, link in placed]
    parties = _parties_of(links, by)
    found = _found(whole.text, offers(whole.text, facts, linked, _by_case(parties), _one_case(links)))
    answered = list(story.offer_answers.select_related("decided_by").order_by("-pk"))
    found = _open_ones(found, {answer.fingerprint for answer in answered})
    unresolved = [fact for fact in facts if fact.kind == "date" and not fact.value]
    return Reading(
        found[:SHOWN], unresolved[:SHOWN], links, parties, max(0, len(found) - SHOWN), whole.is_cut, answered
    )


def _one_case(links) -> str:
    """The only case that the story is said to be about, or else the only one it leads to."""
    about = {link.case_id for link in links if link.relation == Link.Relation.ABOUT and link.case_id}
    accepted = {link.case_id for link in links if link.decision == Link.Decision.ACCEPTED and link.case_id}
    cases = about or accepted
    return str(*cases) if len(cases) == 1 else ""


def _found(text, offered: Iterable[Offer]) -> list[Found]:
    """Each with its fingerprint; of two alike in one sentence the second is another."""
    seen, found = Counter(), []
    for offer in offered:
        sentence = evidence(text, offer)
        said = [f"{name}={value}" for name, value in asdict(offer).items() if name in _ITS_OWN]
        words = "\n".join([type(offer).__name__, sentence, *said])
        seen[offer.evidence, words] += 1
        words += f"\n{seen[offer.evidence, words]}"
        found.append(Found(offer, sentence, hashlib.sha256(words.encode()).hexdigest()))
    return found


def _open_ones(found: Iterable[Found], answered: set[str]) -> list[Found]:
    """Each once, without those answered and the docket numbers that the record has."""
    each = {one.fingerprint: one for one in found if one.fingerprint not in answered}
    numbers = {docket_number_core(one.offer.docket_number_key) for one in each.values() if _is_docket(one)}
    known = set(
        Docket.objects.filter(docket_number_core__in=numbers).values_list("docket_number_core", flat=True)
    )
    return [
        one
        for one in each.values()
        if not (_is_docket(one) and docket_number_core(one.offer.docket_number_key) in known)
        and not (isinstance(one.offer, PenaltyOffer) and one.offer.amount == 0)
    ]


def _is_docket(found):
    return isinstance(found.offer, DocketOffer)


def _parties_of(links, by):
    """Those of the linked cases, and what else the linked entities are parties to."""
    cases = {link.case_id for link in links if link.case_id}
    entities = {link.entity_id for link in links if link.entity_id}
    known = Party.objects.filter(case__in=Case.objects.visible_to(by)).select_related("entity", "case")
    of_cases = known.filter(case__in=cases).order_by("case", "pk")[:PARTIES]
    of_entities = known.filter(entity__in=entities).exclude(case__in=cases).order_by("-case", "pk")[:PARTIES]
    return [*of_cases, *of_entities]


def _by_case(parties) -> dict[str, set[str]]:
    by_case: dict[str, set[str]] = {}
    for party in parties:
        by_case.setdefault(str(party.case_id), set()).add(str(party.entity_id))
    return by_case
