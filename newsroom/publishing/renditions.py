"""Ready pages: found by one indexed lookup, made again when something they were made from changed.

A page is stored only if the record stood still while it was made. Whoever changes the record holds a
shared lock until commit (a trigger on the change log takes it); storing tries the exclusive one and,
should a writer be at work, lets the page go unstored: the next reader's will be kept. So does a page made
within the transaction of a change, which nobody else can see yet: a snapshot does not always tell that
one's own changes are not committed.
"""

import gzip
import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection, transaction
from psycopg import Cursor

from newsroom.publishing.models import Ingredient, Rendition

RENDITION_LOCK = 0x0E0D_0001
LONGEST_KEYS = 2000

# The one query of a reader's page, by hand: the ORM would take longer to write it than PostgreSQL to answer.
FIND = """
select status, etag, keys, modified_at,
       case when status = 200 and etag = any(string_to_array(%s, ' ')) then null else html_gzip end
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
    def etag(self) -> str:
        return hashlib.sha256(self.html).hexdigest()

    @property
    def keys(self) -> str:
        """Surrogate keys; a page made of more than a header holds is purged by every change."""
        keys = " ".join(sorted(f"{subject}-{pk}" for subject, pk in self.made_from))
        return keys if len(keys) <= LONGEST_KEYS else "many"


@dataclass(frozen=True, slots=True)
class Ready:
    """What a reader is sent. There is no body for a reader who said they have it."""

    status: int
    etag: str
    keys: str
    modified_at: datetime
    html_gzip: bytes | None


def find(path: str, now: datetime, *, design: str = "", known: Collection[str] = ()) -> Ready | None:
    """The page at the path, if it may be served as it is, in one query.

    `design` says which templates it must have been made with; `known` holds the etags the reader has:
    the bytes of such a page stay in the database.
    """
    with _fast_cursor() as cursor:
        cursor.execute(FIND, [" ".join(known), path, design, now])
        row = cursor.fetchone()
    return row and Ready(*row)


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


def keep(path: str, page: Page, *, seen: str) -> Ready:
    """Store a page rendered from what was committed at `seen`; return it also if it could not be stored."""
    ready = Ready(
        status=page.status,
        etag=page.etag,
        keys=page.keys,
        modified_at=page.modified_at,
        html_gzip=gzip.compress(page.html, 9, mtime=0),
    )
    with transaction.atomic():
        if _record_stood_still(seen):
            _store(path, page, ready)
    return ready


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


def _store(path, page, ready):
    values = {name: getattr(ready, name) for name in Ready.__slots__}
    stored, _ = Rendition.objects.update_or_create(
        path=path,
        defaults={**values, "valid_until": page.valid_until, "design": page.design, "is_stale": False},
    )
    stored.ingredients.all().delete()
    Ingredient.objects.bulk_create(
        Ingredient(rendition=stored, subject=subject, subject_id=pk) for subject, pk in sorted(page.made_from)
    )
