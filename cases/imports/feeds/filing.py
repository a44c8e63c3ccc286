"""From the items of a feed to events on the dockets they name."""

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.actions import file_case, record_event
from cases.docket_numbers import docket_number_core, docket_number_key
from cases.imports.feeds.reading import Item
from cases.models import Case, Court, Docket, Event
from cases.names import tidy_caption
from cases.partial_dates import PartialDate
from cases.verb import verb

NUMBER = re.compile(r"(?<![\w:-])(?:\d{1,2}:)?\d\d-(?:[a-z]{2}-)?\d{2,7}(?:-[A-Z]{2,6}){0,3}(?![\w-])")
ENTRY_TYPE = re.compile(r"^\s*\[([^\[\]]{1,250})\]")
ENTRY_NUMBER = re.compile(r"\(\s*(?:<a [^<>]{1,2000}>)?\s*(\d{1,6})\s*(?:</a>)?\s*\)")
# Whose sites are called otherwise than the court is in docket data.
COURTS_OF_SITES = {"azb": "arb", "cofc": "uscfc", "neb": "nebraskab", "nysb-mega": "nysb"}
KINDS_OF_CASE = {"cr": Case.Kind.CRIMINAL, "bk": Case.Kind.BANKRUPTCY, "md": Case.Kind.MULTIDISTRICT}
SAYS_ITS_KIND = (
    Event.Kind.TRANSCRIPT, Event.Kind.APPEAL, Event.Kind.VERDICT, Event.Kind.JUDGMENT, Event.Kind.OPINION,
    Event.Kind.ORDER, Event.Kind.MOTION, Event.Kind.NOTICE,
)  # fmt: skip


@dataclass
class Taken:
    """What became of the items of a feed."""

    counts: Counter = field(default_factory=Counter)
    unknown_dockets: dict[str, str] = field(default_factory=dict)
    left_out: list[dict] = field(default_factory=list)

    def summary(self) -> dict:
        names = ("items", "created", "unchanged", "cases_created")
        unknown = [{"docket": docket, "title": title} for docket, title in self.unknown_dockets.items()]
        counts = {name: self.counts[name] for name in names}
        return counts | {"unknown_dockets": unknown, "left_out": self.left_out}


@verb
def take_in_feed(items: list[Item], *, by, court: str = "", create: bool = False) -> Taken:
    """Put each item on the timeline of the docket it names, once.

    The court is told by the address of the item or its feed, else by `court`, a code. An unknown docket is
    named in the answer; with `create` a case is opened for it.
    """
    taken = Taken()
    for item in items:
        taken.counts["items"] += 1
        try:
            with transaction.atomic():
                _take_in(item, taken, court, create=create, by=by)
        except (ValueError, ValidationError) as problem:
            messages = problem.messages if isinstance(problem, ValidationError) else [str(problem)]
            taken.left_out.append({"title": item.title[:200], "reason": " ".join(messages)})
    return taken


def _take_in(item, taken, court, *, create, by):
    number = _number(item)
    code = _court_code(item) or court
    if not code:
        raise ValueError("Neither its address nor you say which court it is from.")
    if item.day is None:
        raise ValueError("It has no date that can be read.")
    if docket := _find(code, number):
        taken.counts[_put(docket, item, by=by)] += 1
    elif create:
        taken.counts[_put(_open(code, number, item, by=by), item, by=by)] += 1
        taken.counts["cases_created"] += 1
    else:
        taken.unknown_dockets.setdefault(f"{code} {number}", item.title[:200])


def _put(docket, item, *, by):
    """Put the item on its docket, and say what came of it."""
    key = entry_key(item)
    number = entry_number(item)
    known = docket.events.filter(entry_key=key)
    if number:
        known = known | docket.events.filter(entry_number=number)
    if known.exists():
        return "unchanged"
    kind, title = _kind_and_title(item, number)
    day = PartialDate.day(item.day)
    record_event(
        docket.case, kind, day, title, docket=docket, description=item.words, entry_number=number,
        entry_key=key, by=by,
    )  # fmt: skip
    return "created"


def entry_key(item: Item) -> str:
    """What tells the item from all others: what the feed says does, else all of it."""
    told = item.guid or f"{item.link}\n{item.title}\n{item.date}\n{item.description}"
    return f"feed {hashlib.sha256(told.encode()).hexdigest()[:40]}"


def entry_number(item: Item) -> str:
    """The number of the docket entry, which courts put in brackets behind its type."""
    found = ENTRY_NUMBER.search(item.description)
    return found[1] if found else ""


def _number(item):
    for text in (item.title, item.link):
        if found := NUMBER.search(text):
            return found[0]
    raise ValueError("Neither its title nor its link has a docket number.")


def _court_code(item):
    """ecf.dcd.uscourts.gov is dcd."""
    for link in (item.link, item.guid, item.feed_link):
        try:
            host = urlsplit(link).hostname or ""
        except ValueError:
            continue
        if found := re.fullmatch(r"(?:ecf|www)\.([a-z0-9-]{2,20})\.uscourts\.gov", host):
            return COURTS_OF_SITES.get(found[1], found[1])
    return ""


def _find(code, number):
    """The docket of this number; without its office, the only one there is."""
    key = docket_number_key(number)
    dockets = Docket.objects.filter(court__code=code).select_related("case")
    if found := dockets.filter(docket_number_key=key).first():
        return found
    alike = dockets.filter(docket_number_core=docket_number_core(key))
    if key != docket_number_core(key):
        return None
    found = list(alike[:2])
    return found[0] if len(found) == 1 else None


def _open(code, number, item, *, by):
    court = Court.objects.filter(code=code).first()
    if court is None:
        raise ValueError(f"The record knows no court of the code {code}.")
    caption = tidy_caption(_without_number(item.title))[:500] or number
    letters = re.search(r"[a-z]{2}", docket_number_key(number))
    kind = KINDS_OF_CASE.get(letters[0] if letters else "", Case.Kind.CIVIL)
    case = file_case(caption, kind=kind, court=court, docket_number=number, by=by)
    return case.dockets.select_related("case").get()


def _kind_and_title(item, number):
    found = ENTRY_TYPE.match(item.description)
    title = _clean(found[1]) if found else item.words or _without_number(item.title)
    words = title.casefold().split()
    kind = next((kind for kind in SAYS_ITS_KIND if kind in words), Event.Kind.ENTRY)
    return kind, title[:250] or (f"Docket entry {number}" if number else "Docket entry")


def _without_number(title):
    return _clean(NUMBER.sub(" ", title, count=1)).strip(" :-–")


def _clean(text):
    return " ".join(text.split())
