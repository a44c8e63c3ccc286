"""What changed of a subject, in words: from what the record told then to what it tells now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from cases.models import Disposition, Penalty, Statement
from cases.partial_dates import PartialDate
from cases.status import say_penalty

NOTHING = "nothing"
FIELDS = {
    "words": "number",
    "caption": "caption",
    "date_filed": "filed",
    "date_terminated": "closed",
    "is_sealed": "sealed",
    "name": "name",
    "may_be_named": "may be named",
    "text": "statement",
    "mode": "how firmly",
    "is_quotation": "quoted exactly",
    "is_preferred": "the one we go by",
    "term": "term",
    "definition": "definition",
}
DATES = ("date_filed", "date_terminated")


@dataclass(frozen=True)
class Step:
    """One thing that is told otherwise."""

    what: str
    old: str
    new: str


def said_of(old: dict | None, new: dict | None) -> list[Step]:
    """Every step from the one to the other."""
    if old is None or new is None:
        return [Step("in the record", "no" if old is None else "yes", "no" if new is None else "yes")]
    steps = [
        Step(what, _value(name, old.get(name)), _value(name, new.get(name)))
        for name, what in FIELDS.items()
        if old.get(name) != new.get(name)
    ]
    names = old.get("names", {}) | new.get("names", {})
    for kind, say in (("standings", str), ("claims", _ending), ("penalties", _penalty)):
        steps += _rows(kind, say, old, new, names)
    return steps


def subject_in(flag) -> str:
    """What the flag's subject is called."""
    told = flag.new or flag.old or {}
    called = told.get("caption") or told.get("name") or told.get("term") or told.get("text")
    called = called or told.get("title")
    return called or f"{flag.subject} {flag.subject_id}"


def _rows(kind, say, old, new, names) -> Iterator[Step]:
    """What each row says otherwise; one that gave way to its like has another number and says the same."""
    before, after = old.get(kind, {}), new.get(kind, {})
    came = [after[key] for key in after.keys() - before.keys()]
    for key in sorted(before.keys() - after.keys(), key=int):
        if before[key] in came:
            came.remove(before[key])
        else:
            yield Step(names.get(f"{kind}/{key}", kind), say(before[key]), _without(kind, key, new))
    for key in sorted(after, key=int):
        then, today = before.get(key), after[key]
        if then is None and today in came:
            came.remove(today)
        elif then is None or then == today:
            continue
        was = say(then) if then else _without(kind, key, old)
        yield Step(names.get(f"{kind}/{key}", kind), was, say(today))


def _without(kind, key, told):
    """What a record tells that lacks the row: of a claim that it was open, if the case had it at all."""
    if kind != "claims":
        return NOTHING
    return "open" if f"claims/{key}" in told.get("names", {}) else "not in this case"


def _ending(told):
    if told["printed"]:
        words = f"“{told['printed']}”"
    else:
        words = str(Disposition(outcome=told["outcome"], prejudice=told["prejudice"]))
    return f"{words}, {_date(told['date'])}" if told["date"] else words


def _penalty(told):
    penalty = Penalty(
        kind=told["kind"],
        amount=told["amount"] and _amount(told["amount"]),
        currency=told["currency"],
        duration=told["duration"],
        duration_unit=told["duration_unit"],
    )
    words = say_penalty(penalty)
    if told["date_imposed"]:
        words += f", imposed {_date(told['date_imposed'])}"
    return f"{words}, until {_date(told['date_satisfied'])}" if told["date_satisfied"] else words


def _value(name, value):
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not value:
        return NOTHING
    if name == "mode":
        return Statement.Mode(value).label
    return _date(value) if name in DATES else value


def _amount(text):
    return Penalty._meta.get_field("amount").to_python(text)


def _date(told: str) -> str:
    """The words of a range of days as PostgreSQL writes it."""
    first, beyond = (date.fromisoformat(day) for day in told.strip("[)").split(","))
    return str(PartialDate(first, beyond - timedelta(days=1)))
