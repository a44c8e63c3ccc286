"""Articles and explainers over HTTP, as readers see them now."""

from datetime import timedelta

import pytest
import time_machine

from cases.models import Document
from newsroom.articles.actions import save_article
from newsroom.linking.actions import link_about, link_mention
from newsroom.publishing.actions import issue_correction, publish, withdraw
from newsroom.publishing.models import Correction
from tests.factories.full_case import full_case
from tests.factories.record import (
    CaseFactory,
    ClaimFactory,
    DispositionFactory,
    EntityFactory,
    EventFactory,
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

pytestmark = pytest.mark.django_db
SITE = "https://docket.example"


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = SITE


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=False):
        yield


def target(row, resource, **fields):
    return {
        "id": row.pk,
        "url": f"{SITE}/api/v1/{resource}/{row.slug}/",
        "html_url": f"{SITE}/{resource}/{row.slug}/",
        **fields,
    }


def row_of(article, **fields):
    return {
        "id": article.pk,
        "url": f"{SITE}/api/v1/articles/{article.slug}/",
        "html_url": f"{SITE}/articles/{article.slug}/",
        "headline": article.headline,
        "first_published_at": "2025-06-02T12:00:00Z",
        "slug": article.slug,
        "dek": None,
        "authors": [],
        "section": None,
        "topics": [],
        "updated_at": "2025-06-02T12:00:00Z",
        "version": 1,
        **fields,
    }


def test_article_row_says_where_and_under_whose_name_it_stands(client):
    author, section, topic = AuthorFactory(), SectionFactory(), TopicFactory()
    article = published(ArticleFactory(dek="In short.", authors=[author], section=section, topics=[topic]))

    answer = client.get("/api/v1/articles/")

    assert answer.json()["results"] == [
        row_of(
            article,
            dek="In short.",
            authors=[{"name": author.name, "slug": author.slug}],
            section={"name": section.name, "slug": section.slug},
            topics=[{"name": topic.name, "slug": topic.slug, "html_url": f"{SITE}/topics/{topic.slug}/"}],
        )
    ]


def test_article_gives_the_words_and_what_they_lead_to(client):
    author, case, entity = AuthorFactory(), CaseFactory(), EntityFactory()
    article = ArticleFactory(
        authors=[author],
        body='<p>Roe Holdings was <a href="/topics/fraud/">accused</a>, &lt;a href="/x"&gt;.</p>',
        publisher=entity,
        canonical_url="https://example.org/story",
    )
    link_about(article, case, by=None, now=NOON)
    link_mention(article, "Roe Holdings", entity, by=None, now=NOON)
    publish(article, by=None, now=NOON, note="")
    edition = article.publications.get()

    told = client.get(f"/api/v1/articles/{article.slug}/").json()

    body = told.pop("body_html")
    assert f'<a class="entity" href="{SITE}/entities/{entity.slug}/">Roe Holdings</a>' in body
    assert f'<a href="{SITE}/topics/fraud/"' in body
    assert '&lt;a href="/x"&gt;' in body
    assert told == {
        **row_of(article, authors=[{"name": author.name, "slug": author.slug}]),
        "digest": edition.digest,
        "previous_digest": None,
        "note": None,
        "versions_url": f"{SITE}/api/v1/articles/{article.slug}/versions/",
        "links": [
            {
                "relation": "about",
                "words": None,
                "case": target(case, "cases", caption=case.caption),
                "entity": None,
            },
            {
                "relation": "mention",
                "words": "Roe Holdings",
                "case": None,
                "entity": target(entity, "entities", name=entity.name, kind="company"),
            },
        ],
        "numbers": [],
        "text": edition.text,
        "publisher": entity.name,
        "canonical_url": "https://example.org/story",
        "original_author": "",
        "lead_image": None,
    }


def test_later_edition_takes_the_place_of_the_first(client):
    article = published(ArticleFactory(headline="First"), at=NOON - timedelta(days=1))
    article.headline = "Second"
    save_article(article, by=None)
    publish(article, by=None, now=NOON, note="Adds the ruling.")

    told = client.get(f"/api/v1/articles/{article.slug}/").json()

    assert (told["headline"], told["version"], told["note"]) == ("Second", 2, "Adds the ruling.")
    assert told["previous_digest"] == article.publications.get(number=1).digest
    assert [row["headline"] for row in client.get("/api/v1/articles/").json()["results"]] == ["Second"]


