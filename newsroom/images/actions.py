"""The verbs of pictures."""

import hashlib
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from cases.verb import verb
from newsroom.images.developing import develop
from newsroom.images.models import Image


@verb
def add_image(data: bytes, *, by, now: datetime, **said: str) -> Image:
    """Keep a picture with what is said of it: alt text, credit, caption, licence, where it is from.

    The same file again is the picture we have, with what was said of it first; only what was left empty is
    filled in. Raises NotAPicture, and ValidationError with the fields at fault.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    known = Image.objects.select_for_update().filter(sha256=sha256).first()
    if known:
        for name, value in said.items():
            setattr(known, name, getattr(known, name) or value)
        known.full_clean()
        known.save()
        return known
    developed = develop(data)
    image = Image(
        sha256=sha256, file=developed.name, width=developed.width, height=developed.height,
        widths=developed.widths, added_by=by, added_at=now, **said,
    )  # fmt: skip
    image.full_clean()
    image.save()
    transaction.on_commit(lambda: _store(developed.files))
    return image


def _store(files):
    """Write what isn't there yet: a name says what is in the file, so one that is there is the same."""
    for name, data in files.items():
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(data))
