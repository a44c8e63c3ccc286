"""Who takes a story through its review, and who stands for which words."""

from contextlib import nullcontext
from datetime import timedelta
from itertools import product
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from newsroom.articles.actions import save_article
from newsroom.linking.actions import link_about
from newsroom.publishing.actions import (
    NotReady,
    clarify,
    issue_correction,
    publish,
    publish_minor_edit,
    record_revision,
    withdraw,
)
from newsroom.publishing.canonical import digest
from newsroom.publishing.models import Correction, Revision, Story
from newsroom.publishing.reviewing import (
    VERBS,
    NotNow,
    NotYours,
    approve,
    need_sign_off,
    send_back,
    sign_off,
    submit_for_review,
    waive_sign_off,
    withdraw_sign_off,
)
from newsroom.publishing.sign_offs import NOBODY_ELSE, standings
from newsroom.publishing.stages import TRANSITIONS, Stage
from newsroom.publishing.working_copies import keep_working_copy
from tests.factories.record import CaseFactory
from tests.factories.staff import member
from tests.factories.stories import NOON, ArticleFactory, ExplainerFactory, SectionFactory

HOUR = timedelta(hours=1)
ROLES = ("reporter", "editor", "legal", "publisher", "administrator")

#                      reporter editor legal  publisher administrator
MAY = {
    "submit_for_review": (True, True, False, True, True),
    "take_back": (True, True, False, True, True),
    "approve": (False, True, False, True, True),
    "send_back": (False, True, True, True, True),
    "reopen": (False, True, False, True, True),
}
FROM = {
    "submit_for_review": {Stage.WRITING, Stage.SENT_BACK},
    "take_back": {Stage.IN_REVIEW},
    "approve": {Stage.IN_REVIEW},
    "send_back": {Stage.IN_REVIEW, Stage.APPROVED},
    "reopen": {Stage.APPROVED},
}
TO = {
    "submit_for_review": Stage.IN_REVIEW,
    "take_back": Stage.WRITING,
    "approve": Stage.APPROVED,
    "send_back": Stage.SENT_BACK,
    "reopen": Stage.WRITING,
}
WAYS = {
    Stage.WRITING: [],
    Stage.IN_REVIEW: ["submit_for_review"],
    Stage.APPROVED: ["submit_for_review", "approve"],
    Stage.SENT_BACK: ["submit_for_review", "send_back"],
}


def taken(story, name, *, by=None, why="The date is wrong."):
    read = {"read": digest(story.content())} if name == "approve" else {}
    return VERBS[name](story, by=by, now=NOON, why=why, **read)


def written(by=None, **fields):
    story = ArticleFactory(**fields)
    record_revision(story, by=by, now=NOON)
    return story


def at_stage(stage, **fields):
    story = written(**fields)
    for name in WAYS[stage]:
        taken(story, name)
    return story


def edited(story, body="<p>The judge set a trial.</p>", *, by=None):
    story.body = body
    save_article(story, by=by)
    record_revision(story, by=by, now=NOON)
    return story


@pytest.mark.parametrize(("place", "role"), [*enumerate(ROLES)])
def test_step_is_for_whom_and_from_where_the_table_says(db, place, role):
    person = member(role)

    for name, stage in product(TRANSITIONS, Stage):
        story = at_stage(stage)
        expected = NotYours if not MAY[name][place] else None if stage in FROM[name] else NotNow
        with pytest.raises(expected) if expected else nullcontext():
            taken(story, name, by=person)
        story.refresh_from_db()
        assert (name, stage, story.stage) == (name, stage, stage if expected else TO[name])
        told = [(step.name, step.before, step.after, step.why) for step in story.steps.filter(by=person)]
        assert told == ([] if expected else [(name, stage, TO[name], "The date is wrong.")])


def test_database_refuses_a_step_that_is_none(db):
    follows = {(before, TO[name]) for name, befores in FROM.items() for before in befores}
    follows.add((Stage.APPROVED, Stage.IN_REVIEW))  # by an edit

    for old, new in product(Stage, [*Stage, "finished"]):
        story = at_stage(old)
        is_step = new == old or (old, new) in follows
        with nullcontext() if is_step else pytest.raises(DatabaseError), transaction.atomic():
            Story.objects.filter(pk=story.pk).update(stage=new)
        story.refresh_from_db()
        assert (old, new, story.stage) == (old, new, new if is_step else old)


def test_database_refuses_a_published_story_that_was_never_withdrawn_from_a_draft(db):
    story = written()

    with pytest.raises(DatabaseError), transaction.atomic():
        Story.objects.filter(pk=story.pk).update(state="withdrawn")


