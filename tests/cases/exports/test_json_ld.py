import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.exports import NotExported, json_ld_lines
from cases.exports.json_ld import TYPES
from cases.models import Entity
from tests.factories.record import CaseFactory, DispositionFactory, EntityFactory, EventFactory

SITE = "https://newsroom.example"
LEGAL_CASE = "http://www.wikidata.org/entity/Q2334719"


def exported(what):
    return json.loads("".join(json_ld_lines(what, user=None, site=SITE)))


def test_case_is_an_event_with_events_within(story):
    case = exported("cases")["@graph"][0]

    assert (case["@type"], case["additionalType"]) == ("Event", LEGAL_CASE)
    assert case["@id"] == f"{SITE}/cases/sec-v-binance-holdings-limited/"
    assert (case["startDate"], case["endDate"]) == ("2023-06-05", "2025-05-30")
    assert [court["name"] for court in case["organizer"]] == [
        "U.S. District Court for the District of Columbia", "U.S. Court of Appeals for the D.C. Circuit",
    ]  # fmt: skip
    assert [(number["@type"], number["value"]) for number in case["identifier"]] == [
        ("PropertyValue", "1:23-cv-01599-ABJ"), ("PropertyValue", "23-5001"),
    ]  # fmt: skip
    assert case["subEvent"] == [
        {"@type": "Event", "name": "Status conference", "startDate": "2023-06-03", "endDate": "2023-06-09"},
        {"@type": "Event", "name": "Oral argument", "startDate": "2025",
         "eventStatus": "https://schema.org/EventCancelled"},
        {"@type": "Event", "name": "Joint stipulation filed", "startDate": "2025-05-29",
         "subjectOf": {"@type": "CreativeWork", "name": "Joint stipulation of dismissal",
                       "url": "https://courts.example/299.pdf"}},
    ]  # fmt: skip


def test_party_is_a_role_of_what_the_case_is_about(story):
    roles = exported("cases")["@graph"][0]["about"]

    assert roles[1] == {
        "@type": "Role",
        "roleName": "defendant",
        "startDate": "2023-06",
        "about": {
            "@type": "Organization",
            "@id": f"{SITE}/entities/binance-holdings-limited/",
            "name": "Binance Holdings Limited",
        },
    }
    assert [role["about"]["@type"] for role in roles] == ["GovernmentOrganization", "Organization", "Thing"]


def test_statement_cites_its_sources(story):
    told = exported("cases")["@graph"][0]["subjectOf"]

    assert told == [
        {
            "@type": "Quotation",
            "text": "The case is over.",
            "creator": {
                "@type": "Organization", "@id": f"{SITE}/entities/binance-holdings-limited/",
                "name": "Binance Holdings Limited",
            },
            "creativeWorkStatus": "confirmed",
            "citation": [
                {"@type": "NewsArticle", "name": "SEC drops case", "url": "https://reuters.example/sec",
                 "datePublished": "2025-05-29"},
            ],
        }
    ]  # fmt: skip


def test_entity_is_told_with_its_names_and_registers(story):
    told = {node["name"]: node for node in exported("entities")["@graph"]}

    assert told["Binance Holdings Limited"] == {
        "@type": "Organization",
        "@id": f"{SITE}/entities/binance-holdings-limited/",
        "url": f"{SITE}/entities/binance-holdings-limited/",
        "name": "Binance Holdings Limited",
        "alternateName": ["Binance", "Old Exchange", "The Exchange"],
        "leiCode": "5493001KJTIIGC8Y1R12",
        "identifier": [
            {"@type": "PropertyValue", "propertyID": "LEI (ISO 17442)", "value": "5493001KJTIIGC8Y1R12"}
        ],
    }
    assert told["Changpeng Zhao"]["sameAs"] == [
        "http://www.wikidata.org/entity/Q48966366", "https://zhao.example/",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", Entity.Kind)
def test_every_kind_of_entity_has_a_type(kind):
    assert TYPES[kind]


def test_sealed_case_leaves_no_trace(story):
    text = "".join(json_ld_lines("cases", user=None, site=SITE))

    assert "SECRET" not in text
    assert "SEALED" not in text


def test_document_without_rows_is_a_document(db):
    assert exported("cases") == {"@context": "https://schema.org", "@graph": []}


def test_lines_hold_within_a_script_element(db):
    CaseFactory(caption="Doe v. </script><b>")

    text = "".join(json_ld_lines("cases", user=None, site=SITE))

    assert "<" not in text
    assert json.loads(text)["@graph"][0]["name"] == "Doe v. </script><b>"


def test_unknown_rows_are_refused(db):
    with pytest.raises(NotExported) as refusal:
        json_ld_lines("events", user=None, site=SITE)

    assert str(refusal.value) == "There is no such export of “events”. Choose one of cases, entities."


@pytest.mark.parametrize(("what", "number"), [("cases", 8), ("entities", 3)])
def test_queries_do_not_grow_with_rows(db, what, number):
    counts = []
    for more in (1, 2):
        for _ in range(more):
            disposition = DispositionFactory()
            EventFactory(case=disposition.against.case, significance="major")
            EntityFactory()
        with CaptureQueriesContext(connection) as queries:
            list(json_ld_lines(what, user=None, site=SITE))
        counts.append(len(queries))

    assert counts == [number, number]
