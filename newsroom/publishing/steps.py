"""A story moved from one stage of its review to the next, with the row that tells it."""

from datetime import datetime

from newsroom.publishing.models import Step, Story
from newsroom.publishing.stages import EDITED, ISSUED, OF_THEMSELVES


def take_step(story: Story, name: str, after: str, *, by, now: datetime, why: str = "") -> Step:
    """Move the story, whose row is locked, and keep who did it and why. Raises ValidationError."""
    step = Step(
        story_id=story.pk,
        name=name,
        before=story.stage,
        after=after,
        why=why.strip(),
        revision_number=story.revision_number,
        by=by,
        at=now,
    )
    step.full_clean()
    step.save(force_insert=True)
    if story.stage != after:
        story.stage = after
        Story.objects.filter(pk=story.pk).update(stage=after)
    return step


def note_edit(story: Story, *, by, now: datetime) -> None:
    """Take an approved story back into review: it is no longer what was approved."""
    _of_itself(story, EDITED, by, now)


def note_issue(story: Story, *, by, now: datetime) -> None:
    """End the round of review: what comes next is written from here."""
    _of_itself(story, ISSUED, by, now)


def _of_itself(story, name, by, now):
    befores, after = OF_THEMSELVES[name]
    if story.stage in befores:
        take_step(story, name, after, by=by, now=now)
