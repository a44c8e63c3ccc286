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
def remove(row: Model, *, by) -> None:
    """Take a row out of the record. Raises ProtectedError while something rests on it."""
    row.delete()
