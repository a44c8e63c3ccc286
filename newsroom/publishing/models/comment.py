from django.conf import settings
from django.db import models
from django.db.models import F, Q

from newsroom.publishing.models.story import Story


class CommentQuerySet(models.QuerySet):
    def threads(self):
        """The first comment of each conversation."""
        return self.filter(thread__isnull=True)

    def open(self):
        return self.filter(resolved_at__isnull=True)

    def placed(self):
        """Those that stand beside words."""
        return self.exclude(block="")


class Comment(models.Model):
    """What somebody of the desk says of a draft, beside the words it is about or of the whole story.

    It stands off from the text as links do. Where an edit took its words away it keeps them in `surface`
    and has no block any more.
    """

    story = models.ForeignKey(Story, models.CASCADE, related_name="comments")
    thread = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="replies")
    block = models.CharField(max_length=40, blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    surface = models.CharField("words", max_length=1000, blank=True)
    prefix = models.CharField(max_length=40, blank=True)
    suffix = models.CharField(max_length=40, blank=True)
    text = models.CharField("comment", max_length=5000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        permissions = [("comment_story", "Can comment on stories")]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="story_comment_says_something"),
            models.CheckConstraint(
                condition=Q(block="", start__isnull=True, end__isnull=True)
                | (~Q(block="") & ~Q(surface="") & Q(start__isnull=False, end__gt=F("start"))),
                name="comment_is_placed_whole",
            ),
            models.CheckConstraint(
                condition=Q(thread__isnull=True) | Q(surface="", resolved_at__isnull=True),
                name="reply_is_its_threads",
            ),
        ]

    def __str__(self):
        return self.text

    @property
    def is_orphaned(self):
        return bool(self.surface) and not self.block


class MentionQuerySet(models.QuerySet):
    def open(self):
        return self.filter(answered_at__isnull=True)


class Mention(models.Model):
    """That a comment calls somebody; it waits for them until they answer, or say that they have seen it."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="mentions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mentions")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = MentionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["person"], condition=Q(answered_at__isnull=True), name="open_mention")
        ]
        constraints = [models.UniqueConstraint(fields=["comment", "person"], name="mentioned_once")]

    def __str__(self):
        return f"@{self.person}"
