"""What readers are served, and what it was made from."""

from django.db import models


class Rendition(models.Model):
    """What readers are served at a path: ready bytes. It can always be made again. See `renditions`."""

    path = models.CharField(max_length=250, unique=True)
    status = models.PositiveSmallIntegerField(default=200)
    html_gzip = models.BinaryField()
    html_br = models.BinaryField(default=b"")
    etag = models.CharField(max_length=64, help_text="SHA-256 of the page, whichever form it is sent in.")
    keys = models.CharField(max_length=2000, blank=True, help_text="Surrogate keys, separated by spaces.")
    modified_at = models.DateTimeField()
    valid_until = models.DateTimeField(
        null=True, help_text="When the next scheduled edition takes its place."
    )
    is_stale = models.BooleanField(default=False)
    design = models.CharField(
        max_length=16, blank=True, help_text="The templates and code that made it: others make it again."
    )

    class Meta:
        # None on what a change of the record spoils: that is written where the row stands. See `spoilt`.
        indexes = [
            models.Index(fields=["design"], name="rendition_by_design"),
            models.Index(
                fields=["valid_until"],
                condition=models.Q(valid_until__isnull=False),
                name="rendition_by_its_end",
            ),
        ]

    def __str__(self):
        return self.path


class AllFresh(models.Model):
    """When a worker last found no page stale, as the snapshot of the database it then had; one row."""

    seen = models.TextField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="all_fresh_once")]

    def __str__(self):
        return self.seen


class Ingredient(models.Model):
    """A subject of the change log that a rendition was made from; a change to it makes the page stale."""

    rendition = models.ForeignKey(Rendition, models.CASCADE, related_name="ingredients")
    subject = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["subject", "subject_id", "rendition"], name="rendition_made_from")]
        constraints = [
            models.UniqueConstraint(fields=["rendition", "subject", "subject_id"], name="ingredient_once")
        ]

    def __str__(self):
        return f"{self.subject} {self.subject_id}"
