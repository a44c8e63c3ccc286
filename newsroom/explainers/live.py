"""An explainer as it reads now: written words as published, live sections from the record of this moment.

All sections are filled together, so that the number of queries does not grow with their number.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from cases.models import Case, Event, Statement, survivors
from newsroom.explainers.models import GlossaryTerm
from newsroom.linking.weaving import Targets, targets_of, woven
from newsroom.numbers.showing import Figure, figures_of
from newsroom.publishing.models import Publication
from newsroom.publishing.reading import next_change

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
    figures: list[Figure] = field(default_factory=list)
    under_review: datetime | None = None


@dataclass
class Reading:
    """An explainer ready to be shown, what of the change log it was made from, and until when it holds."""

    sections: list[LiveSection]
    targets: Targets
    made_from: set[tuple[str, int]]
    valid_until: datetime | None


def read(publication: Publication, *, now: datetime, targets: Targets | None = None) -> Reading:
    """Fill the sections of a published explainer from the record; `targets` of its links, if at hand."""
    content = publication.content
    sections, merged = _with_survivors(content["sections"])
    shelf = Shelf(sections, publication, now)
    targets = targets or targets_of(content["links"])
    return Reading(
        sections=[_fill(frozen, content["links"], targets, shelf) for frozen in sections],
        targets=targets,
        made_from={("story", publication.story_id)} | merged | targets.made_from | shelf.made_from,
        valid_until=next_change(
            publication, now, listed=shelf.stories_listed, about_cases=shelf.cases_wanted["coverage"]
        ),
    )


class Shelf:
    """What the sections need from the record, loaded at once."""

    def __init__(self, sections, publication, now):
        self.cases_wanted = {
            kind: {pk for s in sections if s["kind"] == kind for pk in s["cases"]}
            for kind in ("timeline", "coverage")
        }
        self.all_cases = {pk for s in sections for pk in s["cases"]}
        self.all_statements = {pk for s in sections for pk in s["statements"]}
        self.all_terms = {pk for s in sections for pk in s["terms"]}
        self.cases = Case.objects.visible_to(None).with_card().in_bulk(self.all_cases)
        self.events = list(
            Event.objects.major()
            .filter(case__in=self.cases_wanted["timeline"] & self.cases.keys())
            .in_order()
            .select_related("case")
        )
        statements = Statement.objects.filter(pk__in=self.all_statements)
        self.cases_of_statements = statements.cases_concerned()
        self.statements = statements.visible_to(None).with_attribution().in_bulk()
        self.terms = GlossaryTerm.objects.in_bulk(self.all_terms)
        path = publication.path if publication.pk else ""
        self.figures = figures_of((told for s in sections for told in s.get("numbers", ())), path)
        self.coverage = _coverage(self.cases_wanted["coverage"] & self.cases.keys(), publication, now)

    @property
    def stories_listed(self):
        return {story.story_id for stories in self.coverage.values() for story in stories}

    @property
    def made_from(self):
        """What is hidden now counts too: the page changes when it may be shown again."""
        subjects = {("case", pk) for pk in self.all_cases | self.cases_of_statements}
        subjects |= {("case_coverage", pk) for pk in self.cases_wanted["coverage"]}
        subjects |= {("statement", pk) for pk in self.all_statements}
        subjects |= {("term", pk) for pk in self.all_terms}
        subjects |= {("story", pk) for pk in self.stories_listed}
        for figure in self.figures.values():
            subjects |= figure.made_from
        for case in self.cases.values():
            subjects |= case.shown_from
        for statement in self.statements.values():
            subjects |= statement.shown_from
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
    section.figures = [shelf.figures[told["number"]] for told in frozen.get("numbers", ())]
    if section.kind == "timeline":
        section.events = [event for event in shelf.events if event.case_id in frozen["cases"]]
    if section.kind == "coverage":
        found = {story.pk: story for pk in frozen["cases"] for story in shelf.coverage.get(pk, ())}
        newest_first = sorted(found.values(), key=lambda s: (s.first_published_at, s.pk), reverse=True)
        section.coverage = newest_first[:COVERAGE_SHOWN]
    return section


def _coverage(case_ids, publication, now):
    """The newest current stories of each case they cover, without the one being read."""
    newest = Window(
        RowNumber(),
        partition_by=F("coverage__case"),
        order_by=[F("first_published_at").desc(), F("pk").desc()],
    )
    rows = (
        Publication.objects.current(now)
        .exclude(story=publication.story_id)
        .filter(coverage__case__in=case_ids)
        .annotate(covered_case=F("coverage__case"), place=newest)
        .filter(place__lte=COVERAGE_SHOWN)
        .with_card()
    )
    by_case = {}
    for story in rows:
        by_case.setdefault(story.covered_case, []).append(story)
    return by_case
