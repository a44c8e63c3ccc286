"""Entries of a docket as events: each entry finds the line it was read into before, or becomes a new event.

Courts correct entries, number them late and print some twice; no single field tells them apart in every
docket. So entries and lines are paired off, the surest signs first.
"""

from collections import Counter, defaultdict

from cases.imports.ledger import Ledger
from cases.imports.parties import digest
from cases.imports.printed import PrintedEntry
from cases.models import DocketLine, Event

Line = DocketLine.Kind
FIELDS = ("kind", "significance", "date", "title", "description", "entry_number")
BESIDES = ("date_entered", "pacer_doc_id", "pacer_seq_no")

# Signs that two are the same entry: all equal and there, but those marked may both be empty.
_SIGNS = [
    ("pacer_seq_no?", "pacer_doc_id?", "entry_number?", "date", "description?"),
    ("pacer_seq_no", "pacer_doc_id"),
    ("pacer_seq_no", "entry_number?", "date"),
    ("pacer_doc_id", "entry_number?"),
    ("entry_number?", "date", "description"),
    ("date", "description"),
]
# Surest only where just one entry and one line carry them.
_UNIQUE_SIGNS = [("entry_number", "date"), ("entry_number",)]


def take_in_entries(ledger: Ledger, entries: list[PrintedEntry]) -> None:
    """Bring the events up to date with the entries."""
    known = ledger.rows(Event, Line.ENTRY)
    by_hand = _by_hand(ledger, known)
    printed = [_printed(entry) for entry in entries]
    lines = pair_off(printed, ledger.lines_of(Line.ENTRY))
    for entry, line in zip(printed, lines, strict=True):
        if line:
            ledger.line(Line.ENTRY, line.key)
            if line.row in known:
                ledger.update(line, known[line.row], entry, besides=BESIDES)
        else:
            _enter(ledger, entry, by_hand.pop((entry["entry_number"], entry["date"]), None))


def pair_off(entries: list[dict], lines: list[DocketLine]) -> list[DocketLine | None]:
    """For each entry the line it was read into before, each line once."""
    found: list[DocketLine | None] = [None] * len(entries)
    left = {line.key: line for line in lines}
    for signs in _SIGNS + _UNIQUE_SIGNS:
        if not left:
            break
        waiting = defaultdict(list)
        for line in left.values():
            waiting[_token(line.printed, signs)].append(line)
        times = Counter(_token(entry, signs) for entry, line in zip(entries, found, strict=True) if not line)
        for position, entry in enumerate(entries):
            token = _token(entry, signs)
            if found[position] or token is None or not waiting[token]:
                continue
            if signs in _UNIQUE_SIGNS and (times[token] > 1 or len(waiting[token]) > 1):
                continue
            found[position] = left.pop(waiting[token].pop(0).key)
    return found


def _token(printed, signs):
    values = [printed.get(sign.rstrip("?"), "") for sign in signs]
    if any(not value and not sign.endswith("?") for value, sign in zip(values, signs, strict=True)):
        return None
    return tuple(values)


def _printed(entry):
    printed = {name: getattr(entry, name) for name in FIELDS + BESIDES}
    printed["date"] = entry.date.isoformat()
    printed["date_entered"] = entry.date_entered.isoformat() if entry.date_entered else None
    return printed


def _by_hand(ledger, known):
    """Events the desk entered with the number of a docket entry, by number and day."""
    docket = ledger.docket
    numbered = Event.objects.filter(case=docket.case_id, entry_key="").exclude(entry_number="")
    return {
        (event.entry_number, event.date.isoformat()): event
        for event in numbered
        if event.docket_id in {None, docket.pk} and event.pk not in known
    }


def _enter(ledger, printed, event):
    key = _free_key(ledger, printed)
    if event:
        ledger.adopt(Line.ENTRY, key, printed, event, besides=BESIDES)
        if event.docket_id is None:
            event.docket = ledger.docket
            ledger.touch(event, "docket")
        return
    docket = ledger.docket
    fields = {name: printed[name] for name in FIELDS}
    event = ledger.enter(Event(case_id=docket.case_id, docket=docket, entry_key=key, **fields))
    ledger.note(Line.ENTRY, key, printed, event)


def _free_key(ledger, printed):
    words = [printed[name] for name in (*BESIDES, "entry_number", "date", "description")]
    nth = 1
    while (Line.ENTRY, key := digest(*words, nth)) in ledger.lines:
        nth += 1
    return key
