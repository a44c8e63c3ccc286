"""A long docket is a few queries more than a short one, not thousands."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.imports.apply import take_in_docket
from cases.imports.dockets import read_docket
from cases.models import Event, Party
from tests.factories.dockets import docket_json

pytestmark = pytest.mark.django_db


def docket_of(parties, entries):
    charges = {"counts": [{"name": "18:1343 - Wire Fraud(1)", "disposition": "24 months"}], "complaints": []}
    return docket_json(
        "criminal",
        docket_number=f"1:23-cr-{entries:05}",
        parties=[
            {
                "name": f"{'John Smith' if number % 2 else 'Roe Holdings, Inc.'} {number}",
                "type": "Defendant",
                "criminal_data": charges,
                "attorneys": [
                    {"name": f"Mara Quist {number}", "roles": ["LEAD ATTORNEY"], "contact": "Quist LLP"}
                ],
            }
            for number in range(parties)
        ],
        docket_entries=[
            {
                "date_filed": "2023-02-14",
                "document_number": str(number),
                "description": f"ORDER granting {number}. " * 8,
            }
            for number in range(entries)
        ],
    )


def queries_of(values):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        take_in_docket(read_docket(values), by=None)
    return len(captured)


def test_long_docket_takes_as_many_queries_as_a_short_one():
    queries_of(docket_of(1, 1))  # enters the court

    short, long = queries_of(docket_of(3, 3)), queries_of(docket_of(60, 400))

    assert long == short


def test_unchanged_docket_takes_as_many_queries_however_long():
    short, long = docket_of(3, 3), docket_of(60, 400)
    queries_of(short)
    queries_of(long)

    assert queries_of(long) == queries_of(short)


def test_docket_of_5000_entries_and_500_parties_is_imported_whole():
    values = docket_of(500, 5000)

    take_in_docket(read_docket(values), by=None)

    assert (Party.objects.count(), Event.objects.count()) == (500, 5000)
