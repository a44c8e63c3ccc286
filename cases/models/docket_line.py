from django.db import models

from cases.models.docket import Docket


class DocketLine(models.Model):
    """One line of a docket as the court last printed it, and the row of the record made from it.

    Reading the docket again changes what the court has changed since, and only where the desk has not: a
    value that no longer equals what was printed is the desk's, and a row that is gone was taken out by it.
    """

    class Kind(models.TextChoices):
        CASE = "case", "case the docket opened"
        DOCKET = "docket", "docket"
        ORIGIN = "origin", "docket appealed from"
        PARTY = "party", "party"
        COUNSEL = "counsel", "counsel"
        CLAIM = "claim", "count or complaint"
        DISPOSITION = "disposition", "disposition of a count"
        ENTRY = "entry", "entry"

    docket = models.ForeignKey(Docket, models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=20, choices=Kind)
    key = models.CharField(max_length=100, help_text="What tells the line from all others of its kind.")
    printed = models.JSONField(
        blank=True, default=dict, help_text="What was read, by the names of the fields it was kept in."
    )
    row = models.BigIntegerField(
        null=True, blank=True, help_text="The row of the record, whether still there or not."
    )

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["key"], condition=models.Q(kind="origin"), name="docket_line_origin"),
            models.Index(fields=["row"], condition=models.Q(kind="case"), name="docket_line_of_case"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["docket", "kind", "key"], name="line_once_per_docket"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.key}"
