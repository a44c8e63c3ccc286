import json
from io import StringIO

import pytest
from django.core.management import call_command

from cases.actions import establish_court, establish_courts
from cases.imports.courts import describe_court, listed_courts
from cases.imports.state_courts import APPEALS_TO, LAST_RESORTS
from cases.models import Court


@pytest.mark.parametrize(
    ("code", "name", "cited", "level", "appeals_to"),
    [
        ("nysd", "U.S. District Court for the Southern District of New York", "S.D.N.Y.", "trial", "ca2"),
        ("casd", "U.S. District Court for the Southern District of California", "S.D. Cal.", "trial", "ca9"),
        ("akd", "U.S. District Court for the District of Alaska", "D. Alaska", "trial", "ca9"),
        ("dcd", "U.S. District Court for the District of Columbia", "D.D.C.", "trial", "cadc"),
        ("vid", "District Court of the Virgin Islands", "D.V.I.", "trial", "ca3"),
        ("gud", "District Court of Guam", "D. Guam", "trial", "ca9"),
        ("nmid", "District Court for the Northern Mariana Islands", "D. N. Mar. I.", "trial", "ca9"),
        ("wisd", "U.S. District Court for the District of Wisconsin", "D. Wis.", "trial", "ca7"),
        (
            "nysb",
            "U.S. Bankruptcy Court for the Southern District of New York",
            "Bankr. S.D.N.Y.",
            "trial",
            "nysd",
        ),
        ("arb", "U.S. Bankruptcy Court for the District of Arizona", "Bankr. D. Ariz.", "trial", "azd"),
        ("nebraskab", "U.S. Bankruptcy Court for the District of Nebraska", "Bankr. D. Neb.", "trial", "ned"),
        ("tennesseeb", "U.S. Bankruptcy Court for the District of Tennessee", "Bankr. D. Tenn.", "trial", ""),
        (
            "bap9",
            "U.S. Bankruptcy Appellate Panel of the Ninth Circuit",
            "B.A.P. 9th Cir.",
            "intermediate_appeal",
            "ca9",
        ),
        (
            "ca11",
            "U.S. Court of Appeals for the Eleventh Circuit",
            "11th Cir.",
            "intermediate_appeal",
            "scotus",
        ),
        (
            "cafc",
            "U.S. Court of Appeals for the Federal Circuit",
            "Fed. Cir.",
            "intermediate_appeal",
            "scotus",
        ),
        ("cit", "U.S. Court of International Trade", "Ct. Int’l Trade", "special", "cafc"),
        ("jpml", "U.S. Judicial Panel on Multidistrict Litigation", "J.P.M.L.", "special", ""),
        ("scotus", "Supreme Court of the United States", "U.S.", "last_resort", ""),
    ],
)
def test_federal_court_is_named_by_rule(code, name, cited, level, appeals_to):
    court = describe_court(code)

    assert (court["name"], court["citation_name"], court["level"], court["appeals_to"]) == (
        name,
        cited,
        level,
        appeals_to,
    )


@pytest.mark.parametrize(
    ("code", "name", "level", "system"),
    [
        ("ny", "New York Court of Appeals", "last_resort", "state"),
        ("nyappdiv", "The Four Departments of the Appellate Division", "intermediate_appeal", "state"),
        ("nysupct", "New York Supreme Court", "trial", "state"),
        (
            "bia",
            "United States Department of Justice Board of Immigration Appeals",
            "intermediate_appeal",
            "federal",
        ),
        ("ttab", "Trademark Trial and Appeal Board", "intermediate_appeal", "federal"),
    ],
)
def test_other_court_is_described_as_listed(code, name, level, system):
    court = describe_court(code)

    assert (court["name"], court["level"], court["system"]) == (name, level, system)


def test_court_in_no_list_is_called_by_its_code():
    assert describe_court("elmct") == {"name": "Court “elmct”", "parent": "", "appeals_to": ""}


def test_every_federal_district_of_the_list_appeals_to_a_circuit_of_the_list():
    courts = listed_courts()
    districts = [describe_court(code) for code in courts if code.endswith("d") and len(code) in {3, 4}]

    unknown = [
        court["name"]
        for court in districts
        if court["system"] == "federal" and court["appeals_to"] not in courts
    ]
    assert unknown == ["District Court, Orleans"]  # of the Territory of Orleans, until 1812


def load_courts():
    out = StringIO()
    call_command("load_courts", stdout=out)
    return json.loads(out.getvalue())


@pytest.mark.django_db
def test_load_courts_enters_all_and_a_second_time_nothing():
    first = load_courts()
    second = load_courts()

    listed = len(listed_courts())
    assert first == {"courts": listed, "created": listed, "changed": 0}
    assert second == {"courts": listed, "created": 0, "changed": 0}
    manhattan = Court.objects.select_related("appeals_to").get(code="nysb").appeals_to
    assert (manhattan.code, manhattan.appeals_to.appeals_to.code) == ("nysd", "scotus")
    assert Court.objects.get(code="nylackawcityct").parent.code == "nycityct"


@pytest.mark.django_db
def test_load_courts_fills_what_is_empty_and_leaves_what_the_desk_wrote():
    Court.objects.create(code="nysd", name="Manhattan federal court", citation_name="SDNY")

    summary = load_courts()

    court = Court.objects.get(code="nysd")
    assert summary["changed"] == 1
    assert (court.name, court.citation_name, court.place, court.appeals_to.code) == (
        "Manhattan federal court", "SDNY", "New York", "ca2",
    )  # fmt: skip


@pytest.mark.django_db
def test_establish_court_knows_the_courts_above_it_that_are_there():
    circuit = establish_court("ca2", by=None, **describe_court("ca2"))

    district = establish_court("nysd", by=None, **describe_court("nysd"))

    assert (circuit.appeals_to, district.appeals_to) == (None, circuit)


@pytest.mark.django_db
def test_establish_courts_never_puts_a_court_above_itself():
    established = establish_courts(
        {"elmct": {"name": "Elm Court", "parent": "elmct", "appeals_to": ""}}, by=None
    )

    assert (established, Court.objects.get(code="elmct").parent) == ((1, 0), None)


@pytest.mark.parametrize(
    ("code", "level", "above"),
    [
        ("calsuperct", "trial", "calctapp"),
        ("calctapp", "intermediate_appeal", "cal"),
        ("nysupct", "trial", "nyappdiv"),
        ("ny", "last_resort", ""),
        ("delch", "trial", "del"),
        ("wash", "last_resort", ""),
        ("dc", "last_resort", ""),
        ("texcrimapp", "last_resort", ""),
        ("aksuperct", "trial", ""),  # civil appeals go to one court, criminal ones to another
    ],
)
def test_state_court_appeals_where_one_court_hears_it(code, level, above):
    described = describe_court(code)

    assert (described["level"], described["appeals_to"]) == (level, above)


def test_every_court_on_the_way_of_an_appeal_is_listed():
    assert {*APPEALS_TO, *APPEALS_TO.values(), *LAST_RESORTS} <= listed_courts().keys()
