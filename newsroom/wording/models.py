from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models

from cases.models.change import NotesChange
from newsroom.publishing.models import Story
from newsroom.wording.context import Context
from newsroom.wording.rules import Rule, Severity, pattern_of
from newsroom.wording.tokens import unknown_tokens


class WordingRuleQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(is_in_force=True)


class WordingRule(models.Model):
    """Words that say something of a party, and what in the record bears them out. Legal keeps these."""

    SEVERITIES = [
        (Severity.SERIOUS.value, "serious: needs a sign-off"),
        (Severity.CHECK.value, "to be checked"),
    ]
    CONTEXTS = [(context.value, context.value) for context in Context]

    slug = models.SlugField("name", max_length=60, unique=True)
    wordings = ArrayField(
        models.CharField(max_length=80),
        help_text="As they stand in text, separated by commas; a star takes any ending: settle*.",
    )
    says = models.CharField(
        max_length=120, help_text="What the words say of a party, e.g. “was convicted”: the finding reads so."
    )
    borne_out_by = ArrayField(
        models.CharField(max_length=60),
        default=list,
        blank=True,
        help_text="What in the record makes it true; any one is enough: an outcome (convicted), a dismissal "
        "(dismissed:with), a penalty (penalty:fine), a kind of case (case:criminal), a mode of statement "
        "(stated:found), a word in the title of a claim that ended in guilt (guilty_of:fraud). Empty: "
        "nothing does.",
    )
    severity = models.CharField(max_length=10, choices=SEVERITIES, default=Severity.SERIOUS.value)
    clears = ArrayField(
        models.CharField(max_length=20, choices=CONTEXTS),
        default=list,
        blank=True,
        help_text="Where the words are meant so, they are no finding.",
    )
    lowers = ArrayField(
        models.CharField(max_length=20, choices=CONTEXTS),
        default=list,
        blank=True,
        help_text="Where the words are meant so, they are to be checked, no more.",
    )
    is_in_force = models.BooleanField("in force", default=True)
    note = models.CharField(max_length=300, blank=True, help_text="Why the rule is there: a law, a judgment.")

    objects = WordingRuleQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(wordings__len__gt=0),
                name="wording_rule_has_wordings",
                violation_error_message="A rule needs at least one wording.",
            )
        ]

    def __str__(self):
        return self.slug

    def clean(self):
        try:
            pattern_of(tuple(self.wordings or ()))
        except ValueError as error:
            raise ValidationError({"wordings": str(error)}) from error
        if unknown := unknown_tokens(self.borne_out_by):
            raise ValidationError({"borne_out_by": f"Not known: {', '.join(unknown)}."})

    def as_rule(self) -> Rule:
        return Rule(
            self.slug,
            tuple(self.wordings),
            self.says,
            frozenset(self.borne_out_by),
            Severity(self.severity),
            frozenset(map(Context, self.clears)),
            frozenset(map(Context, self.lowers)),
        )


class SuppressedName(models.Model):
    """A name that must not be published: a court's order, a minor, a victim. Legal keeps the list.

    The guard stops every story that names it. The pages of the record are no stories: what they may show is
    decided there, by sealing.
    """

    name = models.CharField(
        max_length=250, help_text="As it would be printed; each other spelling is a row of its own."
    )
    name_key = models.CharField(max_length=250, editable=False)
    ground = models.CharField(
        max_length=300,
        help_text="Why, e.g. Order of 3 June 2025 in Doe v. Roe. Whoever writes the name reads it.",
    )

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name_key"],
                name="suppressed_name_once",
                violation_error_message="The name is on the list already.",
            ),
            models.CheckConstraint(
                condition=~models.Q(name_key=""),
                name="suppressed_name_has_letters",
                violation_error_message="A name needs at least one letter or digit.",
            ),
            models.CheckConstraint(
                condition=~models.Q(ground=""),
                name="suppressed_name_has_a_ground",
                violation_error_message="Say why the name must not be published.",
            ),
        ]
        triggers = [NotesChange(("suppressed_name", "id"))]

    def __str__(self):
        return self.name


class Clearance(models.Model):
    """A finding somebody stands for by name: these words, in this sentence, against this state of the record.

    It goes by the fingerprint of all three: once one of them changes, it clears nothing any more.
    """

    story = models.ForeignKey(Story, models.CASCADE, related_name="clearances")
    fingerprint = models.CharField(max_length=64)
    rule = models.CharField(max_length=60)
    surface = models.CharField(max_length=300)
    sentence = models.TextField()
    why = models.TextField(help_text="What the guard said.")
    reason = models.CharField(max_length=500, help_text="Why the words may stand.")
    cleared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    cleared_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        permissions = [("clear_wording", "Can sign off wording that outruns the record")]
        constraints = [
            models.UniqueConstraint(fields=["story", "fingerprint"], name="cleared_once"),
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="clearance_has_a_reason",
                violation_error_message="Say why the words may stand.",
            ),
        ]

    def __str__(self):
        return f"“{self.surface}”: {self.reason}"


class LogRead(models.Model):
    """How far the change log was read for what is to be read again; one row, held by whoever reads on."""

    seen = models.TextField(
        default="1:1:", help_text="PostgreSQL's snapshot: what was committed when it was read."
    )

    def __str__(self):
        return self.seen


class RereadingQuerySet(models.QuerySet):
    def due(self, now):
        """Those that wait for a worker, the longest first."""
        return self.filter(due_at__lte=now).order_by("due_at", "pk")


class Rereading(models.Model):
    """That what is published of a subject is to be read again against the record, from one story on.

    The subject is an entity, a story or a name of the list of those not to be published. One that was begun
    is gone through to its end; a change that comes meanwhile waits in a row of its own.
    """

    subject = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    since = models.DateTimeField(help_text="When the record changed.")
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    after = models.BigIntegerField(default=0, help_text="The last story that was read.")
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)

    objects = RereadingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["due_at", "id"], name="rereading_by_turn")]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "subject_id"],
                condition=models.Q(after=0),
                name="rereading_waits_once",
            )
        ]

    def __str__(self):
        return f"{self.subject} {self.subject_id}, from {self.after} on"
