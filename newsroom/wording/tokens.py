"""What a rule may name as bearing a word out, in the record's own vocabulary."""

import re
from collections.abc import Iterable, Iterator

from cases.models import Case, Disposition, Penalty, Statement

Outcome = Disposition.Outcome
KNOWN = frozenset(
    [
        *(outcome.value for outcome in Outcome if outcome != Outcome.DISMISSED),
        *(f"dismissed:{prejudice.value}" for prejudice in Disposition.Prejudice),
        *(f"penalty:{kind.value}" for kind in Penalty.Kind),
        *(f"case:{kind.value}" for kind in Case.Kind),
        *(f"stated:{mode}" for mode in (Statement.Mode.FOUND.value, Statement.Mode.ADMITTED.value)),
    ]
)

_GUILTY_OF = re.compile(r"guilty_of:[a-z]{3,40}")
# One with hyphens is one word: who broke an anti-money-laundering law has not laundered money.
_WORD = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*")


def guilty_of(title: str) -> Iterator[str]:
    """What a plea of guilty to a claim of that title, or a conviction, bears out: a token for each word."""
    return (f"guilty_of:{word}" for word in _WORD.findall(title.casefold()))


def unknown_tokens(tokens: Iterable[str] | None) -> list[str]:
    return [token for token in tokens or () if token not in KNOWN and not _GUILTY_OF.fullmatch(token)]
