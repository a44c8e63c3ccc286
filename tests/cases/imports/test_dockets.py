import json
from datetime import date

import pytest

from cases.imports.dockets import NotADocket, read_docket
from cases.imports.files import docket_files, read_docket_file
from tests.factories.dockets import docket_json, write_docket


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({}, "civil_enforcement"),
        ({"nature_of_suit": "152 Recovery of Defaulted Student Loans"}, "civil"),
        ({"jurisdiction": "Federal Question"}, "civil"),
        ({"federal_dn_case_type": None, "docket_number": "1:23-cr-01600"}, "criminal"),
        ({"federal_dn_case_type": "mj"}, "criminal"),
        ({"federal_dn_case_type": "mc"}, "other"),
        ({"federal_dn_case_type": "hc"}, "other"),
        ({"federal_dn_case_type": "md"}, "multidistrict"),
        ({"court_id": "jpml", "docket_number": "MDL No. 2168"}, "multidistrict"),
        ({"court_id": "alnb", "docket_number": "17-80033", "federal_dn_case_type": None}, "bankruptcy"),
        ({"court_id": "bap9", "docket_number": "15-1074"}, "bankruptcy"),
        (
            {"court_id": "cavc", "docket_number": "18-3815", "case_type_information": "Petition"},
            "administrative",
        ),
        ({"court_id": "cit"}, "civil"),
        (
            {"court_id": "xyz", "docket_number": "55", "federal_dn_case_type": None, "jurisdiction": ""},
            "civil",
        ),
        ({"court_id": "ca9", "case_type_information": "Agency, Immigration"}, "immigration"),
        ({"court_id": "ca9", "case_type_information": "Agency, Review"}, "administrative"),
        ({"court_id": "ca9", "case_type_information": "civil, united states"}, "civil"),
        ({"court_id": "ca9", "case_type_information": "Criminal, Direct Criminal"}, "criminal"),
        ({"court_id": "ca9", "case_type_information": "Miscellaneous"}, "other"),
    ],
)
def test_kind_of_case_follows_number_type_and_court(changes, kind):
    assert read_docket(docket_json("civil", **changes)).kind == kind


def test_fields_are_read_as_far_as_the_file_speaks_of_them():
    docket = read_docket(docket_json("civil"))

    assert docket.fields == {
        "date_filed": date(2023, 6, 5),
        "date_terminated": date(2025, 5, 29),
        "judge": "Priya Nair",
        "referred_to": "",
        "cause": "15:77 Securities Fraud",
        "nature_of_suit": "850 Securities/Commodities",
        "jurisdiction": "U.S. Government Plaintiff",
        "jury_demand": "Plaintiff",
        "demand": "$9,999,000",
        "mdl_status": "",
        "pacer_case_id": "256060",
    }


def test_appellate_judges_are_the_panel():
    docket = read_docket(docket_json("appeal", panel=["Ada Lindqvist", "Priya Nair", None]))

    assert docket.fields["judge"] == "Ada Lindqvist, Priya Nair"


def test_origin_is_court_and_number_of_the_docket_appealed_from():
    assert read_docket(docket_json("appeal")).origin == ("nysd", "1:23-cr-00457")


@pytest.mark.parametrize(
    "origin",
    [
        None,
        [],
        "S.D.N.Y.",
        {"name": "S.D.N.Y."},
        {"court_id": "nysd"},
        {"court_id": "nysd", "docket_number": "--"},
    ],
)
def test_origin_is_unknown_without_court_and_number(origin):
    assert read_docket(docket_json("appeal", originating_court_information=origin)).origin is None


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({}, "is not a docket: it is empty"),
        ([1, 2], "is not a docket: a list; give each docket a file of its own"),
        (docket_json("civil", court_id=None), "is not a docket: no court_id"),
        (docket_json("civil", court_id=True), "is not a docket: no court_id"),
        (docket_json("civil", docket_number=""), "is not a docket: no docket_number"),
        (docket_json("civil", case_name="\x00"), "is not a docket: no case_name"),
        (
            docket_json("civil", court_id="S.D.N.Y."),
            "is not a docket: court_id “s.d.n.y.” is no code of a court",
        ),
    ],
)
def test_what_names_no_case_is_not_a_docket(values, reason):
    with pytest.raises(NotADocket) as refused:
        read_docket(values)

    assert str(refused.value) == reason


