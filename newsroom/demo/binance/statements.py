"""Who says what: each fact on whose word, through whom we have it, and which source bears it out."""

from datetime import datetime

from cases.actions import record_statement
from cases.models import Statement
from newsroom.demo.binance.facts import FACTS
from newsroom.demo.binance.views import VIEWS


def file_statements(record, *, by, now: datetime) -> dict[str, Statement]:
    """The statements by their key, each checked by the editor who enters it."""
    return {
        key: record_statement(
            said.text,
            mode=said.mode,
            case=record.cases.get(said.case),
            by=by,
            checked_by=by,
            checked_at=now,
            **_looked_up(said.details, record),
        )
        for key, said in (FACTS | VIEWS).items()
    }


def _looked_up(details, record):
    """The details with rows in place of their keys."""
    rows = {"asserted_by": record.entities, "via": record.entities, "entity": record.entities}
    rows["claim"] = record.claims
    found = {name: rows[name][value] if name in rows else value for name, value in details.items()}
    found["sources"] = [record.sources[key] for key in details["sources"]]
    return found
