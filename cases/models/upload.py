"""Files that wait, for a short while, for whoever uploaded them to confirm what they would do."""

import datetime as dt

from django.conf import settings
from django.db import models

KEPT_FOR = dt.timedelta(hours=1)


class UploadQuerySet(models.QuerySet):
    def expired(self, now):
        return self.filter(uploaded_at__lte=now - KEPT_FOR)

    def waiting_for(self, user, now):
        """Those of the user that have not expired."""
        return self.filter(owner=user, uploaded_at__gt=now - KEPT_FOR)


class Upload(models.Model):
    """A file of rows between its rehearsal and its import. Only its owner can see and confirm it."""

    class Kind(models.TextChoices):
        CASES = "cases", "Cases (CSV)"
        PARTIES = "parties", "Parties (CSV)"
        EVENTS = "events", "Events (CSV)"
        ENTITIES = "entities", "Entities (CSV)"
        DOCKET = "docket", "A federal docket (JSON)"

    class Encoding(models.TextChoices):
        UTF_8 = "utf-8", "UTF-8"
        CP1252 = "cp1252", "Windows-1252, as older spreadsheets write"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    encoding = models.CharField(max_length=20, choices=Encoding, default=Encoding.UTF_8)
    name = models.CharField(max_length=250)
    content = models.BinaryField()
    uploaded_at = models.DateTimeField(db_index=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name
