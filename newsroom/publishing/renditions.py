"""Ready pages: found by one indexed lookup, made again when something they were made from changed.

A page is stored only if the record stood still while it was made. Whoever changes the record holds a
shared lock until commit (a trigger on the change log takes it); storing tries the exclusive one and,
should a writer be at work, lets the page go unstored: the next reader's will be kept.
"""

import gzip
import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

import brotli
from django.db import connection, transaction
from psycopg import Cursor

from newsroom.publishing.models import Ingredient, Rendition

RENDITION_LOCK = 0x0E0D_0001
LONGEST_KEYS = 2000

# How a page is stored and sent: compressed twice, once, when it is made. Whoever takes neither form gets the
# second unpacked. Each form has a validator of its own, as its bytes are its own.
BROTLI, GZIP, PLAIN = "br", "gzip", ""
BROTLI_QUALITY, GZIP_LEVEL = 5, 9

# The one query of a reader's page, by hand: the ORM would take longer to write it than PostgreSQL to answer.
FIND = """
select status, etag || %s, keys, modified_at, %s,
       case when status = 200 and etag || %s = any(string_to_array(%s, ' ')) then null
            when %s = 'br' then html_br else html_gzip end
from newsroom_rendition
where path = %s and design = %s and not is_stale and (valid_until is null or valid_until > %s)
"""


@dataclass(frozen=True)
class Page:
    """A page as rendered, with the subjects of the record it was made from and the templates' fingerprint."""

    html: bytes
    status: int
    modified_at: datetime
    valid_until: datetime | None = None
    made_from: frozenset[tuple[str, int]] = field(default_factory=frozenset)
    design: str = ""

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.html).hexdigest()

    @property
    def keys(self) -> str:
        """Surrogate keys; a page made of more than a header holds is purged by every change."""
        keys = " ".join(sorted(f"{subject}-{pk}" for subject, pk in self.made_from))
        return keys if len(keys) <= LONGEST_KEYS else "many"


@dataclass(frozen=True, slots=True)
class Ready:
    """What a reader is sent, in one coding; unpacked, a plain one. No body is for who said they have it."""

    status: int
    etag: str
    keys: str
    modified_at: datetime
    coding: str
    body: bytes | None


def find(
    path: str, now: datetime, *, design: str = "", coding: str = GZIP, known: Collection[str] = ()
) -> Ready | None:
    """The page at the path, if it may be served as it is, in one query.

    `design` says which templates it must have been made with; `known` holds the etags the reader has:
    the bytes of such a page stay in the database.
    """
    suffix = _suffix(coding)
    with _fast_cursor() as cursor:
        cursor.execute(FIND, [suffix, coding, suffix, " ".join(known), coding, path, design, now])
        row = cursor.fetchone()
    return row and Ready(*row)


def _suffix(coding):
    """What tells the validator of one form of a page from that of another."""
    return f"-{coding}" if coding else ""


class PreparedCursor(Cursor):
    """Plans its query once and gets bytes as bytes; Django's own would have each sent as two digits."""

    def execute(self, query, params=None):
        return super().execute(query, params, prepare=True, binary=True)


def _fast_cursor():
    """Such a cursor, on Django's connection and in its log of queries."""
    connection.ensure_connection()
    cursor = PreparedCursor(connection.connection)
    make = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    return make(cursor)


def snapshot() -> str:
    """What is committed now; pass it to `keep` so that it can tell what changed since."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_current_snapshot()::text")
        return cursor.fetchone()[0]


def keep(path: str, page: Page, *, seen: str, coding: str = GZIP) -> Ready:
    """Store a page rendered from what was committed at `seen`; return it also if it could not be stored.

    Compressing takes longer than storing: nobody waits for it behind a lock.
    """
    stored = Rendition(
        path=path,
        status=page.status,
        etag=page.digest,
        keys=page.keys,
        modified_at=page.modified_at,
        valid_until=page.valid_until,
        design=page.design,
        html_gzip=gzip.compress(page.html, GZIP_LEVEL, mtime=0),
        html_br=brotli.compress(page.html, quality=BROTLI_QUALITY),
    )
    with transaction.atomic():
        if _record_stood_still(seen):
            _store(stored, page.made_from)
    body = stored.html_br if coding == BROTLI else stored.html_gzip
    return Ready(page.status, page.digest + _suffix(coding), page.keys, page.modified_at, coding, body)


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


def _store(stored, made_from):
    values = {
        field.name: getattr(stored, field.name) for field in Rendition._meta.fields if not field.primary_key
    }
    stored, _ = Rendition.objects.update_or_create(path=values.pop("path"), defaults=values)
    stored.ingredients.all().delete()
    Ingredient.objects.bulk_create(
        Ingredient(rendition=stored, subject=subject, subject_id=pk) for subject, pk in sorted(made_from)
    )
