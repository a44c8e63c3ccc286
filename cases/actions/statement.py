from datetime import datetime

from django.core.exceptions import ValidationError

from cases.actions.record import keep
from cases.models import Citation, Source, Statement
from cases.verb import verb


@verb
def record_source(title: str, *, kind: str, by, **details) -> Source:
    """Record where we know something from."""
    return keep(Source(title=title, kind=kind, **details), by=by)


@verb
def record_statement(text: str, *, mode: str, by, sources=(), **details) -> Statement:
    """Enter a fact into the ledger, as somebody puts it; `sources` are rows or (row, locator) pairs."""
    statement = keep(Statement(text=text, mode=mode, **details), by=by)
    for source in sources:
        where, locator = (source, "") if isinstance(source, Source) else source
        cite(statement, where, locator=locator, by=by)
    return statement


@verb
def enter_statement(statement: Statement, *, by, source: Source | None = None, **where) -> Statement:
    """Keep a new statement with the source that bears it out; a source not yet recorded is.

    `where`: the citation's locator and the day it was read.
    """
    keep(statement, by=by)
    if source:
        cite(statement, recorded(source, by=by), by=by, **where)
    return statement


@verb
def recorded(source: Source, *, by) -> Source:
    """The source, kept if it is not yet."""
    return source if source.pk else keep(source, by=by)


@verb
def check_statement(statement: Statement, *, by, now: datetime) -> Statement:
    """Put one's name to a statement: its words are borne out by what it cites."""
    statement.checked_by, statement.checked_at = by, now
    return keep(statement, by=by)


@verb
def prefer_statement(statement: Statement, *, by) -> Statement:
    """Go by this statement among those on its point; the one gone by so far competes again.

    Raises ValidationError where no point at issue is named.
    """
    if not statement.point:
        raise ValidationError("Name the point at issue first: statements on the same point compete.")
    rivals = Statement.objects.filter(case=statement.case_id, point=statement.point, is_preferred=True)
    for rival in rivals.exclude(pk=statement.pk).select_for_update():
        rival.is_preferred = False
        keep(rival, by=by)
    statement.is_preferred = True
    return keep(statement, by=by)


@verb
def cite(statement: Statement, source: Source, *, by, locator: str = "", **details) -> Citation:
    """Say which source bears a statement out, and where in it."""
    return keep(Citation(statement=statement, source=source, locator=locator, **details), by=by)
