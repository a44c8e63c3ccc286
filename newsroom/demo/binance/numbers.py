"""What the story counts, over the record it is told from."""

from datetime import datetime

from newsroom.numbers.actions import save_number
from newsroom.numbers.models import Number
from newsroom.prose.references import number_html

SEC = "party=securities-and-exchange-commission&role=plaintiff"
NUMBERS = {
    "dropped": {
        "title": "Cases the SEC brought and dropped with prejudice",
        "label": "brought by the SEC and dropped with prejudice",
        "unit": "cases",
        "unit_one": "case",
        "query": f"outcome=dismissed&prejudice=with&{SEC}",
    },
    "penalties": {
        "title": "Money penalties in the criminal cases",
        "what": Number.What.PENALTIES,
        "query": "kind=criminal",
        "threshold": 1,
        "threshold_unit": Number.Unit.PER_CENT,
    },
    "endings": {
        "title": "The cases by how they ended",
        "unit": "cases",
        "unit_one": "case",
        "grouped_by": Number.Grouping.OUTCOME,
    },
}


def enter_numbers(*, by, now: datetime) -> dict[str, Number]:
    """The desk's numbers, each by its key."""
    return {key: save_number(Number(**told), by=by, now=now) for key, told in NUMBERS.items()}


def with_numbers(prose: str, numbers: dict[str, Number]) -> str:
    """The prose with a number of the desk wherever its key stands in braces."""
    return prose.format_map({key: number_html(number.pk) for key, number in numbers.items()})
