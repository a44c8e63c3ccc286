from datetime import timedelta

import pytest
import time_machine

from cases.actions import amend_case, amend_entity, merge_cases, merge_entities, undo_merge
from cases.models import Case
from newsroom.articles.actions import save_article
from newsroom.linking.actions import link_about, link_mention
from newsroom.publishing.actions import publish, withdraw
from newsroom.publishing.models import Rendition
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
    SectionFactory,
    TermFactory,
    TopicFactory,
    published,
)
from tests.newsroom.pages.seen import links, words

HOUR = timedelta(hours=1)
PATH = "/articles/judge-sets-hearing/"


def article(**fields):
    fields.setdefault("slug", "judge-sets-hearing")
    return ArticleFactory(
        headline="Judge sets a hearing", authors=[AuthorFactory(name="Iris Vance")], **fields
    )


def test_article_shows_what_was_published(client, db):
    court = CourtFactory(code="dcd", name="U.S. District Court for the District of Columbia")
    case = CaseFactory(
        caption="SEC v. Roe Holdings", court=court, docket_number="1:23-cv-01599", date_filed="2023-06"
    )
    roe = EntityFactory(name="Roe Holdings")
    story = article(
        dek="Both sides are to appear in July.",
        section=SectionFactory(name="Enforcement", slug="enforcement"),
        topics=[TopicFactory(name="Crypto regulation", slug="crypto-regulation")],
        body="<p>The judge set a hearing in SEC v. Roe Holdings.</p>",
    )
    link_about(story, case, by=None, now=NOON)
    link_about(story, roe, by=None, now=NOON)
    link_mention(story, "SEC v. Roe Holdings", case, by=None, now=NOON)
    published(story)

    response = client.get(PATH)

    assert words(response) == [
        "Enforcement",
        "Judge sets a hearing",
        "Both sides are to appear in July.",
        "By Iris Vance",
        "Published 2 June 2025, 12:00 UTC",
        "The judge set a hearing in SEC v. Roe Holdings.",
        "The case",
        "Civil · filed June 2023",
        "SEC v. Roe Holdings",
        "Open Open since June 2023.",
        "U.S. District Court for the District of Columbia, 1:23-cv-01599",
        "About",
        "Roe Holdings",
        "Topics",
        "Crypto regulation",
    ]
    assert links(response) == [
        "/sections/enforcement/",
        "/cases/sec-v-roe-holdings/",
        "/cases/sec-v-roe-holdings/",
        "/entities/roe-holdings/",
        "/topics/crypto-regulation/",
    ]


def test_article_keeps_showing_what_was_published_while_the_draft_changes(client, db):
    story = published(article())
    story.headline = "A headline nobody approved"
    save_article(story, by=None)

    assert "Judge sets a hearing" in words(client.get(PATH))


def test_update_is_told_above_the_text_with_its_time_and_version(client, db):
    story = published(article())
    story.body = "<p>The hearing is in July.</p>"
    save_article(story, by=None)
    publish(story, by=None, now=NOON + 2 * HOUR, note="Adds the month of the hearing.")

    assert words(client.get(PATH)) == [
        "Article",
        "Judge sets a hearing",
        "By Iris Vance",
        "Published 2 June 2025, 12:00 UTC · Version 2",
        "Updated 2 June 2025, 14:00 UTC: Adds the month of the hearing.",
        "The hearing is in July.",
        "This is version 2, of 2 June 2025, 14:00 UTC. Every version, and what changed",
    ]


def test_article_taken_from_elsewhere_says_so_and_is_canonical_there(client, db):
    wire = EntityFactory(name="Associated Wire", kind="publication")
    address = "https://wire.example/judge-sets-hearing"
    published(article(publisher=wire, canonical_url=address))

    response = client.get(PATH)

    assert "First published by Associated Wire." in words(response)
    assert f'<link rel="canonical" href="{address}">' in response.content.decode()


