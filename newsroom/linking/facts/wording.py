"""The words of a statement: as they stand, and which of them are quoted."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from newsroom.linking.facts.reading import Reading
from newsroom.linking.facts.statement import Statement, Words

Span = tuple[int, int]


def worded(reading: Reading, content: tuple[Span, ...], mode: str) -> Statement:
    """A statement of these words; they are a quotation if nothing but quoted words is among them."""
    quotations = tuple(quoted for span in content for quoted in _quotations(reading, *span))
    masked = "".join(reading.masked[start:end] for start, end in content)
    is_quotation = bool(quotations) and not re.search(r"\w", masked.replace("■", ""))
    pieces = [reading.text[start:end] for start, end in content]
    text = " ".join(quoted.text for quoted in quotations) if is_quotation else " ".join(pieces)
    return Statement(text, mode, is_quotation, quotations, content=content)


def _quotations(reading, start, end) -> Iterator[Words]:
    for place in range(bisect_left(reading.quotations, (start, start)), len(reading.quotations)):
        quoted_start, quoted_end = reading.quotations[place]
        if quoted_start >= end:
            return
        # A comma before the closing mark is the writer's, not the speaker's.
        quoted = reading.text[quoted_start:quoted_end].rstrip(", ")
        blank = len(quoted) - len(quoted.lstrip())
        yield Words(quoted.lstrip(), quoted_start + blank, quoted_start + len(quoted))
