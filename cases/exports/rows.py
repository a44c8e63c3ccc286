"""Rows of the record as CSV and as NDJSON, the same keys in both."""

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator
from decimal import Decimal

from django.db.models import QuerySet

from cases.exports.loading import in_chunks
from cases.exports.sheets import SHEETS, choose
from cases.partial_dates import PartialDate
from cases.spreadsheet_cells import harmless


def csv_lines(what: str, *, user, among: QuerySet | None = None) -> Iterator[str]:
    """A spreadsheet of the rows the user (None: anybody) may see; formulas in it are harmless.

    `among` narrows it to the rows of a list.
    """
    sheet = choose(what, SHEETS)
    rows = sheet.rows(user)
    if among is not None:
        rows = rows.filter(pk__in=among.order_by().values("pk"))
    return _csv_lines(sheet, rows)


def ndjson_lines(what: str, *, user) -> Iterator[str]:
    """One JSON object on a line for each row the user (None: anybody) may see."""
    sheet = choose(what, SHEETS)
    return (
        f"{json.dumps(_object(sheet, row), ensure_ascii=False, default=_plain)}\n"
        for row in in_chunks(sheet.rows(user))
    )


def _csv_lines(sheet, rows):
    line = io.StringIO()
    writer = csv.writer(line)
    yield _written(writer, line, sheet.columns)
    for row in in_chunks(rows):
        yield _written(writer, line, [_cell(read(row)) for read in sheet.columns.values()])


def _written(writer, line, cells):
    writer.writerow(cells)
    text = line.getvalue()
    line.seek(0)
    line.truncate()
    return text


def _cell(value):
    match value:
        case str():
            return harmless(value)
        case bool():
            return "yes" if value else "no"
        case PartialDate():
            return value.isoformat()
    return value


def _object(sheet, row):
    return {name: read(row) for name, read in (sheet.columns | sheet.nested).items()}


def _plain(value: PartialDate | dt.date | Decimal):
    return str(value) if isinstance(value, Decimal) else value.isoformat()
