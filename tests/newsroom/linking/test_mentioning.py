"""Who mentions a new name: counted, verified, paged, linked and published."""

import pytest

from cases.actions import add_alias
from cases.models import Case
from newsroom.articles.actions import save_article
from newsroom.explainers.actions import save_section
from newsroom.linking import mentioning
from newsroom.linking.actions import link_about, link_everywhere, never_in_this_story, propose_links
from newsroom.linking.mentioning import Count, count_mentioning, stories_mentioning, wordings_of
from newsroom.publishing.models import Publication, Story
from tests.factories.record import CaseFactory, CourtFactory, EntityFactory
from tests.factories.stories import NOON, ArticleFactory, ExplainerFactory, SectionFactory, published

BODY = "<p>A judge spoke.</p><p>The lawyers of Avalon Trading agreed.</p>"


@pytest.fixture
def stories(db):
    """Three that mention it, one explainer among them, and one that has the words but not the name."""
    return [
        ArticleFactory(body=BODY),
        ExplainerFactory(sections=[{"body": BODY}]),
        ArticleFactory(body=BODY),
        ArticleFactory(body="<p>They spoke of avalon trading cards.</p>"),
    ]


@pytest.fixture
def avalon(stories):
    return EntityFactory(name="Avalon Trading")


def found(target, **kwargs):
    page = stories_mentioning(target, wordings_of(target), now=NOON, **kwargs)
    return [mention.story.pk for mention in page.mentions], page.before


def test_stories_are_counted_by_words_and_listed_once_read(stories, avalon):
    assert count_mentioning(avalon, wordings_of(avalon), now=NOON) == Count(4, is_least=False)
    assert found(avalon) == ([stories[2].pk, stories[1].pk, stories[0].pk], None)


def test_stories_are_paged_by_number(stories, avalon):
    newest, before = found(avalon, size=2)
    rest, end = found(avalon, size=2, before=before)

    assert (newest, before) == ([stories[2].pk], stories[2].pk)
    assert (rest, end) == ([stories[1].pk, stories[0].pk], None)


def test_page_of_many_is_read_from_the_newest(stories, avalon, monkeypatch):
    monkeypatch.setattr(mentioning, "COUNTED", 2)

    assert count_mentioning(avalon, wordings_of(avalon), now=NOON) == Count(2, is_least=True)
    assert found(avalon) == ([stories[2].pk, stories[1].pk, stories[0].pk], None)


def test_story_that_is_linked_or_refused_is_left_out(stories, avalon):
    linked, _, refused, _ = stories
    propose_links(refused, by=None)
    never_in_this_story(refused.links.get(), by=None, now=NOON)
    link_everywhere(avalon, [linked], by=None, now=NOON)

    assert found(avalon) == ([stories[1].pk], None)


def test_name_that_needs_other_evidence_is_read_in_the_whole_story(db):
    anchor = EntityFactory(name="Anchor Brands Inc.")
    body = "<p>Anchor Brands Inc. sued.</p><p>A lawyer for Anchor spoke.</p>"
    with_evidence = ArticleFactory(body=body)
    ArticleFactory(body="<p>A lawyer for Anchor spoke.</p>")
    alias = add_alias(anchor, "Anchor", by=None)

    page = stories_mentioning(anchor, [alias.name_key], now=NOON)

    assert [mention.story for mention in page.mentions] == [with_evidence]
    assert [proposal.surface for proposal in page.mentions[0].proposals] == ["Anchor Brands Inc", "Anchor"]


def test_case_is_found_by_docket_number(db):
    story = ArticleFactory(body="<p>In No. 1:23-cv-00457 the judge spoke.</p>")
    case = CaseFactory(caption="Doe v. Roe", court=CourtFactory(), docket_number="1:23-cv-00457")

    assert found(case) == ([story.pk], None)


