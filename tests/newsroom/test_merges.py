"""Stories keep their links when what they lead to is merged, and get them back when that is undone."""

import pytest

from cases.actions import merge_cases, merge_entities, preview_merge, undo_merge
from newsroom.articles.models import Article
from newsroom.explainers.live import read
from newsroom.linking.actions import link_about, link_mention
from newsroom.linking.models import Link
from newsroom.linking.weaving import targets_of, woven
from newsroom.publishing.models import Coverage, Publication
from tests.factories.record import CaseFactory, EntityFactory, EventFactory
from tests.factories.stories import NOON, ArticleFactory, ExplainerFactory, published
from tests.record_at_rest import rows_of_the_record


@pytest.fixture
def entities(db):
    return EntityFactory(name="Roe Holdings"), EntityFactory(name="Roe Holdings Limited")


def test_links_coverage_and_publishers_move_and_come_back(entities):
    loser, survivor = entities
    article = ArticleFactory(publisher=loser, canonical_url="https://news.example/1")
    mention = link_mention(article, "Roe Holdings", loser, by=None, now=NOON)
    link_about(article, loser, by=None, now=NOON)
    published(article)
    before = rows_of_the_record()

    merge = merge_entities(loser, into=survivor, by=None)

    mention.refresh_from_db()
    assert (mention.entity, Article.objects.get().publisher) == (survivor, survivor)
    assert list(Coverage.objects.values_list("entity", "is_about")) == [(survivor.pk, True)]
    undo_merge(merge, by=None)
    assert rows_of_the_record() == before


def test_links_of_one_story_to_both_become_one(entities):
    loser, survivor = entities
    article = ArticleFactory()
    for entity in entities:
        link_about(article, entity, by=None, now=NOON)
        link_mention(article, "Roe Holdings", entity, by=None, now=NOON)
    published(article)
    before = rows_of_the_record()

    plan = preview_merge(loser, survivor)
    merge = merge_entities(loser, into=survivor, by=None)

    assert plan.counts == {"entities": (0, 1), "links": (0, 2), "coverage": (0, 1)}
    assert set(article.links.values_list("entity", "relation")) == {
        (survivor.pk, "about"),
        (survivor.pk, "mention"),
    }
    undo_merge(merge, by=None)
    assert rows_of_the_record() == before


def test_mention_of_one_and_story_about_the_other_make_coverage_about_it(entities):
    loser, survivor = entities
    article = ArticleFactory()
    link_about(article, loser, by=None, now=NOON)
    link_mention(article, "Roe Holdings", survivor, by=None, now=NOON)
    published(article)

    merge_entities(loser, into=survivor, by=None)

    assert list(Coverage.objects.values_list("entity", "is_about")) == [(survivor.pk, True)]


@pytest.mark.parametrize(
    "decisions", [("accepted", "rejected"), ("rejected", "accepted"), ("rejected", "proposed")]
)
def test_of_two_links_the_decided_one_stays(entities, decisions):
    article = ArticleFactory()
    for entity, decision in zip(entities, decisions, strict=True):
        link = link_about(article, entity, by=None, now=NOON)
        Link.objects.filter(pk=link.pk).update(decision=decision)
    before = rows_of_the_record()

    merge = merge_entities(entities[0], into=entities[1], by=None)

    expected = "accepted" if "accepted" in decisions else "rejected"
    assert list(Link.objects.about().values_list("entity", "decision")) == [(entities[1].pk, expected)]
    undo_merge(merge, by=None)
    assert rows_of_the_record() == before


def test_published_words_lead_to_the_survivor(entities):
    loser, survivor = entities
    article = ArticleFactory()
    link_mention(article, "Roe Holdings", loser, by=None, now=NOON)
    content = published(article).publications.get().content

    merge = merge_entities(loser, into=survivor, by=None)

    targets = targets_of(content["links"])
    html = woven(content["body"], content["block_ids"], content["links"], targets)
    assert 'href="/entities/roe-holdings-limited/"' in html
    assert targets.made_from == {("entity", loser.pk), ("entity", survivor.pk)}
    undo_merge(merge, by=None)
    assert targets_of(content["links"]).entities == {loser.pk: loser}


def test_live_sections_show_the_survivor_once(db):
    loser, survivor = CaseFactory(), CaseFactory()
    event = EventFactory(case=loser, significance="major")
    explainer = ExplainerFactory(sections=[{"kind": "timeline", "cases": [loser, survivor]}])
    published(explainer)
    before = rows_of_the_record()

    merge = merge_cases(loser, into=survivor, by=None)

    reading = read(Publication.objects.get(), now=NOON)
    (section,) = reading.sections
    assert (section.cases, section.events) == ([survivor], [event])
    assert {("case", loser.pk), ("case", survivor.pk)} <= reading.made_from
    assert list(explainer.sections.get().cases.all()) == [survivor]
    undo_merge(merge, by=None)
    assert rows_of_the_record() == before


def test_what_was_merged_into_a_sealed_case_is_hidden_but_counts(db):
    loser, survivor = CaseFactory(caption="Doe v. Roe"), CaseFactory(is_sealed=True)
    article = ArticleFactory(body="<p>Doe v. Roe goes on.</p>")
    link_mention(article, "Doe v. Roe", loser, by=None, now=NOON)
    explainer = ExplainerFactory(sections=[{"kind": "status", "cases": [loser]}])
    content = published(article).publications.get().content
    published(explainer)

    merge_cases(loser, into=survivor, by=None)

    targets = targets_of(content["links"])
    reading = read(Publication.objects.get(story=explainer), now=NOON)
    both = {("case", loser.pk), ("case", survivor.pk)}
    assert (targets.cases, targets.made_from) == ({}, both)
    assert (reading.sections[0].cases, both <= reading.made_from) == ([], True)
