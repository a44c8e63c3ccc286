"""What each kind of section is made of: the one table that forms, content, pages and API ask."""

from dataclasses import dataclass

from django.db.models import TextChoices

from cases.case_file_filters import ClaimAgainstFilters, DocumentFilters, PartyFilters
from cases.filters import CaseFilters, EventFilters
from cases.narrowing import Language
from newsroom.filters import StoryFilters

CASES, STATEMENTS, TERMS, FILTER, NUMBERS = "cases", "statements", "terms", "filter", "numbers"
# What of a section a kind may have no use for: it stays in the form, and is frozen in no edition. Numbers
# are frozen in their own way, with what they count.
CHOSEN = (CASES, STATEMENTS, TERMS, FILTER)


class Depth(TextChoices):
    """How much a reader wants to read; each depth shows what those before it show, and more."""

    GLANCE = "glance", "30 seconds"
    BRIEF = "brief", "3 minutes"
    FULL = "full", "in full"

    @property
    def tail(self) -> str:
        """What the address of the page ends with."""
        return "" if self == Depth.FULL else f"{self.label.replace(' ', '-')}/"

    def shows(self, shown_from: str) -> bool:
        """Whether what is shown from some depth on is shown at this one."""
        order = list(Depth)
        return order.index(Depth(shown_from)) <= order.index(self)


@dataclass(frozen=True)
class KindOfSection:
    """A kind, for editors (`about`, `body`), and which of the chosen things it shows, `needs` or not."""

    about: str
    uses: tuple[str, ...] = ()
    language: Language | None = None
    shown_from: Depth = Depth.FULL
    body: str = "Text above it"
    needs: str = ""

    def __post_init__(self):
        if self.language:
            object.__setattr__(self, "uses", (*self.uses, FILTER))


NEEDS_CASES = "choose the case or cases it shows."
NEEDS_STATEMENTS = "choose the statements it shows."

KINDS = {
    "text": KindOfSection("Written: a question and its answer.", body="Text"),
    "key_facts": KindOfSection(
        "Facts of the record, each with who says so.",
        (STATEMENTS,),
        shown_from=Depth.GLANCE,
        needs=NEEDS_STATEMENTS,
    ),
    "known": KindOfSection(
        "What we know, fact by fact with its source, beside what we do not know.",
        (STATEMENTS,),
        shown_from=Depth.BRIEF,
        body="What we do not know",
        needs="choose the facts we know: each brings its source.",
    ),
    "status": KindOfSection(
        "A box for each case: how it stands, in one sentence.",
        (CASES,),
        CaseFilters,
        shown_from=Depth.BRIEF,
        needs=NEEDS_CASES,
    ),
    "dispositions": KindOfSection(
        "A table: how each claim ended for each party, by whom, since when.",
        (CASES,),
        ClaimAgainstFilters,
        needs=NEEDS_CASES,
    ),
    "timeline": KindOfSection(
        "What happened when; the major events unless a filter says otherwise.",
        (CASES,),
        EventFilters,
        needs=NEEDS_CASES,
    ),
    "who": KindOfSection("The parties of the cases.", (CASES,), PartyFilters, needs=NEEDS_CASES),
    "documents": KindOfSection("The papers of the cases.", (CASES,), DocumentFilters, needs=NEEDS_CASES),
    "numbers": KindOfSection(
        "Counts and sums over the record, with their charts and the rows behind them.",
        (NUMBERS,),
        needs="choose the numbers it shows.",
    ),
    "quote": KindOfSection(
        "The words of one statement.", (STATEMENTS,), shown_from=Depth.BRIEF, needs=NEEDS_STATEMENTS
    ),
    "terms": KindOfSection(
        "Terms of the glossary, each with its meaning.", (TERMS,), needs="choose the terms it explains."
    ),
    "coverage": KindOfSection("Our stories about the cases.", (CASES,), StoryFilters, needs=NEEDS_CASES),
}


def used(kind: str, part: str) -> bool:
    """Whether sections of the kind show what is chosen there."""
    return part in KINDS[kind].uses
