"""Works out a merge: joining two rows means that whatever refers to one refers to the other from then on.

Where that would make two rows of which the database allows one, a rule decides; mostly they are joined too,
and so on down: two parties with one role, their claims, the dispositions of those.
"""

import json

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import (
    FETCH_PEERS,
    BinaryField,
    BooleanField,
    CheckConstraint,
    JSONField,
    Model,
    TextField,
)

from cases.actions.merge_keys import references, unique_keys
from cases.actions.merge_plan import Change, Collision, Difference, Remove
from cases.models import (
    Case,
    CaseRelation,
    ClaimAgainst,
    Counsel,
    Disposition,
    DistinctCases,
    DistinctEntities,
    DocketLine,
    Entity,
    Party,
    Statement,
)
from cases.models.entity_details import DETAILS

# Fields left empty in the row that stays are filled from the one that gives way; true outweighs false
# everywhere. Not the dates of ends: an empty one says that something goes on.
FILLED = {
    Entity: ("description", "country", "website", *DETAILS),
    Case: ("summary", "date_filed"),
    Party: ("role_printed", "name_printed", "docket", "date_joined"),
    Counsel: ("firm", "roles_printed", "entity"),
}
# Rows that say how one subject stands to another: between the two that are merged they say nothing more.
BETWEEN_TWO = {
    CaseRelation: {"from_case_id": "to_case_id", "to_case_id": "from_case_id"},
    DistinctEntities: {"first_id": "second_id", "second_id": "first_id"},
    DistinctCases: {"first_id": "second_id", "second_id": "first_id"},
}
# Which lines of dockets are read into rows that merges may join, and how the rows lead to their case.
READ_INTO = {
    Party: (DocketLine.Kind.PARTY, "case"),
    Counsel: (DocketLine.Kind.COUNSEL, "party__case"),
    ClaimAgainst: (DocketLine.Kind.CLAIM, "case"),
}
HEAVY = (TextField, JSONField, BinaryField)

JOINED = "They say the same: one stays, and what belongs to the other goes over to it."
BETWEEN = "It stands between the two that become one: it is set aside."
SUPERSEDED = "Both are live: the later one stays live and supersedes the other."
NOT_PREFERRED = (
    "Both are preferred on one point: the survivor's stays preferred, the other is kept beside it."
)
ABOVE_ITSELF = "It would belong to itself: it belongs to nobody."
AS_PRINTED = "What the docket had printed of the row by then."
FILLS = "Empty in the row that stays: taken from the other."


