"""Merges: what was merged into what, what moved for it, and where the old addresses lead."""

from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from cases.models.change import NotesChange


class Subject(models.TextChoices):
    """What can be merged."""

    CASE = "case", "case"
    ENTITY = "entity", "entity"


class MergeQuerySet(models.QuerySet):
    def live(self):
        return self.filter(undone_at__isnull=True)

    def newest_first(self):
        return self.order_by("-merged_at", "-pk")

    def ending_in(self, row):
        """Live merges that led, directly or by a chain, to the case or entity."""
        return self.live().filter(**{f"former_slug__{row._meta.model_name}": row})


class Merge(models.Model):
    """One case or entity merged into another, with everything that undoing it takes.

    `journal` holds the steps in the order they were taken: columns changed from what to what, whole rows
    that gave way, rows added. It is a log of its own: nothing but undoing another merge rewrites it.
    """

    kind = models.CharField(max_length=10, choices=Subject)
    loser_id = models.BigIntegerField("number of the one merged")
    loser_name = models.CharField("merged", max_length=500)
    loser_slug = models.SlugField("its address", max_length=160)
    survivor_id = models.BigIntegerField("number of the one it was merged into")
    survivor_name = models.CharField("merged into", max_length=500)
    why = models.CharField(max_length=500, blank=True, help_text="How we know that the two are one.")
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    merged_at = models.DateTimeField()
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    journal = models.JSONField(default=list)
    turn = models.PositiveBigIntegerField(
        help_text="The order in which live merges were carried out; those carried out again move to the end."
    )

    objects = MergeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["turn"], condition=Q(undone_at__isnull=True), name="merge_in_turn")]
        constraints = [
            models.CheckConstraint(condition=~Q(loser_id=models.F("survivor_id")), name="merge_is_of_two"),
            models.UniqueConstraint(
                fields=["kind", "loser_id"],
                condition=Q(undone_at__isnull=True),
                name="merged_once",
            ),
        ]

    def __str__(self):
        return f"{self.loser_name} → {self.survivor_name}"

    @property
    def is_undone(self):
        return self.undone_at is not None


class Mergeable:
    """A QuerySet of rows that others may have been merged into."""

    def formerly_at(self, slug: str):
        """The one, if any, that a former address leads to."""
        return self.filter(former_slugs__slug=slug)

    def reached_by(self, slug: str):
        """The one, if any, at the address, or that a former address leads to."""
        kind = self.model._meta.model_name
        own = self.model._base_manager.filter(slug=slug).values("pk")
        former = FormerSlug.objects.filter(kind=kind, slug=slug).order_by().values(f"{kind}_id")
        return self.filter(pk__in=own.union(former))  # a union, so that both indexes are used


class FormerSlug(models.Model):
    """An address that a merged case or entity had. It leads straight to the row that stands today."""

    kind = models.CharField(max_length=10, choices=Subject)
    slug = models.SlugField(max_length=160)
    former_id = models.BigIntegerField(help_text="The number the merged row had: frozen content names it.")
    name = models.CharField(max_length=500, help_text="What the merged row was called.")
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, blank=True, related_name="former_slugs")
    entity = models.ForeignKey(
        "cases.Entity", models.PROTECT, null=True, blank=True, related_name="former_slugs"
    )
    merge = models.OneToOneField(Merge, models.CASCADE, related_name="former_slug")

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="former_slug_leads_to_one"),
            models.UniqueConstraint(fields=["kind", "former_id"], name="former_row_leads_to_one"),
            models.CheckConstraint(
                condition=Q(kind="case", case__isnull=False, entity__isnull=True)
                | Q(kind="entity", case__isnull=True, entity__isnull=False),
                name="former_slug_leads_to_its_kind",
            ),
        ]
        triggers = [NotesChange(("case", "case_id"), ("entity", "entity_id"))]

    def __str__(self):
        return self.slug

    @property
    def survivor(self):
        return self.case if self.kind == Subject.CASE else self.entity


def survivors(kind: str, ids: Iterable[int]) -> dict[int, int]:
    """For each number of a case or entity, the number it stands under today: its own unless merged."""
    numbers = {pk: pk for pk in ids}
    merged = FormerSlug.objects.filter(kind=kind, former_id__in=numbers)
    return numbers | dict(merged.values_list("former_id", f"{kind}_id"))


def refuse_former_slug(row: models.Model) -> None:
    """Raise ValidationError where the row's address still leads to one that another was merged into."""
    kind = row._meta.model_name
    former = FormerSlug.objects.filter(kind=kind, slug=row.slug).select_related(kind).first()
    if former:
        raise ValidationError(
            {
                "slug": f"This address leads to {former.survivor}, which {former.name} was merged into. "
                "Choose a different one, or undo the merge first."
            }
        )
