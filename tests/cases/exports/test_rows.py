import csv
import io
import json

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.exports import SHEETS, NotExported, csv_lines, ndjson_lines
from cases.exports.loading import ROWS_AT_A_TIME
from tests.factories.record import CaseFactory, DispositionFactory, DocketFactory, EntityFactory, EventFactory


def read_csv(what, user=None):
    return list(csv.DictReader(io.StringIO("".join(csv_lines(what, user=user)), newline="")))


def read_ndjson(what, user=None):
    return [json.loads(line) for line in ndjson_lines(what, user=user)]


def test_case_is_a_row_with_its_first_docket_and_status(story):
    rows = read_csv("cases")

    assert rows[0] == {
        "slug": "sec-v-binance-holdings-limited",
        "caption": "SEC v. Binance Holdings Limited",
        "kind": "civil_enforcement",
        "summary": "The regulator sued the exchange.",
        "date_filed": "2023-06-05",
        "date_terminated": "2025-05-30",
        "is_sealed": "no",
        "court": "dcd",
        "docket_number": "1:23-cv-01599-ABJ",
        "judge": "Amy Berman Jackson",
        "cause": "",
        "nature_of_suit": "",
        "is_open": "no",
        "status": rows[0]["status"],
    }
    assert "ismissed with prejudice" in rows[0]["status"]
    assert [(row["caption"], row["court"], row["is_open"]) for row in rows[1:]] == [
        ("United States v. Zhao", "", "yes")
    ]


def test_party_is_a_row_and_json_adds_how_its_claims_ended(story):
    row = read_csv("parties")[1]
    told = read_ndjson("parties")[1]

    assert row == {
        "case": "sec-v-binance-holdings-limited", "caption": "SEC v. Binance Holdings Limited", "court": "",
        "docket_number": "", "entity": "binance-holdings-limited", "name": "Binance Holdings Limited",
        "role": "defendant", "role_printed": "Defendant", "name_printed": "BINANCE",
        "date_joined": "2023-06", "date_terminated": "",
    }  # fmt: skip
    assert told["claims"] == [
        {
            "title": "Offering unregistered securities",
            "number": "",
            "disposition": {
                "outcome": "dismissed", "prejudice": "with", "decided_by": "stipulation",
                "date": "2025-05-29", "printed": "",
            },
        }
    ]  # fmt: skip
    assert told["counsel"] == [
        {"name": "Jo Poe", "firm": "", "entity": "roe-poe-llp"},
        {"name": "Unknown Lawyer", "firm": "", "entity": ""},
    ]
    assert read_ndjson("parties")[2]["claims"][0]["disposition"] is None


def test_money_is_told_exactly(story):
    penalty = read_ndjson("parties")[3]["penalties"][0]

    assert (penalty["amount"], penalty["currency"]) == ("50000000.00", "USD")


def test_event_is_a_row_with_its_docket_and_source(story):
    rows = read_csv("events")

    assert list(rows[0].values()) == [
        "sec-v-binance-holdings-limited", "SEC v. Binance Holdings Limited", "dcd", "1:23-cv-01599-ABJ",
        "2025-05-29", "Joint stipulation filed", "dismissal", "", "major", "confirmed", "299",
        "Joint stipulation of dismissal", "https://courts.example/299.pdf",
    ]  # fmt: skip
    assert [(row["date"], row["court"], row["source"]) for row in rows[1:]] == [
        ("2023-06-03/2023-06-09", "", ""), ("2025", "", ""), ("2023-06", "", ""),
    ]  # fmt: skip


def test_entity_is_a_row_with_its_names_and_identifiers(story):
    rows = {row["slug"]: row for row in read_csv("entities")}

    assert rows["binance-holdings-limited"]["aliases"] == "Binance | Old Exchange | The Exchange"
    assert rows["changpeng-zhao"]["identifiers"] == "cik:0001679788 | wikidata:Q48966366"


def test_disposition_is_a_row_live_or_superseded(story):
    rows = read_csv("dispositions")

    assert [(row["outcome"], row["is_live"], row["source_url"]) for row in rows] == [
        ("stayed", "no", ""),
        ("dismissed", "yes", "https://courts.example/299.pdf"),
    ]


@pytest.mark.parametrize("what", SHEETS)
def test_json_has_the_keys_of_the_spreadsheet_and_more(story, what):
    sheet = SHEETS[what]

    keys = [list(row) for row in read_ndjson(what)]

    assert keys[0] == [*read_csv(what)[0], *sheet.nested]
    assert len(keys) == len(read_csv(what))


@pytest.mark.parametrize("what", SHEETS)
def test_sealed_case_is_in_no_row(story, what):
    text = "".join([*csv_lines(what, user=None), *ndjson_lines(what, user=None)])

    assert "SECRET" not in text
    assert "SEALED" not in text


def test_sealed_case_is_exported_for_who_may_see_it(story, editor):
    editor.user_permissions.add(Permission.objects.get(codename="view_case"))

    assert read_csv("cases", editor)[-1]["caption"] == "SEALED v. SEALED"
    assert [row["note"] for row in read_csv("dispositions", editor)][-1] == "SECRET note"


def test_formula_is_harmless_in_a_spreadsheet_and_as_it_is_in_json(db):
    EntityFactory(name="=cmd|' /C calc'!A0")

    assert read_csv("entities")[0]["name"] == "'=cmd|' /C calc'!A0"
    assert read_ndjson("entities")[0]["name"] == "=cmd|' /C calc'!A0"


@pytest.mark.parametrize("lines", [csv_lines, ndjson_lines])
def test_unknown_rows_are_refused_before_anything_is_sent(lines):
    with pytest.raises(NotExported) as refusal:
        lines("judges", user=None)

    assert str(refusal.value) == (
        "There is no such export of “judges”. Choose one of cases, parties, events, entities, dispositions."
    )


@pytest.mark.parametrize(
    ("what", "number"), [("cases", 6), ("parties", 5), ("events", 2), ("entities", 3), ("dispositions", 1)]
)
def test_queries_do_not_grow_with_rows(db, what, number):
    counts = []
    for more in (1, 2):
        for _ in range(more):
            disposition = DispositionFactory()
            EventFactory(case=disposition.against.case)
            DocketFactory(case=disposition.against.case)
        with CaptureQueriesContext(connection) as queries:
            list(ndjson_lines(what, user=None))
        counts.append(len(queries))

    assert counts == [number, number]


def test_rows_are_read_a_chunk_at_a_time(db):
    EntityFactory.create_batch(ROWS_AT_A_TIME + 1)

    assert len(read_csv("entities")) == ROWS_AT_A_TIME + 1
    assert [row["slug"] for row in read_csv("entities")] == sorted(
        (row["slug"] for row in read_csv("entities")), key=lambda slug: int(slug.rpartition("-")[2])
    )


def test_case_without_docket_has_empty_cells(db):
    CaseFactory(caption="In re Roe")

    assert read_csv("cases")[0]["docket_number"] == ""
