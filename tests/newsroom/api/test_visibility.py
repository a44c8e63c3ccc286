"""What no reader may see, hunted through every address of the API.

Each test makes something that would show, sees that it shows, hides it, and reads everything again.
"""

from datetime import timedelta

import pytest
import time_machine

from cases.actions import add_counsel, cite, record_source, relate_cases
from cases.models import CaseRelation, Document, Statement
from newsroom.linking.actions import link_about, link_mention
from newsroom.publishing.actions import publish, withdraw
from newsroom.staff.models import User
from tests.factories.record import (
    CaseFactory,
    ClaimFactory,
    CourtFactory,
    EntityFactory,
    EventFactory,
    PartyFactory,
    StatementFactory,
)
from tests.factories.stories import NOON, ArticleFactory, ExplainerFactory, published

pytestmark = pytest.mark.django_db
SECRET = "Xyzzy"


@pytest.fixture(autouse=True)
def _noon(settings):
    settings.SITE_URL = ""
    with time_machine.travel(NOON, tick=False):
        yield


def read_everything(client):
    """The bytes of every list and of whatever they lead to, by path; refused addresses as well."""
    names = ("cases", "entities", "courts", "articles", "explainers")
    waiting, read = [f"/api/v1/{name}/" for name in names], {}
    while waiting:
        path = waiting.pop()
        if path in read:
            continue
        answer = client.get(path)
        read[path] = (answer.status_code, answer.content.decode())
        if answer.status_code == 200:
            waiting += _addresses(answer.json())
    return read


def _addresses(told):
    """Every API address that a response leads to."""
    if isinstance(told, dict):
        told = told.values()
    if not isinstance(told, str) and hasattr(told, "__iter__"):
        return [address for part in told for address in _addresses(part)]
    return [told] if str(told).startswith("/api/v1/") else []


def showing(client):
    return sorted(
        path for path, (_, content) in read_everything(client).items() if SECRET.lower() in content.lower()
    )


@pytest.fixture
def case():
    """A case named by the secret and tied to as much else as the record can tie it to."""
    case = CaseFactory(caption=f"United States v. {SECRET}", date_filed="2023")
    other = CaseFactory(caption="Doe v. Roe", date_filed="2022")
    agency = EntityFactory(name="Securities and Exchange Commission", kind="agency")
    party = PartyFactory(case=case, entity=agency, role="plaintiff")
    PartyFactory(case=other, entity=agency, role="plaintiff")
    add_counsel(party, f"{SECRET} counsel", by=None)
    relate_cases(case, "related", other, note=SECRET, by=None)
    relate_cases(other, "similar", case, note=SECRET, by=None)
    claim = ClaimFactory(case=case, title=SECRET, against=[party])
    event = EventFactory(case=case, title=SECRET, significance="major")
    paper = Document.objects.create(case=case, title=SECRET, url="https://example.org/s.pdf")
    EventFactory(case=other, significance="major").documents.add(paper)
    facts = [
        StatementFactory(text=SECRET, **about)
        for about in ({"case": case}, {"party": party}, {"claim": claim}, {"event": event})
    ]
    # A fact about another case that also concerns a party to this one.
    facts.append(StatementFactory(text=SECRET, case=other, party=party))
    source = record_source("Docket", kind="docket", by=None)
    for fact in facts:
        cite(fact, source, by=None)
    article = ArticleFactory()
    link_about(article, case, by=None, now=NOON)
    link_mention(article, "Roe Holdings", agency, by=None, now=NOON)
    published(article)
    live = [
        {"kind": "status", "cases": [case, other]},
        {"kind": "timeline", "cases": [case]},
        {"kind": "who", "cases": [case]},
        {"kind": "dispositions", "cases": [case]},
        {"kind": "documents", "cases": [case]},
        {"kind": "coverage", "cases": [case]},
        {"kind": "key_facts", "statements": facts},
    ]
    explainer = ExplainerFactory(sections=live)
    link_about(explainer, case, by=None, now=NOON)
    published(explainer)
    return case


