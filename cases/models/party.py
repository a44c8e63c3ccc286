from django.db import models

from cases.models.change import NotesChange
from cases.models.entity import Entity
from cases.models.fields import PartialDateField
from cases.roles import PartyRole, side


class Party(models.Model):
    """A role in a case, held by a person or an organisation."""

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="parties")
    entity = models.ForeignKey(Entity, models.PROTECT, related_name="roles")
    role = models.CharField(max_length=40, choices=PartyRole)
    role_printed = models.CharField(max_length=100, blank=True, help_text="As the court prints it.")
    name_printed = models.CharField(max_length=500, blank=True, help_text="As the court prints it.")
    docket = models.ForeignKey(
        "cases.Docket",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="parties",
        help_text="Where a case has several dockets: the one this role is held on.",
    )
    appearance = models.PositiveSmallIntegerField(
        default=1,
        editable=False,
        help_text="2, 3 … where a docket lists a party again in the same role, as for two counterclaims.",
    )
    date_joined = PartialDateField(null=True, blank=True)
    date_terminated = PartialDateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "parties"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "entity", "role", "appearance"],
                name="party_once_per_role",
                violation_error_message="This party already has this role in the case.",
            ),
            # What claims lean on to prove that both ends are in one case.
            models.UniqueConstraint(fields=["id", "case"], name="party_in_its_case"),
            models.CheckConstraint(
                condition=models.Q(date_terminated__isnull=True)
                | models.Q(date_joined__isnull=True)
                | models.Q(date_terminated__gte=models.F("date_joined"))
                | models.Q(date_terminated__overlap=models.F("date_joined")),
                name="party_leaves_after_it_joins",
                violation_error_message="A party cannot leave before it joined.",
            ),
        ]
        triggers = [NotesChange(("case", "case_id"), ("entity", "entity_id"))]

    def __str__(self):
        return f"{self.entity}, {self.get_role_display()}"

    def validate_constraints(self, exclude=None):
        # Forms leave `appearance` out and must refuse a party twice in one role all the same.
        super().validate_constraints(exclude=set(exclude or ()) - {"appearance"})

    @property
    def side(self):
        return side(self.role)


class Counsel(models.Model):
    """A lawyer who appears for a party, as the docket prints it; no addresses are kept."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="counsel")
    name = models.CharField(max_length=250, help_text="As printed.")
    firm = models.CharField(max_length=250, blank=True, help_text="As printed.")
    roles_printed = models.CharField(max_length=500, blank=True, help_text="E.g. LEAD ATTORNEY; Pro Se.")
    is_lead = models.BooleanField(default=False)
    is_self_represented = models.BooleanField(default=False, help_text="The party itself, pro se.")
    date_terminated = models.DateField(null=True, blank=True)
    entity = models.ForeignKey(
        Entity,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="appearances",
        help_text="The lawyer's own entry in the record, where there is one.",
    )

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "counsel"
        constraints = [
            models.UniqueConstraint(
                fields=["party", "name"],
                name="counsel_once_per_party",
                violation_error_message="This lawyer already appears for this party.",
            ),
        ]
        triggers = [NotesChange(("case", "case_id"), via=("cases_party", "party_id"))]

    def __str__(self):
        return self.name
