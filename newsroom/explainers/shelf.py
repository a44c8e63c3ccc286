"""What the live sections of one explainer need from the record, loaded at once.

Each kind that is there costs the same queries, however many sections are of it.
"""

from collections.abc import Callable, Hashable
from datetime import datetime
from typing import Any

from cases.models import Case, ClaimAgainst, Document, Event, Party, Statement
from cases.outcomes import claim_rows
from newsroom.explainers.choosing import Chosen, chosen, of_these
from newsroom.explainers.models import GlossaryTerm
from newsroom.numbers.showing import figures_of
from newsroom.publishing.models import Publication

SHOWN = 50
COVERAGE_SHOWN = 10
# Kinds of which all is loaded with the cases anyway.
LOADED = ("status", "who")
_PAIRS = ClaimAgainst.objects.with_dispositions().select_related("claim__case")


class AtHand:
    """What was loaded for one of several pages that are made together, for others that need the same."""

    def __init__(self):
        self._loaded: dict[Hashable, Any] = {}

    def get(self, *asked: Hashable, load: Callable[[], Any]) -> Any:
        if asked not in self._loaded:
            self._loaded[asked] = load()
        return self._loaded[asked]


class Shelf:
    """The rows by their numbers, and of each section which it shows.

    Of what is `at_hand` nothing is loaded again: explainers of one case ask for the same.
    """

    def __init__(
        self, sections: list[dict], publication: Publication, now: datetime, at_hand: AtHand | None = None
    ):
        self.sections, self.at_hand = sections, at_hand or AtHand()
        self.all_cases = {pk for s in sections for pk in s["cases"]}
        self.all_statements = {pk for s in sections for pk in s["statements"]}
        self.all_terms = {pk for s in sections for pk in s["terms"]}
        self.covered = {pk for s in sections if s["kind"] == "coverage" for pk in s["cases"]}
        self._load()
        self.chosen: dict[int, Chosen] = {}
        self._choose(publication, now)
        self.events = self._loaded("timeline", Event.objects.select_related("case"))
        self.pairs = self._loaded("dispositions", _PAIRS)
        self.documents = self._loaded("documents", Document.objects.defer("text").select_related("case"))
        self.stories = self._loaded("coverage", Publication.objects.with_card())
        path = publication.path if publication.pk else ""
        self.figures = figures_of((told for s in sections for told in s.get("numbers", ())), path)

    def _load(self):
        cases, terms = Case.objects.visible_to(None).with_card(), GlossaryTerm.objects.all()
        statements = Statement.objects.filter(pk__in=self.all_statements)
        self.cases = self._held("cases", self.all_cases, cases.in_bulk)
        self.cases_of_statements = self._held(
            "concerned", self.all_statements, lambda _: statements.cases_concerned()
        )
        self.statements = self._held(
            "statements",
            self.all_statements,
            lambda _: statements.visible_to(None).with_attribution().in_bulk(),
        )
        self.terms = self._held("terms", self.all_terms, terms.in_bulk)

    def cases_of(self, section: dict) -> list[Case]:
        """Those readers may see; in a status section those its filter keeps."""
        numbers = self._numbers(section, "status") if section["kind"] == "status" else section["cases"]
        return [self.cases[pk] for pk in numbers if pk in self.cases]

    def events_of(self, section: dict) -> list[Event]:
        return [self.events[pk] for pk in self._numbers(section, "timeline")]

    def documents_of(self, section: dict) -> list[Document]:
        return [self.documents[pk] for pk in self._numbers(section, "documents")]

    def coverage_of(self, section: dict) -> list[Publication]:
        return [self.stories[pk] for pk in self._numbers(section, "coverage")]

    def people_of(self, section: dict, cases: list[Case]) -> list[tuple[Case, list[Party]]]:
        """Of each case the parties that the section shows."""
        shown = set(self._numbers(section, "who"))
        found = ((case, [party for party in case.parties.all() if party.pk in shown]) for case in cases)
        return [(case, parties) for case, parties in found if parties]

    def claims_of(self, section: dict, cases: list[Case]) -> list[tuple[Case, list]]:
        """Of each case the table of its claims that the section shows."""
        pairs = [self.pairs[pk] for pk in self._numbers(section, "dispositions")]
        found = ((case, claim_rows(pair for pair in pairs if pair.case_id == case.pk)) for case in cases)
        return [(case, rows) for case, rows in found if rows]

    def is_cut(self, section: dict) -> bool:
        """Whether there is more than the section shows."""
        return section["id"] in self.chosen and self.chosen[section["id"]].is_cut

    @property
    def stories_listed(self) -> set[int]:
        return {story.story_id for story in self.stories.values()}

    @property
    def made_from(self) -> set[tuple[str, int]]:
        """What is hidden now counts too: the page changes when it may be shown again.

        So does every case a section is about, whatever of it the filter keeps: what hangs on it may come.
        """
        subjects = {("case", pk) for pk in self.all_cases | self.cases_of_statements}
        subjects |= {("case_coverage", pk) for pk in self.covered}
        subjects |= {("statement", pk) for pk in self.all_statements}
        subjects |= {("term", pk) for pk in self.all_terms}
        subjects |= {("story", pk) for pk in self.stories_listed}
        for figure in self.figures.values():
            subjects |= figure.made_from
        for case in self.cases.values():
            subjects |= case.shown_from
        for statement in self.statements.values():
            subjects |= statement.shown_from
        return subjects | self._sources

    @property
    def _sources(self):
        sources = [pair.live[0].source for pair in self.pairs.values() if pair.live and pair.live[0].source]
        publishers = {source.publisher_id for source in sources} - {None}
        return {("source", source.pk) for source in sources} | {("entity", pk) for pk in publishers}

    def _choose(self, publication, now):
        visible = self.cases.keys()
        stories = Publication.objects.current(now).exclude(story=publication.story_id).newest_first()
        rows_of = {
            "status": lambda cases: Case.objects.filter(pk__in=cases).order_by("pk"),
            "dispositions": lambda cases: ClaimAgainst.objects.filter(case__in=cases).order_by("claim", "pk"),
            "timeline": lambda cases: Event.objects.filter(case__in=cases).in_order(),
            "who": lambda cases: Party.objects.filter(case__in=cases).order_by("pk"),
            "documents": lambda cases: Document.objects.filter(case__in=cases).order_by("date", "pk"),
            "coverage": lambda cases: stories.covering(case__in=cases),
        }
        for kind, rows in rows_of.items():
            most = COVERAGE_SHOWN if kind == "coverage" else SHOWN
            asked = [each for each in self.sections if each["kind"] == kind]
            loaded = [each for each in asked if kind in LOADED and not each.get("filter")]
            self.chosen |= {each["id"]: of_these(self._loaded_with_cases(each), most) for each in loaded}
            others = [each for each in asked if each not in loaded]
            apart_from = publication.story_id if kind == "coverage" else None
            found = self.at_hand.get(
                kind,
                apart_from,
                tuple(
                    (frozenset(each["cases"]).intersection(visible), each.get("filter", ""))
                    for each in others
                ),
                load=lambda others=others, rows=rows, most=most: list(
                    chosen(others, lambda section: _unfiltered(section, rows, visible), most=most).values()
                ),
            )
            self.chosen |= {each["id"]: rows for each, rows in zip(others, found, strict=True)}

    def _held(self, what, numbers, load):
        return self.at_hand.get(what, frozenset(numbers), load=lambda: load(numbers))

    def _loaded_with_cases(self, section):
        cases = [self.cases[pk] for pk in section["cases"] if pk in self.cases]
        if section["kind"] == "status":
            return [case.pk for case in cases]
        return [party.pk for case in cases for party in case.parties.all()]

    def _numbers(self, section, kind):
        return self.chosen[section["id"]].numbers if section["kind"] == kind else []

    def _loaded(self, kind, rows):
        numbers = {pk for s in self.sections if s["kind"] == kind for pk in self.chosen[s["id"]].numbers}
        return self._held(f"rows of {kind}", numbers, rows.in_bulk) if numbers else {}


def _unfiltered(section, rows, visible):
    """What a section shows of its visible cases without a filter: of a timeline the major events alone."""
    found = rows(set(section["cases"]) & visible)
    return found.major() if section["kind"] == "timeline" and not section.get("filter") else found
