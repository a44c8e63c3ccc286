"""Spreadsheets of 100,000 rows, taken at once, against the first thousands of the same taken one by one.

    uv run python -m tests.bench.bench_sheets [rows]

On a throw-away database: entities with an alias and a number each, half of them there already and changed;
then as many events. Says CPU time of Python and of the database, and the most memory Python held.
"""

import csv
import io
import os
import resource
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
import django

django.setup()

from django.db import connection, transaction  # noqa: E402  Django first

from cases.actions import file_cases, register_entities  # noqa: E402
from cases.imports.sheets import read_sheet  # noqa: E402
from cases.imports.sheets.plan import import_sheet, take_at_once, take_one_by_one  # noqa: E402
from cases.models import Case, Entity  # noqa: E402
from tests.bench.bench_duplicates import measured, say  # noqa: E402

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
FEW = 2_000


def sheet(what, header, rows):
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    return read_sheet(text.getvalue().encode(), what)


def entities(count):
    header = ["slug", "name", "kind", "description", "jurisdiction", "aliases", "identifiers"]
    rows = (
        [f"roe-{n}", f"Roe Works {n}", "company", "A works.", "Ohio", f"Works {n} of Roe", f"cik:{n + 1}"]
        for n in range(count)
    )
    return sheet("entities", header, rows)


def events(count):
    header = ["case", "date", "title", "kind", "description", "entry_number"]
    rows = (
        [f"roe-v-doe-{n % 500}", f"202{n % 6}-0{n % 9 + 1}-15", f"ORDER {n}", "order", "So ordered.", str(n)]
        for n in range(count)
    )
    return sheet("events", header, rows)


def taken(rows, take, *, keep):
    def act():
        with transaction.atomic():
            plan = import_sheet(rows, by=None, take=take)
            transaction.set_rollback(not keep)
        return plan.counts

    return measured(act)


def main():
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        for start in range(0, ROWS, 2000):
            there = range(start, start + 2000, 2)
            register_entities(
                [Entity(name=f"Roe {n}", slug=f"roe-{n}", kind="company") for n in there], by=None
            )
        file_cases([Case(caption="Roe v. Doe", slug=f"roe-v-doe-{n}") for n in range(500)], [], by=None)
        for make in (entities, events):
            compare(make)
    finally:
        connection.creation.destroy_test_db("", verbosity=0)


def compare(make):
    _, one_by_one, _ = taken(make(FEW), take_one_by_one, keep=False)
    _, at_once, _ = taken(make(FEW), take_at_once, keep=False)
    say(f"{make.__name__}: {FEW} rows at once {at_once:.0f} ms CPU, one by one {one_by_one:.0f} ms CPU:")
    say(f"  ratio {at_once / one_by_one:.3f}")
    counts, cpu, wall = taken(make(ROWS), take_at_once, keep=True)
    say(f"  {ROWS} rows: {cpu / 1000:.1f} s CPU, {wall / 1000:.1f} s; {dict(counts)}")
    say(f"  most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
