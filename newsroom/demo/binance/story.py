from datetime import UTC, datetime

from cases.verb import verb
from newsroom.demo.binance.articles import write_articles
from newsroom.demo.binance.explainer import write_explainer
from newsroom.demo.binance.glossary import write_glossary
from newsroom.demo.binance.numbers import enter_numbers
from newsroom.demo.binance.record import file_record
from newsroom.demo.binance.statements import file_statements
from newsroom.demo.desk import set_up_desk

CHECKED_AT = datetime(2025, 6, 2, 12, 0, tzinfo=UTC)

SECTION = "Courts"
TOPICS = {
    "Crypto regulation": "Who makes the rules for digital assets, and what they are.",
    "Enforcement": "Agencies that go to court, and what comes of it.",
}
AUTHORS = ["Ines Carrow", "Tobias Renner"]


@verb
def tell_binance_story(*, by) -> None:
    """Enter the record of the four cases, then two articles and an explainer about them, published."""
    record = file_record(by=by)
    statements = file_statements(record, by=by, now=CHECKED_AT)
    terms = write_glossary()
    desk = set_up_desk(SECTION, TOPICS, AUTHORS)
    write_articles(record, desk, by=by)
    numbers = enter_numbers(by=by, now=CHECKED_AT)
    write_explainer(record, statements, terms, numbers, desk, by=by)
