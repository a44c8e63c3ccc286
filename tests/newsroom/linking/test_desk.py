"""The verbs of the link desk: proposals kept in step with text and record, and what editors say to them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.actions import add_alias, join_party, merge_entities
from cases.models import Entity
from newsroom.articles.actions import save_article
from newsroom.explainers.actions import save_section
from newsroom.linking.actions import (
    NoLongerThere,
    accept_all_strong,
    accept_link,
    add_wording_as_alias,
    choose_another,
    link_about,
    link_mention,
    never_in_this_story,
    propose_links,
    reject_link,
    unlink,
)
from newsroom.linking.models import Link, StoryWords
from newsroom.publishing.actions import record_revision
from tests.factories.record import CaseFactory, CourtFactory, EntityFactory
from tests.factories.stories import NOON, ArticleFactory, ExplainerFactory

BODY = "<p>The SEC sued Avalon Trading.</p><p>Avalon Trading denies it, and the SEC is silent.</p>"


@pytest.fixture
def sec(db):
    sec = EntityFactory(name="Securities and Exchange Commission", kind=Entity.Kind.AGENCY)
    add_alias(sec, "SEC", kind="acronym", by=None)
    return sec


@pytest.fixture
def avalon(db):
    return EntityFactory(name="Avalon Trading")


@pytest.fixture
def article(sec, avalon):
    return ArticleFactory(body=BODY)


def proposals(story):
    """Words, target and whether strong, in the order of the text."""
    order = {block: n for n, block in enumerate(story.block_ids)}
    links = sorted(story.links.proposed().with_target(), key=lambda link: (order[link.block], link.start))
    return [(link.surface, str(link.target), link.is_strong) for link in links]


def saved(article, body):
    article.body = body
    save_article(article, by=None)
    return article


def first(article, words):
    return article.links.proposed().filter(surface=words).first()


def test_saving_proposes_links(article):
    avalon, sec = (
        ("Avalon Trading", "Avalon Trading", True),
        ("SEC", "Securities and Exchange Commission", True),
    )

    assert proposals(article) == [sec, avalon, avalon, sec]
    link = first(article, "SEC")
    assert (link.rule, link.score, link.evidence) == (
        "alias",
        0.92,
        {"why": ["“SEC” is registered for Securities and Exchange Commission (acronym)"], "others": []},
    )


def test_proposals_follow_the_text_and_keep_their_numbers(article):
    before = first(article, "SEC")

    saved(
        article, BODY.replace("The SEC sued", "In June the SEC sued").replace(", and the SEC is silent", "")
    )

    assert [words for words, _, _ in proposals(article)] == ["SEC", "Avalon Trading", "Avalon Trading"]
    after = first(article, "SEC")
    assert (after.pk, after.start) == (before.pk, 12)


def test_proposals_change_neither_content_nor_revision(article):
    content = article.content()
    revision = record_revision(article, by=None, now=NOON)

    article.links.proposed().delete()

    assert article.content() == content
    assert record_revision(article, by=None, now=NOON) == revision


def test_new_alias_is_proposed_at_the_next_look(article, avalon):
    saved(article, "<p>The exchange Avatra denies it.</p>")
    assert proposals(article) == []

    add_wording_as_alias(avalon, "Avatra’s", by=None)
    propose_links(article, by=None)

    assert proposals(article) == [("Avatra", "Avalon Trading", True)]


def test_accepted_link_stays_and_is_not_proposed_again(article, editor):
    link = accept_link(first(article, "SEC"), by=editor, now=NOON)

    propose_links(article, by=None)

    assert (link.decision, link.decided_by, link.decided_at) == ("accepted", editor, NOON)
    assert [words for words, _, _ in proposals(article)] == ["Avalon Trading", "Avalon Trading", "SEC"]
    assert [frozen["surface"] for frozen in article.content()["links"]] == ["SEC"]


def test_refusal_holds_for_its_place_through_edits(article):
    reject_link(first(article, "SEC"), by=None, now=NOON)

    saved(article, BODY.replace("The SEC sued", "In June the SEC sued"))

    assert [words for words, _, _ in proposals(article)] == ["Avalon Trading", "Avalon Trading", "SEC"]


def test_never_in_this_story_holds_for_every_place(article):
    never = never_in_this_story(first(article, "SEC"), by=None, now=NOON)

    saved(article, f"{BODY}<p>So says the SEC.</p>")

    assert [words for words, _, _ in proposals(article)] == ["Avalon Trading", "Avalon Trading"]
    assert (never.decision, never.is_orphaned) == ("never", False)
    assert article.problems() == []


def test_refusal_survives_a_merge_of_what_was_refused(article, avalon):
    never_in_this_story(first(article, "Avalon Trading"), by=None, now=NOON)

    merge_entities(avalon, into=EntityFactory(name="Avalon Trading Limited"), by=None)
    propose_links(article, by=None)

    assert [words for words, _, _ in proposals(article)] == ["SEC", "SEC"]


def test_choosing_another_links_the_words_and_refuses_the_first(article, sec):
    other = EntityFactory(name="Stock Exchange Council")

    link = choose_another(first(article, "SEC"), other, by=None, now=NOON)

    assert (link.target, link.decision, link.rule, link.is_strong) == (other, "accepted", "", False)
    refused = article.links.get(decision="rejected")
    assert (refused.target, refused.block, refused.start) == (sec, link.block, link.start)
    propose_links(article, by=None)
    assert not article.links.proposed().filter(block=link.block, start=link.start).exists()


def test_choosing_what_is_proposed_accepts_it(article, sec):
    assert choose_another(first(article, "SEC"), sec, by=None, now=NOON).decision == "accepted"
    assert not article.links.filter(decision="rejected").exists()


def test_accepting_all_strong_leaves_what_is_only_possible(article, editor):
    EntityFactory(name="Avalon Trading")
    propose_links(article, by=None)

    count = accept_all_strong(article, by=editor, now=NOON)

    assert count == 2
    assert {link.surface for link in article.links.accepted()} == {"SEC"}
    assert {words for words, _, _ in proposals(article)} == {"Avalon Trading"}


def test_tie_names_the_others(article, avalon):
    other = EntityFactory(name="Avalon Trading")

    propose_links(article, by=None)

    link = first(article, "Avalon Trading")
    assert (link.rule, link.target, link.evidence["others"]) == (
        "tie",
        avalon,
        [{"kind": "entity", "id": other.pk, "name": "Avalon Trading"}],
    )


def test_unlinking_is_remembered_in_its_place(article):
    link = accept_link(first(article, "SEC"), by=None, now=NOON)

    unlink(link, by=None, now=NOON)
    propose_links(article, by=None)

    assert article.content()["links"] == []
    assert [words for words, _, _ in proposals(article)] == ["Avalon Trading", "Avalon Trading", "SEC"]


def test_link_for_the_whole_story_is_unlinked_without_a_trace(article, sec):
    unlink(link_about(article, sec, by=None, now=NOON), by=None, now=NOON)

    assert not article.links.about().exists()


@pytest.mark.parametrize("verb", [accept_link, reject_link, never_in_this_story, unlink])
def test_deciding_on_a_proposal_that_is_gone_is_refused(article, verb):
    link = first(article, "SEC")
    saved(article, "<p>Nothing is left.</p>")

    with pytest.raises(NoLongerThere, match="changed meanwhile"):
        verb(link, by=None, now=NOON)


def test_linking_words_by_hand_takes_the_place_of_proposals_and_of_a_refusal(article, sec):
    reject_link(first(article, "SEC"), by=None, now=NOON)

    link_mention(article, "SEC", sec, by=None, now=NOON)
    link_mention(article, "Avalon", EntityFactory(), by=None, now=NOON)

    assert sorted(article.links.decided().values_list("surface", "decision")) == [
        ("Avalon", "accepted"),
        ("SEC", "accepted"),
    ]
    assert [words for words, _, _ in proposals(article)] == ["Avalon Trading", "SEC"]


@pytest.mark.parametrize(
    ("name", "wording", "kind", "strength"),
    [
        ("Avalon Trading", "ATL", "acronym", "strong"),
        ("Avalon Trading", "Trading", "short_name", "weak"),
        ("Avalon Trading", "The Isle’s", "other", "weak"),
        ("Amalia Doering", "Doering", "short_name", "strong"),
    ],
)
def test_wording_becomes_an_alias_as_strong_as_it_can_be(db, name, wording, kind, strength):
    alias = add_wording_as_alias(EntityFactory(name=name), wording, by=None)

    assert (alias.kind, alias.strength) == (kind, strength)


def test_bare_surname_of_a_person_becomes_a_weak_alias(db):
    doering = EntityFactory(name="Amalia Doering", kind=Entity.Kind.PERSON)

    assert add_wording_as_alias(doering, "Doering", by=None).strength == "weak"


def test_weak_words_are_learned_from_other_stories(avalon):
    anchor = EntityFactory(name="Anchor")
    for _ in range(3):
        other = ArticleFactory(body="<p>A lawyer for Anchor agreed.</p>")
        accept_link(first(other, "Anchor"), by=None, now=NOON)

    article = ArticleFactory(body="<p>A lawyer for Anchor agreed.</p>")

    assert proposals(article) == [("Anchor", str(anchor), True)]


def test_case_is_proposed_by_docket_number_caption_and_parties(sec, avalon):
    case = CaseFactory(
        caption="SEC v. Avalon Trading et al.", court=CourtFactory(), docket_number="1:23-cv-00457"
    )
    join_party(case, sec, role="plaintiff", by=None)
    join_party(case, avalon, role="defendant", by=None)

    article = ArticleFactory(
        body="<p>In SEC v. Avalon Trading, No. 23-cv-457, the court spoke.</p>"
        "<p>The SEC dropped the lawsuit against Avalon Trading.</p>"
    )

    assert [words for words, target, _ in proposals(article) if target == str(case)] == [
        "SEC v. Avalon Trading",
        "23-cv-457",
        "lawsuit",
    ]


def test_sealed_case_is_never_proposed(sec, avalon):
    case = CaseFactory(
        caption="SEC v. Avalon Trading", court=CourtFactory(), docket_number="1:23-cv-00457", is_sealed=True
    )
    join_party(case, avalon, role="defendant", by=None)

    article = ArticleFactory(body="<p>In SEC v. Avalon Trading, 23-cv-457, the court spoke.</p>")

    assert not article.links.proposed().filter(case=case).exists()


def test_explainer_has_proposals_in_all_its_sections(sec):
    explainer = ExplainerFactory(
        sections=[{"body": "<p>The SEC sued.</p>"}, {"body": "<p>The SEC lost.</p>"}]
    )

    section = explainer.sections.last()
    section.body = "<p>The SEC then lost.</p>"
    save_section(section, by=None)

    assert sorted(explainer.links.proposed().values_list("surface", "start")) == [("SEC", 4), ("SEC", 4)]
    assert StoryWords.objects.filter(story=explainer).count() == 1


@pytest.mark.parametrize("decided", [1, 3, 60])
def test_saving_asks_the_same_however_many_links_are_decided(sec, decided):
    article = ArticleFactory(body="".join(f"<p>Day {n}: the SEC sued.</p>" for n in range(decided)))
    assert accept_all_strong(article, by=None, now=NOON) == decided
    article.body += "<p>The end.</p>"

    with CaptureQueriesContext(
        connection,
    ) as asked:
        save_article(article, by=None)

    assert len(asked) == 29


def test_links_of_a_long_text_are_the_surest(sec, monkeypatch):
    monkeypatch.setattr("newsroom.linking.actions.proposing.MOST", 2)
    EntityFactory(name="Anchor")

    article = ArticleFactory(body="<p>Anchor spoke to the SEC, then to Anchor, and the SEC to Anchor.</p>")

    assert [words for words, _, _ in proposals(article)] == ["SEC", "SEC"]
    assert Link.objects.count() == 2
