"""The filter language over published stories; see `cases.filters` for what it shares with the record's.

What a story is about, and under whose byline and section it stands, is read from the published edition.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Q
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware, make_aware

from cases.filter_fields import ValueField
from cases.filter_parameters import Choices, Ordering, Parameter, Slug, Words
from cases.filters import Filters
from cases.models import Case, Entity
from cases.partial_dates import PartialDate
from newsroom.numbers.asking import What

ONE_DAY = timedelta(days=1)
INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Span:
    """From a moment up to, not including, another."""

    begins: datetime
    ends: datetime


class SpanField(ValueField):
    """A moment, or the day, month or year on the desk's clock."""

    def read(self, value):
        try:
            return _moment(value) if "T" in value else _days(value)
        except (ValueError, OverflowError):
            raise ValueError(
                "Expected a date or a moment with its offset: 2025-06-02, 2025-06 or 2025-06-02T12:00:00Z "
                "(a plus sign is written %2B)."
            ) from None


def _moment(value):
    moment = parse_datetime(value)
    if not moment or not is_aware(moment):
        raise ValueError
    return Span(moment, moment + INSTANT)


def _days(value):
    date = PartialDate.parse(value)
    begins, ends = (datetime.combine(day, time()) for day in (date.first, date.last + ONE_DAY))
    return Span(make_aware(begins), make_aware(ends))


class PublishedAfter(Parameter):
    field_class = SpanField

    def filter(self, qs, value):
        return qs.filter(first_published_at__gte=value.begins) if value else qs


class PublishedBefore(Parameter):
    field_class = SpanField

    def filter(self, qs, value):
        return qs.filter(first_published_at__lt=value.ends) if value else qs


class StoryFilters(Filters):
    section = Slug("The slug of a section.", example="enforcement", field_name="section__slug")
    topic = Slug("The slug of a topic.", example="crypto-regulation", field_name="topics__slug")
    author = Slug("The slug of an author on the byline.", example="iris-vance", method="by_author")
    about_case = Slug(
        "The slug of a case the whole story is about.", example="sec-v-binance-holdings", method="covering"
    )
    about_entity = Slug(
        "The slug of an entity the whole story is about.", example="binance-holdings", method="covering"
    )
    covering_case = Slug(
        "The slug of a case the story is about or mentions.",
        example="sec-v-binance-holdings",
        method="covering",
    )
    covering_entity = Slug(
        "The slug of an entity the story is about or mentions.", example="binance-holdings", method="covering"
    )
    published_after = PublishedAfter("First published then or later.", example="2025-06-02")
    published_before = PublishedBefore(
        "First published then or earlier; a day, month or year counts to its end.", example="2025-06"
    )
    q = Words(
        "Words of the headline or the line under it, all of them.", example="dismissal", method="headed"
    )
    ordering = Ordering("first_published_at", "updated_at", "headline", default="-first_published_at")

    def by_author(self, queryset, _name, slug):
        return queryset.by_author(slug)

    def covering(self, queryset, name, slug):
        how, what = name.split("_")
        about = {"is_about": True} if how == "about" else {}
        if what == "entity":
            return queryset.covering(
                entity__in=Entity.objects.visible_to(self.user).reached_by(slug), **about
            )
        return queryset.covering(case__in=Case.objects.visible_to(self.user).reached_by(slug), **about)

    def headed(self, queryset, _name, words):
        return queryset.headed(words)


class NumberFilters(Filters):
    what = Choices(
        "What is counted.", example="cases", choices=What.choices, field_name="told__what", lookup_expr="in"
    )
    story = Slug(
        "The slug of the story it stands in.",
        example="what-the-dismissal-means",
        field_name="publication__slug",
    )
    q = Words("Words of the title, all of them.", example="dropped", method="called")
    ordering = Ordering("counted_at", default="-counted_at")

    def called(self, queryset, _name, words):
        return queryset.filter(*(Q(told__title__icontains=word) for word in words))
