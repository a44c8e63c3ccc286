from datetime import date

import pytest

from cases.imports.counsel import firm_in, read_counsel, see_above
from cases.imports.reader import Reader


@pytest.mark.parametrize(
    ("contact", "firm"),
    [
        (["Lane & Birch LLC", "301 W. Elm, Suite 301", "Anchorage, AK 99503"], "Lane & Birch LLC"),
        (["Direct: 954-555-0100", "Giuliano Law, PA", "500 E Broward"], "Giuliano Law, PA"),
        (["Firm: 954-555-0100", "Email: a@example.org", "Ash LLP"], "Ash LLP"),
        (["(559) 555-0100", "Federal Defender (FRS)"], "Federal Defender (FRS)"),
        (["3256 E. Ransom Street", "Long Beach, CA 90804"], ""),
        (["P.O. Box 610", "Elm Law"], ""),
        (["One Saint Andrew's Plaza", "New York"], ""),
        (["Reg. No. 20575-509", "Elm County Jail"], ""),
        (["PRO SE"], ""),
        (["-"], ""),
        ([], ""),
    ],
)
def test_firm_is_the_first_line_that_is_no_way_to_reach_them(contact, firm):
    assert firm_in(contact) == firm


def read(**values):
    reader = Reader({"name": "Mara Quist", "contact": "", "roles": [], **values})
    return read_counsel(reader, "Richard Roe"), reader.warnings


def test_counsel_roles_tell_lead_and_end():
    lawyer, warnings = read(
        roles=["TERMINATED: 06/07/2004", "LEAD ATTORNEY", "ATTORNEY TO BE NOTICED", "", 3]
    )

    assert (lawyer.roles_printed, lawyer.is_lead) == ("LEAD ATTORNEY; ATTORNEY TO BE NOTICED", True)
    assert (lawyer.date_terminated, warnings) == (date(2004, 6, 7), [])


def test_counsel_without_a_lead_role_is_not_lead():
    lawyer, _ = read(roles=["COR NTC Retained", "LEADERSHIP"])

    assert (lawyer.is_lead, lawyer.is_self_represented) == (False, False)


@pytest.mark.parametrize(
    "values",
    [
        {"roles": ["NTC Pro Se"], "contact": "Elm County Jail"},
        {"contact": "Elm County Jail\nPRO SE"},
        {"name": "RICHARD ROE", "contact": "Elm County Jail"},
    ],
)
def test_party_who_is_their_own_counsel_has_no_firm(values):
    lawyer, _ = read(**values)

    assert (lawyer.is_self_represented, lawyer.firm) == (True, "")


def test_counsel_with_a_broken_end_is_kept_without_it():
    lawyer, warnings = read(roles=["TERMINATED: 31/31/2004"])

    assert lawyer.date_terminated is None
    assert [warning["key"] for warning in warnings] == ["roles"]


def test_counsel_without_a_name_is_left_out_and_said_so():
    lawyer, warnings = read(name=" - ")

    assert lawyer is None
    assert warnings == [{"key": "name", "reason": "is missing: lawyer left out"}]


@pytest.mark.parametrize("words", ["(See above for address)", "See above for address"])
def test_address_that_is_printed_above_brings_its_firm(words):
    lawyers = [
        read(contact="Roe & Poe LLP\n1 Elm Street")[0],
        read(contact=words)[0],
        read(name="Somebody Else", contact=words)[0],
        read(contact="1 Elm Street")[0],
    ]

    see_above(lawyers)

    assert [lawyer.firm for lawyer in lawyers] == ["Roe & Poe LLP", "Roe & Poe LLP", "", ""]
