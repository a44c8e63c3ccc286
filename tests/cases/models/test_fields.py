from datetime import UTC, date, datetime

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.writer import MigrationWriter
from django.test.utils import isolate_apps
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from cases.models.fields import PartialDateField, PartialDateFormField
from cases.partial_dates import PartialDate

MAY_2025 = PartialDate.parse("May 2025")
DATES = ["2024", "2024-12-31", "2025", "2025-05", "2025-05-29", "2025-05-29/2025-06-02", "2025-06"]


@pytest.fixture
def hearing(db):
    """A model of its own with a table of its own: hearings with a date and perhaps an end."""
    with isolate_apps("cases"):

        class Hearing(models.Model):
            date = PartialDateField()
            end = PartialDateField(null=True, blank=True)

            class Meta:
                app_label = "cases"

            def __str__(self):
                return f"Hearing, {self.date}"

    with connection.schema_editor() as editor:
        editor.create_model(Hearing)
    return Hearing


@pytest.fixture
def hearings(hearing):
    for written in reversed(DATES):
        hearing.objects.create(date=PartialDate.parse(written))
    return hearing.objects.order_by("date")


def dates_of(hearings):
    return [hearing.date.isoformat() for hearing in hearings]


@pytest.mark.parametrize(
    "given", ["2025-05-29", "29 May 2025", date(2025, 5, 29), PartialDate.day(date(2025, 5, 29))]
)
def test_partial_date_field_keeps_what_it_is_given(hearing, given):
    kept = hearing.objects.get(pk=hearing.objects.create(date=given).pk)

    assert kept.date == PartialDate(date(2025, 5, 29), date(2025, 5, 29))
    assert kept.end is None


def test_partial_date_field_keeps_a_moment_as_its_day(hearing):
    kept = hearing.objects.get(pk=hearing.objects.create(date=datetime(2025, 5, 29, 23, tzinfo=UTC)).pk)

    assert str(kept.date) == "29 May 2025"


def test_partial_date_field_keeps_the_range_of_days(hearing):
    hearing.objects.create(date=MAY_2025)

    with connection.cursor() as cursor:
        cursor.execute(f"select date::text from {hearing._meta.db_table}")
        assert cursor.fetchall() == [("[2025-05-01,2025-06-01)",)]


def test_partial_date_field_sorts_like_the_dates_themselves(hearings):
    in_database = [hearing.date for hearing in hearings]

    assert in_database == sorted(map(PartialDate.parse, DATES))


@pytest.mark.parametrize(
    ("lookup", "value", "found"),
    [
        ("date", "May 2025", ["2025-05"]),
        ("date", MAY_2025, ["2025-05"]),
        ("date__in", ["2025", "29 May 2025"], ["2025", "2025-05-29"]),
        ("date__lt", "2025", ["2024", "2024-12-31"]),
        ("date__lt", str(MAY_2025), ["2024", "2024-12-31", "2025"]),
        ("date__gt", PartialDate.parse("2025-05-29"), ["2025-05-29/2025-06-02", "2025-06"]),
        ("date__gte", date(2025, 6, 1), ["2025-06"]),
        ("date__overlap", "2025-06-02", ["2025", "2025-05-29/2025-06-02", "2025-06"]),
        ("date__overlap", (date(2025, 6, 1), None), ["2025", "2025-05-29/2025-06-02", "2025-06"]),
        ("date__contained_by", "2024", ["2024", "2024-12-31"]),
        ("date__contains", date(2024, 12, 31), ["2024", "2024-12-31"]),
        ("date__contains", "2024-12-31", ["2024", "2024-12-31"]),
        ("date__fully_lt", "2025-05-29", ["2024", "2024-12-31"]),
        ("date__fully_lt", (date(2025, 6, 1), None), ["2024", "2024-12-31", "2025-05", "2025-05-29"]),
        ("date__startswith", date(2025, 5, 29), ["2025-05-29", "2025-05-29/2025-06-02"]),
        ("date__startswith__gte", "2025-06-01", ["2025-06"]),
        ("date__endswith", date(2025, 1, 1), ["2024-12-31", "2024"]),
        ("end", None, DATES),
        ("end__isnull", False, []),
    ],
)
def test_partial_date_field_is_found_by_the_lookups_of_ranges(hearings, lookup, value, found):
    assert sorted(dates_of(hearings.filter(**{lookup: value}))) == sorted(found)


def test_partial_date_field_can_be_paged_by(hearings):
    class TwoAPage(CursorPagination):
        page_size = 2
        ordering = "date"

    pages = []
    link = "/hearings/"

    while link:
        paginator = TwoAPage()
        pages.append(dates_of(paginator.paginate_queryset(hearings, Request(APIRequestFactory().get(link)))))
        link = paginator.get_next_link()

    assert pages == [
        ["2024", "2024-12-31"],
        ["2025", "2025-05"],
        ["2025-05-29", "2025-05-29/2025-06-02"],
        ["2025-06"],
    ]


