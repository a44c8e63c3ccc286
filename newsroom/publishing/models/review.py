"""How a story was reviewed: each step with who took it and why, and who stands for which words."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from newsroom.publishing.models.story import Revision, Story
from newsroom.publishing.stages import EDITED, ISSUED, TRANSITIONS, Sign, Stage


class Step(models.Model):
    """One step of a story through its review, kept for good: who, when and why."""

    ALONE, WAIVED, NEEDED = "publish_alone", "waive_sign_off", "need_sign_off"
    NAMES = [
        *((name, step.button.lower()) for name, step in TRANSITIONS.items()),
        (EDITED, "changed after it was approved"),
        (ISSUED, "published"),
        (ALONE, "published without a second pair of eyes"),
        (NEEDED, "a sign-off asked for"),
        (WAIVED, "a sign-off no longer asked for"),
    ]

    story = models.ForeignKey(Story, models.CASCADE, related_name="steps")
    name = models.CharField(max_length=20, choices=NAMES)
    before = models.CharField(max_length=10, choices=Stage)
    after = models.CharField(max_length=10, choices=Stage)
    why = models.CharField(max_length=1000, blank=True)
    revision_number = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["story", "-id"], name="step_of_story")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name__in=["send_back", "reopen", "publish_alone", "waive_sign_off"], why=""),
                name="step_says_why",
                violation_error_message="Say why: the others go by it.",
            )
        ]
        triggers = [pgtrigger.Protect(name="step_is_kept", operation=pgtrigger.Update)]

    def __str__(self):
        return f"{self.get_name_display()}: {self.why}" if self.why else self.get_name_display()


class SignOffQuerySet(models.QuerySet):
    def standing(self):
        """Those nobody took back; whether the words are still the same is another matter."""
        return self.filter(withdrawn_at__isnull=True)


class SignOff(models.Model):
    """That somebody read exactly this content and stands for it. Once a word changes, it is void."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="sign_offs")
    kind = models.CharField(max_length=10, choices=Sign)
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="sign_offs")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the content that was signed off.")
    note = models.CharField(max_length=1000, blank=True, help_text="What others should know of it.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = SignOffQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        permissions = [
            ("sign_off_legal", "Can sign off stories as legal"),
            ("sign_off_facts", "Can sign off stories as fact-checked"),
        ]
        indexes = [models.Index(fields=["story", "kind", "digest"], name="sign_off_of_content")]
        triggers = [
            pgtrigger.Protect(
                name="sign_off_is_kept",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("story", "kind", "revision", "digest", "by", "at", "note"),
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, revision {self.revision.number}"
