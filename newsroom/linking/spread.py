"""A name on its way into all the stories that mention it, as far as a worker has carried it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, Q

from newsroom.publishing.models import Publication, Story


class SpreadQuerySet(models.QuerySet):
    def of(self, target):
        """Those that carry the case or the entity."""
        return self.filter(**{target._meta.model_name: target})

    def with_sums(self):
        """With how many stories were `linked`, `republished` and left to somebody: `open_ones`."""
        rows = "stories"
        return self.select_related("started_by", "case", "entity").annotate(
            linked=Count(rows, filter=Q(stories__links__gt=0)),
            republished=Count(rows, filter=Q(stories__edition__isnull=False)),
            open_ones=Count(rows, filter=~Q(stories__needs_you=[])),
        )


class Spread(models.Model):
    """That an editor asked for a case or an entity to be linked wherever stories mention it.

    Stories are read newest first: all from number `before` on are done, each in a transaction of its own that
    also moves `before` and says in a row what became of it.
    """

    case = models.ForeignKey("cases.Case", models.CASCADE, null=True, related_name="+")
    entity = models.ForeignKey("cases.Entity", models.CASCADE, null=True, related_name="+")
    counted = models.CharField(max_length=40, help_text="How many stories had the words when it began.")
    before = models.BigIntegerField()
    looked_at = models.PositiveIntegerField(default=0)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    stopped = models.CharField(max_length=200, blank=True, help_text="Why it ended before its time.")

    objects = SpreadQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(case__isnull=False, entity__isnull=True)
                | Q(case__isnull=True, entity__isnull=False),
                name="spread_has_one_target",
            ),
            models.UniqueConstraint(
                fields=["case", "entity"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="spread_once_at_a_time",
            ),
        ]

    def __str__(self):
        return f"{self.target} into the stories that mention it"

    @property
    def target(self):
        return self.case or self.entity


class SpreadStory(models.Model):
    """What became of one story: links, the edition that shows them, or what somebody has to do."""

    spread = models.ForeignKey(Spread, models.CASCADE, related_name="stories")
    story = models.ForeignKey(Story, models.CASCADE, related_name="+")
    links = models.PositiveSmallIntegerField(default=0)
    edition = models.ForeignKey(Publication, models.PROTECT, null=True, related_name="+")
    needs_you = ArrayField(models.TextField(), default=list)

    class Meta:
        ordering = ["-story"]
        constraints = [
            models.UniqueConstraint(fields=["spread", "story"], name="story_once_per_spread"),
        ]

    def __str__(self):
        return f"{self.story_id}: {self.links} links"
