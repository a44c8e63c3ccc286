from django.conf import settings
from django.db import models

from newsroom.publishing.models.story import Revision, Story


class PreviewLinkQuerySet(models.QuerySet):
    def open(self, now):
        """Those that still lead somewhere."""
        return self.filter(expires_at__gt=now, revoked_at__isnull=True)


class PreviewLink(models.Model):
    """Lets somebody outside read a draft until a moment: a lawyer, a source, a partner newsroom.

    The token is in nobody's keeping but theirs: here is only its digest.
    """

    story = models.ForeignKey(Story, models.CASCADE, related_name="preview_links")
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    for_whom = models.CharField("for", max_length=150, help_text="Who gets the link, e.g. counsel for Roe.")
    may_approve = models.BooleanField(
        default=False, help_text="They may say that the story may be published."
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    opened_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("opened_at")),
                name="preview_ends_after_it_begins",
                violation_error_message="The link must end after now.",
            ),
            models.CheckConstraint(
                condition=~models.Q(for_whom=""),
                name="preview_is_for_somebody",
                violation_error_message="Say who gets the link.",
            ),
        ]

    def __str__(self):
        return f"for {self.for_whom}"

    def state(self, now) -> str:
        if self.revoked_at:
            return "revoked"
        return "open" if self.expires_at > now else "expired"


class PreviewAnswer(models.Model):
    """What somebody outside said of a draft, and of which words exactly."""

    class Verdict(models.TextChoices):
        COMMENT = "comment", "comment"
        APPROVED = "approved", "may be published"
        OBJECTED = "objected", "should not be published so"

    link = models.ForeignKey(PreviewLink, models.CASCADE, related_name="answers")
    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.COMMENT)
    name = models.CharField("your name", max_length=150)
    text = models.TextField("what you want to say", max_length=5000, blank=True)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the content they read.")
    revision = models.ForeignKey(Revision, models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(verdict="comment", text=""),
                name="comment_says_something",
                violation_error_message="Write what you want to say.",
            ),
        ]

    def __str__(self):
        return f"{self.name}: {self.get_verdict_display()}"
