from django.core.validators import RegexValidator
from django.db import models

from cases.models.change import NotesChange


class CourtQuerySet(models.QuerySet):
    def with_parents(self):
        return self.select_related("parent", "appeals_to")

    def hearing(self, cases):
        """Those that have, or had, one of the cases before them."""
        return self.filter(pk__in=cases.values("dockets__court"))

    def called(self, words):
        """Those with every one of the words in the name, in full or as cited."""
        return self.filter(
            *(models.Q(name__icontains=word) | models.Q(citation_name__icontains=word) for word in words)
        )


class Court(models.Model):
    """A court, with its place in the hierarchy and the court its decisions are appealed to."""

    class Level(models.TextChoices):
        TRIAL = "trial", "trial court"
        INTERMEDIATE_APPEAL = "intermediate_appeal", "intermediate court of appeal"
        LAST_RESORT = "last_resort", "court of last resort"
        SPECIAL = "special", "special court or panel"

    class System(models.TextChoices):
        FEDERAL = "federal", "federal"
        STATE = "state", "state"
        TRIBAL = "tribal", "tribal"
        TERRITORIAL = "territorial", "territorial"
        MILITARY = "military", "military"
        INTERNATIONAL = "international", "international"
        FOREIGN = "foreign", "foreign"

    code = models.CharField(
        max_length=40,
        unique=True,
        validators=[RegexValidator(r"\A[a-z0-9-]+\Z", "Lower-case letters, digits and hyphens only.")],
        help_text="The short code courts are known by in docket data, e.g. dcd for the District of Columbia.",
    )
    name = models.CharField(
        max_length=250, help_text="In full, e.g. U.S. District Court for the District of Columbia."
    )
    citation_name = models.CharField(
        max_length=100, blank=True, help_text="As cited, e.g. D.D.C. or S.D.N.Y."
    )
    level = models.CharField(max_length=30, choices=Level, default=Level.TRIAL)
    system = models.CharField(max_length=30, choices=System, default=System.FEDERAL)
    place = models.CharField(max_length=120, blank=True, help_text="Where it sits, e.g. Washington, D.C.")
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="branches",
        help_text="The court this is a part of.",
    )
    appeals_to = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appeals_from",
        help_text="Where an appeal from this court is heard.",
    )

    objects = CourtQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("pk")) & ~models.Q(appeals_to=models.F("pk")),
                name="court_is_not_above_itself",
                violation_error_message="A court cannot be a part of itself or hear its own appeals.",
            ),
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^[a-z0-9-]+$"), name="court_code_is_plain"
            ),
        ]
        triggers = [NotesChange(("court", "id"))]

    def __str__(self):
        return self.citation_name or self.name
