"""What each filter over published stories finds."""

from datetime import UTC, datetime, timedelta

import pytest
from django.http import QueryDict

from cases.actions import amend_case, merge_cases, merge_entities
from newsroom.filters import StoryFilters
from newsroom.linking.actions import link_about, link_mention
from newsroom.publishing.models import Byline, Publication
from tests.factories.record import CaseFactory, EntityFactory, PartyFactory
from tests.factories.stories import (
    NOON,
    ArticleFactory,
    AuthorFactory,
    SectionFactory,
    TopicFactory,
    published,
)

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=30)


def found(query):
    asked = StoryFilters(QueryDict(query), queryset=Publication.objects.current(LATER))
    assert asked.is_valid(), asked.errors
    return [publication.story for publication in asked.qs]


def article(*, at=NOON, **fields):
    return published(ArticleFactory(**fields), at=at).story_ptr


def test_stories_without_parameters_are_all_newest_first():
    first, second = article(), article()
    newest = article(at=NOON + timedelta(hours=1))

    assert found("") == [newest, second, first]
    assert found("ordering=first_published_at") == [first, second, newest]


def test_section_topic_and_author_are_those_published():
    section, topic, author = SectionFactory(), TopicFactory(), AuthorFactory()
    story = article(section=section, topics=[topic], authors=[author])
    article()

    assert found(f"section={section.slug}") == [story]
    assert found(f"topic={topic.slug}") == [story]
    assert found(f"author={author.slug}") == [story]
    assert found(f"author={author.slug}x") == []


def test_author_added_to_the_draft_is_not_yet_found():
    author, story = AuthorFactory(), article()

    Byline.objects.create(story=story, author=author, position=1)

    assert found(f"author={author.slug}") == []


@pytest.mark.parametrize(("target", "name"), [(CaseFactory, "case"), (EntityFactory, "entity")])
def test_about_is_narrower_than_covering(target, name):
    target = target()
    about, mentioning = ArticleFactory(), ArticleFactory()
    link_about(about, target, by=None, now=NOON)
    link_mention(mentioning, "Roe Holdings", target, by=None, now=NOON)
    about, mentioning = published(about).story_ptr, published(mentioning).story_ptr
    article()

    assert found(f"about_{name}={target.slug}") == [about]
    assert found(f"covering_{name}={target.slug}") == [mentioning, about]


def test_no_story_is_found_by_a_sealed_case():
    case, story = CaseFactory(), ArticleFactory()
    link_about(story, case, by=None, now=NOON)
    published(story)
    case.is_sealed = True
    case.save()

    assert found(f"about_case={case.slug}") == []
    assert found(f"covering_case={case.slug}") == []


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("published_after=2025-06-02", True),
        ("published_after=2025-06-03", False),
        ("published_before=2025-06-02", True),
        ("published_before=2025-06-01", False),
        ("published_before=2025-06", True),
        ("published_after=2025", True),
        ("published_after=2025-06-02T12:00:00Z", True),
        ("published_after=2025-06-02T14:00:00%2B02:00", True),
        ("published_after=2025-06-02T12:00:00.000001Z", False),
        ("published_before=2025-06-02T12:00:00Z", True),
        ("published_before=2025-06-02T11:59:59Z", False),
    ],
)
def test_dates_count_in_their_ends(query, is_found):
    story = article(at=NOON)

    assert found(query) == ([story] if is_found else [])


def test_days_are_those_of_the_desks_clock(settings):
    settings.TIME_ZONE = "America/New_York"
    story = article(at=datetime(2025, 6, 3, 3, 30, tzinfo=UTC))

    assert found("published_before=2025-06-02") == [story]
    assert found("published_after=2025-06-03") == []


@pytest.mark.parametrize(
    "value",
    ["yesterday", "2025-06-02T12:00:00", "2025-13", "T", "2025-06-02T25:00:00Z", "2025-06-02T12:00:00 02:00"],
)
def test_a_moment_that_cannot_be_read_is_refused(value):
    query = QueryDict(mutable=True)
    query["published_after"] = value

    asked = StoryFilters(query, queryset=Publication.objects.all())

    expected = "2025-06-02, 2025-06 or 2025-06-02T12:00:00Z (a plus sign is written %2B)"
    assert asked.errors == {"published_after": [f"Expected a date or a moment with its offset: {expected}."]}


def test_words_are_those_of_headline_and_dek():
    story = article(headline="SEC drops its case", dek="Binance is free of it.")
    article(headline="SEC sues")

    assert found("q=sec+binance") == [story]


def test_ordering_by_headline_and_update():
    second, first = article(headline="B", at=NOON), article(headline="A", at=NOON + timedelta(hours=1))

    assert found("ordering=headline") == [first, second]
    assert found("ordering=updated_at") == [second, first]


def test_former_slug_finds_the_stories_of_the_survivor():
    cases = [CaseFactory(caption="Doe v. Roe"), CaseFactory(caption="Doe v. Roe Holdings")]
    entities = [EntityFactory(name="Roe"), EntityFactory(name="Roe Holdings")]
    story = ArticleFactory()
    for target in (cases[1], entities[1]):
        link_about(story, target, by=None, now=NOON)
    published(story)
    merge_cases(cases[0], into=cases[1], by=None)
    merge_entities(entities[0], into=entities[1], by=None)

    for query in (
        "about_case=doe-v-roe",
        "covering_case=doe-v-roe",
        "about_entity=roe",
        "covering_entity=roe",
    ):
        assert found(query) == [story.story_ptr]


def test_entity_known_only_from_a_sealed_case_finds_no_story():
    party = PartyFactory(entity=EntityFactory(name="Roe"))
    story = ArticleFactory()
    link_about(story, party.entity, by=None, now=NOON)
    published(story)
    party.case.is_sealed = True
    amend_case(party.case, by=None)

    assert found("about_entity=roe") == []