def test_explainer_gives_every_kind_of_section(client):
    case = CaseFactory()
    event = EventFactory(case=case, significance="major", date="2024-05")
    statement = StatementFactory(case=case, is_quotation=True, sources=[SourceFactory()])
    term = TermFactory()
    news = ArticleFactory()
    link_about(news, case, by=None, now=NOON)
    published(news)
    explainer = ExplainerFactory(
        question="What does it mean?",
        sections=[
            {"heading": "In short", "body": '<p>See <a href="/cases/">cases</a>.</p>'},
            {"kind": "status", "cases": [case]},
            {"kind": "timeline", "cases": [case]},
            {"kind": "key_facts", "statements": [statement]},
            {"kind": "terms", "terms": [term]},
            {"kind": "coverage", "cases": [case]},
        ],
    )
    published(explainer)

    told = client.get(f"/api/v1/explainers/{explainer.slug}/").json()

    text, status, timeline, facts, terms, coverage = told["sections"]
    case_target = target(case, "cases", caption=case.caption)
    assert told["question"] == "What does it mean?"
    assert (text["kind"], text["heading"]) == ("text", "In short")
    assert f'href="{SITE}/cases/"' in text["body_html"]
    assert [(row["id"], row["status"]) for row in status["cases"]] == [(case.pk, "Open.")]
    assert timeline["events"] == [
        {
            "id": event.pk,
            "date": "2024-05",
            "kind": "hearing",
            "title": "Status conference",
            "description": None,
            "standing": "confirmed",
            "case": case_target,
        }
    ]
    assert [(row["id"], row["text"]) for row in facts["statements"]] == [(statement.pk, statement.text)]
    assert terms["terms"] == [{"term": term.term, "definition": term.definition}]
    assert coverage["coverage"] == [
        target(news, "articles", headline=news.headline, first_published_at="2025-06-02T12:00:00Z")
    ]
    assert list(coverage) == [
        "id", "kind", "heading", "shown_from", "filter", "body_html", "cases", "events", "dispositions",
        "documents", "statements", "terms", "coverage", "figures",
    ]  # fmt: skip


def test_kinds_of_stories_do_not_mix(client):
    article, explainer = published(ArticleFactory(slug="a")), published(ExplainerFactory(slug="b"))

    assert [row["id"] for row in client.get("/api/v1/articles/").json()["results"]] == [article.pk]
    assert [row["id"] for row in client.get("/api/v1/explainers/").json()["results"]] == [explainer.pk]
    assert client.get("/api/v1/articles/b/").status_code == 404
    assert client.get("/api/v1/explainers/a/").status_code == 404


def test_withdrawn_story_is_gone_and_says_why(client):
    article = published(ArticleFactory())
    withdraw(article, by=None, now=NOON, note="It named the wrong man.")

    answer = client.get(f"/api/v1/articles/{article.slug}/")

    assert answer.status_code == 410
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json() == {
        "type": "about:blank",
        "title": "Gone",
        "status": 410,
        "detail": "It named the wrong man.",
        "instance": f"/api/v1/articles/{article.slug}/",
    }


def test_old_slug_leads_to_the_new_address(client):
    explainer = published(ExplainerFactory(slug="what-happened"))
    explainer.slug = "what-the-dismissal-means"
    explainer.save()
    publish(explainer, by=None, now=NOON)

    answer = client.get("/api/v1/explainers/what-happened/")

    assert answer.status_code == 301
    assert answer["Location"] == f"{SITE}/api/v1/explainers/what-the-dismissal-means/"


def test_scheduled_story_appears_when_its_time_comes(client):
    article = ArticleFactory()
    publish(article, by=None, now=NOON, at=NOON + timedelta(hours=1))

    def seen():
        listed = client.get("/api/v1/articles/").json()["results"]
        return [row["id"] for row in listed], client.get(f"/api/v1/articles/{article.slug}/").status_code

    before = seen()
    with time_machine.travel(NOON + timedelta(hours=1), tick=False):
        after = seen()

    assert before == ([], 404)
    assert after == ([article.pk], 200)