def test_explainer_shows_its_sections_from_the_record_of_now(client, db):
    court = CourtFactory(name="U.S. District Court for the District of Columbia")
    case = CaseFactory(caption="SEC v. Roe Holdings", court=court, docket_number="1:23-cv-01599")
    roe = EntityFactory(name="Roe Holdings", description="operator of an exchange")
    party = PartyFactory(case=case, entity=roe)
    ClaimFactory(case=case, against=[party])
    EventFactory(case=case, title="Complaint filed", date="2023-06-05", significance="major")
    EventFactory(case=case, title="Notice of appearance", date="2023-06-06")
    sec = EntityFactory(name="SEC", kind="agency")
    wire = EntityFactory(name="Associated Wire", kind="publication")
    source = SourceFactory(title="Press release 2023-101", publisher=sec)
    fact = StatementFactory(
        case=case, text="Roe inflated volumes.", asserted_by=sec, sources=[(source, "p. 2")]
    )
    quote = StatementFactory(
        entity=sec, text="clear rules", mode="opinion", is_quotation=True, asserted_by=sec,
        spokesperson="a spokesperson", via=wire, date="2023-06", sources=[source],
    )  # fmt: skip
    term = TermFactory(term="joint stipulation")
    other = article()
    link_about(other, case, by=None, now=NOON)
    published(other)
    explainer = ExplainerFactory(
        headline="What the case is about",
        slug="what-the-case-is-about",
        question="What is Roe accused of?",
        authors=[AuthorFactory(name="Iris Vance")],
        sections=[
            {"heading": "In short", "body": "<p>A regulator sued.</p>"},
            {"kind": "status", "heading": "How it stands", "cases": [case]},
            {"kind": "key_facts", "heading": "What is alleged", "statements": [fact]},
            {"kind": "quote", "statements": [quote]},
            {"kind": "timeline", "heading": "When", "cases": [case]},
            {"kind": "who", "heading": "Who", "cases": [case]},
            {"kind": "terms", "heading": "Words", "terms": [term]},
            {"kind": "coverage", "heading": "More", "cases": [case]},
        ],
    )
    published(explainer)

    response = client.get("/explainers/what-the-case-is-about/")

    assert words(response) == [
        "Explainer",
        "What the case is about",
        "What is Roe accused of?",
        "By Iris Vance",
        "Published 2 June 2025, 12:00 UTC",
        "90 words, 30 seconds",
        "In this explainer",
        *("In short", "How it stands", "What is alleged", "When", "Who", "Words", "More"),
        "In short",
        "A regulator sued.",
        "How it stands",
        "Civil",
        "SEC v. Roe Holdings",
        "Open Open.",
        "U.S. District Court for the District of Columbia, 1:23-cv-01599",
        "What is alleged",
        "Roe inflated volumes.",
        "alleged SEC",
        "Press release 2023-101, SEC, p. 2",
        "“clear rules”",
        "A spokesperson for SEC, according to Associated Wire, June 2023",
        "Press release 2023-101, SEC",
        "When",
        "5 June 2023",
        "Complaint filed",
        "SEC v. Roe Holdings",
        "Who",
        "Roe Holdings",
        "Defendant",
        "operator of an exchange",
        "Words",
        "joint stipulation",
        "What both sides agree on and file together. In the glossary",
        "More",
        "Judge sets a hearing 2 June 2025",
    ]


def ready_path(story):
    return Rendition.objects.filter(path=f"/{story.kind}s/{story.slug}/", is_stale=False).exists()


@pytest.mark.django_db(transaction=True)
def test_published_page_is_served_with_one_query(client, django_assert_num_queries):
    published(article())
    first = client.get(PATH)

    with django_assert_num_queries(1):
        again = client.get(PATH)

    assert again.content == first.content


@pytest.mark.django_db(transaction=True)
def test_page_says_what_the_record_says_now(client):
    case = CaseFactory(caption="Doe v. Roe", date_filed="2023-06-05")
    roe = EntityFactory(name="Roe Holdings")
    story = article(body="<p>The case against Roe Holdings goes on.</p>")
    link_about(story, case, by=None, now=NOON)
    link_mention(story, "Roe Holdings", roe, by=None, now=NOON)
    published(story)
    client.get(PATH)

    case.date_terminated = "2025-05-29"
    amend_case(case, by=None)
    assert "Ended Closed on 29 May 2025." in words(client.get(PATH))

    roe.slug = "roe"
    amend_entity(roe, by=None)
    assert "/entities/roe/" in links(client.get(PATH))
    assert ready_path(story)


@pytest.mark.django_db(transaction=True)
def test_case_sealed_and_unsealed_leaves_and_returns(client):
    case = CaseFactory(caption="Doe v. Roe")
    story = article(body="<p>In Doe v. Roe a hearing is set.</p>")
    link_about(story, case, by=None, now=NOON)
    link_mention(story, "Doe v. Roe", case, by=None, now=NOON)
    published(story)
    assert links(client.get(PATH)) == ["/cases/doe-v-roe/"] * 2

    Case.objects.filter(pk=case.pk).update(is_sealed=True)
    assert links(client.get(PATH)) == []

    Case.objects.filter(pk=case.pk).update(is_sealed=False)
    assert links(client.get(PATH)) == ["/cases/doe-v-roe/"] * 2


@pytest.mark.django_db(transaction=True)
def test_definition_of_a_term_changes_on_the_page_that_shows_it(client):
    term = TermFactory()
    explainer = ExplainerFactory(slug="terms", sections=[{"kind": "terms", "terms": [term]}])
    published(explainer)
    client.get("/explainers/terms/")
    assert ready_path(explainer)

    term.definition = "A paper signed by both sides."
    term.save()

    assert "A paper signed by both sides. In the glossary" in words(client.get("/explainers/terms/"))


@pytest.mark.django_db(transaction=True)
def test_statement_about_a_party_changes_on_the_page_that_shows_it(client):
    fact = StatementFactory(party=PartyFactory(), text="Roe denied it.", sources=[SourceFactory()])
    published(ExplainerFactory(slug="facts", sections=[{"kind": "key_facts", "statements": [fact]}]))
    assert "Roe denied it." in words(client.get("/explainers/facts/"))

    fact.text = "Roe denied all of it."
    fact.save()

    assert "Roe denied all of it." in words(client.get("/explainers/facts/"))


