from datetime import date

from django.db import models
from django.db.models import Q

from cases.models.change import NotesChange
from cases.models.fields import PartialDateField


class DispositionQuerySet(models.QuerySet):
    def live(self):
        return self.filter(superseded_by__isnull=True)

    def superseded(self):
        return self.filter(superseded_by__isnull=False)


class Disposition(models.Model):
    """How one claim ended for one party. Exactly one is live; earlier ones stay, superseded."""

    class Outcome(models.TextChoices):
        DISMISSED = "dismissed", "dismissed"
        SETTLED = "settled", "settled"
        CONSENT_JUDGMENT = "consent_judgment", "consent judgment"
        DEFAULT_JUDGMENT = "default_judgment", "default judgment"
        SUMMARY_JUDGMENT_FOR = "summary_judgment_for", "summary judgment for the party"
        SUMMARY_JUDGMENT_AGAINST = "summary_judgment_against", "summary judgment against the party"
        VERDICT_FOR = "verdict_for", "verdict for the party"
        VERDICT_AGAINST = "verdict_against", "verdict against the party"
        JUDGMENT_FOR = "judgment_for", "judgment for the party"
        JUDGMENT_AGAINST = "judgment_against", "judgment against the party"
        PLEADED_GUILTY = "pleaded_guilty", "pleaded guilty"
        PLEADED_NO_CONTEST = "pleaded_no_contest", "pleaded no contest"
        CONVICTED = "convicted", "convicted"
        ACQUITTED = "acquitted", "acquitted"
        DIVERTED = "diverted", "diverted"
        PARDONED = "pardoned", "pardoned"
        AFFIRMED = "affirmed", "affirmed on appeal"
        TRANSFERRED = "transferred", "transferred"
        CONSOLIDATED = "consolidated", "consolidated"
        MISTRIAL = "mistrial", "mistrial"
        VACATED = "vacated", "vacated"
        REVERSED = "reversed", "reversed"
        REMANDED = "remanded", "remanded"
        STAYED = "stayed", "stayed"
        AS_PRINTED = "as_printed", "as the court printed it"

        @classmethod
        def endings(cls):
            """All but those after which the claim goes on."""
            return [
                o for o in cls if o not in {cls.MISTRIAL, cls.VACATED, cls.REVERSED, cls.REMANDED, cls.STAYED}
            ]

    class Prejudice(models.TextChoices):
        WITH = "with", "with prejudice"
        WITHOUT = "without", "without prejudice"
        NOT_STATED = "not_stated", "prejudice not stated"

    class DecidedBy(models.TextChoices):
        ORDER = "order", "order of the court"
        STIPULATION = "stipulation", "joint stipulation"
        NOTICE = "notice", "notice of the plaintiff"
        MOTION_OF_GOVERNMENT = "motion_of_government", "motion of the government"
        JURY = "jury", "a jury"
        BENCH = "bench", "a judge without a jury"
        PLEA = "plea", "plea"
        AGENCY = "agency", "an agency"
        EXECUTIVE = "executive", "executive clemency"

    against = models.ForeignKey("cases.ClaimAgainst", models.CASCADE, related_name="dispositions")
    outcome = models.CharField(max_length=40, choices=Outcome)
    prejudice = models.CharField(
        max_length=20,
        choices=Prejudice,
        blank=True,
        help_text="For dismissals: may the claim be brought again? With prejudice: never.",
    )
    decided_by = models.CharField(max_length=30, choices=DecidedBy, blank=True)
    date = PartialDateField(null=True, blank=True)
    printed = models.TextField(blank=True, help_text="The court's own words.")
    note = models.CharField(max_length=500, blank=True)
    source = models.ForeignKey(
        "cases.Source", models.PROTECT, null=True, blank=True, related_name="dispositions"
    )
    superseded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="supersedes"
    )

    objects = DispositionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["against"],
                condition=Q(superseded_by__isnull=True),
                name="one_live_disposition",
                violation_error_message="This claim already has a live disposition for this party: "
                "record the new one as superseding it.",
            ),
            models.CheckConstraint(
                condition=(Q(outcome="dismissed") & ~Q(prejudice=""))
                | (~Q(outcome="dismissed") & Q(prejudice="")),
                name="prejudice_belongs_to_dismissals",
                violation_error_message="A dismissal says whether it is with prejudice (choose “not stated” "
                "where it doesn't); no other outcome does.",
            ),
            models.CheckConstraint(
                condition=~Q(superseded_by=models.F("pk")),
                name="disposition_does_not_supersede_itself",
                violation_error_message="A disposition cannot supersede itself.",
            ),
        ]
        triggers = [NotesChange(("case", "case_id"), via=("cases_claimagainst", "against_id"))]

    def __str__(self):
        return " ".join(filter(None, [self.get_outcome_display(), self.get_prejudice_display()]))

    @property
    def when(self):
        """By this, dispositions of one claim against one party follow each other; undated ones come first."""
        return (self.date.last, self.date.first) if self.date else (date.min, date.min)
