"""What each part of a published story rests on, and which parts the record has left behind."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from newsroom.publishing.canonical import digest
from newsroom.publishing.models.publication import Publication
from newsroom.publishing.models.story import Story


class SectionBasis(models.Model):
    """That a part of an edition rests on a subject of the record, and what the record told of it then.

    A projection of the frozen content, so that a change finds its parts by index. `part` is the number of an
    explainer's section, the block of an article, or empty for the story as a whole.
    """

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="basis")
    part = models.CharField(max_length=40, blank=True)
    subject = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    told = models.JSONField(null=True, help_text="What the record told of the subject; null: nothing.")

    class Meta:
        verbose_name = "basis of a section"
        verbose_name_plural = "bases of sections"
        indexes = [models.Index(fields=["subject", "subject_id"], name="section_rests_on")]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "part", "subject", "subject_id"], name="section_rests_on_it_once"
            )
        ]

    def __str__(self):
        return f"{self.part or 'story'}: {self.subject} {self.subject_id}"


class StaleFlagQuerySet(models.QuerySet):
    def open(self, now):
        """Those nobody has decided; one decided by a scheduled edition stays open until its time."""
        return self.filter(Q(resolved_at__isnull=True) | Q(resolved_at__gt=now))

    def undecided(self):
        """Those that no edition, editor or change of the record has decided."""
        return self.filter(resolved_at__isnull=True)

    def shown_to_readers(self, now):
        return self.open(now).filter(tells_readers=True)

    def overdue(self, today):
        return self.filter(due_on__lt=today)

    def resting_on(self, subject, numbers):
        return self.filter(subject=subject, subject_id__in=numbers)

    def with_desk(self):
        return self.select_related("story", "owner", "changed_by", "resolved_by")

    def in_turn(self):
        """The most pressing first."""
        return self.order_by(models.F("due_on").asc(nulls_last=True), "since", "pk")


class StaleFlag(models.Model):
    """A published part rests on what the record no longer tells so. The database raises it at commit."""

    class Outcome(models.TextChoices):
        UPDATED = "updated", "updated"
        STILL_RIGHT = "still_right", "still right"
        WENT_BACK = "went_back", "the record went back"

    story = models.ForeignKey(Story, models.CASCADE, related_name="stale_flags")
    part = models.CharField(max_length=40, blank=True, editable=False)
    subject = models.CharField(max_length=20, editable=False)
    subject_id = models.BigIntegerField(editable=False)
    old = models.JSONField(null=True, editable=False)
    new = models.JSONField(null=True, editable=False)
    since = models.DateTimeField(editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="stale_flags"
    )
    due_on = models.DateField("due", null=True, blank=True)
    tells_readers = models.BooleanField(
        "under review", default=False, help_text="Readers are told that the part is under review."
    )
    told_since = models.DateTimeField(null=True, editable=False)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True, editable=False)
    reason = models.CharField(max_length=500, blank=True, help_text="Why it is still right.")
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True, editable=False)

    objects = StaleFlagQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        permissions = [("decide_staleflag", "Can decide stale sections")]
        indexes = [
            models.Index(fields=["subject", "subject_id", "story"], name="flag_of_subject"),
            models.Index(fields=["owner"], condition=Q(resolved_at__isnull=True), name="flag_of_owner"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["story", "part", "subject", "subject_id"],
                condition=Q(resolved_at__isnull=True),
                name="one_open_flag",
            ),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, outcome="")
                | (Q(resolved_at__isnull=False) & ~Q(outcome="")),
                name="resolved_flag_says_how",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="still_right") | ~Q(reason=""),
                name="still_right_has_a_reason",
                violation_error_message="Say why it is still right.",
            ),
        ]

    def __str__(self):
        return f"{self.story_id}, {self.part or 'story'}: {self.subject} {self.subject_id}"

    @property
    def needs_sign_off(self):
        """Whether only who may sign off wording can say that it is still right."""
        return any(each["severity"] == "serious" for each in (self.new or {}).get("found", ()))

    @property
    def fingerprint(self):
        """Of what the record tells now: whoever decides has read this."""
        return digest({"new": self.new})[:16]
