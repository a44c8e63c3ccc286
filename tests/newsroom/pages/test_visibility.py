"""Hunts: something that could show is made, and must show on no page."""

from datetime import timedelta

import pytest
import time_machine

from cases.actions import relate_cases
from cases.models import Case, Document
from newsroom.articles.actions import save_article
from newsroom.linking.actions import link_about, link_mention
from newsroom.publishing.actions import publish, withdraw
from newsroom.publishing.models import Story
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
from tests.factories.stories import (
    NOON,
    ArticleFactory,
    ExplainerFactory,
    SectionFactory,
    TopicFactory,
    published,
)

HOUR = timedelta(hours=1)
SECRET = "Zanzibar"
PAGES = [
    "/",
    "/cases/",
    "/cases/?kind=criminal",
    "/cases/?party=roe",
    "/cases/doe-v-roe/",
    "/cases/doe-v-roe/timeline/",
    "/cases/doe-v-roe/coverage/",
    "/entities/roe/",
    "/entities/roe/coverage/",
    "/topics/crypto/",
    "/sections/courts/",
    "/articles/open/",
    "/explainers/open/",
    "/glossary/",
    "/search/?q=zanzibar",
    "/search/?q=roe",
    "/search/?q=9:99-zz-00001",
]


@pytest.fixture
def desk(db):
    """A case, an entity, a topic, a section and two stories that everyone may read."""
    case = CaseFactory(caption="Doe v. Roe", kind="criminal")
    roe = EntityFactory(name="Roe")
    PartyFactory(case=case, entity=roe)
    topic, section = TopicFactory(slug="crypto"), SectionFactory(slug="courts")
    story = ArticleFactory(slug="open", body="<p>Roe and a matter.</p>")
    link_about(story, case, by=None, now=NOON)
    published(story, at=NOON - HOUR)
    explainer = ExplainerFactory(slug="open", sections=[{"kind": "coverage", "cases": [case]}])
    published(explainer, at=NOON - HOUR)
    return case, roe, topic, section


def secret_story(desk, **fields):
    case, roe, topic, section = desk
    body = "<p>Zanzibar and Roe.</p>"
    story = ArticleFactory(
        headline=SECRET, dek=SECRET, slug="zanzibar", body=body, section=section, topics=[topic], **fields
    )
    link_about(story, case, by=None, now=NOON)
    link_about(story, roe, by=None, now=NOON)
    return story


def pages_that_show(client, words, now=NOON):
    with time_machine.travel(now, tick=False):
        return [path for path in PAGES if _shows(client.get(path), words)]


def _shows(response, words):
    assert response.status_code == 200
    text = response.content.decode().replace('value="zanzibar"', "").replace("Search: zanzibar", "")
    return any(word in text.replace("“zanzibar”", "") for word in (words, words.lower()))


SHOWN_ON = [
    "/", "/cases/doe-v-roe/", "/cases/doe-v-roe/coverage/", "/entities/roe/", "/entities/roe/coverage/",
    "/topics/crypto/", "/sections/courts/", "/explainers/open/", "/search/?q=zanzibar", "/search/?q=roe",
]  # fmt: skip


def test_published_story_shows_wherever_the_hunts_look(client, desk):
    published(secret_story(desk))

    assert pages_that_show(client, SECRET) == SHOWN_ON


def test_draft_shows_nowhere(client, desk):
    secret_story(desk)

    assert pages_that_show(client, SECRET) == []


def test_scheduled_story_shows_nowhere_before_its_time(client, desk):
    publish(secret_story(desk), by=None, now=NOON, at=NOON + HOUR)

    assert pages_that_show(client, SECRET, NOON + HOUR - timedelta(microseconds=1)) == []
    assert pages_that_show(client, SECRET, NOON + HOUR) == SHOWN_ON


def test_story_under_embargo_shows_nowhere_before_its_end(client, desk):
    story = secret_story(desk, embargo_until=NOON + HOUR)
    publish(story, by=None, now=NOON, at=NOON + HOUR)

    assert pages_that_show(client, SECRET, NOON + HOUR - timedelta(seconds=1)) == []


def test_withdrawn_story_shows_nowhere_and_its_text_is_gone(client, desk):
    story = published(secret_story(desk), at=NOON - HOUR)
    withdraw(story, by=None, now=NOON, note="Misread.")

    assert pages_that_show(client, SECRET) == []
    with time_machine.travel(NOON, tick=False):
        assert "Zanzibar and Roe" not in client.get("/articles/zanzibar/").content.decode()


def test_unpublished_changes_of_a_published_story_show_nowhere(client, desk):
    story = Story.objects.get(slug="open", kind="article").article
    story.headline = story.dek = SECRET
    story.body = f"<p>{SECRET}</p>"
    save_article(story, by=None)

    assert pages_that_show(client, SECRET) == []


@pytest.fixture
def sealed(desk):
    """A case whose every part carries the secret, bound to all that is open; sealed last."""
    case, roe, _, _ = desk
    secret = CaseFactory(
        caption=f"{SECRET} v. Roe", slug="zanzibar", kind="criminal", summary=SECRET,
        court=CourtFactory(code="zz", name=f"Court of {SECRET}"), docket_number="9:99-zz-00001",
    )  # fmt: skip
    party = PartyFactory(case=secret, entity=roe)
    claim = ClaimFactory(case=secret, title=SECRET, against=[party])
    event = EventFactory(case=secret, title=SECRET, significance="major")
    Document.objects.create(case=secret, title=SECRET, url="https://court.example/9")
    sources = [SourceFactory()]
    about = [
        {"case": secret},
        {"party": party},
        {"claim": claim},
        {"event": event},
        {"case": secret, "entity": roe},
    ]
    facts = [StatementFactory(text=SECRET, asserted_by=roe, sources=sources, **target) for target in about]
    relate_cases(case, "similar", secret, note=SECRET, by=None)
    relate_cases(secret, "appeal_of", case, note=SECRET, by=None)
    story = ArticleFactory(slug="names-it", body="<p>Roe and a matter.</p>")
    link_mention(story, "a matter", secret, by=None, now=NOON)
    link_about(story, secret, by=None, now=NOON)
    published(story)
    kinds = [{"kind": kind, "cases": [secret]} for kind in ("status", "timeline", "who", "coverage")]
    published(
        ExplainerFactory(slug="names-it", sections=[*kinds, {"kind": "key_facts", "statements": facts}])
    )
    return secret


NAMING = ["/articles/names-it/", "/explainers/names-it/"]


def test_open_case_shows_wherever_the_hunt_for_a_sealed_one_looks(client, sealed):
    shown = [path for path in [*PAGES, *NAMING] if _shows(client.get(path), SECRET)]

    assert shown == [
        "/", "/cases/", "/cases/?kind=criminal", "/cases/?party=roe", "/cases/doe-v-roe/", "/entities/roe/",
        "/search/?q=zanzibar", "/search/?q=roe", "/search/?q=9:99-zz-00001", *NAMING,
    ]  # fmt: skip


def test_sealed_case_shows_nowhere(client, admin_client, sealed):
    Case.objects.filter(pk=sealed.pk).update(is_sealed=True)

    for reader in (client, admin_client):
        assert [path for path in [*PAGES, *NAMING] if _shows(reader.get(path), SECRET)] == []
        for part in ("", "timeline/", "coverage/"):
            assert reader.get(f"/cases/zanzibar/{part}").status_code == 404
