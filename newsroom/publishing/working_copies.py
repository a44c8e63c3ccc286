"""The verbs of working copies: what was typed is kept before it is saved, without a trace in the history."""

import json
import re
from datetime import datetime
from uuid import UUID

from cases.verb import verb
from newsroom.publishing.models import PRESENT_FOR, Story, WorkingCopy

# 100,000 words with their markup take a seventh of it.
MOST_BYTES = 5_000_000
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

type Typed = dict[str, list[str]]


class CannotKeep(Exception):
    """A working copy that is not what it says it is, or more than can be kept; says what to do."""


@verb
def open_story(*, token: UUID, kind: str, story: Story | None, base: int, by, now: datetime) -> WorkingCopy:
    """Note that somebody has the form open. Raises CannotKeep."""
    return _write(_of(token, kind, story, base, by), now)


@verb
def keep_working_copy(
    *, token: UUID, kind: str, story: Story | None, base: int, form: Typed, by, now: datetime
) -> WorkingCopy:
    """Keep what a form holds, over what the same form held before. Raises CannotKeep."""
    copy = _of(token, kind, story, base, by)
    copy.form = {_storable(name): [_storable(value) for value in values] for name, values in form.items()}
    if len(json.dumps(copy.form, ensure_ascii=False).encode()) > MOST_BYTES:
        raise CannotKeep(
            f"The form holds more than {MOST_BYTES // 1_000_000} MB, which is more than the server keeps "
            "unsaved. It is kept on this machine; save the story, or make two of it."
        )
    copy.headline = " ".join(copy.form.get("headline", []))[:200]
    copy.base = base
    copy.kept_at = now
    copy.unsaved_since = copy.unsaved_since or now
    return _write(copy, now)


@verb
def discard_working_copy(token: UUID, *, by) -> None:
    """Forget what a form held: it was saved, or its owner does not want it."""
    WorkingCopy.objects.filter(owner=by, token=token).delete()


@verb
def close_story(token: UUID, *, by, now: datetime) -> None:
    """Note that a form was closed; what was typed stays. Rows of forms that nobody closed go too."""
    open_forms = WorkingCopy.objects.filter(owner=by)
    nothing_typed = open_forms.filter(unsaved_since__isnull=True)
    (nothing_typed.filter(token=token) | nothing_typed.exclude(pk__in=open_forms.present(now))).delete()
    open_forms.filter(token=token).update(seen_at=now - 2 * PRESENT_FOR)


def _storable(text):
    return _UNSTORABLE.sub("", text)


def _of(token, kind, story, base, by):
    copy = WorkingCopy.objects.select_for_update().filter(owner=by, token=token).first()
    if story and base > story.revision_number:
        raise CannotKeep(
            f"The form says it began with revision {base}, but the newest is {story.revision_number}: "
            "reload the page."
        )
    if not copy:
        return WorkingCopy(owner=by, token=token, kind=kind, story=story, base=base)
    if (copy.kind, copy.story_id) != (kind, story and story.pk):
        raise CannotKeep("This form belongs to another story: reload the page.")
    return copy


def _write(copy, now):
    copy.seen_at = now
    copy.save()
    return copy
