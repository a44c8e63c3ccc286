"""Stories, their revisions, and what was published. See `actions` for the verbs."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery

from cases.models.change import NotesChange
from newsroom.publishing.immutable import Immutable


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
    headline = models.CharField(max_length=200)
    dek = models.CharField(
        max_length=400, blank=True, help_text="The line under the headline: one sentence that tells the news."
    )
    slug = models.SlugField(
        max_length=120,
        help_text="The last part of the page's address. Changing it leaves a redirect at the old one.",
    )
    section = models.ForeignKey(Section, models.PROTECT, null=True, blank=True, related_name="stories")
    topics = models.ManyToManyField(Topic, blank=True, related_name="stories")
    authors = models.ManyToManyField(Author, through="newsroom.Byline", related_name="stories")
    embargo_until = models.DateTimeField(
        null=True, blank=True, help_text="Nothing of the story reaches a reader before this moment."
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
        ]
        permissions = [
            ("publish_story", "Can publish stories"),
            ("withdraw_story", "Can withdraw stories"),
        ]

    def __str__(self):
        return self.headline

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


class PublicationQuerySet(models.QuerySet):
    def effective(self, now):
        return self.filter(effective_at__lte=now)

    def current(self, now):
        """What readers see: of each story the newest publication whose time has come, unless withdrawn."""
        newer = self.model.objects.filter(
            story=OuterRef("story"), number__gt=OuterRef("number"), effective_at__lte=now
        )
        return self.effective(now).filter(~Exists(newer)).exclude(verb=Publication.Verb.WITHDRAW)

    def newest_first(self):
        return self.order_by("-first_published_at", "-pk")

    def beyond(self, first_published_at, pk):
        """Those that follow the given one in `newest_first()`."""
        return self.filter(
            Q(first_published_at__lt=first_published_at) | Q(first_published_at=first_published_at, pk__lt=pk)
        )

    def about(self, case):
        return self.filter(coverage__case=case, coverage__is_about=True)

    def covering(self, **target):
        """Those about, or mentioning, `case=` or `entity=`; one row each."""
        return self.filter(Exists(Coverage.objects.filter(publication=OuterRef("pk"), **target)))

    def headed(self, words):
        """Those with every one of the words in the headline or the line under it."""
        return self.filter(*(Q(headline__icontains=word) | Q(dek__icontains=word) for word in words))

    def by_author(self, slug):
        """Those published under the byline of the author who then had the slug."""
        return self.filter(content__authors__contains=[{"slug": slug}])

    def without_body(self):
        """For lists: of the frozen content only whose it is and where it is filed, as `frozen_…`."""
        parts = {f"frozen_{name}": models.F(f"content__{name}") for name in ("authors", "section", "topics")}
        return self.defer("content", "text").annotate(**parts)

    def on_topic(self, topic):
        return self.filter(topics=topic)

    def with_card(self):
        """What a line in a list shows; the whole content stays in the database."""
        return self.select_related("section").defer("content", "text")


class Publication(models.Model):
    """One numbered, unalterable edition of a story. The database refuses to change or delete one.

    `digest` is the SHA-256 of the canonical content together with the digest before it, so that the
    editions of a story form a chain. Nothing happens at `effective_at`: it is compared with the clock.
    """

    class Verb(models.TextChoices):
        PUBLISH = "publish", "published"
        UPDATE = "update", "updated"
        MINOR_EDIT = "minor_edit", "minor edit"
        WITHDRAW = "withdraw", "withdrawn"
        RESTORE = "restore", "restored"

    story = models.ForeignKey(Story, models.PROTECT, related_name="publications")
    number = models.PositiveIntegerField()
    verb = models.CharField(max_length=20, choices=Verb)
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="publications")
    content = models.JSONField()
    text = models.TextField(help_text="The words alone, for search.")
    digest = models.CharField(max_length=64)
    previous_digest = models.CharField(max_length=64, blank=True)
    kind = models.CharField(max_length=10, choices=Story.Kind)
    slug = models.SlugField(max_length=120)
    headline = models.CharField(max_length=200)
    dek = models.CharField(max_length=400, blank=True)
    byline = models.CharField(max_length=500, blank=True)
    section = models.ForeignKey(Section, models.PROTECT, null=True, related_name="publications")
    topics = models.ManyToManyField(Topic, related_name="publications")
    note = models.TextField(blank=True, help_text="What readers are told: why it was updated or withdrawn.")
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    effective_at = models.DateTimeField()
    first_published_at = models.DateTimeField()
    updated_at = models.DateTimeField(help_text="When readers were last told something new.")

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["story", "-number"], name="publication_of_story"),
            models.Index(fields=["-first_published_at", "-id"], name="publication_newest_first"),
            models.Index(fields=["kind", "slug", "-effective_at"], name="publication_by_address"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["story", "number"], name="publication_number_once_per_story"),
        ]
        triggers = [*Immutable.triggers(), NotesChange(("story", "story_id"))]

    def __str__(self):
        return f"{self.headline} ({self.number})"

    def get_absolute_url(self):
        return self.path

    @property
    def path(self):
        return f"/{self.kind}s/{self.slug}/"


class Coverage(models.Model):
    """That an edition is about, or mentions, a case or an entity: how readers get from one to the other."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="coverage")
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="+")
    entity = models.ForeignKey("cases.Entity", models.PROTECT, null=True, related_name="+")
    is_about = models.BooleanField()

    class Meta:
        verbose_name_plural = "coverage"
        indexes = [
            models.Index(
                fields=["case", "-publication"], condition=Q(case__isnull=False), name="coverage_of_case"
            ),
            models.Index(
                fields=["entity", "-publication"],
                condition=Q(entity__isnull=False),
                name="coverage_of_entity",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(case__isnull=False, entity__isnull=True)
                | Q(case__isnull=True, entity__isnull=False),
                name="coverage_has_one_target",
            ),
            models.UniqueConstraint(
                fields=["publication", "case", "entity"], name="coverage_once", nulls_distinct=False
            ),
        ]
        # Subjects of their own: a new story changes what lists coverage, not every page that names the case.
        triggers = [NotesChange(("case_coverage", "case_id"), ("entity_coverage", "entity_id"))]

    def __str__(self):
        return f"{self.publication_id}: {self.case_id or self.entity_id}"


class Rendition(models.Model):
    """What readers are served at a path: ready bytes. It can always be made again. See `renditions`."""

    path = models.CharField(max_length=250, unique=True)
    status = models.PositiveSmallIntegerField(default=200)
    html_gzip = models.BinaryField()
    etag = models.CharField(max_length=64)
    keys = models.CharField(max_length=2000, blank=True, help_text="Surrogate keys, separated by spaces.")
    modified_at = models.DateTimeField()
    valid_until = models.DateTimeField(
        null=True, help_text="When the next scheduled edition takes its place."
    )
    is_stale = models.BooleanField(default=False)
    design = models.CharField(
        max_length=16, blank=True, help_text="The templates and code that made it: others make it again."
    )

    def __str__(self):
        return self.path


class Ingredient(models.Model):
    """A subject of the change log that a rendition was made from; a change to it makes the page stale."""

    rendition = models.ForeignKey(Rendition, models.CASCADE, related_name="ingredients")
    subject = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["subject", "subject_id", "rendition"], name="rendition_made_from")]
        constraints = [
            models.UniqueConstraint(fields=["rendition", "subject", "subject_id"], name="ingredient_once")
        ]

    def __str__(self):
        return f"{self.subject} {self.subject_id}"
