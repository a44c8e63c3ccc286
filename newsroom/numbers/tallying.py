"""Tallies: numbers counted, and noted with what of the record had been seen by then."""

import json
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import connection

from newsroom.numbers.asking import Definition
from newsroom.numbers.counting import count, groups_of
from newsroom.numbers.figures import Value
from newsroom.numbers.models import Tally

COUNTED = ["value", "fingerprint", "problem", "seen", "counted_at"]
# PostgreSQL counts a transaction among what its own snapshot sees.
SEEN = """
select case when own is null then seen::text else concat(
    pg_snapshot_xmin(seen), ':', greatest(pg_snapshot_xmax(seen)::text::bigint, own + 1), ':',
    (select string_agg(running::text, ',' order by running) from (
       select own union select pg_snapshot_xip(seen)::text::bigint
     ) not_seen (running)))
  end
from (select pg_current_snapshot(), pg_current_xact_id_if_assigned()::text::bigint) moment (seen, own)
"""


def take_tally(definition: Definition, *, now: datetime) -> None:
    """Count now, and keep it.

    A change that was not committed by the snapshot may be counted already: it makes the tally due again.
    """
    tally = Tally(
        key=definition.key,
        what=definition.what,
        query=definition.query,
        grouped_by=definition.grouped_by,
        moved_by=definition.moved_by,
    )
    _count(tally, now)
    Tally.objects.bulk_create(
        [tally], update_conflicts=True, unique_fields=["key"], update_fields=["moved_by", *COUNTED]
    )


def take_again(tally: Tally, *, now: datetime) -> bool:
    """Count now what was counted before, and keep it; say whether it came to anything else."""
    before = tally.fingerprint
    _count(tally, now)
    tally.save(update_fields=COUNTED)
    return tally.fingerprint != before


def note_failure(tally: Tally, problem: str, *, now: datetime) -> None:
    """It cannot be counted as it is: it is tried again when the record has changed."""
    Tally.objects.filter(pk=tally.pk).update(
        value=None, fingerprint="", problem=problem[:1000], seen=snapshot(), counted_at=now
    )


def tallies_of(definitions: Iterable[Definition]) -> dict[str, Tally]:
    """By key, those that were ever counted; one query."""
    return {tally.key: tally for tally in Tally.objects.filter(key__in={each.key for each in definitions})}


def snapshot() -> str:
    """What is committed now: not this transaction, which may yet change the record."""
    with connection.cursor() as cursor:
        cursor.execute(SEEN)
        return cursor.fetchone()[0]


def _count(tally, now):
    tally.seen, tally.counted_at = snapshot(), now
    definition = tally.definition
    try:
        value, groups = count(definition), groups_of(definition) if definition.grouped_by else []
    except ValidationError as error:
        tally.value, tally.fingerprint, tally.problem = None, "", " ".join(error.messages)
    else:
        tally.value, tally.fingerprint, tally.problem = value.frozen, _fingerprint(value, groups), ""


def _fingerprint(value: Value, groups) -> str:
    told = [value.frozen, *([group.key, group.label, group.value.frozen] for group in groups)]
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
