import pytest

from cases.actions import add_counsel, amend_case, impose_penalty, merge_cases, relate_cases, undo_merge
from cases.models import Document
from newsroom.linking.actions import link_about
from newsroom.pages import case_page
from tests.factories.record import (
    CaseFactory,
    ClaimFactory,
    CourtFactory,
    DispositionFactory,
    EntityFactory,
    EventFactory,
    PartyFactory,
    SourceFactory,
    StatementFactory,
)
from tests.factories.stories import NOON, ArticleFactory, published
from tests.newsroom.pages.seen import links, words

PATH = "/cases/sec-v-roe/"
STATUS = (
    "Dismissed with prejudice for Roe Ltd on 29 May 2025, by joint stipulation; "
    "dismissed with prejudice for Coe Inc on 29 May 2025, by joint stipulation (one of two claims); "
    "open for Coe Inc (one of two claims); Roe Ltd: criminal fine of $1,500, imposed in January 2024; "
    "Roe Ltd: four months in prison, served until September 2024."
)


def sec_v_roe(**fields):
    court = CourtFactory(code="dcd", name="U.S. District Court for the District of Columbia")
    return CaseFactory(
        caption="SEC v. Roe", kind="civil_enforcement", date_filed="2023-06-05", court=court,
        docket_number="1:23-cv-01599", docket={"judge": "Amy Law"}, **fields,
    )  # fmt: skip


def test_case_shows_its_whole_file(client, db):
    case = sec_v_roe(summary="A regulator sued an exchange.")
    sec = PartyFactory(case=case, entity=EntityFactory(name="SEC"), role="plaintiff")
    roe, coe = (PartyFactory(case=case, entity=EntityFactory(name=name)) for name in ("Roe Ltd", "Coe Inc"))
    add_counsel(roe, "Jane Advocate", firm="Advocate LLP", by=None)
    add_counsel(roe, "Roe Junior", is_self_represented=True, by=None)
    add_counsel(roe, "Of Counsel", entity=EntityFactory(name="Of Counsel", kind="person"), by=None)
    stipulation = SourceFactory(title="Stipulation", url="https://court.example/stipulation")
    sales = ClaimFactory(case=case, title="Unregistered sales", statute="15 U.S.C. § 77e", against=[roe, coe])
    ClaimFactory(case=case, title="Wash trading", against=[coe])
    for party in (roe, coe):
        DispositionFactory(
            claim=sales, party=party, outcome="dismissed", prejudice="with", decided_by="stipulation",
            date="2025-05-29", source=stipulation,
        )  # fmt: skip
    impose_penalty(
        roe, "fine", amount="1500", currency="USD", date_imposed="2024-01", source=stipulation, by=None
    )
    impose_penalty(roe, "imprisonment", duration=4, duration_unit="months", date_satisfied="2024-09", by=None)
    complaint = Document.objects.create(
        case=case,
        title="Complaint",
        kind="complaint",
        url="https://court.example/1",
        pages=1,
        date="2023-06-05",
    )
    filed = EventFactory(
        case=case, kind="filed", title="Complaint filed", date="2023-06-05", significance="major",
        description="Two claims.", entry_number="1", docket=case.dockets.get(), source=stipulation,
    )  # fmt: skip
    filed.documents.add(complaint)
    EventFactory(case=case, title="Hearing", date="2025-07", significance="major", standing="expected")
    EventFactory(case=case, title="Notice", date="2023-07-01")
    wire = EntityFactory(name="Associated Wire", kind="publication")
    StatementFactory(
        case=case, text="Roe diverted funds.", asserted_by=sec.entity, via=wire, date="2023-06-05",
        sources=[(stipulation, "p. 2")], point="diversion", is_preferred=True,
    )  # fmt: skip
    StatementFactory(party=roe, text="It never did.", mode="denied", asserted_by=roe.entity)
    relate_cases(case, "similar", CaseFactory(caption="SEC v. Doe"), note="Same theory.", by=None)
    relate_cases(CaseFactory(caption="Roe v. SEC"), "appeal_of", case, by=None)
    relate_cases(case, "related", printed="In re Roe, Cayman Islands", by=None)
    story = ArticleFactory(headline="Judge sets a hearing", slug="judge-sets-hearing")
    link_about(story, case, by=None, now=NOON)
    published(story)

    shown = words(client.get(PATH))

    assert shown == [
        "Cases › Civil enforcement",
        "SEC v. Roe",
        f"Open {STATUS}",
        *("Kind", "Civil enforcement", "Filed", "5 June 2023"),
        *("Court", "U.S. District Court for the District of Columbia1:23-cv-01599", "Judge", "Amy Law"),
        "A regulator sued an exchange.",
        *("Who is in it", "Who brought the case", "SEC plaintiff"),
        *("Who answers to it", "Roe Ltd defendant", "Counsel (3) for Roe Ltd"),
        *("Jane Advocate, Advocate LLP", "Roe Junior, for itself", "Of Counsel", "Coe Inc defendant"),
        "What was claimed, and how each claim stands",
        *("Claim", "Against", "Outcome", "By", "Since"),
        *("Unregistered sales 15 U.S.C. § 77e", "Roe Ltd", "Coe Inc"),
        "Dismissed, with prejudice Source: Stipulation",
        *("Joint stipulation", "29 May 2025"),
        *("Wash trading", "Coe Inc", "Undecided", "–", "–"),
        "Penalties and sentences",
        *("Criminal fine of $1,500, Roe Ltd, imposed January 2024", "Stipulation"),
        "Four months in prison, Roe Ltd, satisfied September 2024",
        "What happened when",
        *("5 June 2023", "Complaint filed", "Two claims.", "Docket entry 1, 1:23-cv-01599", "Stipulation"),
        "Complaint, complaint, 5 June 2023, 1 page",
        *("July 2025 expected", "Hearing"),
        "The whole timeline: 3 entries",
        "Who says what",
        "Roe diverted funds.",
        "alleged SEC, according to Associated Wire, 5 June 2023 the account we go by on diversion",
        "Stipulation, p. 2",
        *("It never did.", "denied Roe Ltd"),
        *("Documents", "Complaint, complaint, 5 June 2023, 1 page"),
        "Related cases",
        "This case is similar to SEC v. Doe. Same theory.",
        "Roe v. SEC is appeal of this case",
        "This case is related to In re Roe, Cayman Islands",
        *("Our coverage", "Judge sets a hearing 2 June 2025"),
    ]  # fmt: skip