@pytest.mark.parametrize(("name", "stage"), [("send_back", Stage.IN_REVIEW), ("reopen", Stage.APPROVED)])
def test_taking_a_story_back_needs_a_reason(db, name, stage):
    story = at_stage(stage)

    with pytest.raises(ValidationError, match="Say why: the others go by it"):
        taken(story, name, why="  ")

    story.refresh_from_db()
    assert story.stage == stage


def test_steps_are_kept_as_they_were(db):
    step = taken(written(), "submit_for_review", why="Ready.")

    with pytest.raises(DatabaseError), transaction.atomic():
        type(step).objects.update(why="Never said.")

    assert str(step) == "submit for review: Ready."


def test_sign_off_is_kept_as_it_was(db):
    story = written()
    sign_off(story, "legal", read=digest(story.content()), by=None, now=NOON)

    with pytest.raises(DatabaseError), transaction.atomic():
        story.sign_offs.update(digest="0" * 64)


def test_approval_stands_for_exactly_these_words(db):
    iris, ada = member("reporter"), member("editor")
    story = written(by=iris)
    submit_for_review(story, by=iris, now=NOON)

    given = approve(story, read=digest(story.content()), by=ada, now=NOON, why="Good.")

    assert (given.revision, given.digest, str(given)) == (
        story.revisions.get(),
        story.revisions.get().digest,
        "editor, revision 1",
    )
    (standing,) = standings(story)
    assert (standing.holds, standing.is_void, standing.problem) == (True, False, "")


def test_edit_of_an_approved_story_takes_it_back_into_review(db):
    iris, ada = member("reporter"), member("editor")
    story = written(by=iris)
    submit_for_review(story, by=iris, now=NOON)
    approve(story, read=digest(story.content()), by=ada, now=NOON)

    edited(story, by=iris)

    story.refresh_from_db()
    step = story.steps.first()
    assert (story.stage, step.name, step.by) == (Stage.IN_REVIEW, "edited", iris)
    (standing,) = standings(story)
    assert (standing.holds, standing.is_void) == (False, True)


def test_needed_sign_off_stops_publishing_until_it_is_given_for_these_words(db):
    vera = member("legal")
    story = written(section=SectionFactory(needs=["legal"]))
    missing = "It needs a sign-off (legal): ask legal to read it and sign it off."

    assert story.problems() == [missing]
    with pytest.raises(NotReady, match="It needs a sign-off"):
        publish(story, by=None, now=NOON)

    sign_off(story, "legal", read=digest(story.content()), by=vera, now=NOON, why="Read with the filing.")
    assert story.problems() == []

    edited(story)
    void = (
        "Legal signed off revision 1 (legal); the story has changed since: ask legal to read it and sign it "
        "off again."
    )
    assert story.problems() == [void]

    sign_off(story, "legal", read=digest(story.content()), by=vera, now=NOON)
    assert publish(story, by=None, now=NOON).number == 1


def test_words_put_back_are_signed_off_again(db):
    story = written(needs=["legal"])
    was = story.body
    sign_off(story, "legal", read=digest(story.content()), by=None, now=NOON)
    edited(story)

    edited(story, was)

    assert story.problems() == []


@pytest.mark.parametrize(("kind", "expected"), [("criminal", ["legal"]), ("civil", [])])
def test_story_about_a_criminal_case_needs_legal_where_the_section_says_so(db, kind, expected):
    story = written(section=SectionFactory(needs=["legal_if_criminal"]))
    link_about(story, CaseFactory(kind=kind), by=None, now=NOON)

    assert [standing.kind for standing in standings(story)] == expected


def test_explainer_is_signed_off_too(db):
    story = ExplainerFactory(needs=["fact_check"])
    (problem,) = story.problems()
    assert problem.startswith("It needs a sign-off (fact check)")

    sign_off(story, "fact_check", read=digest(story.content()), by=member("reporter"), now=NOON)

    assert story.problems() == []


def test_what_was_edited_meanwhile_is_not_signed_off(db):
    story = written(needs=["legal"])
    read = digest(story.content())
    edited(story)

    with pytest.raises(NotNow, match="Read it again"):
        sign_off(story, "legal", read=read, by=member("legal"), now=NOON)

    assert story.sign_offs.count() == 0


