"""How filters and their values are read, and what a reader is told who got one wrong."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from cases.docket_numbers import docket_number_key
from cases.identifiers import tidy_identifier
from cases.models import ExternalIdentifier
from cases.names import name_key
from cases.partial_dates import PartialDate

LONGEST_VALUE = 200
MOST_WORDS = 10
IS_SLUG = RegexValidator(r"\A[-a-zA-Z0-9_]+\Z", "Expected a slug: letters, digits, hyphens and underscores.")


class ValueField(forms.CharField):
    """One value of bounded length, without NUL."""

    def __init__(self, **kwargs):
        super().__init__(max_length=LONGEST_VALUE, **kwargs)

    def clean(self, value):
        value = super().clean(value)
        if not value:
            return None
        try:
            return self.read(value)
        except ValueError as problem:
            raise ValidationError(str(problem)) from problem

    def read(self, value):
        """What the text means; a ValueError says what was expected."""
        return value


class SlugField(ValueField):
    default_validators = [IS_SLUG]


class CodesField(forms.MultipleChoiceField):
    """Slugs of any number."""

    def validate(self, value):
        for code in value:
            IS_SLUG(code)


class ChoicesField(forms.MultipleChoiceField):
    def validate(self, value):
        if not {str(one) for one in value} <= {choice for choice, _ in self.choices}:
            raise ValidationError(_one_of(choice for choice, _ in self.choices))


class FlagField(ValueField):
    def read(self, value):
        if value not in ("true", "false"):
            raise ValueError("Expected true or false.")
        return value == "true"


class WordsField(ValueField):
    def read(self, value):
        words = value.split()
        if len(words) > MOST_WORDS:
            raise ValueError(f"Expected at most {MOST_WORDS} words.")
        return words


class NameField(ValueField):
    def read(self, value):
        if not (key := name_key(value)):
            raise ValueError("Expected a name with at least one letter or digit.")
        return key


class DocketNumberField(ValueField):
    def read(self, value):
        return docket_number_key(value)


class DateField(ValueField):
    def read(self, value):
        try:
            return PartialDate.parse(value)
        except ValueError:
            raise ValueError("Expected a date, a month or a year: 2023-06-05, 2023-06 or 2023.") from None


class IdentifierField(ValueField):
    def read(self, value):
        scheme, _, number = value.partition(":")
        if scheme not in ExternalIdentifier.Scheme or not number:
            raise ValueError(f"Expected register:value. {_one_of(ExternalIdentifier.Scheme.values)}")
        return scheme, tidy_identifier(scheme, number)


class OrderingField(ValueField):
    def __init__(self, *, choices, **kwargs):
        super().__init__(**kwargs)
        self.choices = choices

    def read(self, value):
        if value not in dict(self.choices):
            raise ValueError(_one_of(dict(self.choices)))
        return value


def _one_of(values):
    return f"Expected one of: {', '.join(values)}."
