import json
from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.exports import followthemoney_lines
from cases.exports.followthemoney import SCHEMATA, proxies
from cases.models import Entity
from tests.factories.record import DispositionFactory, EntityFactory, EventFactory, StatementFactory

SITE = "https://newsroom.example"

# What the exporter relies on of the vocabulary, so that it holds where the package is not installed: for each
# schema the properties it must have, those that are used, and for those that lead on, to what.
THING = "name alias weakAlias previousName country summary description sourceUrl keywords wikidataId proof"
LEGAL = f"{THING} abbreviation website sector leiCode"
INTERVAL = "startDate endDate date summary description recordId sourceUrl proof"
INTEREST = f"{INTERVAL} role status"
VOCABULARY = {
    "Person": ("name", LEGAL),
    "Company": ("name", f"{LEGAL} cikCode"),
    "PublicBody": ("name", LEGAL),
    "Organization": ("name", LEGAL),
    "Asset": ("", THING),
    "Identification": ("holder number", f"{INTERVAL} holder number type"),
    "CourtCase": ("name", f"{THING} category status caseNumber court fileDate closeDate"),
    "CourtCaseParty": ("case party", f"{INTEREST} case party"),
    "Representation": ("agent client", f"{INTEREST} agent client"),
    "Event": ("name", f"{THING} {INTERVAL} important"),
    "UnknownLink": ("subject object", f"{INTEREST} subject object"),
    "Document": ("fileName", f"{THING} fileName title author publisher publishedAt date"),
    "Article": ("", f"{THING} fileName title author publisher publishedAt date"),
    "Documentation": ("document entity", f"{INTEREST} document entity"),
    "Note": ("", f"{THING} entity namesMentioned"),
}
LEGAL_ENTITIES = {"Person", "Company", "PublicBody", "Organization"}
THINGS = LEGAL_ENTITIES | {"Asset", "CourtCase", "Event", "Document", "Article", "Note"}
LEADS_TO = {
    "case": {"CourtCase"}, "party": THINGS, "holder": LEGAL_ENTITIES, "agent": LEGAL_ENTITIES,
    "client": LEGAL_ENTITIES, "subject": THINGS, "object": THINGS, "document": {"Document", "Article"},
    "entity": THINGS, "proof": {"Document", "Article"},
}  # fmt: skip


def exported():
    return {proxy["id"]: proxy for proxy in proxies(user=None, site=SITE)}


def faults(told):
    """What in the export is against the table above."""
    for proxy in told.values():
        required, known = (set(names.split()) for names in VOCABULARY[proxy["schema"]])
        properties = proxy["properties"]
        yield from ((proxy["id"], "lacks", name) for name in required - properties.keys())
        yield from ((proxy["id"], "knows no", name) for name in properties.keys() - known)
        for name in LEADS_TO.keys() & properties.keys():
            ends = [told.get(identity, {"schema": "nothing"})["schema"] for identity in properties[name]]
            yield from ((proxy["id"], name, end) for end in ends if end not in LEADS_TO[name])


def test_export_keeps_to_the_vocabulary(story):
    assert list(faults(exported())) == []


def test_package_finds_every_entity_valid_and_complete(story):
    oracle = pytest.importorskip("followthemoney", reason="needs the oracle: uv sync --group ftm")

    told = exported()

    assert oracle_faults(oracle.model, told) == []
    assert set(VOCABULARY) == {proxy["schema"] for proxy in told.values()}


def test_package_agrees_with_the_vocabulary_table():
    model = pytest.importorskip("followthemoney", reason="needs the oracle: uv sync --group ftm").model

    for name, (required, known) in VOCABULARY.items():
        schema = model.get(name)
        assert set(schema.required) == set(required.split())
        assert set(known.split()) <= set(schema.properties)
        for edge in LEADS_TO.keys() & set(known.split()):
            assert all(model.get(end).is_a(schema.properties[edge].range) for end in LEADS_TO[edge])


def oracle_faults(model, told):
    """What the package drops, changes, refuses or can't follow."""
    found = []
    for proxy in told.values():
        schema = model.get(proxy["schema"])
        schema.validate(proxy)
        cleaned = model.get_proxy(proxy, cleaned=False).to_dict()["properties"]
        missing = [name for name in schema.required if not proxy["properties"].get(name)]
        found += [(proxy["id"], "required", name) for name in missing]
        for name, values in proxy["properties"].items():
            if sorted(cleaned.get(name, [])) != sorted(values):
                found.append((proxy["id"], name, values, cleaned.get(name)))
            if schema.properties[name].range:
                ends = [told.get(value) for value in values]
                found += [
                    (proxy["id"], name, "leads nowhere")
                    for end in ends
                    if not end or not model.get(end["schema"]).is_a(schema.properties[name].range)
                ]
    return found


