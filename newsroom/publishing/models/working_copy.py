"""What is on the editors' desks and in no revision yet."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from newsroom.publishing.models.story import Story

# The form says every 15 seconds that it is open; three of these may be lost.
PRESENT_FOR = timedelta(seconds=60)


class WorkingCopyQuerySet(models.QuerySet):
    def present(self, now: datetime):
        """Those whose form is open in somebody's browser."""
        return self.filter(seen_at__gt=now - PRESENT_FOR)

    def unsaved(self):
        """Those that hold what was typed and not saved."""
        return self.filter(unsaved_since__isnull=False)

    def on_desks(self, now: datetime):
        """Those that concern colleagues: open now, or left with something unsaved."""
        return self.present(now) | self.unsaved()

    def without_words(self):
        """That they are there, and whose; what was typed is their owner's alone."""
        return self.select_related("owner").defer("form")

    def others_than(self, user):
        return self.exclude(owner=user)


class WorkingCopy(models.Model):
    """A story's form open on somebody's desk, with what was typed there and is in no revision yet.

    One for each opening of the form, under the token that the form carries, so that two windows of one
    editor don't write over each other. It outlives the story: what was typed can then become a new one.
    """

    token = models.UUIDField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="working_copies")
    kind = models.CharField(max_length=10, choices=Story.Kind)
    story = models.ForeignKey(Story, models.SET_NULL, null=True, related_name="working_copies")
    base = models.PositiveIntegerField(default=0, help_text="The revision that the form was opened with.")
    headline = models.CharField(max_length=200, blank=True)
    form = models.JSONField(null=True, help_text="What the form sends: each name with its values.")
    unsaved_since = models.DateTimeField(null=True)
    kept_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField()

    objects = WorkingCopyQuerySet.as_manager()

    class Meta:
        ordering = ["-kept_at", "-pk"]
        verbose_name_plural = "working copies"
        indexes = [models.Index(fields=["story", "-seen_at"], name="working_copy_of_story")]
        constraints = [
            models.UniqueConstraint(fields=["owner", "token"], name="working_copy_once_per_form"),
            models.CheckConstraint(
                condition=Q(form__isnull=True, unsaved_since__isnull=True, kept_at__isnull=True)
                | Q(form__isnull=False, unsaved_since__isnull=False, kept_at__isnull=False),
                name="working_copy_knows_since_when",
            ),
        ]

    def __str__(self):
        return self.headline or f"{self.get_kind_display()} without a headline"

    def is_present(self, now: datetime) -> bool:
        return self.seen_at > now - PRESENT_FOR
