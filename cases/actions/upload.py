"""Holding a file until its owner confirms it."""

from cases.models import Upload
from cases.verb import verb


@verb
def hold_upload(content: bytes, *, kind: str, encoding: str, name: str, by, now) -> Upload:
    """Keep a file for its owner for a while; those that nobody confirmed in time are forgotten."""
    Upload.objects.expired(now).delete()
    return Upload.objects.create(
        owner=by, kind=kind, encoding=encoding, name=name[:250], content=content, uploaded_at=now
    )


@verb
def drop_upload(upload: Upload, *, by) -> None:
    """Forget a file that its owner does not want imported."""
    upload.delete()
