"""Stories as they are written: the draft, its byline, and every save of it."""

from contextlib import contextmanager

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery

from newsroom.publishing.stages import Sign, Stage, steps


class Author(models.Model):
    """A name that stands on a byline; it outlives the account of whoever wrote under it."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120, unique=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="author"
    )

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name


class StoryQuerySet(models.QuerySet):
    def drafts(self):
        return self.filter(state=Story.State.DRAFT)

    def with_last_save(self):
        """With `saved_at`, the time of the newest revision."""
        newest = Revision.objects.filter(story=OuterRef("pk")).order_by("-number")
        return self.annotate(saved_at=Subquery(newest.values("saved_at")[:1]))

    def with_standing(self, now):
        """With `has_edition`, whether one has taken effect: a story only scheduled has none."""
        editions = self.model._meta.get_field("publications").related_model.objects.effective(now)
        return self.annotate(has_edition=Exists(editions.filter(story=OuterRef("pk"))))

    def last_saved_first(self):
        return self.with_last_save().order_by(F("saved_at").desc(nulls_last=True), "-pk")

    def with_desk(self):
        """What a line on the editors' lists shows."""
        return self.select_related("section").prefetch_related("bylines__author")


class Story(models.Model):
    """What an article and an explainer have in common. The row is the draft; readers see publications.

    One table for both kinds, so that revisions, publications, links and bylines point at a row of their
    own database instead of at a pair of kind and number that nothing checks.
    """

    class Kind(models.TextChoices):
        ARTICLE = "article", "article"
        EXPLAINER = "explainer", "explainer"

    class State(models.TextChoices):
        DRAFT = "draft", "draft"
        PUBLISHED = "published", "published"
        WITHDRAWN = "withdrawn", "withdrawn"

    kind = models.CharField(max_length=10, choices=Kind, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, editable=False)
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.WRITING, editable=False)
    needs = ArrayField(
        models.CharField(max_length=20, choices=Sign),
        default=list,
        blank=True,
        editable=False,
        help_text="The sign-offs it needs besides those its section asks for.",
    )
    headline = models.CharField(max_length=200)
    dek = models.CharField(
        max_length=400, blank=True, help_text="The line under the headline: one sentence that tells the news."
    )
    slug = models.SlugField(
        max_length=120,
        help_text="The last part of the page's address. Changing it leaves a redirect at the old one.",
    )
    section = models.ForeignKey(
        "newsroom.Section", models.PROTECT, null=True, blank=True, related_name="stories"
    )
    topics = models.ManyToManyField("newsroom.Topic", blank=True, related_name="stories")
    authors = models.ManyToManyField(Author, through="newsroom.Byline", related_name="stories")
    embargo_until = models.DateTimeField(
        null=True,
        blank=True,
        help_text="Nothing of the story can be published to appear before this moment. Whoever was sent a "
        "preview link reads the draft all the same: that is what it is for.",
    )
    revision_number = models.PositiveIntegerField(default=0, editable=False)

    objects = StoryQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "stories"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "slug"],
                name="story_slug_once_per_kind",
                violation_error_message="Another story already has this slug. Choose a different one.",
            ),
            models.CheckConstraint(
                condition=~Q(headline=""),
                name="story_has_a_headline",
                violation_error_message="A story needs a headline.",
            ),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="story_has_a_known_stage"),
        ]
        indexes = [
            models.Index(
                fields=["stage", "-id"], condition=~Q(stage=Stage.WRITING), name="story_under_review"
            )
        ]
        triggers = [
            pgtrigger.FSM(name="stages_follow", field="stage", transitions=steps()),
            pgtrigger.FSM(
                name="states_follow",
                field="state",
                transitions=[
                    ("draft", "published"),
                    ("published", "draft"),  # its only edition, still to come, was called off
                    ("published", "withdrawn"),
                    ("withdrawn", "published"),
                ],
            ),
        ]
        permissions = [
            ("publish_story", "Can publish stories"),
            ("withdraw_story", "Can withdraw stories"),
            ("submit_story", "Can submit stories for review"),
            ("approve_story", "Can approve stories"),
            ("send_back_story", "Can send stories back to their writers"),
            ("publish_alone", "Can publish without a second pair of eyes, with a reason"),
        ]

    def __str__(self):
        return self.headline

    # What was read of it while it is read once.
    kept = None

    @contextmanager
    def read_once(self):
        """Within, what hangs on the story is read from the database once: what is checked is what is kept."""
        before = self.kept
        self.kept = {} if before is None else before
        try:
            yield
        finally:
            self.kept = before

    def once(self, name, read):
        """What `read` reads; while the story is read once, what it read first."""
        if self.kept is None:
            return read()
        if name not in self.kept:
            self.kept[name] = read()
        return self.kept[name]

    @property
    def path(self):
        """The address of its page, as the draft has it."""
        return f"/{self.kind}s/{self.slug}/"


class Byline(models.Model):
    """An author's place under a headline."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="bylines")
    author = models.ForeignKey(Author, models.PROTECT, related_name="bylines")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["story", "author"],
                name="author_once_per_byline",
                violation_error_message="This author is already on the byline.",
            )
        ]

    def __str__(self):
        return self.author.name


class Revision(models.Model):
    """The whole content of a story as one save left it."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the canonical content.")
    note = models.CharField(max_length=200, blank=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["story", "number"], name="revision_number_once_per_story")
        ]

    def __str__(self):
        return f"revision {self.number}"
