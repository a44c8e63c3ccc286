"""Spreadsheets as CSV: read → plan → apply, all or nothing.

`read_sheet` refuses what is no table of the kind. `plan_sheet` says what an import would do and every cell
that can't be read; `rehearse_sheet` does it and takes it back, so that it knows what the database refuses
too; `apply_sheet` does it, or raises Refused and leaves the record as it was.

An empty cell says nothing and changes nothing; a cell with a single hyphen empties what the record has.
Columns that only an export has are read over; columns that nobody knows are named in the plan.
"""

from cases.imports.sheets.file import Unreadable
from cases.imports.sheets.kinds import KINDS
from cases.imports.sheets.plan import Plan, Problem, Refused, apply_sheet, plan_sheet, rehearse_sheet
from cases.imports.sheets.reading import Sheet, read_sheet

__all__ = [
    "KINDS",
    "Plan",
    "Problem",
    "Refused",
    "Sheet",
    "Unreadable",
    "apply_sheet",
    "plan_sheet",
    "read_sheet",
    "rehearse_sheet",
]
