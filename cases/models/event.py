from django.db import models
from django.db.models import Q

from cases.models.change import NotesChange
from cases.models.document import Document
from cases.models.fields import PartialDateField


class EventQuerySet(models.QuerySet):
    def major(self):
        return self.filter(significance=Event.Significance.MAJOR)

    def expected(self):
        return self.filter(standing=Event.Standing.EXPECTED)

    def noteworthy(self):
        """Major ones, and whatever is expected."""
        expected = Q(standing=Event.Standing.EXPECTED)
        return self.filter(Q(significance=Event.Significance.MAJOR) | expected)

    def overdue(self, today):
        """Expected events whose day has passed without an outcome: the desk's to-do."""
        return self.filter(standing=Event.Standing.EXPECTED, date__fully_lt=(today, None))

    def in_order(self):
        return self.order_by("date", "pk")

    def beyond(self, date, pk):
        """Those that follow the given one in `in_order()`."""
        return self.filter(Q(date__gt=date) | Q(date=date, pk__gt=pk))

    def with_papers(self, user=None):
        """With what backs them: source, docket and the documents that the user (None: anybody) may see."""
        papers = models.Prefetch("documents", Document.objects.visible_to(user))
        return self.select_related("source__publisher", "docket").prefetch_related(papers)

    def newest_first(self):
        return self.order_by("-date", "-pk")


class Event(models.Model):
    """A dated happening in a case: filed, hearing, order, plea, sentence."""

    class Kind(models.TextChoices):
        FILED = "filed", "filed"
        CHARGED = "charged", "charged"
        ARREST = "arrest", "arrest"
        MOTION = "motion", "motion"
        HEARING = "hearing", "hearing"
        ORDER = "order", "order"
        OPINION = "opinion", "opinion"
        PLEA = "plea", "plea"
        TRIAL = "trial", "trial"
        VERDICT = "verdict", "verdict"
        JUDGMENT = "judgment", "judgment"
        SENTENCE = "sentence", "sentence"
        RELEASE = "release", "release"
        SETTLEMENT = "settlement", "settlement"
        DISMISSAL = "dismissal", "dismissal"
        APPEAL = "appeal", "appeal"
        NOTICE = "notice", "notice"
        TRANSCRIPT = "transcript", "transcript"
        STATEMENT = "statement", "statement outside court"
        ENTRY = "entry", "docket entry"

    class Significance(models.TextChoices):
        MAJOR = "major", "major"
        MINOR = "minor", "minor"

    class Standing(models.TextChoices):
        EXPECTED = "expected", "expected"
        CONFIRMED = "confirmed", "confirmed"
        CANCELLED = "cancelled", "cancelled"

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="events")
    docket = models.ForeignKey("cases.Docket", models.CASCADE, null=True, blank=True, related_name="events")
    kind = models.CharField(max_length=20, choices=Kind)
    date = PartialDateField()
    title = models.CharField(max_length=250, help_text="What happened, in a few words.")
    description = models.TextField(blank=True)
    significance = models.CharField(max_length=10, choices=Significance, default=Significance.MINOR)
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.CONFIRMED)
    entry_number = models.CharField(
        max_length=20, blank=True, help_text="The docket entry's number as printed."
    )
    entry_key = models.CharField(
        max_length=100,
        blank=True,
        editable=False,
        help_text="What tells the entry from all others of its docket.",
    )
    documents = models.ManyToManyField("cases.Document", blank=True, related_name="events")
    source = models.ForeignKey("cases.Source", models.PROTECT, null=True, blank=True, related_name="events")

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["date", "pk"]
        indexes = [
            models.Index(fields=["case", "date", "id"], name="event_timeline"),
            models.Index(fields=["date", "id"], condition=Q(standing="expected"), name="event_expected"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["docket", "entry_key"], condition=~Q(entry_key=""), name="entry_once_per_docket"
            )
        ]
        triggers = [NotesChange(("case", "case_id"))]

    def __str__(self):
        return self.title
