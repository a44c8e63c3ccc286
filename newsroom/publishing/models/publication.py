"""What was published of a story, and what each edition covers."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from cases.models.change import NotesChange
from newsroom.publishing.immutable import Immutable
from newsroom.publishing.models.story import Revision, Story


class PublicationQuerySet(models.QuerySet):
    def standing(self):
        """Those whose schedule was not cancelled."""
        return self.filter(cancellation__isnull=True)

    def effective(self, now):
        return self.standing().filter(effective_at__lte=now)

    def scheduled(self, now):
        """Those whose time is still to come: of each story at most one."""
        return self.standing().filter(effective_at__gt=now)

    def soonest_first(self):
        return self.order_by("effective_at", "pk")

    def last_first(self):
        """Editions of one story, from the last back to the first."""
        return self.order_by("-number", "-pk")

    def current(self, now):
        """What readers see: of each story the newest publication whose time has come, unless withdrawn."""
        newer = self.model.objects.effective(now).filter(
            story=OuterRef("story"), number__gt=OuterRef("number")
        )
        return self.effective(now).filter(~Exists(newer)).exclude(verb=Publication.Verb.WITHDRAW)

    def to_be_kept_true(self, now):
        """What readers see or will see; of a withdrawn story what they saw last, should it come back."""
        kept = self.standing().exclude(verb=Publication.Verb.WITHDRAW)
        newer = self.model.objects.effective(now).exclude(verb=Publication.Verb.WITHDRAW)
        return kept.filter(~Exists(newer.filter(story=OuterRef("story"), number__gt=OuterRef("number"))))

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

    def without_words(self):
        """For what is told of an edition beside what it says."""
        return self.defer("content", "text")

    def with_entries(self):
        """With the entries of the ledger that came with each."""
        return self.prefetch_related("corrections")

    def on_topic(self, topic):
        return self.filter(topics=topic)

    def with_card(self):
        """What a line in a list shows; the whole content stays in the database."""
        cards = self.select_related("section").defer("content", "text")
        return cards.annotate(lead_image=models.F("content__lead_image"))


class TakesEffectInOrder(pgtrigger.Trigger):
    """Refuses an edition that would take effect before one of its story that stands already."""

    name = "takes_effect_in_order"
    when = pgtrigger.Before
    operation = pgtrigger.Insert
    func = """
        if exists (
          select from newsroom_publication earlier
          where earlier.story_id = new.story_id and earlier.effective_at > new.effective_at
            and not exists (select from newsroom_cancellation where publication_id = earlier.id)
        ) then
          raise exception using errcode = 'restrict_violation',
            message = 'an edition takes effect later than this one would: cancel that first';
        end if;
        return new;
    """


class Publication(models.Model):
    """One numbered, unalterable edition of a story. The database refuses to change or delete one.

    `digest` is the SHA-256 of the canonical content together with the digest before it, so that the
    editions of a story form a chain. Nothing happens at `effective_at`: it is compared with the clock.
    Until then the edition may be cancelled, which is a row beside it and a link of the chain.
    """

    class Verb(models.TextChoices):
        PUBLISH = "publish", "published"
        UPDATE = "update", "updated"
        MINOR_EDIT = "minor_edit", "minor edit"
        CORRECT = "correct", "corrected"
        CLARIFY = "clarify", "clarified"
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
    section = models.ForeignKey("newsroom.Section", models.PROTECT, null=True, related_name="publications")
    topics = models.ManyToManyField("newsroom.Topic", related_name="publications")
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
            models.Index(fields=["effective_at", "id"], name="publication_by_time"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["story", "number"], name="publication_number_once_per_story"),
        ]
        triggers = [*Immutable.triggers(), TakesEffectInOrder(), NotesChange(("story", "story_id"))]

    def __str__(self):
        return f"{self.headline} ({self.number})"

    def get_absolute_url(self):
        return self.path

    @property
    def path(self):
        return f"/{self.kind}s/{self.slug}/"

    @property
    def versions_path(self):
        """Where readers find every version of the story."""
        return f"{self.path}versions/"


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
