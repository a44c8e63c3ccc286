"""The kinds of rows that can be imported, each with its table of columns."""

from collections.abc import Callable
from dataclasses import dataclass

from cases.imports.sheets import cases, entities, events, parties
from cases.imports.sheets.change import Matching
from cases.imports.sheets.columns import Column


@dataclass(frozen=True)
class Kind:
    """A table that can be imported.

    Of each group in `one_of`, the columns of at least one choice must be there.
    """

    columns: tuple[Column, ...]
    one_of: tuple[tuple[tuple[str, ...], ...], ...]
    only_exported: frozenset[str]
    matching: Callable[[], Matching]


KINDS = {
    "cases": Kind(cases.COLUMNS, cases.ONE_OF, frozenset({"is_open", "status"}), cases.CaseMatching),
    "parties": Kind(parties.COLUMNS, parties.ONE_OF, frozenset({"caption", "name"}), parties.PartyMatching),
    "events": Kind(
        events.COLUMNS, events.ONE_OF, frozenset({"caption", "source", "source_url"}), events.EventMatching
    ),
    "entities": Kind(entities.COLUMNS, entities.ONE_OF, frozenset(), entities.EntityMatching),
}
