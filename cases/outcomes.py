"""How the claims of a case stand, as a table: the parties for whom a claim stands alike share a row."""

from collections.abc import Iterable
from dataclasses import dataclass

from cases.models import Claim, ClaimAgainst, Disposition, Party

# Dispositions that differ in none of these are one to a reader.
ALIKE = ("outcome", "prejudice", "decided_by", "date", "printed", "note", "source_id")


@dataclass(frozen=True)
class ClaimRow:
    """A claim, how it stands, and the parties for whom it stands so."""

    claim: Claim
    disposition: Disposition | None
    parties: list[Party]


def claim_rows(pairs: Iterable[ClaimAgainst]) -> list[ClaimRow]:
    """The rows for pairs loaded `with_dispositions()`, each claim in its turn; no query is made."""
    rows = {}
    for pair in pairs:
        disposition = pair.live[0] if pair.live else None
        alike = (pair.claim_id, disposition and tuple(getattr(disposition, name) for name in ALIKE))
        rows.setdefault(alike, ClaimRow(pair.claim, disposition, [])).parties.append(pair.party)
    return list(rows.values())
