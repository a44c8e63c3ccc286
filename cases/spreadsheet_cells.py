"""Cells of spreadsheets: text that no program takes for a formula, and that reads back as it was."""

import re

# What OWASP lists under "CSV injection": spreadsheets run a cell that begins so, also in full width and
# behind blanks. Apostrophes in front count, so that reading back takes off exactly what was put on.
_READ_AS_FORMULA = re.compile(r"'*[ \u00a0]*[=+\-@\t\r\n＝＋－＠]")


def harmless(text: str) -> str:
    """The text as a cell shows it: with an apostrophe in front where it would run as a formula."""
    return f"'{text}" if _READ_AS_FORMULA.match(text) else text


def as_it_was(cell: str) -> str:
    """The text that `harmless` made the cell of."""
    return cell[1:] if cell.startswith("'") and _READ_AS_FORMULA.match(cell[1:]) else cell
