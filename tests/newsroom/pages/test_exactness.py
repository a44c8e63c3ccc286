"""Schedules are exact on every surface: a microsecond before the time nothing, and from the time on all."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from newsroom.linking.actions import link_about
from newsroom.publishing.actions import issue_correction, publish
from newsroom.publishing.models import Correction, Publication
from newsroom.publishing.previews import open_preview
from newsroom.publishing.scheduling import cancel_schedule, reschedule
from tests.factories.record import CaseFactory, EntityFactory
from tests.factories.stories import (
    NOON,
    ArticleFactory,
    ExplainerFactory,
    SectionFactory,
    TopicFactory,
    published,
)

HOUR, MOMENT = timedelta(hours=1), timedelta(microseconds=1)
TIME = NOON + HOUR
SECRET = "Xyzzy"

# Where a scheduled story appears, each with what is asked there.
SURFACES = {
    "page of an article": "/articles/xyzzy/",
    "front page": "/",
    "search": "/search/?q=xyzzy",
    "section": "/sections/enforcement/",
    "topic": "/topics/crypto/",
    "case": "/cases/doe-v-roe/",
    "coverage of a case": "/cases/doe-v-roe/coverage/",
    "entity": "/entities/roe-holdings/",
    "coverage of an entity": "/entities/roe-holdings/coverage/",
    "explainer that lists coverage": "/explainers/all-about-it/",
    "list of the API": "/api/v1/articles/",
    "list of the API, by case": "/api/v1/articles/?covering_case=doe-v-roe",
    "detail of the API": "/api/v1/articles/xyzzy/",
    "ledger of corrections": "/corrections/",
    "feed of corrections": "/corrections/feed.atom",
    "list of versions": "/articles/xyzzy/versions/",
    "version": "/articles/xyzzy/versions/{last}/",
    "change from one version to the next": "/articles/xyzzy/versions/1..{last}/",
    "list of versions of the API": "/api/v1/articles/xyzzy/versions/",
}
# They tell of a second edition that corrects a first.
LEDGER = {
    "ledger of corrections",
    "feed of corrections",
    "list of versions",
    "version",
    "change from one version to the next",
    "list of versions of the API",
}


@pytest.fixture
def case(db):
    return CaseFactory(caption="Doe v. Roe", slug="doe-v-roe")


@pytest.fixture
def article(case):
    """Everywhere it can be, with its words nowhere yet."""
    published(
        ExplainerFactory(slug="all-about-it", sections=[{"kind": "coverage", "cases": [case]}]),
        at=NOON - HOUR,
    )
    article = ArticleFactory(
        headline=f"{SECRET} pleads",
        slug="xyzzy",
        body=f"<p>{SECRET} came to court.</p>",
        section=SectionFactory(slug="enforcement"),
        topics=[TopicFactory(slug="crypto")],
    )
    link_about(article, case, by=None, now=NOON)
    link_about(article, EntityFactory(name="Roe Holdings", slug="roe-holdings"), by=None, now=NOON)
    return article


def shows(client, surface, moment):
    with time_machine.travel(moment, tick=False):
        answer = client.get(SURFACES[surface].format(last=Publication.objects.filter(slug="xyzzy").count()))
    words = b"".join(answer) if answer.streaming else answer.content
    if surface == "search":  # which repeats the question
        return b"/articles/xyzzy/" in words
    return answer.status_code == 200 and SECRET.encode() in words


def schedule(story, surface, at):
    if surface in LEDGER:
        story.headline = "A plea"
        story.body = "<p>A plea in court.</p>"
        story.save()
        publish(story, by=None, now=NOON - HOUR)
        story.headline = f"{SECRET} pleads"
        story.save()
        issue_correction(
            story, [Correction(concerns="name", note=f"It is {SECRET}.")], by=None, now=NOON, at=at
        )
    else:
        publish(story, by=None, now=NOON, at=at)


@pytest.mark.parametrize("surface", SURFACES)
def test_scheduled_edition_appears_at_its_time_to_the_microsecond(client, article, surface):
    schedule(article, surface, TIME)

    moments = (NOON, TIME - MOMENT, TIME, TIME + MOMENT)
    assert [shows(client, surface, moment) for moment in moments] == [False, False, True, True]


@pytest.mark.parametrize("surface", SURFACES)
def test_cancelled_edition_appears_nowhere(client, article, surface):
    schedule(article, surface, TIME)
    shows(client, surface, NOON)

    cancel_schedule(article, by=None, now=NOON)

    assert [shows(client, surface, moment) for moment in (TIME - MOMENT, TIME, TIME + HOUR)] == [False] * 3


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("shift", [-HOUR / 2, HOUR])
def test_rescheduled_edition_appears_at_its_new_time_to_the_microsecond(client, article, surface, shift):
    schedule(article, surface, TIME)
    shows(client, surface, NOON)

    reschedule(article, at=TIME + shift, by=None, now=NOON)

    moments = (TIME + shift - MOMENT, TIME + shift, TIME + shift + MOMENT)
    assert [shows(client, surface, moment) for moment in moments] == [False, True, True]


@pytest.mark.parametrize("surface", sorted(SURFACES.keys() - LEDGER))
def test_embargoed_story_that_is_not_published_appears_nowhere(client, article, surface):
    article.embargo_until = TIME
    article.save()

    assert [shows(client, surface, moment) for moment in (NOON, TIME, TIME + HOUR)] == [False] * 3


def test_embargoed_draft_is_read_by_whom_a_preview_link_was_sent(client, article):
    article.embargo_until = TIME
    article.save()
    _, token = open_preview(article, for_whom="counsel for Roe", until=TIME, by=None, now=NOON)

    with time_machine.travel(NOON, tick=False):
        answer = client.get(reverse("pages:invited-preview", args=[token]))

    assert (answer.status_code, SECRET.encode() in answer.content) == (200, True)
