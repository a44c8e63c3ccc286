"""A reader on a phone, without JavaScript, gets from a sentence to the case and back to our stories."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from newsroom.linking.actions import link_about, link_mention
from newsroom.publishing.actions import publish
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
from tests.factories.stories import (
    NOON,
    ArticleFactory,
    AuthorFactory,
    ExplainerFactory,
    SectionFactory,
    TermFactory,
    TopicFactory,
    published,
)

PHONE = {"viewport": {"width": 390, "height": 844}}
EXPLAINER = "/explainers/what-the-dismissal-means/"


@pytest.fixture
def desk(transactional_db):
    court = CourtFactory(name="U.S. District Court for the District of Columbia")
    case = CaseFactory(
        caption="SEC v. Roe Holdings Limited",
        court=court,
        docket_number="1:23-cv-01599",
        date_filed="2023-06-05",
    )
    sec = EntityFactory(name="Securities and Exchange Commission", kind="agency", description="the regulator")
    PartyFactory(case=case, entity=sec, role="plaintiff")
    roe = PartyFactory(case=case, entity=EntityFactory(name="Roe Holdings Limited"))
    claim = ClaimFactory(case=case, title="Offering unregistered securities", against=[roe])
    source = SourceFactory(title="Joint stipulation", url="https://court.example/stipulation")
    DispositionFactory(
        claim=claim, party=roe, outcome="dismissed", prejudice="with", decided_by="stipulation",
        date="2025-05-29", source=source,
    )  # fmt: skip
    EventFactory(case=case, title="Complaint filed", significance="major")
    fact = StatementFactory(case=case, asserted_by=sec, sources=[source])
    shelf = {
        "section": SectionFactory(name="Enforcement", slug="enforcement"),
        "topics": [TopicFactory(slug="crypto")],
    }
    author = AuthorFactory(name="Iris Vance")
    article = ArticleFactory(
        headline="Regulator drops its case", slug="regulator-drops", authors=[author], **shelf
    )
    explainer = ExplainerFactory(
        headline="What the dismissal means",
        slug="what-the-dismissal-means",
        authors=[author],
        sections=[
            {
                "heading": "What happened?",
                "body": "<p>Both sides ended SEC v. Roe Holdings Limited in May.</p>",
            },
            {"kind": "status", "heading": "How does it stand?", "cases": [case]},
            {"kind": "key_facts", "heading": "What do we know?", "statements": [fact]},
            {"kind": "timeline", "heading": "When?", "cases": [case]},
            {"kind": "who", "heading": "Who?", "cases": [case]},
            {"kind": "terms", "heading": "Which words?", "terms": [TermFactory(term="with prejudice")]},
        ],
        **shelf,
    )
    link_mention(explainer, "SEC v. Roe Holdings Limited", case, by=None, now=NOON)
    for story in (article, explainer):
        link_about(story, case, by=None, now=NOON)
        link_about(story, sec, by=None, now=NOON)
        published(story)
    explainer.sections.get(kind="status").cases.add(CaseFactory(caption="Doe v. Roe Holdings Limited"))
    publish(explainer, by=None, now=NOON, note="Adds the case of Mr. Doe.")


def test_reader_gets_from_a_sentence_to_the_case_and_back(desk, live_server, read_as):
    page = read_as(java_script_enabled=False, **PHONE)

    page.goto(live_server.url)
    page.get_by_role("link", name="What the dismissal means").first.click()
    assert page.url == f"{live_server.url}{EXPLAINER}"
    page.get_by_text("with prejudice", exact=True).click()
    assert page.get_by_text("What both sides agree on and file together.").is_visible()

    page.get_by_role("paragraph").get_by_role("link", name="SEC v. Roe Holdings Limited").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "SEC v. Roe Holdings Limited"
    status = page.locator(".page-header .status").inner_text()
    assert (
        status
        == "Ended Dismissed with prejudice for Roe Holdings Limited on 29 May 2025, by joint stipulation."
    )

    page.get_by_role("region", name="Our coverage").get_by_role(
        "link", name="Regulator drops its case"
    ).click()
    assert page.url == f"{live_server.url}/articles/regulator-drops/"

    page.get_by_role("navigation", name="Site").get_by_role("link", name="Search").click()
    page.get_by_role("searchbox").fill("23-cv-01599")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="SEC v. Roe Holdings Limited").click()
    assert page.url == f"{live_server.url}/cases/sec-v-roe-holdings-limited/"
    assert page.complaints == []


def test_reader_gets_from_a_page_to_what_it_said_before(desk, live_server, read_as):
    page = read_as(java_script_enabled=False, **PHONE)
    page.goto(f"{live_server.url}{EXPLAINER}")

    page.get_by_role("link", name="Every version, and what changed").click()
    page.get_by_role("link", name="What changed since version 1").click()
    assert page.locator(".compared ins").all_inner_texts()[1:] == [", Doe v. Roe Holdings Limited"]
    page.get_by_role("link", name="Side by side").click()
    page.get_by_role("link", name="Version 1").click()
    assert page.get_by_text("This is an old version.").is_visible()
    page.get_by_role("link", name="Read it as it is now").click()

    assert page.url == f"{live_server.url}{EXPLAINER}"
    assert page.complaints == []


PAGES = [
    "/",
    EXPLAINER,
    "/articles/regulator-drops/",
    "/cases/",
    "/cases/sec-v-roe-holdings-limited/",
    "/cases/sec-v-roe-holdings-limited/timeline/",
    "/entities/securities-and-exchange-commission/",
    "/topics/crypto/",
    "/sections/enforcement/",
    "/glossary/",
    "/search/?q=roe",
    f"{EXPLAINER}versions/",
    f"{EXPLAINER}versions/1/",
    f"{EXPLAINER}versions/1..2/",
    f"{EXPLAINER}versions/1..2/?layout=beside",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible_quiet_and_fit_a_phone(desk, live_server, read_as, scheme):
    page = read_as(color_scheme=scheme, **PHONE)
    found = {}

    for path in PAGES:
        page.goto(f"{live_server.url}{path}")
        for violation in Axe().run(page).response["violations"]:
            found.setdefault(path, []).append(
                (violation["id"], [node["html"] for node in violation["nodes"]])
            )
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.setdefault(path, []).append("wider than the phone")

    assert found == {}
    assert page.complaints == []
