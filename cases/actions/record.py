"""Verbs that hold for every row of the record."""

from django.db.models import Model

from cases.verb import verb


@verb
def keep(row: Model, *, by) -> Model:
    """Check a row of the record against every rule it has, and keep it.

    Raises ValidationError with the fields at fault.
    """
    row.full_clean()
    row.save()
    return row


@verb
def keep_all(rows: list[Model], *, by) -> list[Model]:
    """Check many new rows of one kind, field by field, and keep them at once.

    What holds between rows is left to the database. Raises ValidationError with the fields at fault.
    """
    _check_fields(rows)
    return type(rows[0]).objects.bulk_create(rows) if rows else []


@verb
def amend_all(rows: list[Model], fields: set[str], *, by) -> None:
    """Keep the changed fields of many rows of one kind at once, checked as in `keep_all`."""
    _check_fields(rows)
    if rows:
        type(rows[0]).objects.bulk_update(rows, sorted(fields), batch_size=500)


def _check_fields(rows):
    for row in rows:
        # The database checks foreign keys; Django would ask it about each of them.
        row.clean_fields(exclude={f.name for f in row._meta.concrete_fields if f.remote_field})


@verb
def remove(row: Model, *, by) -> None:
    """Take a row out of the record. Raises ProtectedError while something rests on it."""
    row.delete()
