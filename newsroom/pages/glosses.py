"""The glossary beside a page's words: which terms stand there, and what they mean today."""

from functools import cached_property

from newsroom.explainers.models import GlossaryTerm
from newsroom.prose.glossing import Glossary


class WholeGlossary:
    """Every term, loaded once for all pages that are made together."""

    @cached_property
    def terms(self) -> dict[int, GlossaryTerm]:
        return {term.pk: term for term in GlossaryTerm.objects.all()}

    @cached_property
    def wordings(self) -> Glossary:
        return Glossary(
            (words, pk) for pk, term in self.terms.items() for words in (term.term, *term.variants)
        )


class Glosses:
    """The terms explained on one page, each once however often it is marked."""

    def __init__(self, glossary: WholeGlossary):
        self.glossary = glossary
        self._shown: dict[int, GlossaryTerm] = {}

    def marked(self, html: str) -> str:
        """The body with the terms it holds marked, each where it first stands."""
        found = self.glossary.wordings.gloss(html)
        self._shown |= {pk: self.glossary.terms[pk] for pk in found.terms}
        return found.html

    @property
    def terms(self) -> list[GlossaryTerm]:
        return list(self._shown.values())

    @property
    def made_from(self) -> set[tuple[str, int]]:
        """A word that joins the glossary concerns every page."""
        return {("glossary", 0)} | {("term", pk) for pk in self._shown}
