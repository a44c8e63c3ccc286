"""The verbs of assignments: who has a story on their desk, and until when."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError

from cases.actions import keep
from cases.verb import verb
from newsroom.publishing.models import Assignment, Story
from newsroom.publishing.stages import ASSIGN


class NotTheirs(PermissionDenied):
    """Only who assigns stories gives work to others, or calls it done for them."""


@verb
def assign(
    story: Story, person, *, task: str, by, now: datetime, due: datetime | None = None, note: str = ""
) -> Assignment:
    """Put the story on somebody's desk; a second time moves the date. Raises NotTheirs, ValidationError."""
    if by and by != person and not by.has_perm(ASSIGN):
        raise NotTheirs
    if not (person.is_active and person.is_staff):
        raise ValidationError({"person": f"{person} does not work at the desk."})
    if due and due < now:
        raise ValidationError({"due": "The date lies in the past: choose a later one."})
    Story.objects.select_for_update().get(pk=story.pk)
    there = story.assignments.open().filter(person=person, task=task).first()
    assignment = there or Assignment(story_id=story.pk, person=person, task=task)
    assignment.due, assignment.note = due, note.strip()
    assignment.assigned_by, assignment.assigned_at = by, now
    return keep(assignment, by=by)


@verb
def finish(assignment: Assignment, *, by, now: datetime) -> Assignment:
    """Say that it is done. Raises NotTheirs."""
    if by and by.pk != assignment.person_id and not by.has_perm(ASSIGN):
        raise NotTheirs
    if assignment.done_at is None:
        assignment.done_by, assignment.done_at = by, now
        assignment.save(update_fields=["done_by", "done_at"])
    return assignment
