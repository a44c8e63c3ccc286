"""A chunk taken at once leaves the record as its rows taken one by one do, the history and the log too."""

import csv
import io

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from cases.exports import ndjson_lines
from cases.imports.sheets import Refused, plan, read_sheet
from cases.imports.sheets.plan import import_sheet, take_at_once, take_one_by_one
from cases.models import Alias, Entity
from tests.factories.record import CaseFactory, CourtFactory, EntityFactory, EventFactory, PartyFactory

pytestmark = pytest.mark.django_db


def sheet(what, *rows):
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return read_sheet(text.getvalue().encode(), what)


def aftermath(rows, take):
    """What a way of taking the rows leaves: the plan, the record, the history and the log. All taken back."""
    with transaction.atomic():
        try:
            plan = import_sheet(rows, by=None, take=take).summary()
        except Refused as refusal:
            plan = refusal.plan.summary()
        left = {
            what: list(ndjson_lines(what, user=None)) for what in ("cases", "parties", "events", "entities")
        }
        left["aliases"] = list(Alias.objects.order_by("name").values_list("name", "strength", "weakness"))
        for table in (
            "cases_case",
            "cases_docket",
            "cases_party",
            "cases_event",
            "cases_entity",
            "cases_alias",
        ):
            with connection.cursor() as cursor:
                cursor.execute(f"select verb, count(*) from history.{table} group by 1 order by 1")
                left[table] = cursor.fetchall()
        with connection.cursor() as cursor:
            cursor.execute("select verb, subject, count(*) from cases_change group by 1, 2 order by 1, 2")
            left["log"] = cursor.fetchall()
        transaction.set_rollback(True)
    return {"plan": plan, **left}


def both(what, *rows):
    one_by_one = aftermath(sheet(what, *rows), take_one_by_one)
    assert aftermath(sheet(what, *rows), take_at_once) == one_by_one
    return one_by_one


@pytest.fixture
def case():
    court = CourtFactory(code="dcd")
    return CaseFactory(caption="SEC v. Roe", slug="sec-v-roe", court=court, docket_number="1:23-cv-01599")


def test_cases_at_once_are_as_one_by_one(case):
    CaseFactory(caption="Doe v. Roe", slug="doe-v-roe")
    told = both(
        "cases",
        ["slug", "caption", "kind", "summary", "date_filed", "court", "docket_number", "judge"],
        ["sec-v-roe", "SEC v. Roe", "civil", "New.", "2023", "dcd", "1:23-cv-01599-ABJ", "Amy Jackson"],
        ["doe-v-roe", "Doe v. Roe", "", "", "", "dcd", "1:24-cv-00001", "Poe"],
        ["", "Doe v. Roe", "", "", "", "dcd", "1:24-cv-00002", ""],
        ["", "Doe v. Roe", "", "", "", "dcd", "1:24-cv-00003", "Poe"],
        ["poe", "Poe v. County of Kern", "", "", "2024-05", "", "", ""],
        ["doe-v-roe-1-24-cv-00004", "Doe v. Roe", "", "", "", "", "", ""],
        ["", "Doe v. Roe", "", "", "", "dcd", "1:24-cv-00004", ""],
        ["", "Doe v. Roe", "", "", "", "dcd", "1:24-cv-00004", ""],
    )

    assert [problem["message"] for problem in told["plan"]["problems"]] == [
        "This row says the same again as row 8. Take one of them out."
    ]
    assert [told["plan"][name] for name in ("created", "changed")] == [5, 2]


def test_entities_at_once_are_as_one_by_one(case):
    EntityFactory(name="Doe Markets", slug="doe-markets")
    both(
        "entities",
        ["slug", "name", "kind", "occupation", "jurisdiction", "belongs_to", "aliases", "identifiers"],
        ["roe-inc", "Roe Inc.", "company", "", "Delaware", "roe-group", "Roe Exchange | roe", "cik:7"],
        ["roe-group", "Roe Group", "company", "", "", "", "Roe Global", ""],
        ["zhao", "Changpeng Zhao", "person", "founder", "", "", "Zhao | CZ | Binance", "wikidata:Q312"],
        ["", "Changpeng Zhao", "person", "", "", "", "", "wikidata:Q313"],
        ["doe-markets", "Doe Market", "company", "", "Ohio", "cik:7", "Doe Exchange", ""],
    )


