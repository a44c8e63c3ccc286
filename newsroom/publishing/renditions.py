"""Ready pages: found by one indexed lookup, made again when something they were made from changed.

A page is stored only if the record stood still while it was made. Whoever changes the record holds a
shared lock until commit (a trigger on the change log takes it); storing tries the exclusive one and,
should a writer be at work, lets the page go unstored: the next reader's will be kept. So does a page made
within the transaction of a change, which nobody else can see yet: a snapshot does not always tell that
one's own changes are not committed.
"""

import gzip
import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import brotli
from django.db import connection, transaction
from psycopg import Cursor

from newsroom.publishing.models import Ingredient, Rendition

RENDITION_LOCK, STORING_LOCK = 0x0E0D_0001, 0x0E0D_0008
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

INGREDIENTS = """
insert into newsroom_ingredient (rendition_id, subject, subject_id)
select * from unnest(%s::bigint[], %s::text[], %s::bigint[])
"""
UPDATED = [field.name for field in Rendition._meta.fields if not field.primary_key and field.name != "path"]


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
    rendition = _compressed(path, page)
    with transaction.atomic():
        if _record_stood_still(seen):
            _store([rendition], [page])
    body = rendition.html_br if coding == BROTLI else rendition.html_gzip
    return Ready(page.status, page.digest + _suffix(coding), page.keys, page.modified_at, coding, body)


def keep_all(pages: Mapping[str, Page], *, seen: str) -> bool:
    """Store the pages, by path, that were rendered from what was committed at `seen`; all of them or none.

    Those who store many at once wait for each other, before they ask for the lock that keeps writers out.
    """
    paths = sorted(pages)
    renditions = [_compressed(path, pages[path]) for path in paths]
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [STORING_LOCK])
        if stood_still := _record_stood_still(seen):
            _store(renditions, [pages[path] for path in paths])
    return stood_still


def _compressed(path, page):
    return Rendition(
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


def _record_stood_still(seen):
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [RENDITION_LOCK])
        if not cursor.fetchone()[0]:
            return False
        cursor.execute(
            """select not exists (
                 select from cases_change
                 where transaction_id >= pg_snapshot_xmin(%s::pg_snapshot)::text::bigint
                   and (transaction_id::text::xid8 = pg_current_xact_id_if_assigned()
                        or not pg_visible_in_snapshot(transaction_id::text::xid8, %s::pg_snapshot)))""",
            [seen, seen],
        )
        return cursor.fetchone()[0]


def _store(renditions, pages):
    Rendition.objects.bulk_create(
        renditions, update_conflicts=True, unique_fields=["path"], update_fields=UPDATED
    )
    numbers = [rendition.pk for rendition in renditions]
    Ingredient.objects.filter(rendition__in=numbers).delete()
    made_from = [
        (pk, subject, subject_id)
        for pk, page in zip(numbers, pages, strict=True)
        for subject, subject_id in sorted(page.made_from)
    ]
    with connection.cursor() as cursor:
        cursor.execute(INGREDIENTS, list(map(list, zip(*made_from, strict=True))) or [[], [], []])
