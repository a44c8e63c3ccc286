"""Values as the API gives them. What isn't known is null, never an empty string and never left out."""

from datetime import UTC

from rest_framework import serializers

from cases.api.addresses import resource_url, site_url


class Text(serializers.CharField):
    """Words, or null for none."""

    def __init__(self, **kwargs):
        super().__init__(**{"read_only": True, "allow_null": True, **kwargs})

    def to_representation(self, value):
        return super().to_representation(value) or None


class Words(serializers.CharField):
    """Words that are always there."""

    def __init__(self, **kwargs):
        super().__init__(read_only=True, **kwargs)


class Choice(serializers.ChoiceField):
    """One of the words the schema lists, or null where `allow_null` says so."""

    def __init__(self, choices, **kwargs):
        super().__init__(choices, read_only=True, **kwargs)

    def to_representation(self, value):
        return value or None


class PartialDate(serializers.CharField):
    """A date as far as it is known: 2023-06-05, 2023-06, 2023, or 2023-06-03/2023-06-09 for between."""

    def __init__(self, **kwargs):
        kwargs.setdefault(
            "help_text",
            "As far as it is known (EDTF): 2023-06-05, 2023-06, 2023, or 2023-06-03/2023-06-09 for between.",
        )
        super().__init__(**{"read_only": True, "allow_null": True, **kwargs})

    def to_representation(self, value):
        return value.isoformat()


class RecordedAt(serializers.DateTimeField):
    """Since when it is on record with us, in UTC; the row is annotated `FirstRecorded`."""

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", "When we first recorded it.")
        super().__init__(read_only=True, default_timezone=UTC, **kwargs)


class ResourceAddress(serializers.URLField):
    """Where the API serves the row."""

    def __init__(self, name, *, lookup="slug", **kwargs):
        self.name, self.lookup = name, lookup
        super().__init__(**{"read_only": True, "source": "*", **kwargs})

    def to_representation(self, row):
        return resource_url(self.name, getattr(row, self.lookup))


class PageAddress(serializers.URLField):
    """Where readers find its page."""

    def __init__(self, **kwargs):
        super().__init__(**{"read_only": True, "source": "*", **kwargs})

    def to_representation(self, row):
        return site_url(row.get_absolute_url())
