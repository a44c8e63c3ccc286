from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q

from cases.models.change import NotesChange
from cases.models.fields import PartialDateField
from cases.models.party import Party


class Penalty(models.Model):
    """What a party was sentenced to or agreed to bear: money, time, or a ban."""

    class Kind(models.TextChoices):
        FINE = "fine", "criminal fine"
        FINANCIAL = "financial", "financial penalty, kinds together"
        CIVIL_PENALTY = "civil_penalty", "civil penalty"
        DISGORGEMENT = "disgorgement", "disgorgement"
        FORFEITURE = "forfeiture", "forfeiture"
        RESTITUTION = "restitution", "restitution"
        DAMAGES = "damages", "damages"
        IMPRISONMENT = "imprisonment", "imprisonment"
        SUPERVISED_RELEASE = "supervised_release", "supervised release"
        PROBATION = "probation", "probation"
        HOME_DETENTION = "home_detention", "home detention"
        COMMUNITY_SERVICE = "community_service", "community service"
        BAR = "bar", "bar or disqualification"
        INJUNCTION = "injunction", "injunction"
        MONITOR = "monitor", "independent monitor"
        OTHER = "other", "other"

    class Unit(models.TextChoices):
        HOURS = "hours", "hours"
        DAYS = "days", "days"
        MONTHS = "months", "months"
        YEARS = "years", "years"
        LIFE = "life", "life"

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="penalties")
    party = models.ForeignKey(Party, models.CASCADE, related_name="penalties")
    kind = models.CharField(max_length=30, choices=Kind)
    amount = models.DecimalField(
        max_digits=18, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    currency = models.CharField(
        max_length=3,
        blank=True,
        validators=[RegexValidator(r"\A[A-Z]{3}\Z", "Three capital letters (ISO 4217), e.g. USD.")],
        help_text="Three capital letters (ISO 4217), e.g. USD.",
    )
    duration = models.PositiveIntegerField(null=True, blank=True, help_text="How long, in the unit chosen.")
    duration_unit = models.CharField(max_length=10, choices=Unit, blank=True)
    date_imposed = PartialDateField(null=True, blank=True)
    date_satisfied = PartialDateField(
        null=True, blank=True, help_text="Paid in full, or the end of the time served."
    )
    note = models.CharField(max_length=500, blank=True)
    source = models.ForeignKey(
        "cases.Source", models.PROTECT, null=True, blank=True, related_name="penalties"
    )

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "penalties"
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=True, currency="")
                | (Q(amount__isnull=False, amount__gte=0) & ~Q(currency="")),
                name="money_has_a_currency",
                violation_error_message="An amount needs its currency, and a currency its amount.",
            ),
            models.CheckConstraint(
                condition=Q(duration__isnull=True, duration_unit__in=["", "life"])
                | (
                    Q(duration__isnull=False, duration__gt=0)
                    & Q(duration_unit__in=["hours", "days", "months", "years"])
                ),
                name="duration_has_a_unit",
                violation_error_message="A duration needs its unit and a unit its duration; life has none.",
            ),
        ]
        triggers = [NotesChange(("case", "case_id"))]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.party.entity}"
