"""An explainer as it reads now: written words as published, live sections from the record of this moment.

All sections are filled together, so that the number of queries does not grow with their number.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from cases.models import Case, Document, Event, Party, Statement, survivors
from cases.narrowing import in_words
from cases.outcomes import ClaimRow
from newsroom.explainers.kinds import KINDS, Depth
from newsroom.explainers.models import GlossaryTerm
from newsroom.explainers.shelf import AtHand, Shelf
from newsroom.linking.weaving import Targets, targets_of, woven
from newsroom.numbers.showing import Figure
from newsroom.publishing.models import Publication
from newsroom.publishing.reading import next_change


@dataclass
class LiveSection:
    """One section with everything it shows."""

    id: int
    kind: str
    heading: str
    shown_from: str = Depth.FULL
    filter: str = ""
    html: str = ""
    cases: list[Case] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    people: list[tuple[Case, list[Party]]] = field(default_factory=list)
    claims: list[tuple[Case, list[ClaimRow]]] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    terms: list[GlossaryTerm] = field(default_factory=list)
    coverage: list[Publication] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    is_cut: bool = False
    under_review: datetime | None = None

    @property
    def claims_shown(self) -> list[ClaimRow]:
        """The rows of all its tables."""
        return [row for _, rows in self.claims for row in rows]

    @property
    def filter_in_words(self) -> str:
        """What of its cases it shows, if not all that its kind shows."""
        language = KINDS[self.kind].language
        return in_words(self.filter, language) if language else ""


@dataclass
class Reading:
    """An explainer ready to be shown, what of the change log it was made from, and until when it holds."""

    sections: list[LiveSection]
    targets: Targets
    made_from: set[tuple[str, int]]
    valid_until: datetime | None


def read(
    publication: Publication,
    *,
    now: datetime,
    targets: Targets | None = None,
    at_hand: AtHand | None = None,
    ahead: Callable[[int], datetime | None] | None = None,
) -> Reading:
    """Fill the sections of a published explainer from the record.

    Of one made with others need not be loaded the `targets` of its links, what is `at_hand` from the others,
    and when the next edition of its story takes over, which is `ahead`.
    """
    content, at_hand = publication.content, at_hand or AtHand()
    sections, merged = _with_survivors(content["sections"], at_hand)
    shelf = Shelf(sections, publication, now, at_hand)
    targets = targets or targets_of(content["links"])
    return Reading(
        sections=[_fill(frozen, content["links"], targets, shelf) for frozen in sections],
        targets=targets,
        made_from={("story", publication.story_id)} | merged | targets.made_from | shelf.made_from,
        valid_until=_valid_until(publication, now, shelf, ahead),
    )


def _valid_until(publication, now, shelf, ahead):
    listed, covered = shelf.stories_listed, shelf.covered
    if ahead and not (listed or covered):
        return ahead(publication.story_id)
    return next_change(publication, now, listed=listed, about_cases=covered)


def _with_survivors(sections, at_hand):
    """The frozen sections, with merged cases under the numbers they stand under; and those merged."""
    frozen = frozenset(pk for section in sections for pk in section["cases"])
    numbers = at_hand.get("survivors", frozen, load=lambda: survivors("case", frozen))
    today = [
        {**section, "cases": list(dict.fromkeys(numbers[pk] for pk in section["cases"]))}
        for section in sections
    ]
    return today, {("case", frozen) for frozen, standing in numbers.items() if frozen != standing}


def _fill(frozen, links, targets, shelf):
    section = LiveSection(frozen["id"], frozen["kind"], frozen["heading"])
    # Editions of before know neither.
    section.shown_from, section.filter = frozen.get("shown_from", Depth.FULL), frozen.get("filter", "")
    section.html = woven(frozen["body"], frozen["block_ids"], links, targets)
    section.cases = shelf.cases_of(frozen)
    section.statements = [shelf.statements[pk] for pk in frozen["statements"] if pk in shelf.statements]
    section.terms = sorted(
        (shelf.terms[pk] for pk in frozen["terms"] if pk in shelf.terms),
        key=lambda term: term.term.casefold(),
    )
    section.figures = [shelf.figures[told["number"]] for told in frozen.get("numbers", ())]
    section.is_cut = shelf.is_cut(frozen)
    section.events = shelf.events_of(frozen)
    section.people = shelf.people_of(frozen, section.cases)
    section.claims = shelf.claims_of(frozen, section.cases)
    section.documents = shelf.documents_of(frozen)
    section.coverage = shelf.coverage_of(frozen)
    return section
