"""What the digest of an edition is taken of."""

from collections.abc import Iterable
from datetime import UTC

from newsroom.publishing.models import Correction, Publication

ENTRY = ("kind", "concerns", "before", "after", "note")


def sealed(edition: Publication, corrections: Iterable[Correction]) -> dict:
    """Its content, what was done, when it takes effect, and what readers are told with it."""
    told = {
        "content": edition.content,
        "verb": edition.verb,
        "effective_at": edition.effective_at.astimezone(UTC).isoformat(),
        "note": edition.note,
    }
    entries = [{name: getattr(correction, name) for name in ENTRY} for correction in corrections]
    return told | ({"corrections": entries} if entries else {})
