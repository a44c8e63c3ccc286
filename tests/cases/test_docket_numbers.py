import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.docket_numbers import LONGEST_KEY, docket_number_core, docket_number_key

REAL_DOCKETS = Path(__file__).parents[2] / "../shared/real/dockets"


@pytest.mark.parametrize(
    "printed",
    [
        "1:23-cv-01599",
        "1:23-cv-1599",
        "1:23-cv-1599-ABJ",
        "1:23-cv-01599-ABJ-ZMF",
        "1:23-cv-01599-N/A",
        "1:23-CV-01599 (ABJ)",
        "1:23-cv-01599 (ABJ) (ZMF)",
        "1:23-cv-01599 ABJ",
        "1:2023-cv-01599",
        "1:23CV1599",
        "1: 23 CV 01599",
        "Case No. 1:23-cv-1599",
        "Case No.: 1:23-cv-01599",
        "CASE 1:23-cv-01599-ABJ",
        "Civil Action No. 1:23-cv-01599 (ABJ)",
        "Civil Action No. 1:23-1599",
        "CIVIL NO. 1:CV-23-1599",
        "1:23–cv–1599",
        "1:23 — cv — 1599",
        "1:23−cv−1599",
        "\xa01:23-cv-1599\xa0",
        "1:23-cv-\u200b1599\ufeff",
        "１:２３-cv-１５９９",
        "1:23-cv-01599.",
    ],
)
def test_docket_number_key_is_one_for_all_spellings_with_an_office(printed):
    assert docket_number_key(printed) == "1:23-cv-01599"


@pytest.mark.parametrize(
    "printed",
    [
        "23-cv-1599",
        "23-cv-01599",
        "2023-cv-1599",
        "No. 23 Civ. 1599 (JPO)",
        "23 Civ. 1599 (JPO) (KNF)",
        "23-civ-1599",
        "23 C 1599",
        "23cv1599-H(CM)",
        "C 23-01599 SI",
        "CV-23-01599-PHX-ROS",
        "CIV-23-1599-R",
        "Civil Action No. 23-1599 (ABJ)",
        "Civ. A. No. 23-1599",
        "Civil Docket No. 23-1599",
        "Docket No. 23-cv-1599",
        "Nos. 23-cv-1599",
    ],
)
def test_docket_number_key_is_one_for_all_spellings_without_an_office(printed):
    assert docket_number_key(printed) == "23-cv-01599"


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("2:09-cr-00073-6", "2:09-cr-00073"),
        ("2:09-cr-00073-JRH-BKE-6", "2:09-cr-00073"),
        ("07cr3257-BTM", "07-cr-03257"),
        ("S1 19 Cr. 123 (RMB)", "19-cr-00123"),
        ("Criminal No. 21-175-1 (TJK)", "21-cr-00175"),
        ("20 Mag. 1234", "20-mj-01234"),
        ("Misc. Action No. 23-10", "23-mc-00010"),
        ("1:00-cv-01898", "1:00-cv-01898"),
        ("5:23-HC-2001-D", "5:23-hc-02001"),
        ("23-cv-123456", "23-cv-123456"),
    ],
)
def test_docket_number_key_reads_the_types_of_trial_courts(printed, key):
    assert docket_number_key(printed) == key


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("23-7222", "23-7222"),
        ("2023-7222", "23-7222"),
        ("No. 23-7222-cr", "23-7222"),
        ("23-7222(L)", "23-7222"),
        ("23-7222-cv (L) (CON)", "23-7222"),
        ("No. 17-15589", "17-15589"),
        ("18-90014", "18-90014"),
        ("07-0123", "07-123"),
    ],
)
def test_docket_number_key_reads_the_numbers_of_appeals(printed, key):
    assert docket_number_key(printed) == key


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("17-80033", "17-80033"),
        ("Case No. 17-80033-CRJ7", "17-80033"),
        ("17-80033-CRJ-13", "17-80033"),
        ("1:17-bk-80033", "1:17-bk-80033"),
        ("17-ap-01234", "17-ap-01234"),
        ("Adv. Proc. No. 17-01234 (MEW)", "17-ap-01234"),
        ("Adversary Proceeding No. 17-1234", "17-ap-01234"),
    ],
)
def test_docket_number_key_reads_the_numbers_of_bankruptcies(printed, key):
    assert docket_number_key(printed) == key


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("MDL No. 2168", "mdl-2168"),
        ("MDL Docket No. 2168", "mdl-2168"),
        ("mdl-2168", "mdl-2168"),
        ("MDL 2168 (GBD)", "mdl-2168"),
        ("MDL No. 15-2666 (JNE)", "15-md-02666"),
        ("03 MDL 1570 (GBD)", "03-md-01570"),
    ],
)
def test_docket_number_key_reads_multidistrict_litigation(printed, key):
    assert docket_number_key(printed) == key


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("Index No. 451685/2020", "451685/2020"),
        ("Case  No. BC123456", "bc123456"),
        ("No. 24A884", "24a884"),
        ("No. 141, Orig.", "141, orig"),
        ("No. 18-398C", "18-398c"),
        ("SA-23-CV-01599-XR", "sa-23-cv-01599-xr"),
        ("1:23-cv-01599 and 1:23-cv-01600", "1:23-cv-01599 and 1:23-cv-01600"),
        ("C/2023/ÉTÉ", "c/2023/été"),
        ("Case No.", "case no."),
        ("no - " * 2000 + "7", "7"),
    ],
)
def test_docket_number_key_only_cleans_what_it_cannot_read(printed, key):
    assert docket_number_key(printed) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1:23-cv-01599", "1:23-cr-01599"),
        ("1:23-cv-01599", "2:23-cv-01599"),
        ("1:23-cv-01599", "1:24-cv-01599"),
        ("2023-001234-CA-01", "2023-001234-CF-01"),
        ("20-001234-CZ", "20-001234-FH"),
        ("Civil Action 12345", "Criminal Action 12345"),
        ("23-7222", "23-cv-7222"),
    ],
)
def test_docket_number_key_keeps_different_cases_apart(one, other):
    assert docket_number_key(one) != docket_number_key(other)


