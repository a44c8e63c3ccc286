"""Where stories are filed: sections and topics."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef

from newsroom.publishing.models.publication import Publication
from newsroom.publishing.stages import NEEDS


class SectionQuerySet(models.QuerySet):
    def with_stories(self, now):
        """Those in which readers find something."""
        return self.filter(Exists(Publication.objects.current(now).filter(section=OuterRef("pk"))))


class TopicQuerySet(models.QuerySet):
    def with_stories(self, now):
        """Those under which readers find something."""
        return self.filter(Exists(Publication.objects.current(now).on_topic(OuterRef("pk"))))


class Section(models.Model):
    """A part of the site with its own editors: Enforcement, Courts, Policy."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    needs = ArrayField(
        models.CharField(max_length=20, choices=NEEDS),
        verbose_name="sign-offs needed",
        default=list,
        blank=True,
        help_text="Without them no story of the section is published.",
    )

    objects = SectionQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"/sections/{self.slug}/"


class Topic(models.Model):
    """What stories are filed under, across sections."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    description = models.CharField(max_length=300, blank=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"/topics/{self.slug}/"
