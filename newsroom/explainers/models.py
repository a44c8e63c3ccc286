from contextlib import contextmanager

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models

from cases.models.change import NotesChange
from cases.narrowing import filter_errors
from newsroom.explainers.content import blocks_of, content_of, lines_of, problems_of, sections_of
from newsroom.explainers.kinds import KINDS, Depth
from newsroom.publishing.models import Story, StoryQuerySet
from newsroom.wording.actions import read_by_guard


class NotesGlossary(pgtrigger.Trigger):
    """Notes ("glossary", 0) when words join the glossary or leave it: any page may hold them.

    What a word means is noted of its term alone, and concerns the pages that explain it.
    """

    name = "notes_glossary"
    when = pgtrigger.After
    operation = pgtrigger.Insert | pgtrigger.Delete | pgtrigger.UpdateOf("term", "variants")
    func = """
        if tg_op <> 'UPDATE' or (old.term, old.variants) is distinct from (new.term, new.variants) then
          perform cases_note_change('glossary', 0);
        end if;
        return null;
    """


class GlossaryTerm(models.Model):
    """A term of art in plain language."""

    term = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=120, unique=True)
    definition = models.TextField(help_text="In words a reader uses; at most three sentences.")
    variants = ArrayField(
        models.CharField(max_length=120),
        default=list,
        blank=True,
        help_text="Other wordings of the same term, separated by commas.",
    )

    class Meta:
        ordering = ["term"]
        triggers = [NotesChange(("term", "id")), NotesGlossary()]

    def __str__(self):
        return self.term


class Explainer(Story):
    """A page of ordered sections that answers one question, some written, some live from the record."""

    question = models.CharField(
        max_length=200,
        blank=True,
        help_text="What a reader comes to know, e.g. What does the dismissal mean?",
    )

    objects = StoryQuerySet.as_manager()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = self.Kind.EXPLAINER

    # Its sections while they are read once.
    sections_read = None

    @contextmanager
    def read_once(self):
        before, self.sections_read = self.sections_read, sections_of(self)
        try:
            with super().read_once():
                yield
        finally:
            self.sections_read = before

    def content(self):
        return content_of(self)

    def blocks(self):
        return blocks_of(self)

    def lines(self):
        return lines_of(self)

    def problems(self):
        with self.read_once():
            return problems_of(self)

    def rests(self):
        return read_by_guard(self)


class ExplainerSection(models.Model):
    """One part of an explainer. Text is written; live kinds are rendered from the record when read."""

    class Kind(models.TextChoices):
        TEXT = "text", "text"
        KEY_FACTS = "key_facts", "key facts"
        KNOWN = "known", "what we know and don’t know"
        STATUS = "status", "status of cases"
        DISPOSITIONS = "dispositions", "how the claims ended"
        TIMELINE = "timeline", "timeline"
        WHO = "who", "who’s who"
        DOCUMENTS = "documents", "documents"
        QUOTE = "quote", "quotation"
        TERMS = "terms", "terms"
        COVERAGE = "coverage", "related coverage"
        NUMBERS = "numbers", "numbers and charts"

    explainer = models.ForeignKey(Explainer, models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.TEXT)
    heading = models.CharField(
        max_length=150, blank=True, help_text="Best as the question the section answers."
    )
    body = models.TextField(blank=True)
    block_ids = ArrayField(models.CharField(max_length=40), default=list, blank=True, editable=False)
    shown_from = models.CharField(
        max_length=10,
        choices=Depth,
        default=Depth.FULL,
        help_text="From how much time on a reader sees it: 30 seconds shows the least.",
    )
    cases = models.ManyToManyField("cases.Case", blank=True, related_name="+")
    filter = models.CharField(
        max_length=500,
        blank=True,
        help_text="Narrows down what it shows, in the words of the API: significance=major&after=2023.",
    )
    terms = models.ManyToManyField(GlossaryTerm, blank=True, related_name="sections")
    numbers = models.ManyToManyField("newsroom.Number", blank=True, related_name="sections")
    statements = models.ManyToManyField(
        "cases.Statement", through="newsroom.SectionStatement", blank=True, related_name="+"
    )

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.heading or self.get_kind_display()

    def clean(self):
        language = KINDS[self.kind].language if self.kind in KINDS else None
        if language and (errors := filter_errors(self.filter, language)):
            raise ValidationError({"filter": errors})


class SectionStatement(models.Model):
    """A fact of the record shown in a section of key facts or as a quotation, in order."""

    section = models.ForeignKey(ExplainerSection, models.CASCADE, related_name="facts")
    statement = models.ForeignKey("cases.Statement", models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "statement"],
                name="statement_once_per_section",
                violation_error_message="This statement is already in the section.",
            )
        ]

    def __str__(self):
        return str(self.statement)