class Draft:
    """The steps of a merge as they are worked out, and the rows as they would stand after them.

    With `lock`, every row is locked as it is read: parents before what hangs on them, as other verbs do.
    """

    def __init__(self, *, lock: bool):
        self.lock = lock
        self.known: dict[type[Model], dict[int, Model]] = {}
        self.gone: dict[type[Model], set[int]] = {}
        self.lines: dict[type[Model], dict[int, DocketLine]] = {}
        self.steps: list[Change | Remove] = []
        self.collisions: list[Collision] = []

    def join(self, model: type[Model], pairs: dict[int, int], rule: str) -> None:
        """Let each row on the left of `pairs` give way to the one on its right."""
        for relation in references(model):
            self.repoint(relation.related_model, relation.field, pairs)
        if model in READ_INTO:
            self._let_lines_follow(model, pairs)
        rows = whole_rows(model, pairs)
        self._fill(model, pairs, {row[model._meta.pk.column]: row for row in rows})
        self.gone.setdefault(model, set()).update(pairs)
        self.steps.append(Remove(model, rows, dict(pairs), rule))

    def repoint(self, model, field, pairs):
        rows = self.rows(model, field.attname, {*pairs, *pairs.values()})
        moving = {row.pk for row in rows if getattr(row, field.attname) in pairs}
        if not moving:
            return
        self._set_aside(model, field, rows, pairs)
        for key in unique_keys(model, field):
            self._resolve(key, field, [row for row in rows if not self._is_gone(row)], pairs, moving)
        entries, freed = [], []
        for row in rows:
            if row.pk in moving and not self._is_gone(row):
                old = getattr(row, field.attname)
                is_itself = model is field.related_model and pairs[old] == row.pk
                setattr(row, field.attname, None if is_itself else pairs[old])
                (freed if is_itself else entries).append((row.pk, old, getattr(row, field.attname)))
        if entries:
            self.steps.append(Change(model, field.column, entries))
        if freed:
            self.steps.append(Change(model, field.column, freed, ABOVE_ITSELF))

    def rows(self, model, attname, numbers):
        """Those whose column names one of the numbers, as they would stand after the steps so far."""
        heavy = [field.name for field in model._meta.local_concrete_fields if isinstance(field, HEAVY)]
        found = model._base_manager.filter(**{f"{attname}__in": numbers}).defer(*heavy).order_by("pk")
        if self.lock:
            found = found.select_for_update(of=("self",))
        known = self.known.setdefault(model, {})
        for row in found.fetch_mode(FETCH_PEERS):
            known.setdefault(row.pk, row)
        standing = (row for row in known.values() if getattr(row, attname) in numbers)
        return sorted((row for row in standing if not self._is_gone(row)), key=lambda row: row.pk)

    def _let_lines_follow(self, model, pairs):
        """What a docket printed of a row that gives way is read into the one that stays from then on.

        What it had printed by then is noted too: a row that comes back is as it was then.
        """
        kind, case = READ_INTO[model]
        cases = model._base_manager.filter(pk__in=pairs).order_by().values(case)
        found = DocketLine.objects.filter(kind=kind, row__in=pairs, docket__case__in=cases)
        if self.lock:
            found = found.select_for_update(of=("self",))
        known = self.lines.setdefault(model, {})
        for line in found:
            known.setdefault(line.pk, line)
        following = [line for line in known.values() if line.row in pairs]
        if not following:
            return
        self.steps.append(
            Change(DocketLine, "row", [(line.pk, line.row, pairs[line.row]) for line in following])
        )
        printed = [(line.pk, line.printed, line.printed) for line in following]
        self.steps.append(Change(DocketLine, "printed", printed, AS_PRINTED))
        for line in following:
            line.row = pairs[line.row]

    def _is_gone(self, row):
        return row.pk in self.gone.get(type(row), ())

    def _set_aside(self, model, field, rows, pairs):
        other_end = BETWEEN_TWO.get(model, {}).get(field.attname)
        between = {
            row.pk: pairs[end]
            for row in rows
            if other_end
            and (end := getattr(row, field.attname)) in pairs
            and getattr(row, other_end) == pairs[end]
        }
        if not between:
            return
        for row in rows:
            if row.pk in between:
                self.collisions.append(Collision(model, str(row), "", BETWEEN))
        self.gone.setdefault(model, set()).update(between)
        self.steps.append(Remove(model, whole_rows(model, between), between, BETWEEN))

    def _resolve(self, key, field, rows, pairs, moving):
        values = key.of(rows, field, pairs)
        taken, joined = {}, {}
        for row in sorted(rows, key=lambda row: (row.pk in moving, row.pk)):
            if values[row.pk] is None:
                continue
            other = taken.setdefault(values[row.pk], row)
            if other is not row:
                rule = RULES.get(key.name, join_rows)
                taken[values[row.pk]] = rule(self, row, other, joined)
        if joined:
            self.join(type(rows[0]), {pk: _end(joined, pk) for pk in joined}, JOINED)

    def collide(self, row, other, rule, differing=()):
        self.collisions.append(Collision(type(row), called(row), called(other), rule, tuple(differing)))

    def _fill(self, model, pairs, whole):
        found = model._base_manager.fetch_mode(FETCH_PEERS).in_bulk([*pairs, *pairs.values()])
        changes = {}
        for dropped, kept in pairs.items():
            row = self.known.setdefault(model, {}).setdefault(kept, found[kept])
            for field in _fillable(model):
                if not _may_fill(field, row, found[dropped]):
                    continue
                old = "" if getattr(row, field.attname) == "" else getattr(row, field.attname)
                setattr(row, field.attname, getattr(found[dropped], field.attname))
                if _is_allowed(row, field):
                    entry = (kept, old, whole[dropped][field.column])
                    changes.setdefault(field.column, []).append(entry)
                else:
                    setattr(row, field.attname, old)
        self.steps += [Change(model, column, entries, FILLS) for column, entries in changes.items()]


