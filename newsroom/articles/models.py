from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from newsroom.articles.content import blocks_of, content_of, problems_of
from newsroom.publishing.models import Story, StoryQuerySet


class Article(Story):
    """A news story with one body."""

    body = models.TextField(blank=True)
    block_ids = ArrayField(models.CharField(max_length=40), default=list, blank=True, editable=False)
    publisher = models.ForeignKey(
        "cases.Entity",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="For a story taken from elsewhere: who first published it. Empty for our own reporting.",
    )
    canonical_url = models.URLField(
        "canonical URL",
        max_length=1000,
        blank=True,
        help_text="For a story taken from elsewhere: its address there.",
    )

    objects = StoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(publisher__isnull=True) | ~Q(canonical_url=""),
                name="taken_story_has_its_address",
                violation_error_message="Give the canonical URL of a story taken from elsewhere.",
            )
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = self.Kind.ARTICLE

    def content(self):
        return content_of(self)

    def blocks(self):
        return blocks_of(self)

    def problems(self):
        return problems_of(self)
