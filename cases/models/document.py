from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import Q

from cases.models.change import NotesChange
from cases.models.fields import PartialDateField
from cases.models.sealing import may_see_sealed

KEPT_KINDS_OF_FILE = ["pdf", "txt", "csv", "docx", "xlsx", "png", "jpg", "jpeg"]


class DocumentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Papers of cases not sealed; one of no case is the desk's own until it is filed under one."""
        return self if may_see_sealed(user) else self.filter(case__is_sealed=False)


class Document(models.Model):
    """A paper of the case: a complaint, an order, a plea agreement."""

    class Kind(models.TextChoices):
        COMPLAINT = "complaint", "complaint"
        INDICTMENT = "indictment", "indictment or information"
        MOTION = "motion", "motion"
        ORDER = "order", "order"
        OPINION = "opinion", "opinion"
        JUDGMENT = "judgment", "judgment"
        PLEA_AGREEMENT = "plea_agreement", "plea agreement"
        STIPULATION = "stipulation", "stipulation"
        EXHIBIT = "exhibit", "exhibit"
        TRANSCRIPT = "transcript", "transcript"
        RELEASE = "release", "press release"
        OTHER = "other", "other"

    case = models.ForeignKey("cases.Case", models.CASCADE, null=True, blank=True, related_name="documents")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.OTHER)
    title = models.CharField(max_length=250)
    date = PartialDateField(null=True, blank=True)
    url = models.URLField("URL", max_length=1000, blank=True)
    file = models.FileField(
        upload_to="documents/%Y/%m", blank=True, validators=[FileExtensionValidator(KEPT_KINDS_OF_FILE)]
    )
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, editable=False)
    pages = models.PositiveIntegerField(null=True, blank=True)
    text = models.TextField(blank=True, help_text="Its words, so that a quotation can be found in it.")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["date", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(url="") | ~Q(file=""),
                name="document_is_somewhere",
                violation_error_message="Upload the document or give its URL.",
            )
        ]
        triggers = [NotesChange(("case", "case_id"))]

    def __str__(self):
        return self.title
