from django.db import models
from django.db.models import OuterRef, Subquery

from newsroom.publishing.immutable import Immutable
from newsroom.publishing.models.publication import Publication


class CorrectionQuerySet(models.QuerySet):
    def shown(self, now):
        """Those of editions whose time has come, of stories that readers can still read or read of."""
        return self.filter(publication__in=Publication.objects.effective(now))

    def newest_first(self):
        return self.order_by("-publication__effective_at", "-pk")

    def beyond(self, effective_at, pk):
        """Those that follow the given one in `newest_first()`."""
        return self.filter(
            models.Q(publication__effective_at__lt=effective_at)
            | models.Q(publication__effective_at=effective_at, pk__lt=pk)
        )

    def with_edition(self):
        return self.select_related("publication").defer("publication__content", "publication__text")

    def with_story(self):
        """With its edition and, as `corrected_from`, the number of the one that readers had before."""
        stood = Publication.objects.standing().filter(
            story=OuterRef("publication__story"), number__lt=OuterRef("publication__number")
        )
        before = stood.order_by("-number").values("number")[:1]
        return self.with_edition().annotate(corrected_from=Subquery(before))


class Correction(models.Model):
    """An entry of the ledger: what readers were told wrongly, or not clearly enough, and what is so instead.

    It is published with its edition and can no more be altered than that: a wrong correction is corrected by
    another.
    """

    class Kind(models.TextChoices):
        CORRECTION = "correction", "correction"
        CLARIFICATION = "clarification", "clarification"

    class Concerns(models.TextChoices):
        FACT = "fact", "a fact"
        NAME = "name", "a name"
        NUMBER = "number", "a number or a date"
        QUOTATION = "quotation", "a quotation"
        ATTRIBUTION = "attribution", "who said so"
        STANDING = "standing", "how a case stands"
        IMAGE = "image", "an image or its caption"
        OTHER = "other", "something else"

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="corrections")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=20, choices=Kind)
    concerns = models.CharField(max_length=20, choices=Concerns)
    before = models.TextField(blank=True, help_text="The words as they stood.")
    after = models.TextField(blank=True, help_text="The words as they stand now.")
    note = models.TextField(help_text="What readers are told.")

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["publication", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "position"], name="correction_in_its_place"),
            models.CheckConstraint(condition=~models.Q(note=""), name="correction_says_something"),
        ]
        triggers = Immutable.triggers()

    def __str__(self):
        return self.note[:120]