def test_words_are_looked_for_in_what_readers_have_and_the_draft_no_longer_says(stories, avalon):
    story = published(ArticleFactory(body=BODY))
    story.body = "<p>A judge spoke.</p>"
    save_article(story, by=None)
    story.body = "<p>A judge spoke again.</p>"
    save_article(story, by=None)

    first = stories_mentioning(avalon, wordings_of(avalon), now=NOON).mentions[0]

    assert (first.story.pk, first.edition.number) == (story.pk, 1)
    assert [proposal.surface for proposal in first.proposals] == ["Avalon Trading"]


def test_words_of_an_edition_that_another_replaced_are_not_looked_for(avalon):
    story = published(ArticleFactory(body=BODY))
    story.body = "<p>A judge spoke.</p>"
    save_article(story, by=None)
    published(story)

    assert count_mentioning(avalon, wordings_of(avalon), now=NOON) == Count(1 + 3, is_least=False)
    assert story.pk not in found(avalon)[0]


def test_sections_that_readers_have_are_looked_into(avalon):
    explainer = published(ExplainerFactory(sections=[{"body": BODY}]))
    section = explainer.sections.get()
    section.body = "<p>A judge spoke.</p>"
    save_section(section, by=None)

    assert explainer.pk in found(avalon)[0]


def test_count_says_how_sure_it_is():
    counts = [Count(1, is_least=False), Count(1000, is_least=True), Count(3, is_least=True, are_common=True)]

    assert list(map(str, counts)) == ["1", "more than 1,000", "at least 3"]


def test_nothing_is_asked_for_no_words(avalon):
    assert count_mentioning(avalon, [], now=NOON) == Count(0, is_least=False)
    assert stories_mentioning(avalon, [], now=NOON).mentions == []


def test_long_story_is_found_by_its_last_words(db):
    ArticleFactory(
        body=f"<p>{'The judge spoke. ' * 400}Avalon</p><p>Trading</p><p>Avalon Trading agreed.</p>"
    )

    assert len(found(EntityFactory(name="Avalon Trading"))[0]) == 1


def test_saving_forgets_the_words_that_are_gone(stories, avalon):
    story = stories[0]
    story.body = "<p>A judge spoke.</p>"
    save_article(story, by=None)

    assert found(avalon) == ([stories[2].pk, stories[1].pk], None)


def test_linking_everywhere_publishes_what_readers_know_as_a_minor_edit(db):
    section = SectionFactory()
    known = published(ArticleFactory(body=BODY, section=section))
    draft = ArticleFactory(body=BODY)
    changed = published(ArticleFactory(body=BODY))
    changed.body = BODY.replace("A judge", "The judge")
    save_article(changed, by=None)
    avalon = EntityFactory(name="Avalon Trading")

    outcomes = link_everywhere(
        avalon,
        Story.objects.filter(pk__in=[known.pk, draft.pk, changed.pk]).order_by("pk"),
        by=None,
        now=NOON,
    )

    assert [(o.story.pk, len(o.links), o.edition and o.edition.verb, o.needs_you) for o in outcomes] == [
        (known.pk, 1, "minor_edit", []),
        (draft.pk, 1, None, []),
        (changed.pk, 1, None, ["The draft has changes that are not published: look at them, then publish."]),
    ]
    assert Publication.objects.filter(story=changed).count() == 1
    assert [link["surface"] for link in outcomes[0].edition.content["links"]] == ["Avalon Trading"]


def test_story_that_is_not_ready_is_linked_and_left_to_the_editor(db):
    story, case = ArticleFactory(body=BODY), CaseFactory(caption="In re Grand Jury")
    link_about(story, case, by=None, now=NOON)
    published(story)
    Case.objects.filter(pk=case.pk).update(is_sealed=True)
    avalon = EntityFactory(name="Avalon Trading")

    (outcome,) = link_everywhere(avalon, [Story.objects.get(pk=story.pk)], by=None, now=NOON)

    assert (len(outcome.links), outcome.edition) == (1, None)
    assert outcome.needs_you == ["In re Grand Jury is sealed: remove the link to it."]


def test_story_without_the_name_is_left_alone(stories, avalon):
    (outcome,) = link_everywhere(avalon, [stories[3]], by=None, now=NOON)

    assert (outcome.links, outcome.edition, outcome.needs_you) == ([], None, [])
    assert not stories[3].revisions.exists()
