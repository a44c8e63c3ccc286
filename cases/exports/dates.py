from itertools import takewhile

from cases.partial_dates import PartialDate


def known_part(date: PartialDate) -> str:
    """Year, month and day as far as they are certain; of two days, what they have in common."""
    pairs = zip(date.first.isoformat().split("-"), date.last.isoformat().split("-"), strict=True)
    return "-".join(first for first, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def span(date: PartialDate) -> tuple[str, str] | None:
    """The two days between which it was, where that is what is known."""
    if date.precision != "between":
        return None
    return date.first.isoformat(), date.last.isoformat()
