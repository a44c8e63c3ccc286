"""What lies on whose desk."""

from datetime import timedelta

import pytest

from newsroom.linking.actions import link_about
from newsroom.publishing.actions import publish, record_revision
from newsroom.publishing.assigning import assign, finish
from newsroom.publishing.canonical import digest
from newsroom.publishing.commenting import comment_on
from newsroom.publishing.models import StaleFlag
from newsroom.publishing.reviewing import send_back, sign_off, submit_for_review
from newsroom.publishing.stages import Sign
from newsroom.publishing.waiting import Desk, desk_of
from newsroom.staff.models import User
from tests.factories.record import CaseFactory
from tests.factories.staff import member
from tests.factories.stories import NOON, ArticleFactory, SectionFactory, published

HOUR = timedelta(hours=1)


@pytest.fixture
def iris(db):
    return member("reporter", "iris")


@pytest.fixture
def ada(db):
    return member("editor", "ada")


def submitted(by, **fields):
    story = ArticleFactory(**fields)
    record_revision(story, by=by, now=NOON)
    submit_for_review(story, by=by, now=NOON, why="Ready.")
    return story


def numbers(rows):
    return [row.pk for row in rows]


def test_story_in_review_waits_for_the_editors_but_not_for_its_own(iris, ada):
    first, second = submitted(iris), submitted(iris)
    submitted(ada)

    desk = desk_of(ada, NOON)

    assert numbers(desk.to_review) == [first.pk, second.pk]
    assert [(story.last_by, story.last_at, story.last_why) for story in desk.to_review[:1]] == [
        (iris.pk, NOON, "Ready.")
    ]
    assert (desk.waits, desk_of(iris, NOON).to_review) == (2, [])


@pytest.mark.parametrize(
    "fields", [{"needs": ["legal"]}, {"section": ["legal"]}, {"section": ["legal_if_criminal"]}]
)
def test_needed_sign_off_waits_for_legal_until_it_is_given(iris, fields):
    vera = member("legal")
    if "section" in fields:
        fields = {"section": SectionFactory(needs=fields["section"])}
    story = submitted(iris, **fields)
    link_about(story, CaseFactory(kind="criminal"), by=None, now=NOON)
    record_revision(story, by=iris, now=NOON)

    assert [(kind, each.pk) for kind, each in desk_of(vera, NOON).to_sign] == [(Sign.LEGAL, story.pk)]
    assert desk_of(iris, NOON).to_sign == []

    sign_off(story, "legal", read=digest(story.content()), by=vera, now=NOON)
    assert desk_of(vera, NOON).to_sign == []

    story.headline = "Roe sued again"
    story.save()
    record_revision(story, by=iris, now=NOON)
    assert len(desk_of(vera, NOON).to_sign) == 1


def test_story_about_no_criminal_case_waits_for_nobody(iris):
    story = submitted(iris, section=SectionFactory(needs=["legal_if_criminal"]))
    link_about(story, CaseFactory(kind="civil"), by=None, now=NOON)

    assert desk_of(member("legal"), NOON).to_sign == []


def test_what_was_sent_back_lies_with_who_submitted_or_has_it(iris, ada):
    story = submitted(iris)
    send_back(story, by=ada, now=NOON, why="Who says so?")
    other, holder = member("reporter", "theo"), member("reporter", "zoe")
    assign(story, holder, task="write", by=ada, now=NOON)

    found = {user.username: numbers(desk_of(user, NOON).sent_back) for user in (iris, ada, other, holder)}

    assert found == {"iris": [story.pk], "ada": [story.pk], "theo": [], "zoe": [story.pk]}
    assert desk_of(iris, NOON).sent_back[0].last_why == "Who says so?"


def test_own_work_comes_soonest_first_and_goes_when_done(iris):
    undated, late, soon = (
        assign(ArticleFactory(), iris, task="write", by=iris, now=NOON, due=due)
        for due in (None, NOON + 2 * HOUR, NOON + HOUR)
    )
    finish(late, by=iris, now=NOON)

    assert desk_of(iris, NOON).mine == [soon, undated]


def test_call_waits_for_who_is_called(iris, ada):
    said = comment_on(ArticleFactory(), "@iris: which judge?", by=ada, now=NOON)

    assert [call.comment for call in desk_of(iris, NOON).calls] == [said]
    assert desk_of(ada, NOON).calls == []


def flagged(story, owner, due_on=None, **fields):
    return StaleFlag.objects.create(
        story=story, subject="case", subject_id=1, since=NOON, owner=owner, due_on=due_on, **fields
    )


def test_flag_waits_for_its_owner_until_it_is_decided(iris, ada):
    undated = flagged(published(ArticleFactory()), iris)
    soon = flagged(published(ArticleFactory()), iris, due_on=NOON.date())
    flagged(published(ArticleFactory()), iris, resolved_at=NOON, outcome="still_right", reason="It is.")

    assert desk_of(iris, NOON).flags == [soon, undated]
    assert desk_of(ada, NOON).flags == []


def test_scheduled_editions_are_those_to_come(ada):
    for hours in (0, 2, 1):
        publish(ArticleFactory(headline=f"In {hours} hours"), by=None, now=NOON, at=NOON + hours * HOUR)

    assert [edition.headline for edition in desk_of(ada, NOON).scheduled] == ["In 1 hours", "In 2 hours"]


def test_stranger_has_no_desk(db):
    assert desk_of(User.objects.create_user("stranger"), NOON) == Desk()


@pytest.mark.parametrize("count", [1, 3])
def test_desk_asks_as_often_however_much_waits(iris, count, django_assert_num_queries):
    boss = member("administrator")
    for _ in range(count):
        story = submitted(iris, needs=["legal", "fact_check"])
        assign(story, boss, task="edit", by=boss, now=NOON)
        comment_on(story, "@administrator: look", by=iris, now=NOON)
        send_back(submitted(iris), by=boss, now=NOON, why="No.")
        publish(ArticleFactory(), by=None, now=NOON, at=NOON + HOUR)
        flagged(story, boss)
    boss.has_perm("newsroom.view_article")

    with django_assert_num_queries(8):
        desk = desk_of(boss, NOON)

    found = [desk.mine, desk.to_review, desk.calls, desk.sent_back, desk.scheduled, desk.flags]
    assert ([len(each) for each in found], len(desk.to_sign)) == ([count] * 6, 2 * count)
