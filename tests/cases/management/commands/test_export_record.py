import pytest
from django.core.management import CommandError, call_command

from cases import exports
from tests.factories.record import CaseFactory


@pytest.fixture
def case(db):
    return CaseFactory(caption="SEC v. Röe")


@pytest.mark.parametrize(
    ("wanted", "lines"),
    [
        ("csv", lambda site: exports.csv_lines("cases", user=None)),
        ("ndjson", lambda site: exports.ndjson_lines("cases", user=None)),
        ("jsonld", lambda site: exports.json_ld_lines("cases", user=None, site=site)),
        ("ftm", lambda site: exports.followthemoney_lines(user=None, site=site)),
    ],
)
def test_export_goes_to_standard_output_or_a_file(case, settings, tmp_path, capsys, wanted, lines):
    path = tmp_path / "cases.out"

    call_command("export_record", "--format", wanted)
    call_command("export_record", "--format", wanted, "--output", str(path))

    expected = "".join(lines(settings.SITE_URL))
    assert capsys.readouterr().out == expected
    assert path.read_bytes().decode() == expected
    assert "SEC v. Röe" in expected


def test_what_to_export_can_be_chosen(case, capsys):
    call_command("export_record", "--format", "ndjson", "--what", "entities")

    assert capsys.readouterr().out == ""


def test_what_a_format_does_not_hold_is_refused(case):
    with pytest.raises(CommandError) as refusal:
        call_command("export_record", "--format", "jsonld", "--what", "events")

    assert str(refusal.value) == "There is no such export of “events”. Choose one of cases, entities."
