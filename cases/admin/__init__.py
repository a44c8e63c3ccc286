"""The editors' desk for the record, a file per entity; this list is for Django."""

from cases.admin import (
    case,
    change,
    claim,
    court,
    disposition,
    docket,
    document,
    entity,
    event,
    merging,
    party,
    penalty,
    relation,
    source,
    statement,
)

__all__ = [
    "case",
    "change",
    "claim",
    "court",
    "disposition",
    "docket",
    "document",
    "entity",
    "event",
    "merging",
    "party",
    "penalty",
    "relation",
    "source",
    "statement",
]
