"""Which disposition of a claim against a party is the live one, when the pair gains or loses some."""

from collections import defaultdict
from collections.abc import Iterable

from cases.models import Disposition


def settle_pairs(pairs: Iterable[int]) -> None:
    """Let each disposition of these pairs be superseded by the next one of its own pair, the last by none.

    Where several would be live, the latest by date is, and supersedes the others.
    """
    rows = {row.pk: row for row in Disposition.objects.filter(against__in=set(pairs)).select_for_update()}
    successors = {row.pk: _successor(row, rows) for row in rows.values()}
    last = defaultdict(list)
    for row in rows.values():
        if successors[row.pk] is None:
            last[row.against_id].append(row)
    for several in last.values():
        *others, live = sorted(several, key=lambda row: (row.when, row.pk))
        successors |= {row.pk: live.pk for row in others}
    # A row that gives way is written before the one that becomes live: never two at any instant.
    for row in sorted(rows.values(), key=lambda row: (successors[row.pk] is None, row.pk)):
        if row.superseded_by_id != successors[row.pk]:
            Disposition.objects.filter(pk=row.pk).update(superseded_by=successors[row.pk])


def _successor(row, rows):
    following = rows.get(row.superseded_by_id)
    while following and following.against_id != row.against_id:
        following = rows.get(following.superseded_by_id)
    return following and following.pk