def test_case_of_which_little_is_known_shows_that_little(client, db):
    CaseFactory(caption="Doe v. Roe")

    assert words(client.get("/cases/doe-v-roe/")) == [
        *("Cases › Civil", "Doe v. Roe", "Open Open.", "Kind", "Civil"),
    ]


def test_closed_case_says_when(client, db):
    case = sec_v_roe()
    case.date_terminated = "2025"
    amend_case(case, by=None)

    assert "Ended Closed in 2025." in words(client.get(PATH))


def test_docket_number_is_never_broken(client, db):
    sec_v_roe()

    assert '<span class="docket-number">1:23-cv-01599</span>' in client.get(PATH).content.decode()


def test_case_with_thousands_of_entries_shows_a_bounded_page_and_leads_to_all(client, db, monkeypatch):
    monkeypatch.setattr(case_page, "MAJOR_EVENTS_SHOWN", 2)
    monkeypatch.setattr(case_page, "EVENTS_SHOWN", 4)
    case = sec_v_roe()
    for day in range(1, 11):
        significance = "major" if day < 4 else "minor"
        EventFactory(case=case, date="2024-05", title=f"Entry {day}", significance=significance)

    first = [word for word in words(client.get(PATH)) if word.startswith(("Entry", "The whole"))]
    pages, address = [], f"{PATH}timeline/"
    while address:
        response = client.get(address)
        pages.append([word for word in words(response) if word.startswith("Entry")])
        address = next((f"{PATH}timeline/{path}" for path in links(response) if "after=" in path), None)

    assert first == ["Entry 1", "Entry 2", "The whole timeline: 10 entries"]
    assert pages == [[f"Entry {n}" for n in part] for part in (range(1, 5), range(5, 9), range(9, 11))]


def test_timeline_begins_anew_from_a_later_page_and_refuses_a_damaged_place(client, db):
    case = sec_v_roe()
    event = EventFactory(case=case, date="2024-05")

    assert words(client.get(f"{PATH}timeline/?after=2024-05~{event.pk}"))[-2:] == [
        "Nothing is recorded here.", "From the beginning",
    ]  # fmt: skip
    for cursor in ("~1", "x", "2024-13~1"):
        assert client.get(f"{PATH}timeline/?after={cursor}").status_code == 400


def test_case_without_major_events_says_so(client, db):
    EventFactory(case=sec_v_roe())

    assert "No major event is recorded yet." in words(client.get(PATH))


def test_coverage_beyond_the_page_is_a_click_away(client, db, monkeypatch):
    monkeypatch.setattr(case_page, "STORIES_SHOWN", 1)
    case = sec_v_roe()
    for number in (1, 2):
        story = ArticleFactory(headline=f"Story {number}", slug=f"story-{number}")
        link_about(story, case, by=None, now=NOON)
        published(story)

    assert "All our stories" in words(client.get(PATH))
    assert links(client.get(f"{PATH}coverage/"))[-2:] == ["/articles/story-2/", "/articles/story-1/"]


@pytest.mark.parametrize("number", [1, 3])
def test_case_costs_the_same_however_much_is_in_it(client, db, django_assert_num_queries, number):
    case = sec_v_roe()
    source = SourceFactory(publisher=EntityFactory())
    for n in range(number):
        party = PartyFactory(case=case)
        add_counsel(party, f"Counsel {n}", entity=EntityFactory(kind="person"), by=None)
        claim = ClaimFactory(case=case, against=[party])
        DispositionFactory(claim=claim, party=party, source=source)
        impose_penalty(party, "fine", amount="1", currency="USD", source=source, by=None)
        event = EventFactory(case=case, significance="major", source=source, docket=case.dockets.get())
        event.documents.add(Document.objects.create(case=case, title="Order", url="https://court.example/2"))
        StatementFactory(case=case, sources=[source], asserted_by=party.entity, via=party.entity)
        relate_cases(case, "similar", CaseFactory(), by=None)
        story = ArticleFactory()
        link_about(story, case, by=None, now=NOON)
        published(story)

    with django_assert_num_queries(19):
        client.get(PATH)


@pytest.mark.parametrize("tail", ["", "timeline/", "coverage/"])
def test_merged_case_leads_to_the_survivor(client, db, tail):
    loser, survivor = CaseFactory(caption="Doe v. Roe"), CaseFactory(caption="Doe v. Roe Holdings")
    merge = merge_cases(loser, into=survivor, by=None)

    response = client.get(f"/cases/doe-v-roe/{tail}")

    assert (response.status_code, response["Location"]) == (301, f"/cases/doe-v-roe-holdings/{tail}")
    undo_merge(merge, by=None)
    assert client.get(f"/cases/doe-v-roe/{tail}").status_code == 200


def test_case_merged_into_a_sealed_one_leads_nowhere(client, db):
    loser, survivor = CaseFactory(caption="Doe v. Roe"), CaseFactory(is_sealed=True)
    merge_cases(loser, into=survivor, by=None)

    assert client.get("/cases/doe-v-roe/").status_code == 404
