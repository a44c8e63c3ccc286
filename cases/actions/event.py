from cases.actions.record import keep
from cases.models import Case, Event
from cases.partial_dates import PartialDate
from cases.verb import verb


@verb
def record_event(case: Case, kind: str, date: PartialDate | str, title: str, *, by, **details) -> Event:
    """Put a dated happening on the case's timeline."""
    return keep(Event(case=case, kind=kind, date=date, title=title, **details), by=by)
