from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from newsroom.articles.content import blocks_of, content_of, lines_of, problems_of
from newsroom.publishing.models import Story, StoryQuerySet
from newsroom.wording.actions import read_by_guard


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

    original_author = models.CharField(
        max_length=250,
        blank=True,
        help_text="For a story taken from elsewhere: who wrote it, as it is signed there.",
    )
    first_published_on = models.DateField(
        null=True, blank=True, help_text="For a story taken from elsewhere: the day it appeared there."
    )
    lead_image = models.ForeignKey(
        "newsroom.Image",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Stands above the text, on cards and where the story is shared.",
    )

    taken_text = models.TextField(
        blank=True,
        editable=False,
        help_text="The words as they were taken in, to tell how much of them we print.",
    )
    canonical_key = models.CharField(
        max_length=40,
        blank=True,
        editable=False,
        help_text="What two spellings of one address have in common.",
    )
    shingles = ArrayField(
        models.BigIntegerField(),
        default=list,
        editable=False,
        help_text="A sample of its runs of words, by which the same story told twice is found.",
    )

    objects = StoryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["canonical_key"], condition=~Q(canonical_key=""), name="article_by_address"),
            GinIndex(fields=["shingles"], name="article_by_its_words"),
        ]
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

    def lines(self):
        return lines_of(self)

    def problems(self):
        return problems_of(self)

    def rests(self):
        return read_by_guard(self)
