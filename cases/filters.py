"""The one filter language over the record: what the API, the public lists, CSV and feeds are narrowed by."""

import django_filters
from django.db.models import Exists, OuterRef

from cases.filter_parameters import (
    After,
    Before,
    Choices,
    Codes,
    DocketNumber,
    Flag,
    Identifier,
    Name,
    Ordering,
    Slug,
    Words,
)
from cases.models import Case, Court, Disposition, Entity, Event, ExternalIdentifier, Party
from cases.roles import PartyRole


class Filters(django_filters.FilterSet):
    """A set of parameters; those that speak of one related row are asked of it together."""

    @property
    def asked(self):
        return {name: value for name, value in self.form.cleaned_data.items() if value not in ("", None, [])}

    @property
    def user(self):
        """Who reads; None is anyone."""
        return self.request.user if self.request else None

    def _reached(self, name, model):
        """What was asked, with the row that the slug given as `name` leads to, also by a former address."""
        asked = self.asked
        return asked | ({name: model.objects.reached_by(asked[name])} if name in asked else {})

    def told_apart(self, queryset, _name, _value):
        """The parameter is asked in `filter_queryset`, together with others."""
        return queryset


TOGETHER = {"method": "told_apart"}


def renamed(asked, **names):
    """Of what was asked, the lookups that these parameters stand for."""
    return {lookup: asked[name] for name, lookup in names.items() if name in asked}


class CaseFilters(Filters):
    kind = Choices(
        "The kind of case.", example="civil", choices=Case.Kind.choices, field_name="kind", lookup_expr="in"
    )
    court = Codes("The code of a court the case is or was before.", example="dcd", method="of_courts")
    docket_number = DocketNumber(
        "A docket number however it is written: 1:23-cv-01599-ABJ, 23-cv-1599 and 23 Civ. 1599 find the same "
        "case. Without the office (the 1:) cases of every office are found.",
        example="1:23-cv-01599",
        method="of_docket_number",
    )
    party = Slug(
        "The slug of a person or organisation that is a party. With `role`, that party has the role.",
        example="securities-and-exchange-commission",
        **TOGETHER,
    )
    role = Choices(
        "A role some party has in the case.", example="defendant", choices=PartyRole.choices, **TOGETHER
    )
    outcome = Choices(
        "How a claim ended for a party, as it stands now. With `prejudice`, of the same ending.",
        example="dismissed",
        choices=Disposition.Outcome.choices,
        **TOGETHER,
    )
    prejudice = Choices(
        "Whether a claim was dismissed with prejudice, so that it cannot be brought again.",
        example="with",
        choices=Disposition.Prejudice.choices,
        **TOGETHER,
    )
    filed_after = After(
        "Cases that may have been filed on this day or later. A month or a year counts from its first day.",
        example="2023-06",
        field_name="date_filed",
    )
    filed_before = Before(
        "Cases that may have been filed on this day or earlier. A month or a year counts to its last day.",
        example="2023",
        field_name="date_filed",
    )
    open = Flag(
        "true: cases that go on; false: cases closed by the court or decided for every party and claim.",
        example="true",
        method="going_on",
    )
    q = Words("Words of the caption, all of them, in any order.", example="binance", method="captioned")
    ordering = Ordering("date_filed", "caption", default="-date_filed")

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        if party := renamed(self._reached("party", Entity), party="entity__in", role="role__in"):
            queryset = queryset.with_party(**party)
        if ending := renamed(self.asked, outcome="outcome__in", prejudice="prejudice__in"):
            queryset = queryset.decided(**ending)
        return queryset

    def of_courts(self, queryset, _name, codes):
        return queryset.in_courts(codes)

    def of_docket_number(self, queryset, _name, key):
        return queryset.numbered(key)

    def going_on(self, queryset, _name, is_open):
        return queryset.open() if is_open else queryset.closed()

    def captioned(self, queryset, _name, words):
        return queryset.captioned(words)


class EntityFilters(Filters):
    kind = Choices(
        "The kind of entity.",
        example="company",
        choices=Entity.Kind.choices,
        field_name="kind",
        lookup_expr="in",
    )
    q = Name(
        "How the name or an alias begins; capitals, accents and punctuation do not count.",
        example="binan",
        method="named_like",
    )
    case = Slug("The slug of a case the entity is a party to.", example="sec-v-binance-holdings", **TOGETHER)
    role = Choices(
        "A role the entity has in some case; with `case`, in that one.",
        example="defendant",
        choices=PartyRole.choices,
        **TOGETHER,
    )
    identifier = Identifier(
        f"What another register calls the entity, as register:value. Registers: "
        f"{', '.join(ExternalIdentifier.Scheme.values)}.",
        example="cik:1679788",
        method="identified",
    )
    ordering = Ordering("name", default="name")

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        if asked := renamed(self._reached("case", Case), case="case__in", role="role__in"):
            cases = Case.objects.visible_to(self.user).filter(pk=OuterRef("case"))
            held = Party.objects.filter(Exists(cases), entity=OuterRef("pk"), **asked)
            queryset = queryset.filter(Exists(held))
        return queryset

    def named_like(self, queryset, _name, key):
        return queryset.named_like(key)

    def identified(self, queryset, _name, identifier):
        return queryset.identified(*identifier)


class CourtFilters(Filters):
    system = Choices(
        "The system of courts.",
        example="federal",
        choices=Court.System.choices,
        field_name="system",
        lookup_expr="in",
    )
    level = Choices(
        "The level of the court.",
        example="trial",
        choices=Court.Level.choices,
        field_name="level",
        lookup_expr="in",
    )
    appeals_to = Slug(
        "The code of the court that hears its appeals.", example="cadc", field_name="appeals_to__code"
    )
    q = Words("Words of the name, all of them, in any order.", example="columbia", method="called")
    ordering = Ordering("name", "code", default="name")

    def called(self, queryset, _name, words):
        return queryset.called(words)


class EventFilters(Filters):
    kind = Choices(
        "The kind of event.",
        example="hearing",
        choices=Event.Kind.choices,
        field_name="kind",
        lookup_expr="in",
    )
    significance = Choices(
        "Major events make up a timeline that can be read at a glance.",
        example="major",
        choices=Event.Significance.choices,
        field_name="significance",
        lookup_expr="in",
    )
    standing = Choices(
        "Whether it is still expected, has happened or was cancelled.",
        example="confirmed",
        choices=Event.Standing.choices,
        field_name="standing",
        lookup_expr="in",
    )
    after = After("Events that may be of this day or later.", example="2023-06-05", field_name="date")
    before = Before("Events that may be of this day or earlier.", example="2024", field_name="date")
    ordering = Ordering("date", default="-date")