@pytest.mark.parametrize("times", [1, 3])
def test_story_list_costs_one_query_for_keys_and_one_for_rows(client, django_assert_num_queries, times):
    for _ in range(times):
        authors, topics = [AuthorFactory() for _ in range(times)], [TopicFactory() for _ in range(times)]
        published(ArticleFactory(authors=authors, topics=topics, section=SectionFactory()))

    with django_assert_num_queries(2):
        rows = client.get("/api/v1/articles/").json()["results"]

    assert [len(row[name]) for row in rows for name in ("authors", "topics")] == [times] * 2 * times


@pytest.mark.parametrize("times", [1, 3])
def test_article_costs_a_fixed_number_of_queries(client, django_assert_num_queries, times):
    article = ArticleFactory()
    for _ in range(times):
        link_about(article, CaseFactory(), by=None, now=NOON)
        link_mention(article, "Roe Holdings", EntityFactory(), by=None, now=NOON)
    published(article)

    with django_assert_num_queries(6):  # whose the slug is, its edition, cases and entities linked and merged
        told = client.get(f"/api/v1/articles/{article.slug}/").json()

    assert len(told["links"]) == 2 * times


@pytest.mark.parametrize("times", [1, 3])
def test_explainer_costs_a_fixed_number_of_queries(client, django_assert_num_queries, times):
    cases = [full_case(times) for _ in range(times)]
    statements = [statement for case in cases for statement in case.statements.all()]
    terms = [TermFactory() for _ in range(times)]
    for case in cases:
        news = ArticleFactory()
        link_about(news, case, by=None, now=NOON)
        published(news)
    live = [
        {"kind": "status", "cases": cases},
        {"kind": "timeline", "cases": cases},
        {"kind": "who", "cases": cases},
        {"kind": "coverage", "cases": cases},
        {"kind": "key_facts", "statements": statements},
        {"kind": "terms", "terms": terms},
    ]
    explainer = ExplainerFactory(sections=[section for section in live for _ in range(times)])
    for case in cases:
        link_about(explainer, case, by=None, now=NOON)
    published(explainer)

    with django_assert_num_queries(20):
        told = client.get(f"/api/v1/explainers/{explainer.slug}/").json()

    assert len(told["sections"]) == 6 * times


MORNING = NOON - timedelta(hours=6)


def put_right(article, body, entries, *, at):
    article.body = body
    save_article(article, by=None)
    return issue_correction(article, entries, by=None, now=at)


@pytest.fixture
def corrected():
    """Published, and corrected an hour later."""
    article = published(ArticleFactory(body="<p>The hearing is in June.</p>"), at=MORNING)
    entry = Correction(note="It is in July.", concerns="number", before="in June", after="in July")
    put_right(article, "<p>The hearing is in July.</p>", [entry], at=MORNING + timedelta(hours=1))
    return article


def test_versions_are_listed_with_what_was_told_of_each(client, corrected):
    first, second = corrected.publications.order_by("number")
    address = f"/api/v1/articles/{corrected.slug}/versions/"

    told = client.get(address).json()

    pages = f"{SITE}/articles/{corrected.slug}/versions/"
    assert told == {
        "next": None,
        "previous": None,
        "results": [
            {
                "version": 2,
                "verb": "correct",
                "effective_at": "2025-06-02T07:00:00Z",
                "is_withdrawn": False,
                "html_url": f"{pages}2/",
                "note": None,
                "corrections": [
                    {
                        "kind": "correction",
                        "concerns": "number",
                        "note": "It is in July.",
                        "before": "in June",
                        "after": "in July",
                    }
                ],
                "digest": second.digest,
                "previous_digest": first.digest,
            },
            {
                "version": 1,
                "verb": "publish",
                "effective_at": "2025-06-02T06:00:00Z",
                "is_withdrawn": False,
                "html_url": f"{pages}1/",
                "note": None,
                "corrections": [],
                "digest": first.digest,
                "previous_digest": None,
            },
        ],
    }


