from django.db import models
from django.db.models import F, Q

from cases.models.case import Case
from cases.models.change import NotesChange
from cases.models.sealing import may_see_sealed


class CaseRelationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those from an open case to another open one, or to one of which there is no record."""
        if may_see_sealed(user):
            return self
        # Said so, and not as what is excluded: on an earlier day the other case may not be there yet.
        to_open = Q(to_case__isnull=True) | Q(to_case__is_sealed=False)
        return self.filter(to_open, from_case__is_sealed=False)


class CaseRelation(models.Model):
    """How one case stands to another: read "the case is <kind> the other"."""

    class Kind(models.TextChoices):
        PARALLEL = "parallel", "parallel proceeding to"
        APPEAL_OF = "appeal_of", "appeal of"
        TRANSFERRED_FROM = "transferred_from", "transferred from"
        CONSOLIDATED_WITH = "consolidated_with", "consolidated with"
        MEMBER_OF = "member_of", "member of the multidistrict litigation"
        FOLLOW_ON = "follow_on", "follow-on to"
        SIMILAR = "similar", "similar to"
        RELATED = "related", "related to"

    from_case = models.ForeignKey(Case, models.CASCADE, related_name="relations")
    kind = models.CharField(max_length=30, choices=Kind)
    to_case = models.ForeignKey(Case, models.CASCADE, null=True, blank=True, related_name="relations_to_it")
    to_printed = models.CharField(
        "to, as printed",
        max_length=250,
        blank=True,
        help_text="For a case we have no record of: its court and number as printed.",
    )
    note = models.CharField(max_length=500, blank=True)

    objects = CaseRelationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["from_case", "kind", "to_case", "to_printed"],
                name="relation_once",
                nulls_distinct=False,
                violation_error_message="These cases are already related in this way.",
            ),
            models.CheckConstraint(
                condition=~Q(from_case=F("to_case")),
                name="case_is_not_related_to_itself",
                violation_error_message="A case cannot be related to itself.",
            ),
            models.CheckConstraint(
                condition=Q(to_case__isnull=False, to_printed="")
                | (Q(to_case__isnull=True) & ~Q(to_printed="")),
                name="relation_has_another_end",
                violation_error_message="Choose the other case or write down its court and number.",
            ),
        ]
        triggers = [NotesChange(("case", "from_case_id"), ("case", "to_case_id"))]

    def __str__(self):
        return f"{self.from_case}: {self.get_kind_display()} {self.to_case or self.to_printed}"
