from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce

from newsroom.publishing.models import Story


class LinkQuerySet(models.QuerySet):
    def accepted(self):
        return self.filter(decision=Link.Decision.ACCEPTED)

    def proposed(self):
        return self.filter(decision=Link.Decision.PROPOSED)

    def not_refused(self):
        """What editors accepted, and what they may still accept."""
        return self.filter(decision__in=[Link.Decision.ACCEPTED, Link.Decision.PROPOSED])

    def decided(self):
        """Those an editor has spoken on, whatever they said."""
        return self.exclude(decision=Link.Decision.PROPOSED)

    def strong(self):
        """Proposals an editor may accept without looking at each."""
        return self.proposed().filter(is_strong=True)

    def about(self):
        return self.filter(relation=Link.Relation.ABOUT)

    def mentions(self):
        return self.filter(relation=Link.Relation.MENTION)

    def placed(self):
        """Mentions whose words still stand in the text."""
        return self.mentions().exclude(block="")

    def holding(self):
        """Those readers get: accepted, and not bereft of their words."""
        return self.accepted().exclude(relation=Link.Relation.MENTION, block="")

    def in_trouble(self):
        """Accepted ones that readers cannot be given: bereft of their words, or to a sealed case."""
        orphaned = Q(relation=Link.Relation.MENTION, block="")
        return self.accepted().filter(orphaned | Q(case__is_sealed=True))

    def told(self):
        """As rows of what the matcher asks, with the target's name and kind: links take long to make."""
        named = self.annotate(
            called=Coalesce("case__caption", "entity__name"), kind=Coalesce("entity__kind", Value(""))
        )
        return named.values_list(
            *("story_id", "decision", "block", "start", "end", "wording", "case_id", "entity_id"),
            *("called", "kind"),
            named=True,
        )

    def stories(self):
        """The stories they are of, each once."""
        return Story.objects.filter(pk__in=self.order_by().values("story"))

    def with_target(self):
        return self.select_related("case", "entity")


