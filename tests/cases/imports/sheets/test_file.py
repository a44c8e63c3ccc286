import codecs

import pytest

from cases.imports.sheets.file import MOST_BYTES, SheetFile, Unreadable

PLAIN = "slug,caption\ndoe,Doe v. Röe\n"


def rows(data, **options):
    return list(SheetFile.of(data, **options).rows())


@pytest.mark.parametrize("data", [PLAIN.encode(), codecs.BOM_UTF8 + PLAIN.encode()])
def test_utf_8_is_read_with_and_without_its_mark(data):
    assert rows(data) == [(1, ["slug", "caption"]), (2, ["doe", "Doe v. Röe"])]


def test_windows_1252_is_read_when_told():
    assert rows(PLAIN.encode("cp1252"), encoding="cp1252")[1] == (2, ["doe", "Doe v. Röe"])


def test_windows_1252_is_refused_by_name_and_place():
    with pytest.raises(Unreadable) as refusal:
        SheetFile.of(PLAIN.encode("cp1252"))

    assert str(refusal.value) == (
        "The file is not UTF-8: see byte 0xF6 in line 2. It looks like Windows-1252 (cp1252), which older"
        " spreadsheets write. Save it as “CSV UTF-8”, or say that it is cp1252."
    )


def test_broken_byte_is_found_behind_the_first_megabyte():
    data = b"slug\n" + "ö\n".encode() * 600_000 + b"\xe9x\n"

    with pytest.raises(Unreadable, match="byte 0xE9 in line 600002"):
        SheetFile.of(data)


def test_what_is_no_windows_1252_is_refused():
    with pytest.raises(Unreadable) as refusal:
        SheetFile.of(b"slug\n\x81\n", encoding="cp1252")

    assert str(refusal.value) == (
        "The file is not CP1252: see byte 0x81 in line 2. Save it as “CSV UTF-8” and import that."
    )


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-16", "This file is UTF-16."),
        ("utf-32", "This file is UTF-32."),
        ("utf-16-le", "This file looks like UTF-16."),
    ],
)
def test_wide_encodings_are_refused_by_name(encoding, told):
    with pytest.raises(Unreadable) as refusal:
        SheetFile.of(PLAIN.encode(encoding))

    assert str(refusal.value) == f"{told} Save it as “CSV UTF-8” and import that."


@pytest.mark.parametrize("data", [b"", b" \n\n", codecs.BOM_UTF8])
def test_empty_file_is_refused(data):
    with pytest.raises(Unreadable, match="The file is empty"):
        SheetFile.of(data)


def test_file_of_more_than_50_mb_is_refused():
    with pytest.raises(Unreadable, match=r"The file has 50\.0 MB; 50 MB is the most\. Split it"):
        SheetFile.of(b"a" * (MOST_BYTES + 1))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiter_is_the_one_of_the_header(delimiter):
    data = f'slug{delimiter}"caption; or, title"\ndoe{delimiter}"a,b;c\td"\n'.encode()

    assert rows(data)[1] == (2, ["doe", "a,b;c\td"])


def test_rows_are_numbered_as_a_spreadsheet_does():
    data = b'slug,summary\r\ndoe,"two\r\nlines ""quoted"""\r\n\r\nroe,x\r\n'

    assert rows(data) == [
        (1, ["slug", "summary"]), (2, ["doe", 'two\r\nlines "quoted"']), (3, []), (4, ["roe", "x"]),
    ]  # fmt: skip


@pytest.mark.parametrize("broken", ['doe,"never closed\n', 'doe,"closed"early\n'])
def test_broken_quoting_names_the_row(broken):
    with pytest.raises(Unreadable, match=r"^Row 2 can't be read \(.+\)\. Check the quotation marks"):
        rows(f"slug,caption\n{broken}".encode())
