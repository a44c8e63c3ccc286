"""The verbs of review: a story submitted, approved, sent back; and signed off, word for word."""

from collections.abc import Callable
from datetime import datetime

from django.core.exceptions import PermissionDenied

from cases.verb import verb
from newsroom.publishing.actions import open_for_save, record_revision
from newsroom.publishing.canonical import digest
from newsroom.publishing.editions import editions_of
from newsroom.publishing.models import SignOff, Step, Story
from newsroom.publishing.sign_offs import writers
from newsroom.publishing.stages import SIGNS, TRANSITIONS, Sign
from newsroom.publishing.steps import take_step


class NotYours(PermissionDenied):
    """Their role does not take this step."""


class NotNow(Exception):
    """The story is not where the step begins, or not what was read; says what to do."""


@verb
def submit_for_review(story: Story, *, by, now: datetime, why: str = "") -> Step:
    """Hand the story to the editors. Raises NotNow, NotYours."""
    return _step(story, "submit_for_review", by=by, now=now, why=why)


@verb
def take_back(story: Story, *, by, now: datetime, why: str = "") -> Step:
    """Go on writing what was submitted. Raises NotNow, NotYours."""
    return _step(story, "take_back", by=by, now=now, why=why)


@verb
def approve(story: Story, *, read: str, by, now: datetime, why: str = "") -> SignOff:
    """Stand, as editor, for the content with the digest `read`. Raises NotNow, NotYours."""
    step = _begin(story, "approve", by)
    given = _give(story, Sign.EDITOR, read, by=by, now=now, note=why)
    _end(story, step, by=by, now=now, why=why)
    return given


@verb
def send_back(story: Story, *, by, now: datetime, why: str) -> Step:
    """Return the story to its writers, with what is wrong. Raises NotNow, NotYours, ValidationError."""
    return _step(story, "send_back", by=by, now=now, why=why)


@verb
def reopen(story: Story, *, by, now: datetime, why: str) -> Step:
    """Take an approval back. Raises NotNow, NotYours, ValidationError."""
    return _step(story, "reopen", by=by, now=now, why=why)


@verb
def sign_off(story: Story, kind: str, *, read: str, by, now: datetime, why: str = "") -> SignOff:
    """Stand for the content with the digest `read`; an editor's is an approval. Raises NotNow, NotYours."""
    if kind == Sign.EDITOR:
        return approve(story, read=read, by=by, now=now, why=why)
    _ask(by, SIGNS[kind])
    open_for_save(story, base=None)
    return _give(story, kind, read, by=by, now=now, note=why)


@verb
def withdraw_sign_off(given: SignOff, *, by, now: datetime) -> SignOff:
    """No longer stand for the story; an editor reopens it instead. Raises NotNow, NotYours."""
    _ask(by, SIGNS[given.kind])
    if given.kind == Sign.EDITOR:
        raise NotNow("An approval is taken back by reopening the story, or by sending it back.")
    _take_away([given], by=by, now=now)
    return given


@verb
def need_sign_off(story: Story, kind: str, *, by, now: datetime, why: str = "") -> Step | None:
    """Let the story not be published without it; anybody who works on stories may ask. Raises NotYours."""
    if by and not any(by.has_perm(asked) for asked in (*SIGNS.values(), "newsroom.submit_story")):
        raise NotYours
    return _change_needs(
        story, Step.NEEDED, {*story.needs, kind}, by=by, now=now, why=why or Sign(kind).label
    )


@verb
def waive_sign_off(story: Story, kind: str, *, by, now: datetime, why: str) -> Step | None:
    """No longer ask for it: only who could give it may say so, and says why. Raises NotYours."""
    _ask(by, SIGNS[kind])
    return _change_needs(story, Step.WAIVED, {*story.needs} - {kind}, by=by, now=now, why=why)


# By its name, the verb that takes a step; only an approval is of words that were read.
VERBS: dict[str, Callable] = {
    "submit_for_review": submit_for_review,
    "take_back": take_back,
    "approve": approve,
    "send_back": send_back,
    "reopen": reopen,
}


def _step(story, name, *, by, now, why):
    step = _begin(story, name, by)
    if step.needs_reason:
        _take_away(story.sign_offs.standing().filter(kind=Sign.EDITOR), by=by, now=now)
    return _end(story, step, by=by, now=now, why=why)


def _begin(story, name, by):
    step = TRANSITIONS[name]
    _ask(by, step.permission)
    open_for_save(story, base=None)
    if story.stage not in step.before:
        raise NotNow(
            f"The story is {story.get_stage_display()} meanwhile: nobody can “{step.button.lower()}” it now. "
            "Look at it again."
        )
    return step


def _end(story, step, *, by, now, why):
    return take_step(story, step.name, step.after, by=by, now=now, why=why)


def _give(story, kind, read, *, by, now, note):
    content = story.content()
    if digest(content) != read:
        raise NotNow("The story was changed while you read it. Read it again, then decide.")
    if by:
        _refuse_what_is_being_edited(story, by, now)
        _refuse_own_words(story, by)
    revision = record_revision(story, by=None, now=now, note="as signed off")
    return SignOff.objects.create(
        story_id=story.pk, kind=kind, revision=revision, digest=read, note=note.strip(), by=by, at=now
    )


def _refuse_what_is_being_edited(story, by, now):
    copies = story.working_copies.without_words().others_than(by).present(now).unsaved()
    if copy := copies.first():
        raise NotNow(
            f"{copy.owner} is changing the story at this moment. Ask them to save or to discard it, and "
            "read it again."
        )


def _refuse_own_words(story, by):
    last = editions_of(story).standing
    if writers(story, last) == {by.pk}:
        raise NotNow("You alone wrote this: somebody else has to read it and sign it off.")


def _take_away(given, *, by, now):
    for each in given:
        each.withdrawn_by, each.withdrawn_at = by, now
        each.save(update_fields=["withdrawn_by", "withdrawn_at"])


def _change_needs(story, name, needs, *, by, now, why):
    open_for_save(story, base=None)
    if set(story.needs) == needs:
        return None
    story.needs = sorted(needs)
    story.save(update_fields=["needs"])
    return take_step(story, name, story.stage, by=by, now=now, why=why)


def _ask(by, permission):
    if by and not by.has_perm(permission):
        raise NotYours
