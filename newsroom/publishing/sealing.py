"""What the digests of editions and of their cancellations are taken of."""

from collections.abc import Iterable
from datetime import UTC, datetime

from newsroom.publishing.canonical import digest
from newsroom.publishing.models import Cancellation, Correction, Publication

ENTRY = ("kind", "concerns", "before", "after", "note")


def sealed(edition: Publication, corrections: Iterable[Correction]) -> dict:
    """Its content, what was done, when it takes effect, and what readers are told with it."""
    told = {
        "content": edition.content,
        "verb": edition.verb,
        "effective_at": _in_utc(edition.effective_at),
        "note": edition.note,
    }
    entries = [{name: getattr(correction, name) for name in ENTRY} for correction in corrections]
    return told | ({"corrections": entries} if entries else {})


def seal_of(cancellation: Cancellation, edition: Publication) -> str:
    """The digest of a cancellation, which follows from that of its edition."""
    return digest({"cancelled_at": _in_utc(cancellation.cancelled_at)}, edition.digest)


def _in_utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
