"""Entries of a docket: what each says and when."""

import re

from cases.imports.entry_kinds import MAJOR, kind_of
from cases.imports.printed import PrintedEntry
from cases.imports.reader import Reader
from cases.imports.wording import cut
from cases.models import Event

# What clerks add behind the words: initials, attachments, the day of entry.
_BEHIND = re.compile(
    r"\s*(?:\((?:Entered|Attachments?|Additional attachment|Modified|Related document)[^()]*"
    r"(?:\([^()]*\)[^()]*)*\)"
    r"|\[Entered: [^\]]*\]|\[\d+\]|\([A-Za-z]{1,5}[,; ]{0,3}\)"
    r"|\([A-Z][\w'’-]+(?: [A-Z]\w*)?, [A-Z][\w'’.]*\.?[^()]{0,12}\))$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=\.)\s+(?=[\"“(A-Z0-9])|\n")
# A full stop behind these ends no sentence.
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|[A-Za-z]\.[A-Za-z]|Mr|Mrs|Ms|Dr|Hon|Jr|Sr|St|vs?|No|Nos|Inc|Corp|Co|Ltd|LLC|Esq"
    r"|et al|Dept|Div|Dist|Cir|Ct|Dkt|Doc|pldg|Fed|Civ|Crim|Pro|Sec|Art|Ex|Exh|Exhs|Rev|Gov|Sen|Rep|Def|Dft"
    r"|Pltf|Atty|Assoc|Bros|Mag|Magis|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|U\.S|a\.m|p\.m|i\.e|e\.g)\.$",
    re.IGNORECASE,
)


def read_entry(reader: Reader, *, is_criminal: bool) -> PrintedEntry | None:
    """An entry, or None where no day is printed: the timeline has no place for it."""
    date_entered = reader.date("date_entered")
    date = reader.date("date_filed") or date_entered
    if date is None:
        reader.warn("date_filed", "is missing: entry left out")
        return None
    words = reader.text("description") or reader.text("short_description")
    number = reader.line("document_number", 20)
    kind = kind_of(words, is_criminal=is_criminal)
    return PrintedEntry(
        kind=kind,
        significance=Event.Significance.MAJOR if kind in MAJOR else Event.Significance.MINOR,
        date=date,
        title=title_of(words) or f"Docket entry {number}".strip(),
        description=words,
        entry_number=number,
        date_entered=date_entered,
        pacer_doc_id=reader.line("pacer_doc_id", 100),
        pacer_seq_no=reader.line("pacer_seq_no", 100),
    )


def title_of(words: str) -> str:
    """The first sentence, without what the clerk added behind it; cut at a word if it is long."""
    text = words[:2000].strip()
    while (shorter := _BEHIND.sub("", text).strip()) not in {text, ""}:
        text = shorter
    ends = (found.start() for found in _SENTENCE_END.finditer(text) if _ends_sentence(text[: found.start()]))
    first = text[: next(ends, None)]
    return cut(" ".join(first.split()).rstrip(" .;") or " ".join(first.split()), 250)


def _ends_sentence(head):
    return len(head) > 12 and head.count("(") <= head.count(")") and not _ABBREVIATED.search(head[-40:])
