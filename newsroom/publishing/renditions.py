"""Ready pages: found by one indexed lookup, made again when something they were made from changed.

A page is stored only if the record stood still while it was made. Whoever changes the record holds a
shared lock until commit (the trigger on the change log takes it); storing tries the exclusive one and,
should a writer be at work, lets the page go unstored: the next reader's will be kept.
"""

import gzip
import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection, transaction

from newsroom.publishing.models import Ingredient, Rendition

RENDITION_LOCK = 0x0E0D_0001


@dataclass(frozen=True)
class Page:
    """A page as rendered, with the subjects of the record it was made from."""

    html: bytes
    status: int
    modified_at: datetime
    valid_until: datetime | None = None
    made_from: frozenset[tuple[str, int]] = field(default_factory=frozenset)

    @property
    def etag(self) -> str:
        return hashlib.sha256(self.html).hexdigest()


def snapshot() -> str:
    """What is committed now; pass it to `keep` so that it can tell what changed since."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_current_snapshot()::text")
        return cursor.fetchone()[0]


def keep(path: str, page: Page, *, seen: str) -> Rendition:
    """Store a page rendered from what was committed at `seen`; return it also if it could not be stored."""
    rendition = Rendition(
        path=path,
        status=page.status,
        html_gzip=gzip.compress(page.html, 9, mtime=0),
        etag=page.etag,
        keys=" ".join(sorted(f"{subject}-{pk}" for subject, pk in page.made_from)),
        modified_at=page.modified_at,
        valid_until=page.valid_until,
    )
    with transaction.atomic():
        if _record_stood_still(seen):
            _store(rendition, page.made_from)
    return rendition


def _record_stood_still(seen):
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [RENDITION_LOCK])
        if not cursor.fetchone()[0]:
            return False
        cursor.execute(
            """select not exists (
                 select from cases_change
                 where transaction_id >= pg_snapshot_xmin(%s::pg_snapshot)::text::bigint
                   and not pg_visible_in_snapshot(transaction_id::text::xid8, %s::pg_snapshot))""",
            [seen, seen],
        )
        return cursor.fetchone()[0]


def _store(rendition, made_from):
    kept = ("status", "html_gzip", "etag", "keys", "modified_at", "valid_until", "is_stale")
    values = {name: getattr(rendition, name) for name in kept}
    stored, _ = Rendition.objects.update_or_create(path=rendition.path, defaults=values)
    stored.ingredients.all().delete()
    Ingredient.objects.bulk_create(
        Ingredient(rendition=stored, subject=subject, subject_id=pk) for subject, pk in sorted(made_from)
    )