class Link(models.Model):
    """From a story to a case or an entity: what it is about, or words in it that mention the target.

    A mention stands off from the text: block, start and end in code points of the block's NFC text, with
    the words and their neighbourhood, so that it can be found again after an edit. A mention whose words
    are gone keeps them in `surface` and has no block: an orphan, listed until an editor decides.
    """

    class Relation(models.TextChoices):
        ABOUT = "about", "the story is about it"
        MENTION = "mention", "words in the story mention it"

    class Decision(models.TextChoices):
        PROPOSED = "proposed", "proposed"
        ACCEPTED = "accepted", "accepted"
        REJECTED = "rejected", "rejected"
        NEVER = "never", "never in this story"

    story = models.ForeignKey(Story, models.CASCADE, related_name="links")
    relation = models.CharField(max_length=10, choices=Relation)
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, blank=True, related_name="+")
    entity = models.ForeignKey("cases.Entity", models.PROTECT, null=True, blank=True, related_name="+")
    decision = models.CharField(max_length=10, choices=Decision, default=Decision.ACCEPTED)
    block = models.CharField(max_length=40, blank=True, editable=False)
    start = models.PositiveIntegerField(null=True, blank=True, editable=False)
    end = models.PositiveIntegerField(null=True, blank=True, editable=False)
    surface = models.CharField(
        "words", max_length=250, blank=True, help_text="The words in the text, exactly as they stand there."
    )
    wording = models.CharField(
        max_length=250, blank=True, editable=False, help_text="The name key of the words: how they match."
    )
    prefix = models.CharField(max_length=40, blank=True, editable=False)
    suffix = models.CharField(max_length=40, blank=True, editable=False)
    rule = models.CharField(max_length=40, blank=True, editable=False)
    score = models.FloatField(null=True, blank=True, editable=False)
    is_strong = models.BooleanField(
        default=False, editable=False, help_text="Proposed with enough evidence to be accepted unseen."
    )
    evidence = models.JSONField(default=dict, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = LinkQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["case", "story"], condition=Q(case__isnull=False), name="link_to_case"),
            models.Index(
                fields=["entity", "story"], condition=Q(entity__isnull=False), name="link_to_entity"
            ),
            # How often editors linked these words to it: what the matcher learns from.
            models.Index(
                fields=["wording", "entity", "-id"],
                condition=Q(entity__isnull=False) & ~Q(decision="proposed"),
                name="link_by_wording",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(case__isnull=False, entity__isnull=True)
                | Q(case__isnull=True, entity__isnull=False),
                name="link_has_one_target",
                violation_error_message="Link to a case or to an entity: one of the two.",
            ),
            models.CheckConstraint(
                condition=Q(relation="about", surface="", start__isnull=True, end__isnull=True, block="")
                | (Q(relation="mention") & ~Q(surface="")),
                name="mention_has_words",
                violation_error_message="A mention needs its words; a link for the whole story has none.",
            ),
            models.CheckConstraint(
                condition=Q(block="", start__isnull=True, end__isnull=True)
                | (~Q(block="") & Q(start__isnull=False, end__isnull=False, end__gt=models.F("start"))),
                name="span_is_whole",
            ),
            models.UniqueConstraint(
                fields=["story", "case", "entity"],
                condition=Q(relation="about"),
                nulls_distinct=False,
                name="about_once",
                violation_error_message="The story is already said to be about this.",
            ),
            models.UniqueConstraint(
                fields=["story", "block", "start", "end", "case", "entity"],
                condition=Q(relation="mention") & ~Q(block=""),
                nulls_distinct=False,
                name="mention_once",
                violation_error_message="These words are already linked to this.",
            ),
            models.UniqueConstraint(
                fields=["story", "wording", "case", "entity"],
                condition=Q(decision="never"),
                nulls_distinct=False,
                name="never_once",
            ),
        ]

    def __str__(self):
        return f"{self.surface or 'about'} → {self.target}"

    @property
    def target(self):
        return self.case or self.entity

    @property
    def standing(self) -> str:
        """How it stands, in a word: a proposal is only possible while its evidence is thin."""
        if self.decision == self.Decision.PROPOSED and not self.is_strong:
            return "possible"
        return "gone" if self.is_orphaned else self.get_decision_display()

    def outranks(self, other) -> bool:
        """Whether this one stays where two links become one by a merge: what the desk accepted."""
        named = self.Decision
        rank = [named.ACCEPTED, named.NEVER, named.REJECTED, named.PROPOSED]
        return rank.index(self.decision) < rank.index(other.decision)

    @property
    def is_orphaned(self):
        is_placeless = self.relation == self.Relation.MENTION and not self.block
        return is_placeless and self.decision != self.Decision.NEVER


class OfferAnswer(models.Model):
    """What an editor said to a fact found in a story: taken into the record, or left out of it.

    It goes by the fingerprint of the sentence and what was offered of it: answered once, it is not offered
    again.
    """

    class Verdict(models.TextChoices):
        RECORDED = "recorded", "recorded"
        DISMISSED = "dismissed", "dismissed"

    story = models.ForeignKey(Story, models.CASCADE, related_name="offer_answers")
    fingerprint = models.CharField(max_length=64)
    verdict = models.CharField(max_length=10, choices=Verdict)
    sentence = models.TextField(help_text="The evidence: the words of the story as they stood then.")
    recorded_as = models.CharField(
        max_length=20, blank=True, help_text="Which kind of row of the record it became."
    )
    record_id = models.BigIntegerField(null=True, blank=True, help_text="And its number.")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["story", "fingerprint"], name="offer_answered_once"),
        ]

    def __str__(self):
        return f"{self.get_verdict_display()}: {self.sentence}"


class StoryWords(models.Model):
    """The words of a story's draft as the matcher reads them. See `story_words`."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=32)
    words = SearchVectorField()

    class Meta:
        verbose_name_plural = "words of stories"
        indexes = [GinIndex(fields=["words"], name="story_by_words")]

    def __str__(self):
        return f"words of story {self.story_id}"


class PublishedWords(models.Model):
    """The words of an edition whose story's draft says other words by now. See `story_words`."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="+")
    edition = models.ForeignKey("newsroom.Publication", models.CASCADE, related_name="+")
    words = SearchVectorField()

    class Meta:
        verbose_name_plural = "words of editions"
        indexes = [GinIndex(fields=["words"], name="edition_by_words")]

    def __str__(self):
        return f"words of edition {self.edition_id}"
