"""What must follow when an edition takes effect, each exactly once; and that one never did."""

from datetime import timedelta

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.models.change import NotesChange
from newsroom.publishing.immutable import Immutable
from newsroom.publishing.models.publication import Publication

MOST_ATTEMPTS = 5
FIRST_WAIT = timedelta(seconds=10)


class CancelledInTime(pgtrigger.Trigger):
    """Refuses to cancel what readers have had: that is withdrawn, or corrected."""

    name = "is_in_time"
    when = pgtrigger.Before
    operation = pgtrigger.Insert
    func = """
        if exists (
          select from newsroom_publication
          where id = new.publication_id and effective_at <= new.cancelled_at
        ) then
          raise exception using errcode = 'restrict_violation',
            message = 'the edition has taken effect: withdraw the story, or publish another edition';
        end if;
        return new;
    """


class Cancellation(models.Model):
    """That a scheduled edition was called off before its time. The edition stays in the chain, and this does.

    `digest` follows from the edition's, and the next edition follows from this.
    """

    publication = models.OneToOneField(Publication, models.PROTECT, related_name="cancellation")
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    class Meta:
        triggers = [
            *Immutable.triggers(),
            CancelledInTime(),
            NotesChange(("story", "story_id"), via=("newsroom_publication", "publication_id")),
        ]

    def __str__(self):
        return f"{self.publication_id} cancelled"


class FollowUpQuerySet(models.QuerySet):
    def open(self):
        """Those that wait: for their time, for a worker, or for somebody to look at what went wrong."""
        return self.filter(done_at__isnull=True, voided_at__isnull=True)

    def due(self, now):
        return self.open().filter(due_at__lte=now, attempts__lt=MOST_ATTEMPTS)

    def failed(self):
        """Those given up after the last attempt."""
        return self.open().filter(attempts__gte=MOST_ATTEMPTS)

    def overdue_first(self):
        return self.order_by("due_at", "pk")


class FollowUp(models.Model):
    """One thing that must follow an edition, exactly once. It is done, or void, or still owed."""

    class What(models.TextChoices):
        LOG = "log", "entry in the change log"
        ALERT = "alert", "alerts"
        PURGE = "purge", "purge of caches"
        WARM = "warm", "page made ready"

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="follow_ups")
    what = models.CharField(max_length=10, choices=What)
    due_at = models.DateTimeField(
        help_text="When the edition takes effect; after a failure, the next attempt."
    )
    done_at = models.DateTimeField(null=True, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True, help_text="What went wrong at the last attempt, or why it is void.")

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = "follow-up"
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                condition=Q(done_at__isnull=True, voided_at__isnull=True),
                name="follow_up_owed",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["publication", "what"], name="follow_up_once"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(voided_at__isnull=True), name="follow_up_done_or_void"
            ),
        ]
        permissions = [("settle_followup", "Can retry and discard failed jobs")]

    def __str__(self):
        return f"{self.get_what_display()}: {self.publication}"

    @property
    def state(self) -> str:
        if self.done_at or self.voided_at:
            return "done" if self.done_at else "void"
        if self.attempts >= MOST_ATTEMPTS:
            return "failed"
        return "to be tried again" if self.attempts else "to come"

    def failed_once_more(self, error: str, now) -> None:
        """Wait longer after each failure: 10 seconds, then 40, then 2 minutes 40, then nearly 11."""
        self.attempts += 1
        self.error = error[:2000]
        self.due_at = now + FIRST_WAIT * 4 ** (self.attempts - 1)
