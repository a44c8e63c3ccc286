"""What a rule may name as bearing a word out, in the record's own vocabulary."""

from collections.abc import Iterable

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


def unknown_tokens(tokens: Iterable[str] | None) -> list[str]:
    return [token for token in tokens or () if token not in KNOWN]
