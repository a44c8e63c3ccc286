"""The terms of art, in plain words."""

from newsroom.explainers.models import GlossaryTerm
from newsroom.pages.page import ReaderPage


class Glossary(ReaderPage):
    template_name = "glossary/term_list.html"

    def context(self):
        return {"terms": sorted(GlossaryTerm.objects.all(), key=lambda term: term.term.casefold())}
