"""Which pages must be made again, found without a look at those that need not be.

Whatever marks a page stale is in the change log, and its ingredients lead from there to the page. So all
that is stale hangs on changes since the last moment at which nothing was: that moment is kept, as what was
then committed. An index of stale pages would be written to by every change, once for each page it spoils.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

# How far anybody has looked. If nobody has, all of the log is to be read.
LOOKED = """
select pg_current_snapshot()::text, upto::text, pg_snapshot_xmin(upto)::text::bigint
from (select coalesce((select seen from newsroom_allfresh), '1:1:')::pg_snapshot) looked (upto)
"""
# What the log has more. The first transaction is told by its number: the planner must see how little of the
# log is asked for, to begin with the index.
IS_CHANGED = """
select exists (
  select from cases_change
  where transaction_id >= %(first)s and not pg_visible_in_snapshot(transaction_id::text::xid8, %(upto)s)
)
"""
STALE = """
select id, path from newsroom_rendition
where is_stale and id in (
  select rendition_id from cases_change join newsroom_ingredient using (subject, subject_id)
  where transaction_id >= %(first)s and not pg_visible_in_snapshot(transaction_id::text::xid8, %(upto)s)
)
order by id
"""
# A page of another design is one before or behind it in the index, which knows no "other".
OUTDATED = """
(select path from newsroom_rendition where design < %(design)s and id %% %(of)s = %(share)s
 order by design limit %(most)s)
union all
(select path from newsroom_rendition where design > %(design)s and id %% %(of)s = %(share)s
 order by design limit %(most)s)
union all
(select path from newsroom_rendition where valid_until <= %(now)s and id %% %(of)s = %(share)s
 order by valid_until limit %(most)s)
"""
ALL_FRESH = """
insert into newsroom_allfresh (id, seen) values (1, %s) on conflict (id) do update set seen = excluded.seen
"""


@dataclass(frozen=True)
class Share:
    """A part of all pages, the same every time, so that several processes make no page twice."""

    number: int = 0
    of: int = 1

    def has(self, pk: int) -> bool:
        return pk % self.of == self.number


def spoilt_pages(share: Share, *, design: str, most: int, now: datetime) -> list[str]:
    """The addresses of up to so many pages of the share that are stale, outdated or of another design."""
    found = _stale(share) + _outdated(share, design, most, now)
    return list(dict.fromkeys(found))[:most]


def _stale(share):
    with connection.cursor() as cursor:
        cursor.execute(LOOKED)
        seen, upto, first = cursor.fetchone()
        cursor.execute(IS_CHANGED, {"first": first, "upto": upto})
        if not cursor.fetchone()[0]:
            return []
        cursor.execute(STALE, {"first": first, "upto": upto})
        rows = cursor.fetchall()
        # What changed after `seen` is found again by the next look.
        if not rows:
            cursor.execute(ALL_FRESH, [seen])
    return [path for pk, path in rows if share.has(pk)]


def _outdated(share, design, most, now):
    asked = {"design": design, "now": now, "share": share.number, "of": share.of, "most": most}
    with connection.cursor() as cursor:
        cursor.execute(OUTDATED, asked)
        return [path for (path,) in cursor.fetchall()]