def test_versions_go_on_over_pages(client, corrected):
    page = client.get(f"/api/v1/articles/{corrected.slug}/versions/?page_size=1").json()

    following = client.get(page["next"]).json()

    assert [[row["version"] for row in told["results"]] for told in (page, following)] == [[2], [1]]
    assert following["next"] is None


def test_versions_are_gone_with_their_story_and_stay_so_when_it_comes_back(client, corrected):
    address = f"/api/v1/articles/{corrected.slug}/versions/"
    withdraw(corrected, by=None, now=MORNING + timedelta(hours=2), note="Misread.")
    gone = client.get(address)
    publish(corrected, by=None, now=MORNING + timedelta(hours=3))

    told = client.get(address).json()["results"]

    assert (gone.status_code, gone.json()["detail"]) == (410, "Misread.")
    assert [(row["version"], row["verb"], row["is_withdrawn"], row["html_url"]) for row in told] == [
        (4, "restore", False, f"{SITE}/articles/{corrected.slug}/versions/4/"),
        (3, "withdraw", True, None),
        (2, "correct", True, None),
        (1, "publish", True, None),
    ]


def test_versions_move_with_the_slug_and_are_not_found_before_there_are_any(client, corrected):
    old = corrected.slug
    corrected.slug = "hearing-in-july"
    corrected.save()
    publish(corrected, by=None, now=MORNING + timedelta(hours=2))

    answer = client.get(f"/api/v1/articles/{old}/versions/")

    assert (answer.status_code, answer["Location"]) == (
        301,
        f"{SITE}/api/v1/articles/hearing-in-july/versions/",
    )
    assert client.get(f"/api/v1/articles/{ArticleFactory().slug}/versions/").status_code == 404
    assert client.get("/api/v1/explainers/hearing-in-july/versions/").status_code == 404


@pytest.mark.parametrize("times", [1, 3])
def test_versions_cost_a_fixed_number_of_queries(client, django_assert_num_queries, times):
    article = published(ArticleFactory(), at=MORNING)
    for turn in range(times):
        entries = [Correction(note=f"It is {n}.", concerns="number") for n in range(times)]
        put_right(article, f"<p>At {turn}.</p>", entries, at=MORNING + timedelta(hours=turn + 1))

    # Whose the slug is, its edition, a withdrawal; keys, rows, their entries of the ledger.
    with django_assert_num_queries(6):
        told = client.get(f"/api/v1/articles/{article.slug}/versions/").json()

    assert len(told["results"]) == times + 1


def test_explainer_tells_endings_documents_and_what_is_known(client):
    source = SourceFactory()
    disposition = DispositionFactory(source=source)
    case, party = disposition.against.case, disposition.against.party
    claim = disposition.against.claim
    undecided = ClaimFactory(case=case, against=[party])
    paper = Document.objects.create(case=case, title="Order", kind="order", url="https://example.org/o.pdf")
    known = StatementFactory(case=case, mode="confirmed", sources=[source])
    explainer = ExplainerFactory(
        sections=[
            {"kind": "dispositions", "cases": [case]},
            {"kind": "documents", "cases": [case], "filter": "kind=order"},
            {"kind": "known", "statements": [known], "body": "<p>Who paid.</p>", "shown_from": "glance"},
        ]
    )
    published(explainer)

    told = client.get(f"/api/v1/explainers/{explainer.slug}/").json()

    endings, papers, facts = told["sections"]
    assert [(row["claim"], row["against"][0]["name"]) for row in endings["dispositions"]] == [
        (claim.title, party.entity.name),
        (undecided.title, party.entity.name),
    ]
    decided, open_one = (row["disposition"] for row in endings["dispositions"])
    assert (decided["outcome"], decided["source"]["title"], open_one) == (
        disposition.outcome, source.title, None,
    )  # fmt: skip
    assert [(row["id"], row["case"]["caption"]) for row in papers["documents"]] == [(paper.pk, case.caption)]
    assert (papers["filter"], facts["filter"], facts["shown_from"]) == ("kind=order", None, "glance")
    assert [row["id"] for row in facts["statements"]] == [known.pk]
    assert "Who paid." in facts["body_html"]
