"""Facts a text states: dates, money, dockets, courts, citations, legal terms, statements, names not known yet.

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
    mentions: Iterable[tuple[int, int, str]] = (),
    glossary: Iterable[tuple[str, str]] = (),
    default_dollar: str = "USD",
) -> list[Fact]:
    """Every fact of every kind, in order of place. The same text and arguments give the same facts.

    `mentions` are names already linked: start, end, entity. `glossary` are wordings with the term they mean.
    """
    text = unicodedata.normalize("NFC", text)
    mentions = list(mentions)
    numbered = dockets.find(text)
    cited = apart_from(citations.find(text), numbered)
    spoken_for = [*numbered, *cited]
    dated = apart_from(dates.find(text, published=published), spoken_for)
    sums = apart_from(money.find(text, default_dollar=default_dollar), spoken_for)
    seated = apart_from(courts.find(text), spoken_for)
    termed = terms.find(text, glossary=glossary)
    said = statements.find(text, published=published, mentions=mentions, found_dates=dated)
    explained = [(start, end) for start, end, _ in mentions]
    explained += [(fact.start, fact.end) for fact in [*spoken_for, *dated, *sums, *seated]]
    unknown = names.find(text, explained=explained)
    found = [*spoken_for, *dated, *sums, *seated, *termed, *said, *unknown]
    return sorted(found, key=lambda fact: (fact.start, fact.end, fact.kind))
