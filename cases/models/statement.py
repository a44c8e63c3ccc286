from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cases.models.change import NotesChange
from cases.models.entity import Entity
from cases.models.fields import PartialDateField
from cases.models.sealing import may_see_sealed
from cases.models.source import Source

LEADS_TO_CASE = ("case", "party__case", "claim__case", "event__case")


def _leads_to_nothing_sealed(path):
    return Q((f"{path.partition('__')[0]}__isnull", True)) | Q((f"{path}__is_sealed", False))


class StatementQuerySet(models.QuerySet):
    def cases_concerned(self):
        """The numbers of the cases they are about, directly or by a party, claim or event."""
        rows = self.values_list(*LEADS_TO_CASE)
        return {pk for row in rows for pk in row if pk}

    def cases_of_each(self):
        """By the number of each, those of the cases it is about, directly or by a party, claim or event."""
        rows = self.values_list("pk", *LEADS_TO_CASE)
        return {pk: {case for case in cases if case} for pk, *cases in rows}

    def unsourced(self):
        return self.filter(citations__isnull=True)

    def unchecked(self):
        return self.filter(checked_at__isnull=True)

    def newest_first(self):
        return self.order_by(F("date").desc(nulls_last=True), "-pk")

    def visible_to(self, user):
        """All but those about anything in a sealed case."""
        if may_see_sealed(user):
            return self
        return self.filter(*(_leads_to_nothing_sealed(path) for path in LEADS_TO_CASE))

    def of_case(self, case):
        """Those about the case itself or a party, claim or event of it."""
        about = [Statement.objects.filter(**{path: case}).order_by().values("pk") for path in LEADS_TO_CASE]
        return self.filter(pk__in=about[0].union(*about[1:]))

    def with_attribution(self):
        """With who asserts it, via whom, and the sources cited."""
        cited = models.Prefetch("citations", Citation.objects.select_related("source__publisher"))
        return self.select_related("asserted_by", "via").prefetch_related(cited)


class Statement(models.Model):
    """A fact as somebody puts it: what it says, about what, on whose word, and how firmly."""

    class Mode(models.TextChoices):
        ALLEGED = "alleged", "alleged"
        REPORTED = "reported", "reported"
        DENIED = "denied", "denied"
        CONFIRMED = "confirmed", "confirmed"
        ADMITTED = "admitted", "admitted"
        FOUND = "found", "found by a court"
        OPINION = "opinion", "opinion or analysis"

    text = models.TextField(
        help_text="One fact, in one sentence. For a quotation: the words themselves, unmarked."
    )
    is_quotation = models.BooleanField(default=False, help_text="The words are quoted exactly.")
    mode = models.CharField(max_length=20, choices=Mode)
    asserted_by = models.ForeignKey(
        Entity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        help_text="Who says so, e.g. the SEC.",
    )
    spokesperson = models.CharField(
        max_length=150, blank=True, help_text="Who spoke for them, e.g. a spokesperson."
    )
    via = models.ForeignKey(
        Entity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="statements_relayed",
        help_text="According to whom we know, e.g. Reuters: “X said, according to Reuters”.",
    )
    date = PartialDateField(null=True, blank=True, help_text="When it was said.")
    case = models.ForeignKey("cases.Case", models.CASCADE, null=True, blank=True, related_name="statements")
    party = models.ForeignKey("cases.Party", models.CASCADE, null=True, blank=True, related_name="statements")
    claim = models.ForeignKey("cases.Claim", models.CASCADE, null=True, blank=True, related_name="statements")
    event = models.ForeignKey("cases.Event", models.CASCADE, null=True, blank=True, related_name="statements")
    entity = models.ForeignKey(
        Entity,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="statements_about",
    )
    point = models.CharField(
        max_length=100,
        blank=True,
        help_text="The point at issue, in a few words: statements on the same point of a case compete.",
    )
    is_preferred = models.BooleanField(
        default=False, help_text="Among statements on the same point, the one we go by."
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["-id"], condition=Q(checked_at__isnull=True), name="statement_unchecked")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(case__isnull=False)
                | Q(party__isnull=False)
                | Q(claim__isnull=False)
                | Q(event__isnull=False)
                | Q(entity__isnull=False),
                name="statement_is_about_something",
                violation_error_message="Say what it is about: a case, party, claim, event or entity.",
            ),
            models.UniqueConstraint(
                fields=["case", "point"],
                condition=Q(is_preferred=True),
                nulls_distinct=False,
                name="one_preferred_statement_per_point",
                violation_error_message="Another statement on this point is already preferred.",
            ),
            models.CheckConstraint(
                condition=Q(is_preferred=False) | ~Q(point=""),
                name="preference_needs_a_point",
                violation_error_message="Name the point at issue to prefer one statement on it.",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="statement_says_something",
                violation_error_message="A statement needs its words.",
            ),
        ]
        triggers = [NotesChange(("statement", "id"), ("case", "case_id"), ("entity", "entity_id"))]

    def __str__(self):
        return self.text[:120]

    @property
    def shown_from(self):
        """The subjects of the change log behind it; the statement is loaded `with_attribution()`."""
        sources = [citation.source for citation in self.citations.all()]
        named = [self.asserted_by_id, self.via_id, *(source.publisher_id for source in sources)]
        return (
            {("statement", self.pk)}
            | {("source", source.pk) for source in sources}
            | {("entity", pk) for pk in named if pk}
        )


class Citation(models.Model):
    """A source that bears a statement out, and where in it."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="citations")
    source = models.ForeignKey(Source, models.PROTECT, related_name="citations")
    locator = models.CharField(max_length=120, blank=True, help_text="Page, paragraph or minute.")
    date_accessed = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "source", "locator"],
                name="citation_once",
                violation_error_message="This source is already cited there for this statement.",
            )
        ]
        triggers = [
            NotesChange(
                ("statement", "id"),
                ("case", "case_id"),
                ("entity", "entity_id"),
                via=("cases_statement", "statement_id"),
            )
        ]

    def __str__(self):
        return str(self.source)
