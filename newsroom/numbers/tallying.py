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


def take_tally(definition: Definition, *, now: datetime) -> tuple[Tally, bool]:
    """Count now, and keep it; say too whether it came to anything else than before.

    A change that was not committed by the snapshot may be counted already: it makes the tally due again.
    """
    seen = snapshot()
    told = _told(definition)
    before = Tally.objects.filter(key=definition.key).values_list("fingerprint", flat=True).first()
    tally, _ = Tally.objects.update_or_create(
        key=definition.key,
        defaults={
            "what": definition.what,
            "query": definition.query,
            "grouped_by": definition.grouped_by,
            "moved_by": definition.moved_by,
            "seen": seen,
            "counted_at": now,
            **told,
        },
    )
    return tally, before is not None and before != tally.fingerprint


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


def _told(definition):
    try:
        value, groups = count(definition), groups_of(definition) if definition.grouped_by else []
    except ValidationError as error:
        return {"value": None, "fingerprint": "", "problem": " ".join(error.messages)}
    return {"value": value.frozen, "fingerprint": _fingerprint(value, groups), "problem": ""}


def _fingerprint(value: Value, groups) -> str:
    told = [value.frozen, *([group.key, group.label, group.value.frozen] for group in groups)]
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