@pytest.mark.parametrize("printed", ["", " ", "\xa0", "—", "()", "\x00", "\u200b"])
def test_docket_number_key_refuses_what_has_no_letter_or_digit(printed):
    with pytest.raises(ValueError, match=r"^Type the docket number as the court prints it"):
        docket_number_key(printed)


@pytest.mark.parametrize(
    "printed", ["x" * (LONGEST_KEY + 1), "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 50]
)
def test_docket_number_key_refuses_what_is_too_long_to_keep(printed):
    with pytest.raises(ValueError, match=r"^This docket number is too long\. Keep it to 100 characters\.$"):
        docket_number_key(printed)


def test_docket_number_key_drops_what_a_database_cannot_hold():
    assert docket_number_key("1:23-cv-\x001599\ud800") == "1:23-cv-01599"


LETTERS_AND_NUMBERS = st.text(st.sampled_from("1290:-–() .,#/acdilmnorsv"), max_size=30)
FEDERAL_NUMBERS = st.from_regex(
    r"\A(No\. |Case |Civil Action No\. |MDL )?(\d:)?(20)?\d\d[- ]?(cv|Civ\. |CR|bk|hc)?[- ]?\d{1,6}"
    r"([- ][A-Z]{2,3}|-\d| \(L\))?\Z"
)


@given(st.text(max_size=40) | LETTERS_AND_NUMBERS | FEDERAL_NUMBERS)
def test_docket_number_key_is_its_own_key(printed):
    try:
        key = docket_number_key(printed)
    except ValueError:
        return

    assert key
    assert docket_number_key(key) == key


@pytest.mark.parametrize(
    ("printed", "core"),
    [
        ("1:23-cv-01599-ABJ", "23-cv-01599"),
        ("23-cv-1599", "23-cv-01599"),
        ("23-7222", "23-7222"),
        ("MDL No. 2168", "mdl-2168"),
        ("Index No. 451685/2020", "451685/2020"),
    ],
)
def test_docket_number_core_leaves_the_office_out(printed, core):
    assert docket_number_core(docket_number_key(printed)) == core


@pytest.mark.skipif(not REAL_DOCKETS.is_dir(), reason="the real dockets are not beside this checkout")
def test_docket_number_key_reads_every_real_federal_docket():
    dockets = [json.loads(path.read_text()) for path in REAL_DOCKETS.glob("*.json")]
    printed = sorted(docket["docket_number"] for docket in dockets if docket.get("docket_number"))

    keys = [docket_number_key(number) for number in printed]

    assert keys == ["mdl-2168" if number == "MDL No. 2168" else number for number in printed]
    assert len(keys) == 35
