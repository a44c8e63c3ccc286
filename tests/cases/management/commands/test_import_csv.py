import json

import pytest
from django.core.management import CommandError, call_command

from cases.models import Entity


@pytest.fixture
def file(tmp_path, db):
    path = tmp_path / "entities.csv"
    path.write_text("slug,name,kind,notes\nroe,Röe Holdings,company,?\n")
    return path


def run(capsys, *arguments):
    call_command("import_csv", *map(str, arguments))
    return json.loads(capsys.readouterr().out.splitlines()[-1])


def test_import_ends_in_a_summary(file, capsys):
    summary = run(capsys, file, "--what", "entities")

    assert summary == {
        "what": "entities", "rows": 1, "created": 1, "changed": 0, "unchanged": 0, "differences": [],
        "ignored_columns": ["notes"], "problems": [], "more_problems": False, "dry_run": False,
    }  # fmt: skip
    assert Entity.objects.get().name == "Röe Holdings"


def test_dry_run_leaves_the_record_as_it_was(file, capsys):
    summary = run(capsys, file, "--what", "entities", "--dry-run")

    assert (summary["created"], summary["dry_run"], Entity.objects.count()) == (1, True, 0)


@pytest.mark.parametrize("options", [[], ["--dry-run"]])
def test_problems_are_told_in_words_and_in_the_summary(file, capsys, options):
    file.write_text("slug,name,kind\nroe,Roe,compny\n")

    with pytest.raises(CommandError) as refusal:
        run(capsys, file, "--what", "entities", *options)

    told = capsys.readouterr()
    assert str(refusal.value) == "1 problems; nothing was imported."
    assert told.err.startswith(
        "row 2, kind “compny”: There is no such kind. Expected: one of person, company, agency,"
    )
    assert json.loads(told.out.splitlines()[-1])["problems"][0]["row"] == 2


def test_encoding_can_be_told(file, capsys):
    file.write_bytes(file.read_text().encode("cp1252"))

    with pytest.raises(CommandError, match="It looks like Windows-1252"):
        run(capsys, file, "--what", "entities")
    summary = run(capsys, file, "--what", "entities", "--encoding", "cp1252")

    assert (summary["created"], Entity.objects.get().name) == (1, "Röe Holdings")


def test_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_csv", str(tmp_path / "nowhere.csv"), "--what", "cases")


def test_help_has_the_table_of_columns(capsys):
    with pytest.raises(SystemExit):
        call_command("import_csv", "--help")

    assert "\n  caption*          How the case is named" in capsys.readouterr().out
