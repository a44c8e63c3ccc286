"""Look-alikes that the desk has said are two, so that nobody is asked again."""

from django.conf import settings
from django.db import models

from cases.models.change import NotesChange


class Distinct(models.Model):
    """That two rows are no duplicates. Each pair is kept both ways round, to be found from either end."""

    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    declared_at = models.DateTimeField()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="%(class)s_said_once"),
            models.CheckConstraint(condition=~models.Q(first=models.F("second")), name="%(class)s_are_two"),
        ]

    def __str__(self):
        return f"{self.first} ≠ {self.second}"


class DistinctEntities(Distinct):
    """Two entities that are no duplicates."""

    first = models.ForeignKey("cases.Entity", models.CASCADE, related_name="distinct_from")
    second = models.ForeignKey("cases.Entity", models.CASCADE, related_name="+")

    class Meta(Distinct.Meta):
        verbose_name_plural = "distinct entities"
        triggers = [NotesChange(("entity", "first_id"))]


class DistinctCases(Distinct):
    """Two cases that are no duplicates."""

    first = models.ForeignKey("cases.Case", models.CASCADE, related_name="distinct_from")
    second = models.ForeignKey("cases.Case", models.CASCADE, related_name="+")

    class Meta(Distinct.Meta):
        verbose_name_plural = "distinct cases"
        triggers = [NotesChange(("case", "first_id"))]
