"""From a file to a table of known columns."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from cases.imports.sheets.file import MOST_ROWS, SheetFile, Unreadable
from cases.imports.sheets.kinds import KINDS


@dataclass(frozen=True)
class Sheet:
    """A table that can be imported: its kind, the columns of it in their order, and those nobody knows."""

    what: str
    file: SheetFile
    header: list[str]
    ignored: list[str]

    @property
    def kind(self):
        return KINDS[self.what]

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """The rows below the header that hold anything, with their numbers."""
        rows = self.file.rows()
        next(rows)
        return ((number, cells) for number, cells in rows if any(cell.strip() for cell in cells))


def read_sheet(data: bytes, what: str, *, encoding: str = "utf-8") -> Sheet:
    """Read a CSV file as rows of a kind: cases, parties, events or entities.

    Raises Unreadable, with all that is wrong with its header, where it is no such table or too long.
    """
    kind = KINDS[what]
    file = SheetFile.of(data, encoding=encoding)
    _, printed = next(file.rows())
    header = [_name(cell) for cell in printed]
    problems = [*_twice(header), *_missing(header, kind)]
    if problems:
        raise Unreadable(" ".join(problems))
    sheet = Sheet(what, file, header, _ignored(printed, header, kind))
    rows = sum(1 for _ in sheet.rows())
    if rows > MOST_ROWS:
        raise Unreadable(
            f"The file has {rows:,} rows; {MOST_ROWS:,} are the most. Split it into several files."
        )
    return sheet


def _name(cell):
    return "_".join(cell.replace("-", " ").replace("_", " ").casefold().split())


def _twice(header):
    return [
        f"The column {name} is there twice."
        for name in dict.fromkeys(header)
        if name and header.count(name) > 1
    ]


def _missing(header, kind):
    problems = [
        f"The column {column.name} is missing."
        for column in kind.columns
        if column.is_required and column.name not in header
    ]
    for choices in kind.one_of:
        if not any(set(names) <= set(header) for names in choices):
            wanted = ", or ".join(" and ".join(names) for names in choices)
            problems.append(f"A column is missing that says which row of the record is meant: {wanted}.")
    return problems


def _ignored(printed, header, kind):
    known = [column.name for column in kind.columns]
    told = []
    for cell, name in zip(printed, header, strict=True):
        if name and name not in known and name not in kind.only_exported:
            near = get_close_matches(name, known, n=1)
            told.append(f"{cell} (did you mean {near[0]}?)" if near else cell)
    return told
