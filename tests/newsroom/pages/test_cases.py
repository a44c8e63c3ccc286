import pytest

from cases.actions import merge_entities
from newsroom.pages import cases as case_list
from tests.factories.record import (
    CaseFactory,
    ClaimFactory,
    CourtFactory,
    DispositionFactory,
    DocketFactory,
    EntityFactory,
    PartyFactory,
)
from tests.newsroom.pages.seen import links, words


def captions(response):
    return [
        path.split("/")[2] for path in links(response) if path.startswith("/cases/") and path != "/cases/"
    ]


def decided_case(**fields):
    party = PartyFactory(case=CaseFactory(**fields))
    claim = ClaimFactory(case=party.case, against=[party])
    DispositionFactory(claim=claim, party=party, outcome="settled", date="2024-05")
    return party.case


def test_list_shows_cases_newest_first_and_undated_last(client, db):
    CaseFactory(caption="Undated v. Roe")
    CaseFactory(caption="Old v. Roe", date_filed="2021")
    CaseFactory(caption="New v. Roe", date_filed="2024-02-03")

    assert captions(client.get("/cases/")) == ["new-v-roe", "old-v-roe", "undated-v-roe"]


def test_line_says_how_the_case_stands_and_where(client, db):
    court = CourtFactory(name="U.S. District Court for the District of Columbia")
    case = decided_case(caption="SEC v. Roe", date_filed="2023-06-05", kind="civil_enforcement")
    DocketFactory(case=case, court=court, docket_number="1:23-cv-01599")
    name = case.parties.get().entity.name

    shown = words(client.get("/cases/"))

    assert shown[shown.index("Found") + 1 :] == [
        "Civil enforcement · filed 5 June 2023",
        "SEC v. Roe",
        f"Ended {name} settled in May 2024.",
        "U.S. District Court for the District of Columbia, 1:23-cv-01599",
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=criminal", ["united-states-v-roe"]),
        ("court=dcd", ["sec-v-roe"]),
        ("standing=open", ["united-states-v-roe", "doe-v-roe"]),
        ("standing=ended", ["sec-v-roe"]),
        ("party=acme", ["doe-v-roe"]),
        ("kind=criminal&standing=ended", []),
        ("kind=&court=&standing=", ["united-states-v-roe", "sec-v-roe", "doe-v-roe"]),
        ("utm_source=newsletter", ["united-states-v-roe", "sec-v-roe", "doe-v-roe"]),
    ],
)
def test_list_is_narrowed(client, db, query, found):
    CaseFactory(caption="United States v. Roe", kind="criminal", date_filed="2024")
    sec = decided_case(caption="SEC v. Roe", date_filed="2023", kind="civil_enforcement")
    DocketFactory(case=sec, court=CourtFactory(code="dcd"))
    doe = CaseFactory(caption="Doe v. Roe", date_filed="2022")
    PartyFactory(case=doe, entity=EntityFactory(name="Acme"))

    assert captions(client.get(f"/cases/?{query}")) == found


@pytest.mark.parametrize(
    "query",
    [
        "kind=feud", "kind=%00", "court=nowhere", "court=%00", "standing=maybe", "party=nobody", "party=%00",
        "after=x", "after=~1", "after=2023~", "after=2023~x", "after=2023-99~1", "after=%00~1",
        "after=2023~99999999999999999999", f"after={'1' * 100_000}~1", f"court={'x' * 100_000}",
    ],
)  # fmt: skip
def test_damaged_query_is_a_bad_request(client, db, query):
    response = client.get(f"/cases/?{query}")

    assert (response.status_code, words(response)[0]) == (
        (200, "Cases") if query == "after=~1" else (400, "We could not read this address")
    )


def test_pages_follow_each_other_without_gap_or_repetition(client, db, monkeypatch):
    monkeypatch.setattr(case_list, "CASES_SHOWN", 2)
    for number, date in enumerate(["2024", "2024", "2023-05", "2023-05-01", None, None, None]):
        CaseFactory(caption=f"Case {number}", date_filed=date)

    seen, address = [], "/cases/?standing=open"
    while address:
        response = client.get(address)
        seen.append(captions(response))
        address = next((f"/cases/{path}" for path in links(response) if "after=" in path), None)

    assert [len(page) for page in seen] == [2, 2, 2, 1]
    assert len({caption for page in seen for caption in page}) == 7
    assert seen[0] == ["case-1", "case-0"]
    assert sorted(seen[1]) == ["case-2", "case-3"]
    assert [caption for page in seen[2:] for caption in page] == ["case-6", "case-5", "case-4"]


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_the_same_for_any_number_of_cases(client, db, django_assert_num_queries, number):
    for _ in range(number):
        case = decided_case()
        DocketFactory(case=case)

    with django_assert_num_queries(7):
        client.get("/cases/")


def test_filter_that_finds_nothing_says_so(client, db):
    assert words(client.get("/cases/?kind=criminal"))[-1] == "No case fits. Show all cases"


def test_former_slug_of_a_party_chooses_the_cases_of_the_survivor(client, db):
    survivor = PartyFactory(case=CaseFactory(caption="Doe v. Roe"), entity=EntityFactory(name="Roe Holdings"))
    merge_entities(EntityFactory(name="Roe"), into=survivor.entity, by=None)

    assert captions(client.get("/cases/?party=roe")) == ["doe-v-roe"]


def test_party_known_only_from_a_sealed_case_cannot_be_chosen(client, db):
    PartyFactory(case=CaseFactory(is_sealed=True), entity=EntityFactory(name="Roe"))

    assert client.get("/cases/?party=roe").status_code == 400
