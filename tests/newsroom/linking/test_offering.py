"""From which day a story's dates are reckoned, and to which case its facts go."""

from datetime import date, timedelta

import pytest

from newsroom.linking.actions import link_about, link_mention
from newsroom.linking.offering import Reckoning, read_offers, reckoning_of
from newsroom.publishing.actions import publish, record_revision
from newsroom.publishing.scheduling import cancel_schedule
from tests.factories.record import CaseFactory
from tests.factories.stories import NOON, ArticleFactory, published

DAY = timedelta(days=1)
BODY = "<p>In the fraud case Roe was sentenced on May 29.</p><p>Roe was charged in 2024.</p>"


@pytest.fixture
def story(db):
    return ArticleFactory(body=BODY)


def test_dates_are_reckoned_from_what_comes_nearest_to_publication(story):
    later = NOON + 400 * DAY
    assert reckoning_of(story, now=later) == Reckoning(later.date(), "the last save of the draft", True)

    record_revision(story, by=None, now=NOON)
    assert reckoning_of(story, now=later) == Reckoning(NOON.date(), "the last save of the draft", True)

    story.embargo_until = later
    assert reckoning_of(story, now=NOON) == Reckoning(later.date(), "the end of its embargo", True)

    story.embargo_until = None
    publish(story, by=None, now=NOON, at=NOON + 10 * DAY)
    coming = Reckoning(date(2025, 6, 12), "the day it is scheduled for", True)
    assert reckoning_of(story, now=NOON) == coming
    assert reckoning_of(story, now=later) == Reckoning(date(2025, 6, 12), "publication")


def test_schedule_that_was_cancelled_is_none(story):
    publish(story, by=None, now=NOON, at=NOON + 10 * DAY)
    cancel_schedule(story, by=None, now=NOON)

    assert reckoning_of(story, now=NOON).words == "the last save of the draft"


def test_first_edition_counts_whatever_followed(story):
    published(story)
    published(story, at=NOON + 10 * DAY)

    assert reckoning_of(story, now=NOON + 20 * DAY) == Reckoning(NOON.date(), "publication")


def test_draft_says_which_year_is_assumed(story):
    record_revision(story, by=None, now=NOON)

    found = read_offers(story, reckoning=reckoning_of(story, now=NOON), by=None).found

    said = "no year is given: the last before the last save of the draft, 2025-06-02"
    assert [(each.offer.date.isoformat(), each.offer.dated) for each in found] == [
        ("2025-05-29", said),
        ("2024", ""),
    ]


def test_facts_go_to_the_one_case_that_the_story_is_about(story):
    case, other = CaseFactory(caption="United States v. Roe"), CaseFactory(caption="SEC v. Roe")
    link_about(story, case, by=None, now=NOON)
    assert cases_offered(story) == [str(case.pk)] * 2

    link_about(story, other, by=None, now=NOON)
    assert cases_offered(story) == ["", ""]


def test_facts_go_to_the_one_case_that_the_story_leads_to(story):
    case = CaseFactory(caption="United States v. Roe")
    link_mention(story, "fraud case", case, by=None, now=NOON)

    assert cases_offered(story) == [str(case.pk)] * 2


def cases_offered(story):
    found = read_offers(story, reckoning=reckoning_of(story, now=NOON), by=None).found
    return [each.offer.case for each in found if each.kind == "event"]
