from django.conf import settings
from django.db import migrations, models

import cases.models.fields

ID = (
    "id",
    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_events"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="Statement",
            fields=[
                ID,
                (
                    "text",
                    models.TextField(
                        help_text="One fact, in one sentence. For a quotation: the words themselves, unmarked."
                    ),
                ),
                (
                    "is_quotation",
                    models.BooleanField(default=False, help_text="The words are quoted exactly."),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("alleged", "alleged"),
                            ("reported", "reported"),
                            ("denied", "denied"),
                            ("confirmed", "confirmed"),
                            ("admitted", "admitted"),
                            ("found", "found by a court"),
                            ("opinion", "opinion or analysis"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "asserted_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who says so, e.g. the SEC.",
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="statements",
                        to="cases.entity",
                    ),
                ),
                (
                    "spokesperson",
                    models.CharField(
                        blank=True, help_text="Who spoke for them, e.g. a spokesperson.", max_length=150
                    ),
                ),
                (
                    "via",
                    models.ForeignKey(
                        blank=True,
                        help_text="According to whom we know, e.g. Reuters: “X said, according to Reuters”.",
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="statements_relayed",
                        to="cases.entity",
                    ),
                ),
                (
                    "date",
                    cases.models.fields.PartialDateField(
                        blank=True, help_text="When it was said.", null=True
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.CASCADE,
                        related_name="statements",
                        to="cases.case",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.CASCADE,
                        related_name="statements",
                        to="cases.party",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.CASCADE,
                        related_name="statements",
                        to="cases.claim",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.CASCADE,
                        related_name="statements",
                        to="cases.event",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.CASCADE,
                        related_name="statements_about",
                        to="cases.entity",
                    ),
                ),
                (
                    "point",
                    models.CharField(
                        blank=True,
                        help_text="The point at issue, in a few words: statements on the same point of a case compete.",
                        max_length=100,
                    ),
                ),
                (
                    "is_preferred",
                    models.BooleanField(
                        default=False, help_text="Among statements on the same point, the one we go by."
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("checked_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("checked_at__isnull", True)),
                        fields=["-id"],
                        name="statement_unchecked",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("case__isnull", False),
                            ("party__isnull", False),
                            ("claim__isnull", False),
                            ("event__isnull", False),
                            ("entity__isnull", False),
                            _connector="OR",
                        ),
                        name="statement_is_about_something",
                        violation_error_message="Say what it is about: a case, party, claim, event or entity.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_preferred", True)),
                        fields=("case", "point"),
                        name="one_preferred_statement_per_point",
                        nulls_distinct=False,
                        violation_error_message="Another statement on this point is already preferred.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_preferred", False), models.Q(("point", ""), _negated=True), _connector="OR"
                        ),
                        name="preference_needs_a_point",
                        violation_error_message="Name the point at issue to prefer one statement on it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="statement_says_something",
                        violation_error_message="A statement needs its words.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Citation",
            fields=[
                ID,
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="citations", to="cases.statement"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(on_delete=models.PROTECT, related_name="citations", to="cases.source"),
                ),
                (
                    "locator",
                    models.CharField(blank=True, help_text="Page, paragraph or minute.", max_length=120),
                ),
                ("date_accessed", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("statement", "source", "locator"),
                        name="citation_once",
                        violation_error_message="This source is already cited there for this statement.",
                    )
                ],
            },
        ),
    ]
