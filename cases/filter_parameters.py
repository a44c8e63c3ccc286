"""The parameters that filters are made of: each says what it means, and narrows or orders rows.

A date filter keeps a row when the date may lie on that side: a case filed in "May 2025" is both filed after
15 May 2025 and filed before it. The ends count in. What has no date is kept by no date filter.
"""

from datetime import timedelta

import django_filters
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F

from cases import filter_fields

ONE_DAY = timedelta(days=1)


class Parameter(django_filters.Filter):
    """One parameter: what it means in plain words, and an example."""

    takes_several = False

    def __init__(self, meaning, *, example, **kwargs):
        super().__init__(label="", help_text=meaning, **kwargs)
        self.meaning, self.example = meaning, example


class Slug(Parameter):
    field_class = filter_fields.SlugField


class Codes(Parameter):
    """Given several times: any of them."""

    field_class = filter_fields.CodesField
    takes_several = True


class Choices(Parameter):
    """Given several times: any of them."""

    field_class = filter_fields.ChoicesField
    takes_several = True


class Flag(Parameter):
    field_class = filter_fields.FlagField


class Words(Parameter):
    field_class = filter_fields.WordsField


class Name(Parameter):
    field_class = filter_fields.NameField


class DocketNumber(Parameter):
    field_class = filter_fields.DocketNumberField


class Identifier(Parameter):
    field_class = filter_fields.IdentifierField


class After(Parameter):
    """Rows whose partial date may be the first day of the one given, or later."""

    field_class = filter_fields.DateField

    def filter(self, qs, value):
        known = value and {f"{self.field_name}__overlap": DateRange(value.first, None)}
        return qs.filter(**known) if known else qs


class Before(Parameter):
    """Rows whose partial date may be the last day of the one given, or earlier."""

    field_class = filter_fields.DateField

    def filter(self, qs, value):
        if not value:
            return qs
        # Ranges sort by their first day: this bound is one the index on the column can seek.
        next_day = DateRange(value.last + ONE_DAY, value.last + 2 * ONE_DAY)
        return qs.filter(**{f"{self.field_name}__lt": next_day})


class Ordering(Parameter):
    """Which order rows come in; the key breaks ties, and rows that lack the value come last."""

    field_class = filter_fields.OrderingField

    def __init__(self, *columns, default):
        choices = [(sign + column, sign + column) for column in columns for sign in ("", "-")]
        super().__init__(
            f"The order of the rows, a minus for descending; {default} unless given.",
            example=default,
            choices=choices,
        )
        self.default = default

    def filter(self, qs, value):
        value = value or self.default
        column = F(value.removeprefix("-"))
        if value.startswith("-"):
            return qs.order_by(column.desc(nulls_last=True), "-pk")
        return qs.order_by(column.asc(nulls_last=True), "pk")