@pytest.mark.parametrize("value", ["last week", "5/29/2025", "2025-02-30", "\x00", "", 2025, object()])
@pytest.mark.parametrize("lookup", ["date", "date__lt", "date__overlap", "date__contains"])
def test_partial_date_field_refuses_malformed_filters_before_the_database_sees_them(hearing, lookup, value):
    with pytest.raises(ValidationError):
        hearing.objects.filter(**{lookup: value})


@pytest.mark.parametrize(
    "written",
    [
        "empty",
        "(,2025-06-01)",
        "[2025-05-01,)",
        "[2025-05-01,infinity)",
        "[0999-12-31,2025-06-01)",
        "[2025-05-01,9999-01-02)",
    ],
)
def test_partial_date_field_refuses_ranges_that_are_no_dates(hearing, written):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"insert into {hearing._meta.db_table} (date) values (%s::daterange)", [written])


def test_partial_date_field_compares_with_another_field_of_its_row(hearing):
    hearing.objects.create(date="2025-05-29", end="2025-05-30")
    hearing.objects.create(date="2025-05-29", end="2025-05")

    found = hearing.objects.filter(end__overlap=models.F("date"))

    assert [str(row.end) for row in found] == ["May 2025"]


def test_partial_date_field_holds_a_check_constraint_in_python_too(hearing):
    constraint = models.CheckConstraint(
        condition=models.Q(end__gte=models.F("date")), name="hearing_ends_after_it_begins"
    )

    constraint.validate(hearing, hearing(date=MAY_2025, end=PartialDate.parse("June 2025")))
    with pytest.raises(ValidationError):
        constraint.validate(hearing, hearing(date=MAY_2025, end=PartialDate.parse("2024")))


def test_partial_date_field_cleans_what_a_model_is_given(hearing):
    row = hearing(date="29 May 2025", end=None)

    row.full_clean()

    assert row.date == PartialDate.day(date(2025, 5, 29))


def test_partial_date_field_reports_impossible_dates_by_name(hearing):
    with pytest.raises(ValidationError) as refused:
        hearing(date="2025-02-30").full_clean()

    assert refused.value.message_dict == {"date": ["30 February 2025 does not exist."]}


def test_partial_date_field_writes_itself_for_fixtures_as_it_reads(hearing):
    field = hearing._meta.get_field("date")

    written = field.value_to_string(hearing(date=MAY_2025))

    assert written == "2025-05"
    assert field.to_python(written) == MAY_2025


def test_partial_date_field_reads_a_range_it_is_assigned():
    field = PartialDateField()

    assert field.to_python(field.get_prep_value("May 2025")) == MAY_2025


def test_partial_date_field_is_written_into_migrations_by_its_own_name():
    written, imports = MigrationWriter.serialize(PartialDateField(null=True, blank=True))

    assert written == "cases.models.fields.PartialDateField(blank=True, null=True)"
    assert imports == {"import cases.models.fields"}


class HearingForm(forms.Form):
    date = PartialDateField().formfield()
    end = PartialDateField(blank=True, help_text="When it closed.").formfield()


def test_partial_date_form_field_reads_what_editors_type():
    form = HearingForm({"date": " 29 May 2025 ", "end": ""})

    assert form.is_valid()
    assert form.cleaned_data == {"date": PartialDate.day(date(2025, 5, 29)), "end": None}


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", "This field is required."),
        ("30 Feb 2025", "30 February 2025 does not exist."),
        ("5/29/2025", "5/29/2025 can be read in more than one way. Type the month as a word: 29 May 2025."),
    ],
)
def test_partial_date_form_field_says_what_is_wrong(typed, error):
    form = HearingForm({"date": typed})

    assert form.errors == {"date": [error]}


def test_partial_date_form_field_shows_the_date_as_it_can_be_typed():
    form = HearingForm(initial={"date": MAY_2025})

    assert form["date"].value() == "2025-05"
    assert form["date"].widget_type == "text"


def test_partial_date_form_field_shows_again_what_was_typed():
    form = HearingForm({"date": "30 Feb 2025"})

    assert form["date"].value() == "30 Feb 2025"


def test_partial_date_form_field_helps_where_the_model_says_nothing():
    form = HearingForm()

    assert form.fields["date"].help_text == "For example 29 May 2025, 2025-05-29, May 2025 or 2025."
    assert form.fields["end"].help_text == "When it closed."


@pytest.mark.parametrize(
    ("initial", "typed", "changed"),
    [
        (MAY_2025, "2025-05", False),
        (MAY_2025, "May 2025", False),
        ("May 2025", "2025-05", False),
        (MAY_2025, "2025-05-29", True),
        (MAY_2025, "", True),
        (MAY_2025, "last week", True),
        (None, "", False),
        (None, "2025", True),
    ],
)
def test_partial_date_form_field_compares_dates_and_not_their_spelling(initial, typed, changed):
    assert PartialDateFormField().has_changed(initial, typed) is changed