def test_rows_that_share_a_name_are_as_one_by_one(case):
    told = both(
        "entities",
        ["slug", "name", "kind", "aliases"],
        ["roe-inc", "Roe Inc.", "company", "Phoenix Exchange"],
        ["poe-inc", "Poe Inc.", "company", "Phoenix Exchange"],
    )

    assert [weakness for _, _, weakness in told["aliases"]] == ["", "ambiguous"]


def test_parties_and_events_at_once_are_as_one_by_one(case):
    PartyFactory(case=case, entity=EntityFactory(slug="roe"), role="defendant")
    EntityFactory(slug="poe")
    EventFactory(case=case, date="2025-05-29", title="ORDER", kind="order")
    both(
        "parties",
        ["case", "entity", "role", "name_printed", "date_terminated"],
        ["sec-v-roe", "roe", "defendant", "ROE", "2025"],
        ["sec-v-roe", "poe", "defendant", "POE", ""],
    )
    both(
        "events",
        ["case", "date", "title", "kind", "entry_number"],
        ["sec-v-roe", "2025-05-29", "ORDER", "opinion", "9"],
        ["sec-v-roe", "2025-05-30", "NOTICE", "notice", "10"],
    )


def test_row_that_the_record_refuses_is_told_apart_from_the_good_ones(case):
    told = both(
        "cases",
        ["slug", "caption", "date_filed", "date_terminated"],
        ["poe", "Poe v. Roe", "2024", "2025"],
        ["doe", "Doe v. Roe", "2024", "2023"],
    )

    assert [(problem["row"], problem["message"]) for problem in told["plan"]["problems"]] == [
        (3, "A case cannot end before it was filed.")
    ]


def test_field_of_another_kind_is_refused_beside_its_column(case):
    told = both("entities", ["slug", "name", "kind", "occupation"], ["roe", "Roe Inc.", "company", "founder"])

    assert [(p["row"], p["column"], p["message"]) for p in told["plan"]["problems"]] == [
        (2, "occupation", "Only a person has an occupation. Empty the cell, or correct the kind.")
    ]


def test_kind_is_not_changed_under_fields_that_the_new_one_has_not(case):
    EntityFactory(name="Jane Roe", slug="jane-roe", kind="person", occupation="clerk")

    told = both("entities", ["slug", "name", "kind"], ["jane-roe", "Jane Roe", "company"])

    assert [p["message"] for p in told["plan"]["problems"]] == [
        "Only a person has an occupation: empty this field, or choose another kind."
    ]


def test_owner_that_nobody_knows_is_refused(case):
    rows = ["slug", "name", "kind", "belongs_to"], ["roe", "Roe Inc.", "company", "nobody"]

    told = both("entities", *rows)

    message = "The record has no such entity, and no row of this file makes one."
    assert [(p["row"], p["column"], p["message"]) for p in told["plan"]["problems"]] == [
        (2, "belongs_to", message)
    ]
    assert [p.message for p in plan.plan_sheet(sheet("entities", *rows)).problems] == [message]


def test_export_with_owners_is_taken_back_in_any_order(case):
    owner = EntityFactory(name="Roe Group", slug="z-group")
    EntityFactory(name="Roe Inc.", slug="a-inc", belongs_to=owner, legal_form="corporation")
    again = sheet("entities", ["slug", "name", "kind", "belongs_to"], ["a-inc", "Roe Inc.", "company", "-"])
    import_sheet(again, by=None)
    assert Entity.objects.get(slug="a-inc").belongs_to is None

    planned = plan.plan_sheet(
        sheet(
            "entities",
            ["slug", "name", "kind", "belongs_to"],
            ["b", "B Inc.", "company", "c"],
            ["c", "C", "company", ""],
        )
    )

    assert planned.problems == []


@pytest.mark.parametrize("number", [50, 150])
def test_rows_taken_at_once_cost_the_same_queries_however_many(case, number):
    rows = [
        [f"roe-{n}", f"Roe Works {n}", "company", f"Works {n} of Roe", f"cik:{n + 1}"] for n in range(number)
    ]

    with CaptureQueriesContext(connection) as queries:
        import_sheet(sheet("entities", ["slug", "name", "kind", "aliases", "identifiers"], *rows), by=None)

    assert len(queries) == 32
