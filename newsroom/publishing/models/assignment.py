from django.conf import settings
from django.db import models
from django.db.models import F, Q

from newsroom.publishing.models.story import Story


class AssignmentQuerySet(models.QuerySet):
    def open(self):
        return self.filter(done_at__isnull=True)

    def soonest_first(self):
        return self.order_by(F("due").asc(nulls_last=True), "pk")


class Assignment(models.Model):
    """That somebody has a story on their desk: to do what, and until when."""

    class Task(models.TextChoices):
        WRITE = "write", "write"
        EDIT = "edit", "edit"
        LEGAL = "legal", "legal check"
        FACT_CHECK = "fact_check", "fact check"

    story = models.ForeignKey(Story, models.CASCADE, related_name="assignments")
    task = models.CharField("to do", max_length=10, choices=Task)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments", verbose_name="who"
    )
    due = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    assigned_at = models.DateTimeField()
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        permissions = [("assign_story", "Can assign stories")]
        indexes = [
            models.Index(fields=["person", "due"], condition=Q(done_at__isnull=True), name="open_assignment")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["story", "person", "task"],
                condition=Q(done_at__isnull=True),
                name="assigned_once",
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.get_task_display()}"
