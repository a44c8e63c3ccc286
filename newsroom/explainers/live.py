"""An explainer as it reads now: written words as published, live sections from the record of this moment.

All sections are filled together, so that the number of queries does not grow with their number.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F

from cases.models import Case, Event, Statement, survivors
from newsroom.explainers.models import GlossaryTerm
from newsroom.linking.weaving import Targets, targets_of, woven
from newsroom.publishing.models import Publication

COVERAGE_SHOWN = 10


@dataclass
class LiveSection:
    """One section with everything it shows."""

    id: int
    kind: str
    heading: str
    html: str = ""
    cases: list[Case] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    terms: list[GlossaryTerm] = field(default_factory=list)
    coverage: list[Publication] = field(default_factory=list)


@dataclass
class Reading:
    """An explainer ready to be shown, and the subjects of the change log it was made from."""

    sections: list[LiveSection]
    targets: Targets
    made_from: set[tuple[str, int]]


def read(publication: Publication, *, now: datetime) -> Reading:
    """Fill the sections of a published explainer from the record."""
    content = publication.content
    sections, merged = _with_survivors(content["sections"])
    shelf = Shelf(sections, publication, now)
    targets = targets_of(content["links"])
    made_from = {("story", publication.story_id)} | merged | targets.made_from | shelf.made_from
    return Reading(
        [_fill(frozen, content["links"], targets, shelf) for frozen in sections], targets, made_from
    )


class Shelf:
    """What the sections need from the record, loaded at once."""

    def __init__(self, sections, publication, now):
        case_ids = {pk for s in sections for pk in s["cases"]}
        of_kind = {
            kind: {pk for s in sections if s["kind"] == kind for pk in s["cases"]}
            for kind in ("timeline", "coverage")
        }
        self.cases = Case.objects.visible_to(None).with_card().in_bulk(case_ids)
        self.events = list(
            Event.objects.major()
            .filter(case__in=of_kind["timeline"] & self.cases.keys())
            .in_order()
            .select_related("case")
        )
        self.statements = Statement.objects.with_attribution().in_bulk(
            {pk for s in sections for pk in s["statements"]}
        )
        self.terms = GlossaryTerm.objects.in_bulk({pk for s in sections for pk in s["terms"]})
        self.coverage = _coverage(of_kind["coverage"] & self.cases.keys(), publication, now)

    @property
    def made_from(self):
        subjects = {("case", pk) for pk in self.cases}
        subjects |= {
            ("entity", party.entity_id) for case in self.cases.values() for party in case.parties.all()
        }
        for statement in self.statements.values():
            subjects |= {("entity", pk) for pk in (statement.asserted_by_id, statement.via_id) if pk}
            subjects |= {("case", pk) for pk in (statement.case_id,) if pk}
            subjects |= {("source", citation.source_id) for citation in statement.citations.all()}
        subjects |= {("story", story.story_id) for stories in self.coverage.values() for story in stories}
        return subjects


def _with_survivors(sections):
    """The frozen sections, with merged cases under the numbers they stand under; and those merged."""
    numbers = survivors("case", {pk for section in sections for pk in section["cases"]})
    today = [
        {**section, "cases": list(dict.fromkeys(numbers[pk] for pk in section["cases"]))}
        for section in sections
    ]
    return today, {("case", frozen) for frozen, standing in numbers.items() if frozen != standing}


def _fill(frozen, links, targets, shelf):
    section = LiveSection(frozen["id"], frozen["kind"], frozen["heading"])
    section.html = woven(frozen["body"], frozen["block_ids"], links, targets)
    section.cases = [shelf.cases[pk] for pk in frozen["cases"] if pk in shelf.cases]
    section.statements = [shelf.statements[pk] for pk in frozen["statements"] if pk in shelf.statements]
    section.terms = sorted(
        (shelf.terms[pk] for pk in frozen["terms"] if pk in shelf.terms),
        key=lambda term: term.term.casefold(),
    )
    if section.kind == "timeline":
        section.events = [event for event in shelf.events if event.case_id in frozen["cases"]]
    if section.kind == "coverage":
        found = {story.pk: story for pk in frozen["cases"] for story in shelf.coverage.get(pk, ())}
        section.coverage = sorted(found.values(), key=lambda s: (s.first_published_at, s.pk), reverse=True)[
            :COVERAGE_SHOWN
        ]
    return section


def _coverage(case_ids, publication, now):
    """Current stories by the case they cover, without the one being read."""
    stories = Publication.objects.current(now).exclude(story=publication.story_id)
    rows = stories.filter(coverage__case__in=case_ids).newest_first().with_card()
    by_case = {}
    for story in rows.annotate(covered_case=F("coverage__case"))[: COVERAGE_SHOWN * max(len(case_ids), 1)]:
        by_case.setdefault(story.covered_case, []).append(story)
    return by_case
