from django.apps import apps
from django.db import models

from cases.models.change import NotesChange
from cases.models.document import Document
from cases.models.entity import Entity
from cases.models.fields import PartialDateField


class SourceQuerySet(models.QuerySet):
    def of_case(self, case):
        """Those that anything on the case rests on, the latest recorded first."""
        statements = apps.get_model("cases.Statement").objects.of_case(case).values("pk")
        cited = [
            apps.get_model("cases.Citation").objects.filter(statement__in=statements),
            case.events.filter(source__isnull=False),
            case.penalties.filter(source__isnull=False),
            apps.get_model("cases.Disposition").objects.filter(against__case=case, source__isnull=False),
        ]
        first, *others = [rows.order_by().values("source") for rows in cited]
        return self.filter(pk__in=first.union(*others)).select_related("publisher").order_by("-pk")


class Source(models.Model):
    """Where we know something from: a filing, a report, a speech, an interview."""

    class Kind(models.TextChoices):
        FILING = "filing", "court filing"
        DOCKET = "docket", "docket"
        NEWS = "news", "news report"
        RELEASE = "release", "press release"
        SPEECH = "speech", "speech"
        INTERVIEW = "interview", "interview"
        WEBSITE = "website", "website"
        REGISTER = "register", "public register"
        OTHER = "other", "other"

    kind = models.CharField(max_length=20, choices=Kind)
    title = models.CharField(max_length=500)
    publisher = models.ForeignKey(
        Entity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="published_sources",
        help_text="Who put it out, e.g. Reuters.",
    )
    author = models.CharField(max_length=250, blank=True)
    url = models.URLField("URL", max_length=1000, blank=True)
    archived_url = models.URLField("archived URL", max_length=1000, blank=True)
    date_published = PartialDateField(null=True, blank=True)
    document = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, related_name="sources")

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(title=""),
                name="source_has_a_title",
                violation_error_message="A source needs a title.",
            )
        ]
        triggers = [NotesChange(("source", "id"), ("entity", "publisher_id"))]

    def __str__(self):
        return self.title
