import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.roles import PartyRole, Side, normalise_role, role_below, side

REAL_DOCKETS = Path(__file__).parents[2] / "../shared/real/dockets"


@pytest.mark.parametrize(
    ("printed", "role"),
    [
        ("Plaintiff", "plaintiff"),
        ("PLAINTIFFS", "plaintiff"),
        ("Plaintiff(s)", "plaintiff"),
        ("Pltf", "plaintiff"),
        ("Defendant                 (1)", "defendant"),
        ("In Rem Defendant", "defendant"),
        ("Estate Defendant", "defendant"),
        ("Counter-Claimant", "counter_claimant"),
        ("Counterclaim Plaintiff", "counter_claimant"),
        ("Counter Defendant", "counter_defendant"),
        ("Consol Counter Defendant", "counter_defendant"),
        ("Cross-defendant", "cross_defendant"),
        ("CrossClaimant", "cross_claimant"),
        ("ThirdParty Defendant", "third_party_defendant"),
        ("3rd Pty Plaintiff", "third_party_plaintiff"),
        ("Third-Party Defendant", "third_party_defendant"),
        ("Fourth Party Defendant", "fourth_party_defendant"),
        ("Consol Plaintiff", "consolidated_plaintiff"),
        ("Consolidated Defendant", "consolidated_defendant"),
        ("Intervenor", "intervenor"),
        ("Intervenor\xa0-\xa0Pending", "intervenor"),
        ("Proposed Intervenor", "intervenor"),
        ("Intervenor Dft", "intervenor_defendant"),
        ("Intervenor-Plaintiff", "intervenor_plaintiff"),
        ("Plaintiff-Intervenor", "intervenor_plaintiff"),
        ("Defendant - Intervenor", "intervenor_defendant"),
        ("Relief Defendant", "relief_defendant"),
        ("Nominal Defendant", "nominal_defendant"),
        ("Amicus\xa0Curiae", "amicus_curiae"),
        ("Amicus", "amicus_curiae"),
        ("Amici Curiae", "amicus_curiae"),
        ("Debtor 2", "debtor"),
        ("Joint Debtor", "joint_debtor"),
        ("JointAdmin Debtor", "debtor"),
        ("In re Debtor", "debtor"),
        ("In Re", "subject"),
        ("Chapter 7 Trustee", "trustee"),
        ("Successor Trustee", "trustee"),
        ("U.S. Trustee", "us_trustee"),
        ("U. S. Trustee", "us_trustee"),
        ("US Trustee", "us_trustee"),
        ("United States Trustee", "us_trustee"),
        ("Petitioning Creditor", "petitioning_creditor"),
        ("Creditor Committee", "creditor_committee"),
        ("Interested Parties", "interested_party"),
        ("Notice Only Party", "notice_party"),
        ("Material Witness", "material_witness"),
        ("Special Master", "special_master"),
        ("Mediator (ADR Panel)", "mediator"),
        ("Service List", "service_list"),
        ("Petitioner", "petitioner"),
        ("Respondent", "respondent"),
        ("Petitioner-Plaintiff", "petitioner"),
        ("Defendant / Counter Claimant", "defendant"),
    ],
)
def test_normalise_role_knows_what_trial_courts_print(printed, role):
    assert normalise_role(printed) == role
    assert role_below(printed) is None


@pytest.mark.parametrize(
    ("printed", "role", "below"),
    [
        ("Appellant", "appellant", None),
        ("AppelleeUSA", "appellee", None),
        ("Defendant\xa0-\xa0Appellant", "appellant", "defendant"),
        ("Plaintiff\xa0-\xa0Appellee", "appellee", "plaintiff"),
        ("Plaintiffs-Appellants", "appellant", "plaintiff"),
        ("Petitioner - Appellant", "appellant", "petitioner"),
        ("Respondent-Appellee", "appellee", "respondent"),
        ("Intervenor Defendant - Appellee", "appellee", "intervenor_defendant"),
        ("Plaintiff-Counter-Defendant-Appellee", "appellee", "plaintiff"),
        ("Plaintiff-Appellant-Cross-Appellee", "appellant", "plaintiff"),
        ("Defendant - Cross-Appellant", "cross_appellant", "defendant"),
        ("Debtor - Appellant", "appellant", "debtor"),
        ("Plaintiff - Petitioner", "petitioner", "plaintiff"),
        ("Defendant - Respondent", "respondent", "defendant"),
        ("Cross-Petitioner", "cross_appellant", None),
    ],
)
def test_normalise_role_takes_the_half_that_this_court_adds(printed, role, below):
    assert (normalise_role(printed), role_below(printed)) == (role, below)


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "Unknown",
        "Attorney for Plaintiff",
        "Liaison Counsel for Defendant(s)",
        "Third Party",
        "Bus Boy",
        "(1)",
        "原告",
    ],
)
def test_normalise_role_calls_other_what_it_does_not_understand(printed):
    assert normalise_role(printed) == "other"
    assert role_below(printed) is None


@pytest.mark.parametrize("role", [role for role in PartyRole if role != PartyRole.OTHER])
def test_normalise_role_reads_its_own_words(role):
    assert normalise_role(role.value) == role


@given(st.text(max_size=60))
def test_normalise_role_never_fails(printed):
    assert normalise_role(printed) in PartyRole


def test_party_roles_fit_the_record():
    assert [role for role in PartyRole if len(role.value) > 40] == []
    assert len(set(PartyRole.labels)) == len(PartyRole)


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("plaintiff", Side.INITIATING),
        ("petitioner", Side.INITIATING),
        ("appellant", Side.INITIATING),
        ("counter_defendant", Side.INITIATING),
        ("cross_appellee", Side.INITIATING),
        ("defendant", Side.RESPONDING),
        ("respondent", Side.RESPONDING),
        ("appellee", Side.RESPONDING),
        ("counter_claimant", Side.RESPONDING),
        ("third_party_plaintiff", Side.RESPONDING),
        ("relief_defendant", Side.RESPONDING),
        (PartyRole.CROSS_APPELLANT, Side.RESPONDING),
        ("intervenor", Side.OTHER),
        ("amicus_curiae", Side.OTHER),
        ("debtor", Side.OTHER),
        ("other", Side.OTHER),
        ("bus boy", Side.OTHER),
    ],
)
def test_side_tells_who_brought_the_case(role, expected):
    assert side(role) == expected


@pytest.mark.skipif(not REAL_DOCKETS.is_dir(), reason="the real dockets are not beside this checkout")
def test_normalise_role_understands_every_role_of_the_real_dockets():
    dockets = [json.loads(path.read_text()) for path in REAL_DOCKETS.glob("*.json")]
    printed = [party["type"] for docket in dockets for party in docket.get("parties") or []]

    roles = Counter(normalise_role(role) for role in printed)

    assert roles == {
        "amicus_curiae": 143, "defendant": 58, "plaintiff": 27, "appellant": 8, "special_master": 7,
        "movant": 6, "intervenor": 6, "appellee": 4, "petitioner": 3, "respondent": 3, "counter_claimant": 3,
        "other": 2, "counter_defendant": 2, "notice_party": 2, "intervenor_defendant": 2, "debtor": 1,
        "joint_debtor": 1, "trustee": 1, "surety": 1, "service_list": 1, "interested_party": 1, "mediator": 1,
    }  # fmt: skip
    assert {role for role in printed if normalise_role(role) == "other"} == {"Unknown"}