def test_case_is_a_court_case_with_its_numbers_and_courts(story):
    case = exported()[f"newsroom-case-{story.civil.pk}"]

    status = case["properties"].pop("status")
    assert case == {
        "id": f"newsroom-case-{story.civil.pk}",
        "schema": "CourtCase",
        "properties": {
            "name": ["SEC v. Binance Holdings Limited"],
            "category": ["civil enforcement"],
            "caseNumber": ["1:23-cv-01599-ABJ", "23-5001"],
            "court": [
                "U.S. District Court for the District of Columbia",
                "U.S. Court of Appeals for the D.C. Circuit",
            ],
            "fileDate": ["2023-06-05"],
            "closeDate": ["2025-05-30"],
            "summary": ["The regulator sued the exchange."],
            "sourceUrl": [f"{SITE}/cases/sec-v-binance-holdings-limited/"],
        },
    }  # fmt: skip
    assert "ismissed with prejudice" in status[0]


def test_party_says_how_its_claims_ended_and_what_proves_it(story):
    party = exported()[f"newsroom-party-{story.defendant.pk}"]

    assert party["properties"] == {
        "case": [f"newsroom-case-{story.civil.pk}"],
        "party": [f"newsroom-entity-{story.binance.pk}"],
        "role": ["defendant"],
        "status": ["dismissed with prejudice"],
        "startDate": ["2023-06"],
        "description": [
            "Offering unregistered securities: dismissed with prejudice, 29 May 2025, by joint stipulation"
        ],
        "proof": [f"newsroom-source-{story.stipulation.pk}"],
        "sourceUrl": ["https://courts.example/299.pdf"],
    }


def test_penalties_are_told_in_words(story):
    told = [proxy["properties"].get("summary") for proxy in exported().values() if "party-" in proxy["id"]]

    assert told[-1] == ["criminal fine of $50 million", "four months in prison"]


def test_entity_has_its_names_and_identifiers(story):
    told = exported()

    assert told[f"newsroom-entity-{story.binance.pk}"]["properties"] == {
        "name": ["Binance Holdings Limited"],
        "alias": ["Binance"],
        "previousName": ["Old Exchange"],
        "weakAlias": ["The Exchange"],
        "leiCode": ["5493001KJTIIGC8Y1R12"],
        "country": ["ky"],
        "sourceUrl": [f"{SITE}/entities/binance-holdings-limited/"],
    }
    assert told[f"newsroom-entity-{story.sec.pk}"]["properties"]["abbreviation"] == ["SEC"]
    identification = next(proxy for proxy in told.values() if proxy["schema"] == "Identification")
    assert identification["properties"] == {
        "holder": [f"newsroom-entity-{story.zhao.pk}"], "number": ["0001679788"], "type": ["SEC CIK"],
    }  # fmt: skip


def test_statement_is_a_note_on_what_it_is_about(story):
    notes = [proxy["properties"] for proxy in exported().values() if proxy["schema"] == "Note"]

    assert notes[0]["summary"] == [
        "confirmed, by Binance Holdings Limited, a spokesperson, according to Reuters, 29 May 2025"
    ]
    case, party = f"newsroom-case-{story.civil.pk}", f"newsroom-entity-{story.binance.pk}"
    assert [note["entity"] for note in notes] == [
        [case], [case], [case, party], [f"newsroom-event-{story.dismissal.pk}"], [party],
    ]  # fmt: skip


def test_event_between_two_days_keeps_both(story):
    event = next(p for p in exported().values() if p["properties"].get("name") == ["Status conference"])

    told = event["properties"]
    assert (told["startDate"], told["endDate"], "date" in told) == (["2023-06-03"], ["2023-06-09"], False)


def test_sealed_case_leaves_no_trace(story):
    text = "".join(followthemoney_lines(user=None, site=SITE))

    assert "SECRET" not in text
    assert "SEALED" not in text
    assert "secret" not in text


def test_lines_are_json_and_say_the_same_again(story):
    first = list(followthemoney_lines(user=None))

    assert first == list(followthemoney_lines(user=None))
    assert Counter(json.loads(line)["schema"] for line in first)["CourtCase"] == 2
    assert "sourceUrl" not in json.loads(first[0])["properties"]


@pytest.mark.parametrize("kind", Entity.Kind)
def test_every_kind_of_entity_has_a_schema(kind):
    assert SCHEMATA[kind] in VOCABULARY


def test_queries_do_not_grow_with_rows(db):
    counts = []
    for more in (1, 2):
        for _ in range(more):
            disposition = DispositionFactory()
            EventFactory(case=disposition.against.case)
            StatementFactory(case=disposition.against.case, asserted_by=EntityFactory())
        with CaptureQueriesContext(connection) as queries:
            list(followthemoney_lines(user=None))
        counts.append(len(queries))

    assert counts == [21, 21]
