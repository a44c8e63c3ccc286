"""The file of a spreadsheet: its encoding, its delimiter and its rows, numbered as spreadsheets do."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

MOST_BYTES = 50 * 1024 * 1024
MOST_ROWS = 100_000
ENCODINGS = {"utf-8": "utf-8-sig", "cp1252": "cp1252"}
DELIMITERS = ",;\t"
_PIECE = 1024 * 1024
# Python refuses a cell of more than 128 KB without saying which; `plan` says it.
csv.field_size_limit(MOST_BYTES)
_BYTE_ORDER_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32", codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16", codecs.BOM_UTF16_BE: "UTF-16",
}  # fmt: skip


class Unreadable(ValueError):
    """The file is no table that can be read; the message says what to do."""


@dataclass(frozen=True)
class SheetFile:
    """The bytes of a CSV file whose encoding and size have been checked."""

    data: bytes
    encoding: str
    delimiter: str

    @classmethod
    def of(cls, data: bytes, *, encoding: str = "utf-8") -> "SheetFile":
        """Raises Unreadable where the file is too big, empty or in another encoding."""
        if len(data) > MOST_BYTES:
            raise Unreadable(
                f"The file has {len(data) / 1024**2:,.1f} MB; 50 MB is the most. Split it into several files."
            )
        if not data.removeprefix(codecs.BOM_UTF8).strip():
            raise Unreadable("The file is empty.")
        _check_encoding(data, encoding)
        return cls(data, ENCODINGS[encoding], _delimiter(data, ENCODINGS[encoding]))

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Every row with its number, the header being row 1. Raises Unreadable where quoting breaks."""
        text = io.TextIOWrapper(io.BytesIO(self.data), encoding=self.encoding, newline="")
        number = 0
        try:
            for number, cells in enumerate(csv.reader(text, delimiter=self.delimiter, strict=True), start=1):
                yield number, cells
        except csv.Error as problem:
            raise Unreadable(
                f"Row {number + 1} can't be read ({problem}). Check the quotation marks: one that opens a"
                " cell needs one that closes it, and one within a cell is written twice."
            ) from problem


def _check_encoding(data, encoding):
    for mark, name in _BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            raise Unreadable(f"This file is {name}. Save it as “CSV UTF-8” and import that.")
    if b"\0" in data.partition(b"\n")[0]:
        raise Unreadable("This file looks like UTF-16. Save it as “CSV UTF-8” and import that.")
    decoder = codecs.getincrementaldecoder(encoding)()
    for start in range(0, len(data), _PIECE):
        try:
            decoder.decode(data[start : start + _PIECE], final=start + _PIECE >= len(data))
        except UnicodeDecodeError as problem:
            at = start + problem.start - max(0, len(problem.object) - len(data[start : start + _PIECE]))
            raise Unreadable(_not_in(data, encoding, at)) from problem


def _not_in(data, encoding, at):
    line = data.count(b"\n", 0, at) + 1
    where = f"The file is not {encoding.upper()}: see byte 0x{data[at]:02X} in line {line}."
    if encoding != "utf-8":
        return f"{where} Save it as “CSV UTF-8” and import that."
    return (
        f"{where} It looks like Windows-1252 (cp1252), which older spreadsheets write."
        " Save it as “CSV UTF-8”, or say that it is cp1252."
    )


def _delimiter(data, encoding):
    """The one that the header has most of, outside quotation marks."""
    header = data[:_PIECE].decode(encoding, errors="ignore").lstrip("\ufeff").partition("\n")[0]
    bare = "".join(header.split('"')[::2])
    return max(DELIMITERS, key=bare.count)