@pytest.mark.parametrize("number", ["---", "9" * 300])
def test_number_that_cannot_be_matched_is_refused(number):
    with pytest.raises(NotADocket, match="can't be used"):
        read_docket(docket_json("civil", docket_number=number))


def test_broken_values_are_left_empty_and_named():
    changes = {
        "date_filed": "tomorrow",
        "cause": ["28:1331"],
        "jurisdiction": {"a": 1},
        "parties": [7, {"name": "???"}, {"name": "Jane Poe", "type": 5, "attorneys": "none"}],
        "docket_entries": {"1": "ORDER"},
    }

    docket = read_docket(docket_json("civil", **changes))

    assert [(party.name, party.role) for party in docket.parties] == [("Jane Poe", "5")]
    assert sorted(warning["key"] for warning in docket.warnings) == [
        "date_filed", "docket_entries", "jurisdiction", "parties[0]",
        "parties[1].name", "parties[2].attorneys",
    ]  # fmt: skip


def test_end_before_the_beginning_is_left_empty():
    docket = read_docket(docket_json("civil", date_terminated="2001-01-01"))

    assert docket.fields["date_terminated"] is None
    assert docket.warnings == [{"key": "date_terminated", "reason": "is before date_filed: left empty"}]


def test_long_values_are_cut_and_named():
    docket = read_docket(docket_json("civil", case_name="Doe v. Roe " * 100, cause="fraud " * 100))

    assert (len(docket.caption) <= 500, len(docket.fields["cause"]) <= 250) == (True, True)
    assert [warning["key"] for warning in docket.warnings] == ["case_name", "cause"]


def test_lawyer_listed_twice_is_kept_once_with_all_roles():
    lawyers = [
        {"name": "Mara Quist", "roles": ["TERMINATED: 04/03/2023", "LEAD ATTORNEY"], "contact": ""},
        {"name": "Mara Quist", "roles": ["LEAD ATTORNEY", "PRO HAC VICE"], "contact": "Quist LLP"},
        {"name": "Mara Quist", "roles": ["TERMINATED: 04/03/2024"], "contact": "Old LLP"},
    ]
    values = docket_json("civil", parties=[{"name": "Jane Poe", "type": "Defendant", "attorneys": lawyers}])

    docket = read_docket(values)

    (lawyer,) = docket.parties[0].counsel
    assert (lawyer.firm, lawyer.roles_printed, lawyer.is_lead, lawyer.date_terminated) == (
        "Quist LLP", "LEAD ATTORNEY; PRO HAC VICE", True, None,
    )  # fmt: skip
    assert docket.warnings == [
        {"key": "parties[0].attorneys", "reason": "Mara Quist is listed twice: kept once"}
    ]


def test_directory_is_its_json_files_by_name(tmp_path):
    for name in ("b.json", "a.json", "notes.txt"):
        (tmp_path / name).touch()

    files = docket_files([str(tmp_path), str(tmp_path / "notes.txt")])

    assert [file.name for file in files] == ["a.json", "b.json", "notes.txt"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"{", "is not JSON: Expecting property name enclosed in double quotes in line 1"),
        ("{'é'}".encode("latin-1"), "is not in UTF-8 (byte 2)"),
        (b"[" * 200_000, "is not a docket: nested too deeply"),
        (b"null", "is not a docket: it is empty"),
        (b'"text"', "is not a docket: no JSON object"),
    ],
)
def test_file_that_is_no_docket_says_why(tmp_path, content, reason):
    path = tmp_path / "docket.json"
    path.write_bytes(content)

    with pytest.raises(NotADocket) as refused:
        read_docket_file(path)

    assert str(refused.value) == reason


def test_file_with_a_number_of_thousands_of_digits_says_so(tmp_path):
    path = write_docket(tmp_path, '{"court_id": ' + "9" * 5000 + "}")

    with pytest.raises(NotADocket, match="is not JSON we can read"):
        read_docket_file(path)


def test_file_that_is_missing_or_too_large_says_so(tmp_path):
    large = tmp_path / "large.json"
    with large.open("wb") as file:
        file.truncate(256 * 1024 * 1024 + 1)

    with pytest.raises(NotADocket, match="can't be read: No such file"):
        read_docket_file(tmp_path / "missing.json")
    with pytest.raises(NotADocket, match="too large"):
        read_docket_file(large)


def test_file_with_a_byte_order_mark_is_read(tmp_path):
    path = tmp_path / "docket.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(docket_json("civil")).encode())

    assert read_docket_file(path).docket_number_key == "1:23-cv-01600"
