"""What a number said when an edition was published, and the rows behind it."""

from django.db import models
from django.db.models import Exists, OuterRef

from newsroom.numbers.asking import Definition
from newsroom.numbers.counting import Row
from newsroom.numbers.figures import Value
from newsroom.numbers.models import Tally
from newsroom.publishing.immutable import Immutable
from newsroom.publishing.models.publication import Publication


class PublishedNumberQuerySet(models.QuerySet):
    def shown(self, now):
        """Those of the editions that readers have now."""
        return self.filter(publication__in=Publication.objects.current(now).values("pk"))

    def in_use(self, now):
        """Those of the editions that readers have or will have."""
        coming = Publication.objects.scheduled(now).values("pk")
        return self.filter(models.Q(publication__in=coming) | models.Q(pk__in=self.shown(now).values("pk")))

    def newest_of_each(self, now):
        """For each number that readers are shown, its newest publication."""
        newer = self.model.objects.shown(now).filter(number=OuterRef("number"), pk__gt=OuterRef("pk"))
        return self.shown(now).filter(~Exists(newer))

    def without_rows(self):
        return (
            self.defer("rows")
            .select_related("publication")
            .defer("publication__content", "publication__text", "rows")
        )

    def with_tally(self):
        """With how its definition counts today, as `told_today`."""
        today = Tally.objects.filter(key=OuterRef("key"))
        return self.annotate(
            told_today=models.Subquery(today.values("value")[:1]),
            tallied_at=models.Subquery(today.values("counted_at")[:1]),
        )


class PublishedNumber(models.Model):
    """A number as an edition has it; sealed with the edition, and no more to be altered than that.

    One in the words keeps every row behind it. One of a live section is read again for every reader: of it
    only the definition and the value at that moment are kept.
    """

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="numbers")
    number = models.BigIntegerField(help_text="Of the desk's list; it may have been removed there since.")
    is_live = models.BooleanField(help_text="Shown as it is when read, not as it was when published.")
    key = models.CharField(max_length=64, help_text="What its definition has in common with its tally.")
    told = models.JSONField()
    rows = models.JSONField(null=True)
    counted_at = models.DateTimeField()

    objects = PublishedNumberQuerySet.as_manager()

    class Meta:
        ordering = ["publication", "number", "is_live"]
        indexes = [models.Index(fields=["key"], name="published_number_by_key")]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "number", "is_live"], name="number_once_per_edition"
            ),
            models.CheckConstraint(
                condition=models.Q(is_live=True, rows__isnull=True)
                | models.Q(is_live=False, rows__isnull=False),
                name="number_in_words_has_its_rows",
            ),
        ]
        triggers = Immutable.triggers()

    def __str__(self):
        return f"{self.told['title']}: {self.told['words']}"

    @property
    def definition(self):
        return Definition.told(self.told)

    @property
    def value(self):
        return Value.told(self.told["value"])

    @property
    def rows_told(self):
        return [Row.told(row) for row in self.rows or ()]

    @property
    def sealed(self):
        """What the digest of its edition is taken of."""
        names = ("number", "is_live", "told", "rows")
        return {name: getattr(self, name) for name in names}
