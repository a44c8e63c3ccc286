from django.db import models
from django.db.models import Func, Value

from cases.models.change import NotesChange
from cases.models.court import Court


class Docket(models.Model):
    """A case as one court numbers it. A case has many: an appeal brings another."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="dockets")
    court = models.ForeignKey(Court, models.PROTECT, related_name="dockets")
    docket_number = models.CharField(
        max_length=100, help_text="As the court prints it, e.g. 1:23-cv-01599-ABJ."
    )
    docket_number_key = models.CharField(max_length=100, editable=False)
    docket_number_core = models.GeneratedField(
        expression=Func(
            "docket_number_key",
            Value(r"^\d+:"),
            Value(""),
            function="regexp_replace",
            output_field=models.CharField(),
        ),
        output_field=models.CharField(max_length=100),
        db_persist=True,
        help_text="Without the office that a federal number may begin with: what reporters usually quote.",
    )
    date_filed = models.DateField(null=True, blank=True)
    date_terminated = models.DateField(null=True, blank=True)
    judge = models.CharField(max_length=150, blank=True, help_text="Assigned to, as printed.")
    referred_to = models.CharField(max_length=150, blank=True, help_text="Magistrate judge, as printed.")
    cause = models.CharField(
        max_length=250, blank=True, help_text="Cause of action, e.g. 15:78 Securities Exchange Act."
    )
    nature_of_suit = models.CharField(
        max_length=250, blank=True, help_text="E.g. 850 Securities/Commodities (the court's code and words)."
    )
    jurisdiction = models.CharField(
        max_length=100, blank=True, help_text="Basis of jurisdiction, e.g. Federal Question."
    )
    jury_demand = models.CharField(max_length=50, blank=True)
    demand = models.CharField(max_length=100, blank=True, help_text="The sum asked for, as printed.")
    appeal_from = models.CharField(
        max_length=250, blank=True, help_text="The court or board appealed from, as printed."
    )
    mdl_status = models.CharField("MDL status", max_length=100, blank=True)
    pacer_case_id = models.CharField("PACER case id", max_length=100, blank=True)

    class Meta:
        ordering = ["date_filed", "pk"]
        indexes = [models.Index(fields=["docket_number_core"], name="docket_by_core")]
        constraints = [
            models.UniqueConstraint(
                fields=["court", "docket_number_key"],
                name="docket_number_once_per_court",
                violation_error_message="This court already has a docket with this number.",
            ),
            models.CheckConstraint(
                condition=~models.Q(docket_number_key=""),
                name="docket_has_a_number",
                violation_error_message="A docket number needs at least one letter or digit.",
            ),
            models.CheckConstraint(
                condition=models.Q(date_terminated__isnull=True)
                | models.Q(date_filed__isnull=True)
                | models.Q(date_terminated__gte=models.F("date_filed")),
                name="docket_ends_after_it_begins",
                violation_error_message="A docket cannot be closed before it was opened.",
            ),
        ]
        triggers = [NotesChange(("case", "case_id"))]

    def __str__(self):
        return self.docket_number
