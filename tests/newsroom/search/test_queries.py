from datetime import timedelta

import pytest
from django.db import connection

from cases.actions import add_alias
from newsroom.articles.actions import save_article
from newsroom.publishing.actions import publish, withdraw
from newsroom.publishing.models import Publication
from newsroom.search import queries
from newsroom.search.queries import MARK, UNMARK, VECTOR, marked, search
from tests.factories.record import CaseFactory, CourtFactory, DocketFactory, EntityFactory
from tests.factories.stories import NOON, ArticleFactory, ExplainerFactory, published

HOUR = timedelta(hours=1)


def stories(question, now=NOON):
    return [story.headline for story in search(question, now).stories]


def cases(question):
    return [case.caption for case in search(question, NOON).cases]


def entities(question):
    answer = search(question, NOON)
    return [entity.name for entity in answer.entities if not answer.looks_alike]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("hearing", ["Judge sets a hearing"]),
        ("hearings judges", ["Judge sets a hearing"]),
        ('"sets a hearing"', ["Judge sets a hearing"]),
        ('"hearing sets"', []),
        ("hearing -judge", []),
        ("stipulation", ["What it means"]),
        ("July", ["Judge sets a hearing"]),
        ("licence", ["Judge sets a hearing"]),
        ("hearing or stipulation", ["What it means", "Judge sets a hearing"]),
    ],
)
def test_stories_are_found_by_their_words(db, question, found):
    published(
        ArticleFactory(
            headline="Judge sets a hearing", dek="It is in July.", body="<p>A licence was missing.</p>"
        )
    )
    sections = [{"heading": "What is a stipulation?", "body": "<p>Both sides agree.</p>"}]
    published(ExplainerFactory(headline="What it means", sections=sections), at=NOON)

    assert sorted(stories(question)) == sorted(found)


def test_story_with_the_words_in_its_headline_comes_first(db):
    published(ArticleFactory(headline="Stipulation signed", body="<p>It is short.</p>"), at=NOON - 2 * HOUR)
    published(ArticleFactory(headline="A long day", body="<p>A stipulation.</p>"), at=NOON - HOUR)

    assert stories("stipulation") == ["Stipulation signed", "A long day"]


def test_only_the_current_edition_of_a_story_is_found(db):
    story = published(ArticleFactory(headline="Judge sets a hearing"), at=NOON - 2 * HOUR)
    story.headline = "Trial begins"
    save_article(story, by=None)
    publish(story, by=None, now=NOON - HOUR, at=NOON)

    assert stories("hearing", NOON - HOUR) == ["Judge sets a hearing"]
    assert stories("trial", NOON - HOUR) == []
    assert stories("trial", NOON) == ["Trial begins"]

    withdraw(story, by=None, now=NOON + HOUR, note="Misread.")
    assert stories("trial", NOON + HOUR) == []


@pytest.mark.parametrize(
    "question", ["1:23-cv-01599", "23-cv-01599", "23-cv-1599", "1:23-CV-01599-ABJ", "No. 23 Civ. 1599"]
)
def test_case_is_found_by_its_docket_number_however_it_is_written(db, question):
    DocketFactory(
        case=CaseFactory(caption="SEC v. Roe"), court=CourtFactory(), docket_number="1:23-cv-01599-ABJ"
    )
    DocketFactory(case=CaseFactory(caption="SEC v. Doe"), court=CourtFactory(), docket_number="1:23-cv-01598")

    assert cases(question) == ["SEC v. Roe"]


@pytest.mark.parametrize(
    ("question", "found"),
    [("roe", ["SEC v. Roe"]), ("ROE sec", ["SEC v. Roe"]), ("roe doe", []), ("100%", [])],
)
def test_case_is_found_by_every_word_of_its_caption(db, question, found):
    CaseFactory(caption="SEC v. Roe")
    CaseFactory(caption="SEC v. Doe")

    assert cases(question) == found


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("roe", ["Roe Holdings"]),
        ("holdings roe", ["Roe Holdings"]),
        ("RoeCoin", ["Roe Holdings"]),
        ("zoe", ["Zoë S.A."]),
        ("ZOË", ["Zoë S.A."]),
        ("roe coin holdings", []),
        ("!!", []),
    ],
)
def test_entity_is_found_by_its_names(db, question, found):
    add_alias(EntityFactory(name="Roe Holdings"), "RoeCoin", by=None)
    EntityFactory(name="Zoë S.A.")

    assert entities(question) == found


def test_names_that_look_alike_are_offered_only_where_nothing_was_found(db):
    EntityFactory(name="Binance")
    add_alias(EntityFactory(name="Changpeng Zhao"), "Binancer", by=None)

    exact, alike = search("binance", NOON), search("binanze", NOON)

    assert ([entity.name for entity in exact.entities], exact.looks_alike) == (
        ["Binance", "Changpeng Zhao"],
        False,
    )
    assert ([entity.name for entity in alike.entities], alike.looks_alike) == (
        ["Binance", "Changpeng Zhao"],
        True,
    )


def test_answer_is_bounded(db, monkeypatch):
    monkeypatch.setattr(queries, "SHOWN", 2)
    for _ in range(3):
        CaseFactory(caption="Doe v. Roe")
        EntityFactory(name="Roe")
        published(ArticleFactory(headline="Roe"))

    answer = search("roe", NOON)

    assert (len(answer.stories), len(answer.cases), len(answer.entities)) == (2, 2, 2)


def test_extract_is_escaped_before_it_is_marked():
    assert marked(f"<b>{MARK}Roe{UNMARK}</b> & co") == "&lt;b&gt;<mark>Roe</mark>&lt;/b&gt; &amp; co"


def test_words_of_stories_are_indexed_as_they_are_asked_for(db):
    found = Publication.objects.annotate(words=VECTOR).filter(words="roe").values("pk").order_by()
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")

        assert "publication_words" in found.explain()
