import pytest

from cases.exports import SHEETS
from cases.imports.sheets import KINDS, Unreadable, read_sheet, reading


def test_columns_are_known_whatever_their_capitals():
    sheet = read_sheet(b"Slug, CAPTION ,Date filed,judge\n", "cases")

    assert sheet.header == ["slug", "caption", "date_filed", "judge"]


def test_unknown_columns_are_named_with_what_was_meant():
    sheet = read_sheet(b"slug,caption,Docket nmber,my notes,status,\n", "cases")

    assert sheet.ignored == ["Docket nmber (did you mean docket_number?)", "my notes"]


def test_missing_and_doubled_columns_are_all_told():
    with pytest.raises(Unreadable) as refusal:
        read_sheet(b"entity,entity,court\n", "events")

    assert str(refusal.value) == (
        "The column entity is there twice. The column date is missing. The column title is missing."
        " The column kind is missing. A column is missing that says which row of the record is meant:"
        " case, or court and docket_number."
    )


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 2)

    with pytest.raises(Unreadable) as refusal:
        read_sheet(b"slug,caption\na,A\n\nb,B\nc,C\n", "cases")

    assert str(refusal.value) == "The file has 3 rows; 2 are the most. Split it into several files."


def test_blank_rows_are_passed_over_and_counted():
    sheet = read_sheet(b"slug,caption\n,\n\nb,B\n", "cases")

    assert list(sheet.rows()) == [(4, ["b", "B"])]


@pytest.mark.parametrize("what", KINDS)
def test_every_column_of_the_export_is_known(what):
    known = {column.name for column in KINDS[what].columns} | KINDS[what].only_exported

    assert set(SHEETS[what].columns) == known


@pytest.mark.parametrize("column", [column for kind in KINDS.values() for column in kind.columns])
def test_every_column_is_documented_with_an_example_that_reads(column):
    assert all((column.meaning, column.form, column.example))
    assert column.read(column.example) is not None
