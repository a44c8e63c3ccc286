"""The verbs of comments: said beside words of a draft, answered, settled, and carried along by edits."""

import re
from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError

from cases.actions import keep
from cases.verb import verb
from newsroom.prose.blocks import Block
from newsroom.prose.spans import Span, find_spans, re_anchor
from newsroom.publishing.models import Comment, Mention, Story
from newsroom.publishing.stages import COMMENT

_CALLED = re.compile(r"(?<![\w.@])@([\w.+-]*\w)")
_PLACE = ("block", "start", "end", "prefix", "suffix")


class NotAtTheDesk(PermissionDenied):
    """Who may not comment."""


@verb
def comment_on(
    story: Story, text: str, *, by, now: datetime, words: str = "", occurrence: int = 1
) -> Comment:
    """Say something of the story, or of words where they stand for the nth time; `story` knows its blocks.

    Raises NotAtTheDesk, and ValidationError where the words do not stand in the text.
    """
    _ask(by)
    said = Comment(story_id=story.pk, text=text.strip(), by=by, at=now)
    if words.strip():
        span = _place(story, " ".join(words.split()), occurrence)
        said.surface = span.surface
        for name in _PLACE:
            setattr(said, name, getattr(span, name))
    return _keep(said, by=by)


@verb
def answer(thread: Comment, text: str, *, by, now: datetime) -> Comment:
    """Say something in a conversation: it is open again, and what called the speaker is answered."""
    _ask(by)
    thread = Comment.objects.select_for_update().get(pk=thread.thread_id or thread.pk)
    if thread.resolved_at:
        _settle(thread, None, None)
    _answered(thread, by=by, now=now)
    return _keep(Comment(story_id=thread.story_id, thread=thread, text=text.strip(), by=by, at=now), by=by)


@verb
def resolve(thread: Comment, *, by, now: datetime) -> Comment:
    """Say that a conversation is settled; what called the speaker is answered."""
    _ask(by)
    _answered(thread, by=by, now=now)
    return _settle(thread, by, now)


@verb
def reopen_comment(thread: Comment, *, by) -> Comment:
    """Take up a conversation again."""
    _ask(by)
    return _settle(thread, None, None)


@verb
def note_seen(thread: Comment, *, by, now: datetime) -> None:
    """Let it wait no longer for the reader, who has nothing to answer."""
    _answered(thread, by=by, now=now)


def re_anchor_comments(story: Story, old: list[Block], new: list[Block]) -> None:
    """Carry comments from the old text to the new, as part of the save that brings it.

    One whose words are gone keeps them, and has no place.
    """
    moved = []
    for said in story.comments.placed().filter(block__in=[block.id for block in old]):
        span = re_anchor(_span_of(said), old, new)
        place = (
            {name: getattr(span, name) for name in _PLACE}
            if span
            else {"block": "", "start": None, "end": None}
        )
        if any(getattr(said, name) != value for name, value in place.items()):
            for name, value in place.items():
                setattr(said, name, value)
            moved.append(said)
    Comment.objects.bulk_update(moved, _PLACE)


def called_in(text: str) -> tuple[list, list[str]]:
    """Whom a text calls with @username, and the names that are nobody's here: those stay words."""
    names = list(dict.fromkeys(name.lower() for name in _CALLED.findall(text)))
    people = get_user_model().objects.filter(is_active=True, is_staff=True)
    by_name = {person.username.lower(): person for person in people} if names else {}
    return [by_name[name] for name in names if name in by_name], [n for n in names if n not in by_name]


def _place(story: Story, words: str, occurrence: int) -> Span:
    spans = find_spans(story.blocks(), words)
    if not spans:
        raise ValidationError(
            {
                "words": f"“{words}” does not stand in the saved text. Save the story first, or copy the "
                "words exactly as they are there, from within one paragraph."
            }
        )
    return spans[min(max(occurrence, 1), len(spans)) - 1]


def _keep(said, *, by):
    keep(said, by=by)
    people, _ = called_in(said.text)
    Mention.objects.bulk_create(Mention(comment=said, person=person) for person in people if person != by)
    return said


def _settle(thread, by, now):
    thread.resolved_by, thread.resolved_at = by, now
    thread.save(update_fields=["resolved_by", "resolved_at"])
    return thread


def _answered(thread, *, by, now):
    calls: Iterable = Mention.objects.open().filter(person=by)
    for call in calls.filter(comment=thread) | calls.filter(comment__thread=thread):
        call.answered_at = now
        call.save(update_fields=["answered_at"])


def _span_of(said):
    return Span(said.block, said.start, said.end, said.surface, said.prefix, said.suffix)


def _ask(by):
    if by and not by.has_perm(COMMENT):
        raise NotAtTheDesk
