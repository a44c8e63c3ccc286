"""Static files, collected only when one changed since: hashing and compressing them takes seconds."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

# What comes with packages and no page of ours shows: a second API viewer, and a third.
UNUSED = ["redoc*", "rest_framework*"]


def collect_static() -> bool:
    """Bring STATIC_ROOT up to date; return whether there was anything to do."""
    root = Path(settings.STATIC_ROOT)
    mark = root.with_name(f"{root.name}.collected")
    found = _fingerprint()
    if (root / "staticfiles.json").exists() and mark.exists() and mark.read_text() == found:
        return False
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=UNUSED)
    mark.write_text(found)
    return True


def _fingerprint():
    """Names, sizes and times of all files as they lie in their packages."""
    seen = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(UNUSED):
            state = Path(storage.path(name)).stat()
            seen.update(f"{name} {state.st_size} {state.st_mtime_ns}\n".encode())
    return seen.hexdigest()
