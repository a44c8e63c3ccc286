"""The steps of a merge, carried out and written down, and taken back from what was written.

Values travel as the database's own JSON, so that a row comes back to the last digit and with its number.
"""

import json

from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import CASCADE, SET_NULL, Model

from cases.actions.merge_draft import whole_rows
from cases.actions.merge_plan import Add, Change, MergePlan, Remove
from cases.models import Disposition, DocketLine, FormerSlug


class CannotUndo(Exception):
    """Something done since the merge stands in the way; the message says what and what to do."""


def carry_out(plan: MergePlan) -> list[dict]:
    """Take the steps of a plan; what is returned lets `take_back` undo them."""
    journal = []
    for step in plan.steps:
        entry = {"do": type(step).__name__.lower(), "model": step.model._meta.label_lower}
        match step:
            case Change():
                _change(step.model, step.column, step.entries)
                entry |= {"column": step.column, "entries": step.entries, "rule": step.rule}
            case Remove():
                _delete(step.model, step.into)
                entry |= {"rows": step.rows, "into": list(step.into.items()), "rule": step.rule}
            case Add():
                row = step.model._base_manager.create(**step.values)
                entry |= {"rows": whole_rows(step.model, [row.pk])}
        journal.append(entry)
    return journal


def take_back(journal: list[dict]) -> None:
    """Undo the steps, last first. What has been edited since stays as edited; what was added stays.

    Raises CannotUndo where a row that gave way cannot come back.
    """
    absent = {}
    for entry in reversed(journal):
        model = apps.get_model(entry["model"])
        match entry["do"]:
            case "add":
                _delete_unedited(model, entry["rows"])
            case "remove":
                absent.setdefault(model, set()).update(_bring_back(model, entry["rows"]))
            case "change":
                _change_back(model, entry, absent)


def check_keys() -> None:
    """Have every foreign key checked now instead of at commit."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")


def _change_back(model, entry, absent):
    column = entry["column"]
    if model is Disposition and column == "superseded_by_id":
        return  # settled at the end, for the desk may have recorded more of them since
    entries = [(pk, new, old) for pk, old, new in entry["entries"]]
    if model is DocketLine and column == "printed":
        _put(model, column, entries)  # whatever was printed since is news to the row that comes back
        return
    if entry["rule"]:
        for each in entries:
            _change_unless_taken(model, column, each)
        return
    field = next(field for field in model._meta.local_concrete_fields if field.column == column)
    lost = absent.get(field.related_model, ())
    _change(model, column, [each for each in entries if each[2] not in lost])


def _change_unless_taken(model, column, entry):
    """A preference may have gone to another statement since: then that stands."""
    try:
        with transaction.atomic():
            _change(model, column, [entry])
    except IntegrityError:
        return


def _change(model, column, entries):
    """Set the column of each row that still has the old value to the new one."""
    _put(model, column, entries, f'and to_jsonb(t."{column}") is not distinct from v.old')


def _put(model, column, entries, condition=""):
    table, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(
            f'update "{table}" t set "{column}" = (jsonb_populate_record('  # noqa: S608  our own names
            f"""null::"{table}", jsonb_build_object('{column}', v.new))).\"{column}\""""
            " from jsonb_to_recordset(%s::jsonb) v(pk bigint, old jsonb, new jsonb)"
            f' where t."{key}" = v.pk {condition}',
            [json.dumps([{"pk": pk, "old": old, "new": new} for pk, old, new in entries])],
        )


def _delete(model, numbers):
    # Nothing refers to these rows any more, so nothing need be collected.
    with connection.cursor() as cursor:
        cursor.execute(
            f'delete from "{model._meta.db_table}" where "{model._meta.pk.column}" = any(%s)',  # noqa: S608  our own names
            [list(numbers)],
        )


def _delete_unedited(model, rows):
    for row in rows:
        pk = row[model._meta.pk.column]
        if model is FormerSlug or whole_rows(model, [pk]) == [row]:
            _delete(model, [pk])


def _bring_back(model, rows):
    """Insert the rows as they were, under their own numbers; returns those that can't stand any more."""
    absent = _mend_keys(model, rows)
    columns = [field.column for field in model._meta.local_concrete_fields if not field.generated]
    listed = ", ".join(f'"{column}"' for column in columns)
    table, key = model._meta.db_table, model._meta.pk.column
    wanted = [row for row in rows if row[key] not in absent]
    with connection.cursor() as cursor:
        cursor.execute(
            f'insert into "{table}" ({listed}) select {listed}'  # noqa: S608  our own names
            f' from jsonb_populate_recordset(null::"{table}", %s::jsonb)'
            f' on conflict do nothing returning "{key}"',
            [json.dumps(wanted)],
        )
        back = {pk for (pk,) in cursor.fetchall()}
    return {row[key] for row in rows} - back


def _mend_keys(model: type[Model], rows: list[dict]) -> set[int]:
    """Treat keys to rows deleted since as the deletion would have; returns the rows it would have taken."""
    taken = set()
    for field in model._meta.local_concrete_fields:
        if not field.is_relation:
            continue
        named = {row[field.column] for row in rows} - {None}
        there = set(field.related_model._base_manager.filter(pk__in=named).values_list("pk", flat=True))
        for row in rows:
            if row[field.column] in named - there:
                _mend(model, field, row, taken)
    return taken


def _mend(model, field, row, taken):
    if field.remote_field.on_delete is CASCADE:
        taken.add(row[model._meta.pk.column])
    elif field.remote_field.on_delete is SET_NULL:
        row[field.column] = None
    else:
        raise CannotUndo(
            f"The {model._meta.verbose_name} that gave way in the merge rests on a "
            f"{field.related_model._meta.verbose_name} that was deleted since (number {row[field.column]}): "
            "restore that from its history, then undo."
        )
