"""Facts a text states: dates, money, dockets, courts, citations, legal terms, statements, unknown names.

Pure: no Django, no database. All offsets are code points of the text in NFC. What is found is offered to an
editor with the words it stands in; nothing is recorded from here.
"""

import unicodedata
from collections.abc import Iterable
from datetime import date

from newsroom.linking.facts import citations, courts, dates, dockets, money, names, statements, terms
from newsroom.linking.facts.fact import Fact, apart_from

__all__ = ["Fact", "find_facts"]


def find_facts(
    text: str,
    *,
    published: date | None = None,
    reckoned_from: str = "publication",
    mentions: Iterable[tuple[int, int, str]] = (),
    glossary: Iterable[tuple[str, str]] = (),
    default_dollar: str = "USD",
) -> list[Fact]:
    """Every fact of every kind, in order of place. The same text and arguments give the same facts.

    Dates are reckoned from the day it was `published`; `reckoned_from` says what that day is where it is
    another. `mentions` are names already linked: start, end, entity. `glossary` are wordings with the term
    they mean.
    """
    text = unicodedata.normalize("NFC", text)
    mentions = list(mentions)
    numbered = dockets.find(text)
    numbered += apart_from(citations.find(text), numbered)
    dated = apart_from(dates.find(text, published=published, reckoned_from=reckoned_from), numbered)
    sums = apart_from(money.find(text, default_dollar=default_dollar), numbered)
    plain = [*numbered, *dated, *sums, *apart_from(courts.find(text), numbered)]
    said = statements.find(text, published=published, mentions=mentions, found_dates=dated)
    explained = [(start, end) for start, end, _ in mentions] + [(fact.start, fact.end) for fact in plain]
    found = [*plain, *terms.find(text, glossary=glossary), *said, *names.find(text, explained=explained)]
    return sorted(found, key=lambda fact: (fact.start, fact.end, fact.kind))
