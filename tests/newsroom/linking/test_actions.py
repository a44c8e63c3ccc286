import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from newsroom.articles.actions import save_article
from newsroom.explainers.actions import save_section
from newsroom.linking.actions import NotInText, link_about, link_mention
from newsroom.linking.models import Link
from tests.factories.record import CaseFactory, EntityFactory
from tests.factories.stories import NOON, ArticleFactory, ExplainerFactory

BODY = "<p>The SEC sued Roe Exchange.</p><p>Roe Exchange denies it, and the SEC is silent.</p>"


@pytest.fixture
def article(db):
    return ArticleFactory(body=BODY)


def mention(article, words, **kwargs):
    return link_mention(article, words, EntityFactory(), by=None, now=NOON, **kwargs)


def where(link):
    link.refresh_from_db()
    return link.block, link.start, link.end


def test_mention_stands_where_its_words_first_do(article):
    first, _ = article.block_ids

    link = mention(article, "Roe Exchange")

    assert where(link) == (first, 13, 25)
    assert (link.prefix, link.suffix) == ("The SEC sued ", ".")


def test_mention_of_a_later_occurrence(article):
    assert where(mention(article, "Roe Exchange", occurrence=2)) == (article.block_ids[1], 0, 12)


@pytest.mark.parametrize(
    ("words", "occurrence", "message"),
    [
        (
            "Poe Exchange",
            1,
            "“Poe Exchange” does not stand in the text. Copy the words exactly as they are there.",
        ),
        ("Roe Exchange", 3, "“Roe Exchange” stands in the text 2 times: choose 1 to 2."),
        ("Roe Exchange", 0, "“Roe Exchange” stands in the text 2 times: choose 1 to 2."),
    ],
)
def test_mention_of_words_that_are_not_there_is_refused(article, words, occurrence, message):
    with pytest.raises(NotInText) as refusal:
        mention(article, words, occurrence=occurrence)

    assert str(refusal.value) == message


def test_mention_follows_its_words_through_an_edit(article):
    link = mention(article, "Roe Exchange")

    article.body = BODY.replace("The SEC sued", "In June, the SEC sued")
    save_article(article, by=None)

    assert where(link) == (article.block_ids[0], 22, 34)


def test_mention_whose_words_are_gone_becomes_an_orphan(article):
    link = mention(article, "SEC", occurrence=2)

    article.body = "<p>The SEC sued Roe Exchange.</p><p>Roe Exchange denies it.</p>"
    save_article(article, by=None)

    assert where(link) == ("", None, None)
    assert link.is_orphaned
    gone = f"The words “SEC” that linked to {link.entity} are gone from the text"
    assert article.problems() == [f"{gone}: link other words or delete the link."]


def test_orphan_is_left_out_of_the_content(article):
    mention(article, "SEC", occurrence=2)
    article.body = "<p>The SEC sued Roe Exchange.</p>"
    save_article(article, by=None)

    assert article.content()["links"] == []


def test_link_about_names_who_decided(article, editor):
    link = link_about(article, CaseFactory(), by=editor, now=NOON)

    assert (link.relation, link.decision, link.decided_by, link.decided_at) == (
        "about",
        "accepted",
        editor,
        NOON,
    )


def test_story_is_about_a_case_once(article):
    case = CaseFactory()
    link_about(article, case, by=None, now=NOON)

    with pytest.raises(ValidationError) as refusal:
        link_about(article, case, by=None, now=NOON)

    assert refusal.value.messages == ["The story is already said to be about this."]


def test_same_words_link_to_one_target_once(article):
    exchange = EntityFactory()
    link_mention(article, "Roe Exchange", exchange, by=None, now=NOON)

    with pytest.raises(ValidationError) as refusal:
        link_mention(article, "Roe Exchange", exchange, by=None, now=NOON)

    assert refusal.value.messages == ["These words are already linked to this."]


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"relation": "about"}, "link_has_one_target"),
        ({"relation": "about", "surface": "SEC", "case": True}, "mention_has_words"),
        ({"relation": "mention", "case": True}, "mention_has_words"),
        ({"relation": "mention", "surface": "SEC", "case": True, "block": "b1"}, "span_is_whole"),
        (
            {"relation": "mention", "surface": "SEC", "case": True, "block": "b1", "start": 4, "end": 4},
            "span_is_whole",
        ),
        ({"relation": "mention", "surface": "SEC", "case": True, "start": 4, "end": 7}, "span_is_whole"),
    ],
)
def test_database_refuses_half_a_link(article, fields, constraint):
    fields = {**fields, "case": CaseFactory() if fields.get("case") else None}

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Link.objects.create(story=article, **fields)


def test_mentions_in_one_section_stay_when_another_is_edited(db):
    explainer = ExplainerFactory(
        sections=[{"body": "<p>The SEC sued.</p>"}, {"body": "<p>The SEC then settled.</p>"}]
    )
    link = mention(explainer, "SEC")
    before = where(link)
    second = explainer.sections.last()

    second.body = "<p>It then settled.</p>"
    save_section(second, by=None)

    assert where(link) == before


@pytest.mark.parametrize("before", ["", "Roe. ", "Roe. Roe. "])
def test_links_side_by_side_follow_one_another_onto_places_the_others_leave(db, before):
    article = ArticleFactory(body="<p>Zhao Zhao Zhao, said the court in Seattle.</p>")
    target = EntityFactory(name="Changpeng Zhao")
    links = [link_mention(article, "Zhao", target, by=None, now=NOON, occurrence=nth) for nth in (1, 2, 3)]

    article.body = f"<p>{before}Zhao Zhao Zhao, said the court in Seattle.</p>"
    save_article(article, by=None)

    assert [where(link)[1] for link in links] == [len(before), len(before) + 5, len(before) + 10]
