"""The desk's numbers, and how each definition counts today."""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from newsroom.numbers.asking import Definition, Grouping, What
from newsroom.numbers.figures import ABSOLUTE, PER_CENT, Value


class NumberQuerySet(models.QuerySet):
    def called(self, words):
        """Those with every one of the words in the title or the label."""
        return self.filter(*(Q(title__icontains=word) | Q(label__icontains=word) for word in words))

    def with_tally(self):
        """With how each counts today, as `told_today`; one query for all."""
        today = Tally.objects.filter(key=models.OuterRef("key"))
        return self.annotate(
            told_today=models.Subquery(today.values("value")[:1]),
            counted_at=models.Subquery(today.values("counted_at")[:1]),
        )


class Number(models.Model):
    """A count, or a sum of money, over a filter of the record: in a text, it is as the record has it."""

    What = What
    Grouping = Grouping

    class Unit(models.TextChoices):
        ABSOLUTE = ABSOLUTE, "in its own unit"
        PER_CENT = PER_CENT, "per cent"

    title = models.CharField(
        max_length=150, unique=True, help_text="What the number says, e.g. Enforcement cases the SEC dropped."
    )
    label = models.CharField(
        max_length=60, blank=True, help_text="Under the figure, where the title is too long for it."
    )
    unit = models.CharField(
        max_length=40, blank=True, help_text="After the figure where it stands alone, e.g. cases."
    )
    unit_one = models.CharField(
        "unit of one", max_length=40, blank=True, help_text="Where the figure is 1, e.g. case."
    )
    unit_in_text = models.BooleanField(
        "in texts too",
        default=False,
        help_text="It says its unit in sentences too: “1 case”, “2 cases”. Else the text around it does.",
    )
    what = models.CharField("what is counted", max_length=20, choices=What, default=What.CASES)
    query = models.CharField(
        "filter",
        max_length=1000,
        blank=True,
        help_text="As the API is asked, e.g. outcome=dismissed&prejudice=with. An address of the API may be "
        "pasted whole. Sealed cases never count.",
    )
    grouped_by = models.CharField(
        "a bar for each",
        max_length=20,
        choices=Grouping,
        blank=True,
        help_text="Makes a chart of it, in sections of explainers. In a text it stays one figure.",
    )
    threshold = models.DecimalField(
        "may drift by",
        max_digits=18,
        decimal_places=2,
        default=Decimal(0),
        validators=[MinValueValidator(0)],
        help_text="Sentences are flagged when the record has moved the number by more than this since it was "
        "published; 0: by anything.",
    )
    threshold_unit = models.CharField("drift is", max_length=10, choices=Unit, default=Unit.ABSOLUTE)
    key = models.CharField(max_length=64, editable=False, db_index=True)

    objects = NumberQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="number_has_a_title"),
            models.CheckConstraint(
                condition=~Q(unit="") | Q(unit_one="", unit_in_text=False),
                name="number_says_a_unit_it_has",
                violation_error_message="Give the unit of many as well, e.g. cases.",
            ),
            models.CheckConstraint(
                condition=Q(grouped_by="") | Q(what__in=["cases", "penalties"]),
                name="only_cases_are_grouped",
                violation_error_message="Only cases and their penalties can be grouped: choose one figure.",
            ),
            models.CheckConstraint(
                condition=Q(threshold__gte=0),
                name="number_drifts_forwards",
                violation_error_message="How far it may drift is said without a sign.",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def definition(self):
        return Definition(self.what, self.query, self.grouped_by)

    @property
    def frozen(self):
        """Everything about it but its value, as revisions and publications keep it."""
        names = ("title", "label", "unit", "what", "query", "grouped_by", "threshold_unit")
        told = {name: str(getattr(self, name)) for name in names}
        # Only what was chosen: the digests of stories whose numbers know no more stay what they were.
        told |= {name: getattr(self, name) for name in ("unit_one", "unit_in_text") if getattr(self, name)}
        return {"number": self.pk, **told, "threshold": f"{self.threshold:.2f}"}


class Tally(models.Model):
    """How a definition counted when it was last counted, and what of the change log had been seen by then.

    A projection of the record: whoever asks for the number itself counts anew.
    """

    key = models.CharField(max_length=64, unique=True)
    what = models.CharField(max_length=20)
    query = models.CharField(max_length=1000, blank=True)
    grouped_by = models.CharField(max_length=20, blank=True)
    moved_by = ArrayField(models.CharField(max_length=20))
    value = models.JSONField(null=True, help_text="Null: it could not be counted.")
    fingerprint = models.CharField(max_length=64, blank=True, help_text="Of the value and its groups.")
    problem = models.TextField(blank=True)
    seen = models.TextField(help_text="PostgreSQL's snapshot: what was committed when it was counted.")
    counted_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "tallies"

    def __str__(self):
        return str(Value.told(self.value)) if self.value else self.problem

    @property
    def definition(self):
        return Definition(self.what, self.query, self.grouped_by)