@pytest.mark.django_db(transaction=True)
def test_what_a_story_is_about_is_shown_once_when_two_are_merged(client):
    loser, survivor = CaseFactory(caption="Doe v. Roe"), CaseFactory(caption="Doe v. Roe Holdings")
    roe, holdings = EntityFactory(name="Roe"), EntityFactory(name="Roe Holdings")
    story = article()
    for target in (loser, roe, holdings):
        link_about(story, target, by=None, now=NOON)
    published(story)
    before = links(client.get(PATH))
    assert {"/cases/doe-v-roe/", "/entities/roe/", "/entities/roe-holdings/"} <= set(before)

    merges = [merge_cases(loser, into=survivor, by=None), merge_entities(roe, into=holdings, by=None)]

    after = links(client.get(PATH))
    assert "/cases/doe-v-roe-holdings/" in after
    assert after.count("/entities/roe-holdings/") == before.count("/entities/roe-holdings/")
    assert not {"/cases/doe-v-roe/", "/entities/roe/"} & set(after)
    for merge in merges:
        undo_merge(merge, by=None)
    assert links(client.get(PATH)) == before


@pytest.mark.django_db(transaction=True)
def test_scheduled_edition_takes_over_exactly_at_its_time(client):
    story = published(article())
    story.headline = "Judge moves the hearing"
    save_article(story, by=None)
    publish(story, by=None, now=NOON, at=NOON + HOUR)

    seen = []
    for moment in (NOON, NOON + HOUR - timedelta(microseconds=1), NOON + HOUR):
        with time_machine.travel(moment, tick=False):
            client.get(PATH)
            seen.append(words(client.get(PATH))[1])

    assert seen == ["Judge sets a hearing", "Judge sets a hearing", "Judge moves the hearing"]


@pytest.mark.django_db(transaction=True)
def test_scheduled_story_joins_the_coverage_exactly_at_its_time(client):
    case = CaseFactory()
    published(
        ExplainerFactory(slug="more", sections=[{"kind": "coverage", "heading": "More", "cases": [case]}])
    )
    story = article()
    link_about(story, case, by=None, now=NOON)
    publish(story, by=None, now=NOON, at=NOON + HOUR)

    seen = []
    for moment in (NOON, NOON + HOUR):
        with time_machine.travel(moment, tick=False):
            client.get("/explainers/more/")
            seen.append("Judge sets a hearing 2 June 2025" in words(client.get("/explainers/more/")))

    assert seen == [False, True]


@pytest.mark.django_db(transaction=True)
def test_withdrawn_story_is_gone_at_once_and_says_why(client):
    story = published(article())
    client.get(PATH)

    withdraw(story, by=None, now=NOON + HOUR, note="The filing was misread.")

    for _ in range(2):
        response = client.get(PATH)
        assert response.status_code == 410
        assert words(response) == [
            "Withdrawn",
            "This article was withdrawn",
            "The filing was misread.",
            "Withdrawn 2 June 2025, 13:00 UTC. First published 2 June 2025, 12:00 UTC.",
            "Front page",
        ]


@pytest.mark.django_db(transaction=True)
def test_restored_story_is_back(client):
    story = published(article())
    withdraw(story, by=None, now=NOON + HOUR, note="The filing was misread.")
    client.get(PATH)

    publish(story, by=None, now=NOON + 2 * HOUR)

    assert client.get(PATH).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_old_address_leads_to_the_new_one(client):
    story = published(article())
    client.get(PATH)
    story.slug = "hearing-set"
    save_article(story, by=None)
    publish(story, by=None, now=NOON + HOUR)

    response = client.get(PATH)

    assert (response.status_code, response["Location"]) == (301, "/articles/hearing-set/")
    assert response["Cache-Control"] == "no-cache"
    assert client.get("/articles/hearing-set/").status_code == 200


def test_address_without_its_slash_leads_to_the_page(client, db):
    published(article())

    response = client.get("/articles/judge-sets-hearing")

    assert (response.status_code, response["Location"]) == (301, PATH)


@pytest.mark.parametrize("path", [PATH, "/articles/never-written/", "/explainers/judge-sets-hearing/"])
def test_draft_and_what_never_was_are_not_found(client, db, path):
    article()

    assert client.get(path).status_code == 404


def test_scheduled_story_is_not_found_before_its_time(client, db):
    publish(article(), by=None, now=NOON, at=NOON + HOUR)

    with time_machine.travel(NOON + HOUR - timedelta(seconds=1), tick=False):
        assert client.get(PATH).status_code == 404
    with time_machine.travel(NOON + HOUR, tick=False):
        assert client.get(PATH).status_code == 200


def test_page_does_not_depend_on_who_reads_it(client, admin_client, db):
    published(article())

    theirs, admins = client.get(PATH), admin_client.get(PATH)

    assert theirs.content == admins.content
    assert not theirs.cookies
    assert theirs["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_page_is_only_read(client, db, method):
    published(article())

    assert getattr(client, method)(PATH).status_code == 405
