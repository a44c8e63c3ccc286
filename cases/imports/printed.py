"""A docket as its file prints it: read and cleaned, nothing looked up yet."""

from dataclasses import dataclass, field
from datetime import date


@dataclass
class PrintedCounsel:
    name: str
    firm: str
    roles_printed: str
    is_lead: bool
    is_self_represented: bool
    date_terminated: date | None
    is_seen_above: bool = False


@dataclass
class PrintedCount:
    """A count or a complaint against one party, and how it ended if the docket says so."""

    kind: str
    number: str
    title: str
    outcome: dict | None


@dataclass
class PrintedParty:
    name: str
    role: str
    date_terminated: date | None
    counsel: list[PrintedCounsel]
    counts: list[PrintedCount]


@dataclass
class PrintedEntry:
    kind: str
    significance: str
    date: date
    title: str
    description: str
    entry_number: str
    date_entered: date | None
    pacer_doc_id: str
    pacer_seq_no: str


@dataclass
class PrintedDocket:
    court: str
    docket_number: str
    docket_number_key: str
    caption: str
    kind: str
    fields: dict
    origin: tuple[str, str] | None
    parties: list[PrintedParty] = field(default_factory=list)
    entries: list[PrintedEntry] = field(default_factory=list)
    warnings: list[dict] = field(default_factory=list)