def join_rows(draft, row, other, joined):
    """The one that stood with the survivor stays, unless its model says that the other outranks it."""
    kept, dropped = (row, other) if getattr(row, "outranks", _never)(other) else (other, row)
    draft.collide(dropped, kept, JOINED, differences(dropped, kept))
    joined[dropped.pk] = kept.pk
    return kept


def supersede(draft, row, other, _joined):
    """Of two live dispositions the later-dated stays live, on a tie the survivor's; undated is earlier."""
    earlier, later = sorted((row, other), key=lambda disposition: (disposition.when, disposition is other))
    draft.collide(earlier, later, SUPERSEDED)
    draft.steps.append(Change(Disposition, "superseded_by_id", [(earlier.pk, None, later.pk)], SUPERSEDED))
    earlier.superseded_by_id = later.pk
    return later


def prefer_survivors(draft, row, other, _joined):
    draft.collide(row, other, NOT_PREFERRED)
    draft.steps.append(Change(Statement, "is_preferred", [(row.pk, True, False)], NOT_PREFERRED))
    row.is_preferred = False
    return other


RULES = {"one_live_disposition": supersede, "one_preferred_statement_per_point": prefer_survivors}


def whole_rows(model: type[Model], numbers) -> list[dict]:
    """The rows with every column, as the database writes them in JSON."""
    table, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(
            f'select to_jsonb(t)::text from "{table}" t where "{key}" = any(%s) order by "{key}"',  # noqa: S608  our own names
            [list(numbers)],
        )
        return [json.loads(text) for (text,) in cursor.fetchall()]


def differences(dropped: Model, kept: Model) -> list[Difference]:
    """What the row that gives way says otherwise than the one that stays, and does not hand on to it."""
    filled = _fillable(type(kept))
    found = []
    for field in kept._meta.local_concrete_fields:
        ours, theirs = getattr(kept, field.attname), getattr(dropped, field.attname)
        is_own = field.primary_key or field.is_relation or not field.editable or field.name == "slug"
        is_said = theirs not in field.empty_values and ours != theirs
        if is_said and not is_own and not (field in filled and _may_fill(field, kept, dropped)):
            found.append(Difference(str(field.verbose_name), ours, theirs))
    return found


def called(row: Model) -> str:
    """A row that only ties two others together is called by them."""
    if not row._meta.auto_created:
        return str(row)
    ends = (field for field in row._meta.local_concrete_fields if field.is_relation)
    return " – ".join(str(getattr(row, field.name)) for field in ends)


def _never(_other):
    return False


def _end(joined, pk):
    while pk in joined:
        pk = joined[pk]
    return pk


def _fillable(model):
    named = FILLED.get(model, ())
    return [
        field
        for field in model._meta.local_concrete_fields
        if field.name in named or isinstance(field, BooleanField)
    ]


def _may_fill(field, row, dropped):
    empty = (None, "", False)
    return getattr(row, field.attname) in empty and getattr(dropped, field.attname) not in empty


def _is_allowed(row, field):
    """Whether the row keeps the table's rules with the field filled."""
    try:
        for rule in row._meta.constraints:
            if isinstance(rule, CheckConstraint) and field.name in rule.condition.referenced_base_fields:
                rule.validate(type(row), row)
    except ValidationError:
        return False
    return True
