"""Quoted words that no statement and no document of the record holds."""

from collections.abc import Collection, Sequence

from django.db.models import Q

from cases.models import Document, Statement
from cases.names import name_key
from newsroom.prose.blocks import Block
from newsroom.prose.sentences import sentences
from newsroom.wording.context import quoted_spans
from newsroom.wording.guard import Finding
from newsroom.wording.rules import Severity

RULE = "quotation"
# Fewer words are a term in quotation marks, not what somebody said.
FEWEST_WORDS = 4
MOST_TEXTS = 500


def unrecorded_quotations(
    blocks: Sequence[Block], cases: Collection[int], entities: Collection[int]
) -> list[Finding]:
    """Findings for quotations that nothing recorded of the cases or entities, or said by them, holds."""
    quoted = [
        (block, start, end, key)
        for block in blocks
        for start, end in quoted_spans(block.text)
        if len((key := name_key(block.text[start:end])).split()) >= FEWEST_WORDS
    ]
    recorded = _recorded(cases, entities) if quoted else []
    return [
        _finding(block, start, end)
        for block, start, end, key in quoted
        if not any(key in text or (_is_whole(text) and text in key) for text in recorded)
    ]


def _is_whole(text: str) -> bool:
    """Whether recorded words are enough to bear out a longer quotation that holds them."""
    return len(text.split()) >= FEWEST_WORDS


def _recorded(cases, entities):
    about = Q(case__in=cases) | Q(party__case__in=cases) | Q(claim__case__in=cases) | Q(event__case__in=cases)
    about |= Q(entity__in=entities) | Q(asserted_by__in=entities)
    said = Statement.objects.filter(about, is_quotation=True).values_list("text", flat=True)
    documents = Document.objects.filter(case__in=cases).exclude(text="").values_list("text", flat=True)
    return [name_key(text) for texts in (said, documents) for text in texts.order_by("-pk")[:MOST_TEXTS]]


def _finding(block, start, end):
    around = next((s for s in sentences(block.text) if s.start <= start < s.end), None)
    words = block.text[start:end]
    return Finding(
        block.id,
        start,
        end,
        words,
        around.text if around else words,
        RULE,
        Severity.CHECK,
        "",
        f"{words} stands in no statement and no document of the record: compare it with its source, "
        "and record the quotation.",
    )