def test_sealed_case_shows_nowhere(client, case):
    before = showing(client)
    case.is_sealed = True
    case.save()

    assert len(before) >= 7
    assert showing(client) == []
    assert client.get(f"/api/v1/cases/{case.slug}/").status_code == 404
    assert client.get(f"/api/v1/cases/{case.slug}/events/").status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "cases/?q=xyzzy",
        "cases/?party=securities-and-exchange-commission&filed_after=2023",
        "cases/?role=plaintiff&filed_after=2023",
        "entities/?case=united-states-v-xyzzy",
        "articles/?about_case=united-states-v-xyzzy",
        "articles/?covering_case=united-states-v-xyzzy",
        "explainers/?about_case=united-states-v-xyzzy",
    ],
)
def test_no_filter_tells_that_a_sealed_case_exists(client, case, query):
    before = client.get(f"/api/v1/{query}").json()["results"]
    case.is_sealed = True
    case.save()

    assert before != []
    told = client.get(f"/api/v1/{query}").json()
    assert (told["next"], told["previous"], told["results"]) == (None, None, [])


def test_role_in_a_sealed_case_is_not_told(client, case):
    case.is_sealed = True
    case.save()

    told = client.get("/api/v1/entities/securities-and-exchange-commission/").json()

    assert [role["case"]["caption"] for role in told["roles"]] == ["Doe v. Roe"]


def test_sealed_cases_are_for_those_who_may_view_the_record(case, roles):
    case.is_sealed = True
    case.save()
    viewer = User.objects.create_superuser("ada")

    def seen_by(user):
        rows = (Statement.objects, CaseRelation.objects, Document.objects)
        return [manager.visible_to(user).count() for manager in rows]

    assert seen_by(None) == [0, 0, 0]
    assert seen_by(viewer) == [5, 2, 1]


def _draft(story):
    pass


def _scheduled(story):
    publish(story, by=None, now=NOON, at=NOON + timedelta(days=1))


def _withdrawn(story):
    published(story)
    withdraw(story, by=None, now=NOON, note="Withdrawn.")


def _overtaken(story):
    """Published under words that a later edition no longer has."""
    published(story, at=NOON - timedelta(days=1))
    story.headline, story.dek = "Something else", ""
    story.save()
    publish(story, by=None, now=NOON)


@pytest.mark.parametrize("hide", [_draft, _scheduled, _withdrawn, _overtaken])
@pytest.mark.parametrize("factory", [ArticleFactory, ExplainerFactory])
def test_story_readers_may_not_see_shows_nowhere(client, hide, factory):
    case = CaseFactory()
    explainer = ExplainerFactory(sections=[{"kind": "coverage", "cases": [case]}])
    published(explainer)
    seen, hidden = factory(headline=f"{SECRET} one"), factory(headline=f"{SECRET} two", dek=SECRET)
    for story in (seen, hidden):
        link_about(story, case, by=None, now=NOON)

    published(seen)
    before = showing(client)
    hide(hidden)

    assert before == showing(client)
    assert f"/api/v1/{seen.kind}s/{seen.slug}/" in before
    assert [
        row["id"]
        for row in client.get(f"/api/v1/{seen.kind}s/?q=xyzzy&covering_case={case.slug}").json()["results"]
    ] == [seen.pk]


def test_words_typed_into_the_draft_of_a_published_story_show_nowhere(client):
    story = published(ArticleFactory())
    story.headline, story.body = SECRET, f"<p>{SECRET}</p>"
    story.save()

    assert showing(client) == []


def test_court_list_tells_nothing_of_who_is_before_it(client):
    court = CourtFactory(code="dcd")
    CaseFactory(caption=SECRET, court=court, docket_number="1:23-cv-00001", is_sealed=True)

    assert showing(client) == []
    assert client.get("/api/v1/cases/?court=dcd").json()["results"] == []
    assert client.get("/api/v1/cases/?docket_number=1:23-cv-00001").json()["results"] == []
