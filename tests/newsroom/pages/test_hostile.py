"""Hostile words in every place that people fill in: pages show them as words."""

import json
import re

import pytest

from cases.actions import add_alias, add_counsel
from newsroom.linking.actions import link_about
from newsroom.publishing.models import Section
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
    AuthorFactory,
    ExplainerFactory,
    TermFactory,
    TopicFactory,
    published,
)

EVIL = """</script></title><script>alert(1)</script><img src=x onerror=alert(2)>"'><svg onload=alert(3)>"""
BODY = """<p onclick="alert(1)">Words<script>alert(1)</script> <a href="javascript:alert(1)">here</a>
<a href="data:text/html,x">there</a><svg><animate onbegin=alert(1)></svg><style>*{}</style>
<iframe src="//evil"></iframe><p style="position:fixed">stay</p>"""
PAGES = [
    *("/", "/articles/evil/", "/explainers/evil/", "/cases/", "/cases/evil/", "/cases/evil/timeline/"),
    *("/entities/evil/", "/topics/evil/", "/sections/evil/", "/glossary/", "/search/?q=alert"),
    *("/search/?q=<script>alert(1)</script>", "/search/?q=%22%3E%3Csvg onload=alert(1)%3E"),
]


@pytest.fixture
def desk(db):
    short = EVIL[:75]
    roe = EntityFactory(name=EVIL, slug="evil", description=EVIL, kind="person")
    add_alias(roe, EVIL + "?", by=None)
    case = CaseFactory(
        caption=EVIL, slug="evil", summary=EVIL, court=CourtFactory(name=EVIL), docket_number="1:23-cv-1"
    )
    party = PartyFactory(case=case, entity=roe, role_printed=short)
    add_counsel(party, EVIL, firm=EVIL, by=None)
    ClaimFactory(case=case, title=EVIL, statute=EVIL, against=[party])
    EventFactory(case=case, title=EVIL, description=EVIL, significance="major", entry_number="<b>1")
    source = SourceFactory(title=EVIL, publisher=roe)
    fact = StatementFactory(
        case=case, text=EVIL, asserted_by=roe, via=roe, spokesperson=EVIL, sources=[(source, EVIL)]
    )
    term = TermFactory(term=EVIL[:110], slug="evil", definition=EVIL, variants=[EVIL[:110]])
    section = Section.objects.create(name=short, slug="evil")
    shelf = {"section": section, "topics": [TopicFactory(name=short, slug="evil", description=EVIL)]}
    authors = [AuthorFactory(name=EVIL)]
    article = ArticleFactory(headline=EVIL, dek=EVIL, slug="evil", body=BODY, authors=authors, **shelf)
    parts = [
        {"heading": EVIL, "body": BODY},
        *(
            {"kind": kind, "heading": EVIL, "cases": [case]}
            for kind in ("status", "timeline", "who", "coverage")
        ),
        {"kind": "key_facts", "statements": [fact]},
        {"kind": "terms", "terms": [term]},
    ]
    explainer = ExplainerFactory(
        headline=EVIL, dek=EVIL, question=EVIL, slug="evil", sections=parts, authors=authors, **shelf
    )
    for story in (article, explainer):
        link_about(story, case, by=None, now=NOON)
        link_about(story, roe, by=None, now=NOON)
        published(story)


@pytest.mark.parametrize("path", PAGES)
def test_hostile_words_stay_words(client, desk, path):
    html = client.get(path).content.decode()

    assert set(re.findall(r"<script[^>]*>", html)) <= {'<script type="application/ld+json">'}
    assert not re.search(r"<(img|svg|iframe|style|object|animate)\b", html)
    assert not re.search(r"<[^>]*\son\w+\s*=", re.sub(r'"[^"]*"', '""', html))
    assert not re.search(r"""(href|src)\s*=\s*["']?\s*(javascript|data):""", html)
    assert not re.search(r"<[a-z][^>]*\sstyle=", re.sub(r'"[^"]*"', '""', html))


@pytest.mark.parametrize("path", ["/articles/evil/", "/explainers/evil/"])
def test_structured_data_holds_the_words_whole(client, desk, path):
    html = client.get(path).content.decode()

    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1]

    assert json.loads(found)["headline"] == EVIL
