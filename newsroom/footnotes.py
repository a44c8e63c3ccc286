"""Footnotes: the sources and statements that a page's text cites, numbered as it reads.

The body says only which source or statement stands behind a sentence. Title, publisher and address come from
the record when the page is made, so that a correction there reaches every page.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.html import format_html

from cases.models import Source, Statement
from newsroom.prose.markup import tokens
from newsroom.prose.references import Citation, citation_of, citations_of

# What `clean` writes for a citation, and nothing else is.
_CITATION = re.compile(r'<cite data-(?:source|statement)="[^>]*></cite>')


@dataclass
class Note:
    """A footnote, with the places in the text that lead to it."""

    number: int
    source: Source | None
    statement: Statement | None
    locator: str
    accessed: date | None
    places: list[str] = field(default_factory=list)


class Cited:
    """What the texts of some pages cite of the record, loaded at once."""

    def __init__(self, bodies: Iterable[str]):
        cited = {citation for body in bodies for citation in citations_of(body)}
        numbers = {kind: {c.number for c in cited if c.kind == kind} for kind in ("source", "statement")}
        statements = Statement.objects.filter(pk__in=numbers["statement"])
        self.sources = Source.objects.select_related("publisher").in_bulk(numbers["source"])
        self.statements = statements.visible_to(None).with_attribution().in_bulk() if cited else {}
        self.cases = statements.cases_of_each() if cited else {}


class Footnotes:
    """The notes of one page. What readers may not see, or the record no longer holds, gets no number."""

    def __init__(self, bodies: Iterable[str], cited: Cited | None = None):
        bodies = list(bodies)
        shelf = cited or Cited(bodies)
        self.cited = [citation for body in bodies for citation in citations_of(body)]
        numbers = {(citation.kind, citation.number) for citation in self.cited}
        self.sources = _among(shelf.sources, "source", numbers)
        self.statements = _among(shelf.statements, "statement", numbers)
        self.cases = set().union(*_among(shelf.cases, "statement", numbers).values())
        self._notes: dict[Citation, Note] = {}

    @property
    def notes(self) -> list[Note]:
        """Those numbered so far."""
        return list(self._notes.values())

    @property
    def made_from(self) -> set[tuple[str, int]]:
        """What is hidden or gone counts too: the page changes when it comes back."""
        subjects = {(citation.kind, citation.number) for citation in self.cited}
        subjects |= {("case", pk) for pk in self.cases}
        subjects |= {("entity", s.publisher_id) for s in self.sources.values() if s.publisher_id}
        for statement in self.statements.values():
            subjects |= statement.shown_from
        return subjects

    def numbered(self, html: str) -> str:
        """The HTML with a link to its note wherever something is cited."""
        return _CITATION.sub(self._reference, html)

    def _reference(self, found):
        note = self._note(citation_of(next(tokens(found[0]))))
        if note is None:
            return ""
        place = f"note-{note.number}-{len(note.places) + 1}"
        note.places.append(place)
        return format_html(
            '<sup class="note-mark" id="{0}">'
            '<a href="#note-{1}" role="doc-noteref" aria-label="Note {1}">{1}</a></sup>',
            place,
            note.number,
        )

    def _note(self, citation):
        if citation not in self._notes:
            shelf = self.sources if citation.kind == "source" else self.statements
            row = shelf.get(citation.number)
            if row is None:
                return None
            self._notes[citation] = Note(
                number=len(self._notes) + 1,
                source=row if citation.kind == "source" else None,
                statement=row if citation.kind == "statement" else None,
                locator=citation.locator,
                accessed=date.fromisoformat(citation.accessed) if citation.accessed else None,
            )
        return self._notes[citation]


def footnote_problems(bodies: Iterable[str]) -> list[str]:
    """What readers would miss among the notes, each with what to do about it."""
    notes = Footnotes(bodies)
    missing = {
        citation: None
        for citation in notes.cited
        if citation.number not in (notes.sources if citation.kind == "source" else notes.statements)
    }
    return [
        f"A footnote cites {citation.kind} {citation.number}, which is sealed or no longer in the record: "
        "take it out or cite another."
        for citation in missing
    ]


def _among(rows, kind, numbers):
    return {number: rows[number] for found, number in numbers if found == kind and number in rows}
