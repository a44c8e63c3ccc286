"""One case, entity or court with all that hangs on it."""

import pytest

from cases.actions import (
    add_alias,
    add_counsel,
    attach_docket,
    identify,
    impose_penalty,
    merge_cases,
    merge_entities,
    record_disposition,
    relate_cases,
)
from cases.history import versions
from cases.models import Document
from tests.factories.full_case import full_case
from tests.factories.record import (
    CaseFactory,
    ClaimFactory,
    CourtFactory,
    EntityFactory,
    EventFactory,
    PartyFactory,
    SourceFactory,
    StatementFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = "https://docket.example"


def reference(entity):
    return {
        "id": entity.pk,
        "url": f"https://docket.example/api/v1/entities/{entity.slug}/",
        "html_url": f"https://docket.example/entities/{entity.slug}/",
        "name": entity.name,
        "kind": entity.kind,
    }


def case_reference(case):
    return {
        "id": case.pk,
        "url": f"https://docket.example/api/v1/cases/{case.slug}/",
        "html_url": f"https://docket.example/cases/{case.slug}/",
        "caption": case.caption,
    }


def recorded(row):
    """When the first version of the row was recorded, as the API writes moments."""
    first = versions(type(row), row.pk)[0].since
    return first.isoformat().replace("+00:00", "Z")


def detail(client, case):
    return client.get(f"/api/v1/cases/{case.slug}/").json()


def test_case_tells_how_each_claim_stands_for_each_party(client):
    source = SourceFactory(
        title="Joint stipulation", url="https://example.org/1.pdf", date_published="2025-05-29"
    )
    party, undecided = PartyFactory(), None
    undecided = PartyFactory(case=party.case)
    claim = ClaimFactory(case=party.case, against=[party, undecided], title="Fraud", number="1", kind="count")
    stay = record_disposition(claim, party, "stayed", date="2025-02", by=None)
    live = record_disposition(
        claim, party, "dismissed", prejudice="with", decided_by="stipulation", date="2025-05-29",
        printed="DISMISSED", note="by both sides", source=source, supersedes=stay, by=None,
    )  # fmt: skip

    (told,) = detail(client, party.case)["claims"]

    assert told == {
        "id": claim.pk,
        "kind": "count",
        "number": "1",
        "title": "Fraud",
        "statute": None,
        "description": None,
        "against": [
            {
                "party": party.pk,
                "entity": reference(party.entity),
                "disposition": {
                    "id": live.pk,
                    "outcome": "dismissed",
                    "prejudice": "with",
                    "label": "dismissed with prejudice",
                    "decided_by": "stipulation",
                    "date": "2025-05-29",
                    "printed": "DISMISSED",
                    "note": "by both sides",
                    "source": {
                        "kind": "filing",
                        "title": "Joint stipulation",
                        "publisher": None,
                        "author": None,
                        "external_url": "https://example.org/1.pdf",
                        "archived_url": None,
                        "date_published": "2025-05-29",
                    },
                    "recorded_at": recorded(live),
                },
                "superseded": [
                    {
                        "id": stay.pk,
                        "outcome": "stayed",
                        "prejudice": None,
                        "label": "stayed",
                        "decided_by": None,
                        "date": "2025-02",
                        "printed": None,
                        "note": None,
                        "source": None,
                        "recorded_at": recorded(stay),
                    }
                ],
            },
            {
                "party": undecided.pk,
                "entity": reference(undecided.entity),
                "disposition": None,
                "superseded": [],
            },
        ],
    }


def test_case_names_parties_counsel_and_penalties(client):
    lawyer = EntityFactory(kind="person")
    party = PartyFactory(
        role="defendant", role_printed="Defendant (2)", name_printed="JOHN DOE", date_joined="2023"
    )
    add_counsel(
        party, "Jane Roe", firm="Roe LLP", roles_printed="LEAD ATTORNEY", is_lead=True, entity=lawyer, by=None
    )
    penalty = impose_penalty(
        party, "fine", amount="4316126163.00", currency="USD", date_imposed="2023-11", by=None
    )

    told = detail(client, party.case)

    assert told["parties"] == [
        {
            "id": party.pk,
            "entity": reference(party.entity),
            "role": "defendant",
            "role_printed": "Defendant (2)",
            "name_printed": "JOHN DOE",
            "docket": None,
            "date_joined": "2023",
            "date_terminated": None,
            "counsel": [
                {
                    "name": "Jane Roe",
                    "firm": "Roe LLP",
                    "roles_printed": "LEAD ATTORNEY",
                    "is_lead": True,
                    "is_self_represented": False,
                    "date_terminated": None,
                    "entity": reference(lawyer),
                }
            ],
        }
    ]
    assert told["penalties"] == [
        {
            "id": penalty.pk,
            "party": party.pk,
            "entity": reference(party.entity),
            "kind": "fine",
            "label": "criminal fine of $4,316,126,163",
            "amount": "4316126163.00",
            "currency": "USD",
            "duration": None,
            "duration_unit": None,
            "date_imposed": "2023-11",
            "date_satisfied": None,
            "note": None,
            "source": None,
            "recorded_at": recorded(penalty),
        }
    ]


def test_case_tells_relations_both_ways(client):
    case, earlier, later = (CaseFactory() for _ in range(3))
    relate_cases(case, "appeal_of", earlier, note="by the agency", by=None)
    relate_cases(case, "related", printed="S.D.N.Y. 1:23-cv-00001", by=None)
    relate_cases(later, "similar", case, by=None)

    told = detail(client, case)

    assert told["relations"] == [
        {
            "kind": "appeal_of",
            "label": "appeal of",
            "case": case_reference(earlier),
            "printed": None,
            "note": "by the agency",
        },
        {
            "kind": "related",
            "label": "related to",
            "case": None,
            "printed": "S.D.N.Y. 1:23-cv-00001",
            "note": None,
        },
    ]
    assert told["relations_to_it"] == [
        {"kind": "similar", "label": "similar to", "case": case_reference(later), "note": None}
    ]


def test_statement_says_who_asserts_it_via_whom_and_where_it_is_borne_out(client):
    case = CaseFactory()
    agency, wire = EntityFactory(kind="agency"), EntityFactory(kind="publication")
    source = SourceFactory(publisher=wire, kind="news")
    statement = StatementFactory(
        case=case, text="It was dropped.", mode="reported", asserted_by=agency, via=wire, date="2025-05-29",
        spokesperson="a spokesperson", point="why it was dropped", is_preferred=True, is_quotation=True,
        sources=[(source, "para. 3")],
    )  # fmt: skip

    (told,) = detail(client, case)["statements"]

    assert told == {
        "id": statement.pk,
        "text": "It was dropped.",
        "is_quotation": True,
        "mode": "reported",
        "asserted_by": reference(agency),
        "spokesperson": "a spokesperson",
        "via": reference(wire),
        "date": "2025-05-29",
        "point": "why it was dropped",
        "is_preferred": True,
        "party": None,
        "claim": None,
        "event": None,
        "sources": [
            {
                "source": {
                    "kind": "news",
                    "title": source.title,
                    "publisher": reference(wire),
                    "author": None,
                    "external_url": None,
                    "archived_url": None,
                    "date_published": None,
                },
                "locator": "para. 3",
                "date_accessed": None,
            }
        ],
        "recorded_at": recorded(statement),
    }


def test_statements_of_a_case_are_those_about_it_and_all_in_it(client):
    party = PartyFactory()
    case = party.case
    claim, event = ClaimFactory(case=case), EventFactory(case=case)
    expected = [
        StatementFactory(**about).pk for about in ({"case": case}, {"party": party}, {"claim": claim})
    ]
    expected.append(StatementFactory(event=event, case=case).pk)
    StatementFactory()

    assert [told["id"] for told in detail(client, case)["statements"]] == expected


def test_case_shows_its_newest_major_events_and_where_the_rest_is(client):
    case = CaseFactory()
    paper = Document.objects.create(
        case=case, title="Order", kind="order", url="https://example.org/o.pdf", pages=3
    )
    for number in range(51):
        EventFactory(case=case, date=f"{1970 + number}", significance="major")
    newest = EventFactory(
        case=case, date="2024-05", significance="major", entry_number="12", description="All day."
    )
    newest.documents.add(paper)
    EventFactory(case=case, date="2025")

    told = detail(client, case)

    assert told["events_url"] == f"https://docket.example/api/v1/cases/{case.slug}/events/"
    assert [event["date"] for event in told["major_events"]] == ["2024-05", *map(str, range(2020, 1971, -1))]
    assert told["documents"] == [
        {
            "id": paper.pk,
            "kind": "order",
            "title": "Order",
            "date": None,
            "external_url": "https://example.org/o.pdf",
            "sha256": None,
            "pages": 3,
        }
    ]
    assert told["major_events"][0] == {
        "id": newest.pk,
        "date": "2024-05",
        "kind": "hearing",
        "title": "Status conference",
        "description": "All day.",
        "significance": "major",
        "standing": "confirmed",
        "docket": None,
        "entry_number": "12",
        "source": None,
        "documents": told["documents"],
        "recorded_at": recorded(newest),
    }


def test_case_tells_all_of_its_dockets(client):
    case = CaseFactory(summary="A short summary.", date_filed="2023-06-05", date_terminated="2025-05")
    docket = attach_docket(
        case, CourtFactory(code="dcd"), "1:23-cv-01599-ABJ", judge="Amy Roe", date_filed="2023-06-05",
        cause="15:78", nature_of_suit="850", jury_demand="Both", by=None,
    )  # fmt: skip

    told = detail(client, case)

    assert (told["summary"], told["status"], told["is_open"], told["date_terminated"]) == (
        "A short summary.",
        "Closed in May 2025.",
        False,
        "2025-05",
    )
    assert told["dockets"] == [
        {
            "id": docket.pk,
            "court": {
                "code": "dcd",
                "url": "https://docket.example/api/v1/courts/dcd/",
                "name": "U.S. District Court dcd",
                "citation_name": None,
            },
            "docket_number": "1:23-cv-01599-ABJ",
            "docket_number_key": "1:23-cv-01599",
            "date_filed": "2023-06-05",
            "date_terminated": None,
            "judge": "Amy Roe",
            "referred_to": None,
            "cause": "15:78",
            "nature_of_suit": "850",
            "jurisdiction": None,
            "jury_demand": "Both",
            "demand": None,
            "appeal_from": None,
            "mdl_status": None,
            "pacer_case_id": None,
        }
    ]


@pytest.mark.parametrize("times", [1, 3])
def test_case_costs_a_fixed_number_of_queries(client, django_assert_num_queries, times):
    case = full_case(times)

    with django_assert_num_queries(16):
        told = detail(client, case)

    lists = ("dockets", "parties", "claims", "penalties", "relations", "relations_to_it", "statements")
    assert {len(told[name]) for name in (*lists, "documents", "major_events")} == {times}


def test_entity_tells_its_names_registers_and_roles(client):
    group = EntityFactory()
    told = {"legal_form": "corporation", "jurisdiction": "Delaware", "date_dissolved": "2022-11"}
    entity = EntityFactory(website="https://example.org", belongs_to=group, **told)
    party = PartyFactory(role_printed="Defendant", entity=entity)
    add_alias(entity, "RHI", kind="acronym", valid_from="2019", by=None)
    identify(entity, "cik", "1679788", by=None)

    told = client.get(f"/api/v1/entities/{entity.slug}/").json()

    assert told == {
        **reference(entity),
        "slug": entity.slug,
        "description": None,
        "country": None,
        "website": "https://example.org",
        "occupation": None,
        "date_of_birth": None,
        "date_of_death": None,
        "legal_form": "corporation",
        "registration_number": None,
        "jurisdiction": "Delaware",
        "government_level": None,
        "date_dissolved": "2022-11",
        "belongs_to": reference(group),
        "symbol": None,
        "aliases": [{"name": "RHI", "kind": "acronym", "valid_from": "2019", "valid_until": None}],
        "identifiers": [{"scheme": "cik", "value": "0001679788"}],
        "roles": [{"case": case_reference(party.case), "role": "defendant", "role_printed": "Defendant"}],
        "cases_url": f"https://docket.example/api/v1/cases/?party={entity.slug}",
        "clocks": {"as_of": None, "known_at": None},
    }


@pytest.mark.parametrize("times", [1, 3])
def test_entity_costs_a_fixed_number_of_queries(client, django_assert_num_queries, times):
    entity = EntityFactory()
    for number in range(times):
        add_alias(entity, f"Roe {number}", by=None)
        identify(entity, "cik", str(1679788 + number), by=None)
        PartyFactory(entity=entity)

    with django_assert_num_queries(4):
        told = client.get(f"/api/v1/entities/{entity.slug}/").json()

    assert {len(told[name]) for name in ("aliases", "identifiers", "roles")} == {times}


def test_court_tells_its_place_in_the_hierarchy(client):
    appeals = CourtFactory(code="cadc", name="Court of Appeals", level="intermediate_appeal")
    trial = CourtFactory(code="dcd", name="District Court", place="Washington, D.C.", appeals_to=appeals)
    CourtFactory(code="dcd-1", name="First Division", parent=trial)

    def court(code, name):
        url = f"https://docket.example/api/v1/courts/{code}/"
        return {"code": code, "url": url, "name": name, "citation_name": None}

    assert client.get("/api/v1/courts/dcd/").json() == {
        "id": trial.pk,
        "url": "https://docket.example/api/v1/courts/dcd/",
        "html_url": None,
        "code": "dcd",
        "name": "District Court",
        "citation_name": None,
        "level": "trial",
        "system": "federal",
        "place": "Washington, D.C.",
        "parent": None,
        "appeals_to": court("cadc", "Court of Appeals"),
        "branches": [court("dcd-1", "First Division")],
        "appeals_from": [],
        "cases_url": "https://docket.example/api/v1/cases/?court=dcd",
        "clocks": {"as_of": None, "known_at": None},
    }
    assert client.get("/api/v1/courts/cadc/").json()["appeals_from"] == [court("dcd", "District Court")]


@pytest.mark.parametrize("times", [1, 3])
def test_court_costs_a_fixed_number_of_queries(client, django_assert_num_queries, times):
    court = CourtFactory()
    for _ in range(times):
        CourtFactory(parent=court, appeals_to=court)

    with django_assert_num_queries(3):
        told = client.get(f"/api/v1/courts/{court.code}/").json()

    assert {len(told[name]) for name in ("branches", "appeals_from")} == {times}


def test_merged_case_leads_to_the_survivor(client):
    loser, survivor = CaseFactory(caption="Doe v. Roe"), CaseFactory(caption="Doe v. Roe Holdings")
    merge_cases(loser, into=survivor, by=None)

    answer = client.get("/api/v1/cases/doe-v-roe/")

    assert answer.status_code == 301
    assert answer["Location"] == "https://docket.example/api/v1/cases/doe-v-roe-holdings/"
    assert answer.json()["detail"] == f"This has moved to {answer['Location']}."


def test_case_merged_into_a_sealed_one_leads_nowhere(client):
    loser, survivor = CaseFactory(caption="Doe v. Roe"), CaseFactory(is_sealed=True)
    merge_cases(loser, into=survivor, by=None)

    assert client.get("/api/v1/cases/doe-v-roe/").status_code == 404


def test_merged_entity_leads_to_the_survivor(client):
    loser, survivor = EntityFactory(name="Roe Holdings"), EntityFactory(name="Roe Holdings Limited")
    merge_entities(loser, into=survivor, by=None)

    answer = client.get("/api/v1/entities/roe-holdings/")

    assert answer.status_code == 301
    assert answer["Location"] == "https://docket.example/api/v1/entities/roe-holdings-limited/"