def test_what_somebody_is_changing_is_not_signed_off(db):
    story, iris, vera = written(needs=["legal"]), member("reporter"), member("legal")
    typed = {"kind": "article", "story": story, "base": 1, "form": {"headline": ["Roe sued"]}}
    keep_working_copy(token=uuid4(), by=iris, now=NOON, **typed)

    with pytest.raises(NotNow, match="Reporter is changing the story at this moment"):
        sign_off(story, "legal", read=digest(story.content()), by=vera, now=NOON)

    sign_off(story, "legal", read=digest(story.content()), by=vera, now=NOON + HOUR)
    assert story.sign_offs.count() == 1


def test_nobody_signs_off_what_they_alone_wrote(db):
    ada, iris = member("editor"), member("reporter")
    story = written(by=ada)
    submit_for_review(story, by=ada, now=NOON)

    with pytest.raises(NotNow, match="You alone wrote this"):
        approve(story, read=digest(story.content()), by=ada, now=NOON)

    edited(story, by=iris)
    assert approve(story, read=digest(story.content()), by=ada, now=NOON).by == ada


#                        reporter editor legal publisher administrator
SIGNS = {
    "editor": (False, True, False, True, True),
    "legal": (False, False, True, False, True),
    "fact_check": (True, True, False, True, True),
}


@pytest.mark.parametrize(("place", "role"), [*enumerate(ROLES)])
def test_sign_off_is_given_and_waived_by_whom_the_table_says(db, place, role):
    person = member(role)

    for kind, allowed in SIGNS.items():
        story = at_stage(Stage.IN_REVIEW, needs=["editor", "legal", "fact_check"])
        with nullcontext() if allowed[place] else pytest.raises(NotYours):
            sign_off(story, kind, read=digest(story.content()), by=person, now=NOON)
        with nullcontext() if allowed[place] else pytest.raises(NotYours):
            waive_sign_off(story, kind, by=person, now=NOON, why="It quotes the order alone.")
        story.refresh_from_db()
        assert (kind, kind in story.needs) == (kind, not allowed[place])
        assert [given.by for given in story.sign_offs.all()] == [person] * allowed[place]


def test_sign_off_is_asked_for_once_and_told(db):
    story, iris = written(), member("reporter")

    need_sign_off(story, "legal", by=iris, now=NOON, why="It names a minor.")
    again = need_sign_off(story, "legal", by=iris, now=NOON)

    assert (story.needs, again) == (["legal"], None)
    assert [(step.name, step.why, step.by) for step in story.steps.all()] == [
        ("need_sign_off", "It names a minor.", iris)
    ]


def test_sign_off_is_asked_for_by_the_desk_alone(db):
    stranger = type(member("reporter")).objects.create_user("stranger")

    with pytest.raises(NotYours):
        need_sign_off(written(), "legal", by=stranger, now=NOON)


def test_waiving_needs_a_reason(db):
    with pytest.raises(ValidationError, match="Say why"):
        waive_sign_off(written(needs=["legal"]), "legal", by=None, now=NOON, why="")


def test_sign_off_taken_back_holds_no_more(db):
    story, vera = written(needs=["legal"]), member("legal")
    given = sign_off(story, "legal", read=digest(story.content()), by=vera, now=NOON)

    withdraw_sign_off(given, by=vera, now=NOON)

    assert story.problems() == ["It needs a sign-off (legal): ask legal to read it and sign it off."]
    with pytest.raises(NotYours):
        withdraw_sign_off(given, by=member("reporter"), now=NOON)


def test_approval_is_taken_back_by_its_own_steps(db):
    story = at_stage(Stage.APPROVED, needs=["editor"])

    with pytest.raises(NotNow, match="reopening the story"):
        withdraw_sign_off(story.sign_offs.get(), by=None, now=NOON)

    taken(story, "reopen")
    assert len(story.problems()) == 1


def test_story_sent_back_is_not_published_until_it_is_submitted_again(db):
    story, ada = at_stage(Stage.IN_REVIEW), member("editor")
    send_back(story, by=ada, now=NOON, why="Who says so?")

    with pytest.raises(NotReady) as refusal:
        publish(story, by=None, now=NOON)

    assert refusal.value.problems == [
        "Editor sent it back: “Who says so?”. Put it right, and submit it for review again."
    ]
    submit_for_review(story, by=None, now=NOON)
    assert publish(story, by=None, now=NOON).number == 1


@pytest.mark.parametrize("stage", [Stage.IN_REVIEW, Stage.APPROVED, Stage.WRITING])
def test_edition_ends_the_round_of_review(db, stage):
    story = at_stage(stage)

    publish(story, by=None, now=NOON)

    story.refresh_from_db()
    assert (story.state, story.stage) == ("published", Stage.WRITING)


