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
def cite(statement: Statement, source: Source, *, by, locator: str = "", **details) -> Citation:
    """Say which source bears a statement out, and where in it."""
    return keep(Citation(statement=statement, source=source, locator=locator, **details), by=by)
