"""Takes a printed docket into the record, in one transaction."""

from collections import Counter
from dataclasses import dataclass, field

from cases.imports.charges import supersede, take_in_charges
from cases.imports.filing import Filing, bring_case_up_to_date, bring_docket_up_to_date
from cases.imports.ledger import Ledger
from cases.imports.parties import take_in_parties
from cases.imports.printed import PrintedDocket
from cases.imports.timeline import take_in_entries
from cases.models import Docket
from cases.verb import verb


@dataclass
class TakenIn:
    """What became of one printed docket: what was read of it, and how many rows it created and changed."""

    docket: Docket
    read: set
    warnings: list[dict]
    rows: Counter = field(default_factory=Counter)


@verb
def take_in_docket(printed: PrintedDocket, *, by) -> TakenIn:
    """Bring the record up to date with a docket: all of it or, where the database refuses, nothing.

    What the court has changed since the docket was last read is changed; what the desk has changed,
    added or taken out stays as the desk has it; what the docket no longer prints stays too.
    """
    filing = Filing(printed, by=by)
    docket = filing.find_or_file()
    ledger = Ledger(docket, list(printed.warnings))
    bring_docket_up_to_date(ledger, printed)
    bring_case_up_to_date(ledger, printed, is_new=filing.has_opened_a_case)
    parties = take_in_parties(ledger, printed.parties)
    superseding = take_in_charges(ledger, parties)
    take_in_entries(ledger, printed.entries)
    rows = ledger.write(by=by)
    superseded = supersede(superseding, by=by)
    rows += Counter(created=filing.created + superseded, changed=superseded)
    return TakenIn(docket, ledger.read, ledger.warnings, rows)
