"""What the digests of editions and of their cancellations are taken of."""

from collections.abc import Iterable
from datetime import UTC, datetime

from newsroom.publishing.canonical import digest
from newsroom.publishing.models import Cancellation, Correction, Publication, PublishedNumber

ENTRY = ("kind", "concerns", "before", "after", "note")


def sealed(
    edition: Publication, corrections: Iterable[Correction], numbers: Iterable[PublishedNumber]
) -> dict:
    """Its content, what was done, when it takes effect, what readers are told with it, its numbers' rows."""
    told = {
        "content": edition.content,
        "verb": edition.verb,
        "effective_at": _in_utc(edition.effective_at),
        "note": edition.note,
    }
    entries = [{name: getattr(correction, name) for name in ENTRY} for correction in corrections]
    counted = [each.sealed | {"counted_at": _in_utc(each.counted_at)} for each in numbers]
    beside = {"corrections": entries, "numbers": counted}
    return told | {name: rows for name, rows in beside.items() if rows}


def seal_of(cancellation: Cancellation, edition: Publication) -> str:
    """The digest of a cancellation, which follows from that of its edition."""
    return digest({"cancelled_at": _in_utc(cancellation.cancelled_at)}, edition.digest)


def _in_utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