def test_two_people_see_what_is_published(db):
    ada, nora = member("editor"), member("publisher")
    story = written(by=ada)

    with pytest.raises(NotReady) as refusal:
        publish(story, by=ada, now=NOON)

    assert refusal.value.problems == [NOBODY_ELSE]
    assert publish(story, by=nora, now=NOON).published_by == nora


def test_writer_publishes_what_somebody_else_approved(db):
    ada, nora = member("editor"), member("publisher")
    story = written(by=ada)
    submit_for_review(story, by=ada, now=NOON)
    approve(story, read=digest(story.content()), by=nora, now=NOON)

    assert publish(story, by=ada, now=NOON).published_by == ada


def test_approval_of_other_words_is_no_second_pair_of_eyes(db):
    ada, nora = member("editor"), member("publisher")
    story = written(by=ada)
    submit_for_review(story, by=ada, now=NOON)
    approve(story, read=digest(story.content()), by=nora, now=NOON)
    edited(story, by=ada)

    with pytest.raises(NotReady):
        publish(story, by=ada, now=NOON)


def test_words_in_no_revision_are_whoever_publishes_thems(db):
    story, ada = ArticleFactory(), member("editor")

    with pytest.raises(NotReady):
        publish(story, by=ada, now=NOON)

    record_revision(story, by=None, now=NOON)
    assert publish(story, by=ada, now=NOON).number == 1


def test_link_put_on_published_words_needs_no_second_pair_of_eyes(db):
    story, ada = written(by=None), member("editor")
    publish(story, by=None, now=NOON)
    link_about(story, CaseFactory(), by=ada, now=NOON)

    assert publish_minor_edit(story, by=ada, now=NOON).number == 2


def test_writers_are_those_since_the_last_edition(db):
    ada, nora = member("editor"), member("publisher")
    story = written(by=ada)
    publish(story, by=nora, now=NOON)
    edited(story, by=nora)

    assert publish(story, by=ada, now=NOON).number == 2


PUTTING_OUT = {
    "publish": publish,
    "minor edit": publish_minor_edit,
    "correct": lambda story, **who: issue_correction(story, entries(), **who),
    "clarify": lambda story, **who: clarify(story, entries(), **who),
}


def entries():
    return [Correction(note="It is a trial.", before="hearing", after="trial", concerns="other")]


@pytest.mark.parametrize("way", PUTTING_OUT)
def test_emergency_is_the_publishers_to_call_and_is_kept(db, way):
    ada, nora = member("editor"), member("publisher")
    why = "The court unsealed it while nobody else was in."
    story = written()
    publish(story, by=None, now=NOON)

    for person in (ada, nora):
        edited(story, f"<p>The judge set a trial, {person} hears.</p>", by=person)
    edited(story, by=ada)
    for person, said in ((ada, why), (nora, " ")):
        with pytest.raises(NotReady) as refusal:
            PUTTING_OUT[way](story, by=person, now=NOON, alone=said)
        assert refusal.value.problems == [NOBODY_ELSE]
    PUTTING_OUT[way](story, by=nora, now=NOON, alone=why)

    assert [(step.name, step.by, step.why) for step in story.steps.all()] == [("publish_alone", nora, why)]


def test_emergency_that_is_none_is_not_kept(db):
    story, nora = written(), member("publisher")

    publish(story, by=nora, now=NOON, alone="Nobody is in.")

    assert story.steps.count() == 0


def test_withdrawing_waits_for_nobody(db):
    nora = member("publisher")
    story = written(by=nora)
    publish(story, by=None, now=NOON)

    assert withdraw(story, by=nora, now=NOON, note="It confused two cases.").verb == "withdraw"


def test_step_without_its_reason_is_refused_by_the_database(db):
    story = at_stage(Stage.SENT_BACK)
    step = story.steps.first()
    step.pk, step.why = None, ""

    with pytest.raises(IntegrityError), transaction.atomic():
        step.save(force_insert=True)


def test_story_of_an_old_form_keeps_where_its_review_stands(db):
    story = written(needs=[])
    stale = type(story).objects.get(pk=story.pk)
    submit_for_review(story, by=None, now=NOON)
    need_sign_off(story, "legal", by=None, now=NOON)

    save_article(stale, by=None)

    stale.refresh_from_db()
    assert (stale.stage, stale.needs, Revision.objects.count()) == (Stage.IN_REVIEW, ["legal"], 1)
