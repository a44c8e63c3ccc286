from django.db import models
from django.db.models import Exists, OuterRef

from cases.models.change import NotesChange
from cases.models.disposition import Disposition
from cases.models.party import Party


class Claim(models.Model):
    """What is claimed or charged: one claim of a complaint, one count of an indictment."""

    class Kind(models.TextChoices):
        CLAIM = "claim", "claim"
        COUNTERCLAIM = "counterclaim", "counterclaim"
        COUNT = "count", "criminal count"
        COMPLAINT = "complaint", "criminal complaint"

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="claims")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.CLAIM)
    number = models.CharField(max_length=20, blank=True, help_text="As printed, e.g. 1 or 2s (superseding).")
    title = models.CharField(max_length=1000, help_text="E.g. Offering unregistered securities.")
    statute = models.CharField(max_length=250, blank=True, help_text="E.g. 15 U.S.C. § 77e.")
    description = models.TextField(blank=True)
    parties = models.ManyToManyField(Party, through="cases.ClaimAgainst", related_name="claims", blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["id", "case"], name="claim_in_its_case")]
        triggers = [NotesChange(("case", "case_id"))]

    def __str__(self):
        return (
            f"Count {self.number}: {self.title}"
            if self.number and self.kind == self.Kind.COUNT
            else self.title
        )


class ClaimAgainstQuerySet(models.QuerySet):
    def undecided(self):
        """Those whose live disposition, if any, did not end the claim for the party."""
        ends = Disposition.objects.live().filter(
            against=OuterRef("pk"), outcome__in=Disposition.Outcome.endings()
        )
        return self.filter(~Exists(ends))

    def with_disposition(self):
        """With names, and the live disposition as a list of one or none in `live`."""
        live = models.Prefetch("dispositions", Disposition.objects.live(), to_attr="live")
        return self.select_related("claim", "party__entity").prefetch_related(live)

    def with_dispositions(self, **annotations):
        """As `with_disposition()`, with sources; the earlier ones, newest first, in `superseded`."""
        sourced = Disposition.objects.select_related("source__publisher").annotate(**annotations)
        return self.select_related("claim", "party__entity").prefetch_related(
            models.Prefetch("dispositions", sourced.live(), to_attr="live"),
            models.Prefetch("dispositions", sourced.superseded().order_by("-pk"), to_attr="superseded"),
        )


class ClaimAgainst(models.Model):
    """One claim against one party: the pair that a disposition decides."""

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="claims_against")
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="against")
    party = models.ForeignKey(Party, models.CASCADE, related_name="claims_against")

    objects = ClaimAgainstQuerySet.as_manager()

    class Meta:
        ordering = ["claim", "party"]
        verbose_name = "claim against a party"
        verbose_name_plural = "claims against parties"
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "party"],
                name="claim_once_against_a_party",
                violation_error_message="This claim is already recorded against this party.",
            )
        ]
        triggers = [NotesChange(("case", "case_id"))]

    def __str__(self):
        return f"{self.party.entity} × {self.claim}"
