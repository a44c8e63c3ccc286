from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from cases.models import Entity, Statement
from cases.partial_dates import PartialDate
from newsroom.templatetags.reading import attribution, day, how_firmly, moment, when

SEC = Entity(name="SEC", slug="sec")
WIRE = Entity(name="Wire <&>", slug="wire")
SEC_LINK = '<a href="/entities/sec/">SEC</a>'
WIRE_LINK = '<a href="/entities/wire/">Wire &lt;&amp;&gt;</a>'
MAY = PartialDate.parse("2025-05")


@pytest.mark.parametrize(
    ("known", "shown"),
    [
        (None, ""),
        ("2025-05-29", '<time datetime="2025-05-29">29 May 2025</time>'),
        ("2025-05", '<time datetime="2025-05">May 2025</time>'),
        ("2025", '<time datetime="2025">2025</time>'),
        ("2025-05-29/2025-06-02", "between 29 May and 2 June 2025"),
    ],
)
def test_date_is_told_as_far_as_it_is_known(known, shown):
    assert when(known and PartialDate.parse(known)) == shown


def test_date_of_one_day_is_a_time():
    assert when(PartialDate.day(date(2025, 6, 2))) == '<time datetime="2025-06-02">2 June 2025</time>'


def test_moment_is_told_on_the_clock_of_the_desk():
    noon = datetime(2025, 6, 2, 12, tzinfo=UTC)

    assert moment(noon) == '<time datetime="2025-06-02T12:00:00+00:00">2 June 2025, 12:00 UTC</time>'
    with timezone.override("America/New_York"):
        assert moment(noon) == '<time datetime="2025-06-02T08:00:00-04:00">2 June 2025, 08:00 EDT</time>'
        assert day(noon.replace(hour=2)) == '<time datetime="2025-06-01T22:00:00-04:00">1 June 2025</time>'


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({}, ""),
        ({"asserted_by": SEC}, SEC_LINK),
        ({"asserted_by": SEC, "spokesperson": "a spokesperson"}, f"A spokesperson for {SEC_LINK}"),
        ({"spokesperson": "<b>Somebody"}, "&lt;b&gt;Somebody"),
        ({"asserted_by": SEC, "via": WIRE}, f"{SEC_LINK}, according to {WIRE_LINK}"),
        ({"via": WIRE}, f"According to {WIRE_LINK}"),
        ({"date": MAY}, '<time datetime="2025-05">May 2025</time>'),
        (
            {"asserted_by": SEC, "via": WIRE, "date": MAY},
            f'{SEC_LINK}, according to {WIRE_LINK}, <time datetime="2025-05">May 2025</time>',
        ),
    ],
)
def test_attribution_has_as_many_layers_as_the_statement(fields, shown):
    assert attribution(Statement(**fields)) == shown


@pytest.mark.parametrize(
    ("mode", "shown"),
    [("reported", ""), ("confirmed", ""), ("alleged", "alleged"), ("found", "found by a court")],
)
def test_firmness_is_told_where_it_adds_something(mode, shown):
    assert how_firmly(Statement(mode=mode)) == shown
