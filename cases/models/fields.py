"""How the record stores dates that are only partly known."""

import datetime as dt

from django import forms
from django.contrib.postgres.fields import DateRangeField
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange, Range

from cases.partial_dates import WAYS_TO_TYPE, PartialDate

ONE_DAY = dt.timedelta(days=1)


def _read(value):
    """A partial date from what a person typed, a program gave or the database keeps."""
    match value:
        case None | PartialDate():
            return value
        case str():
            try:
                return PartialDate.parse(value)
            except ValueError as problem:
                raise ValidationError(str(problem), code="invalid") from problem
        case dt.date():
            return PartialDate.day(value)
        case Range():
            return PartialDate(value.lower, value.upper - ONE_DAY)
    raise ValidationError(f"Type a date like {WAYS_TO_TYPE}.", code="invalid")


class PartialDateFormField(forms.Field):
    """One line of text for a date as far as it is known."""

    widget = forms.TextInput

    def to_python(self, value):
        return None if value in self.empty_values else _read(value)

    def prepare_value(self, value):
        return value.isoformat() if isinstance(value, PartialDate) else value

    def has_changed(self, initial, data):
        return super().has_changed(self.to_python(initial), data)


class PartialDateField(DateRangeField):
    """A PartialDate, kept as the range of days it may mean, which the database can compare and index."""

    form_field = PartialDateFormField

    def db_check(self, connection):
        # Every stored range must be readable as a partial date, whichever program wrote it.
        column = connection.ops.quote_name(self.column)
        return f"{column} <@ daterange('1000-01-01', '9999-01-01') AND NOT isempty({column})"

    def from_db_value(self, value, expression, connection):  # noqa: ARG002 - Django's signature
        return _read(value)

    def to_python(self, value):
        return _read(value)

    def get_prep_value(self, value):
        # Lookups may also compare with a plain range: date__fully_lt=(today, None).
        if isinstance(value, (list, tuple, Range)):
            return super().get_prep_value(value)
        known = _read(value)
        return known and DateRange(known.first, known.last + ONE_DAY)

    def value_to_string(self, obj):
        return _read(self.value_from_object(obj)).isoformat()

    def formfield(self, **kwargs):
        if not self.help_text:
            kwargs.setdefault("help_text", f"For example {WAYS_TO_TYPE}.")
        return super().formfield(**kwargs)
