from decimal import Decimal

import django.contrib.postgres.fields
import django.core.validators
from django.db import migrations, models

ID = (
    "id",
    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
)


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0005_renditions")]

    operations = [
        migrations.CreateModel(
            name="Number",
            fields=[
                ID,
                (
                    "title",
                    models.CharField(
                        help_text="What the number says, e.g. Enforcement cases the SEC dropped.",
                        max_length=150,
                        unique=True,
                    ),
                ),
                (
                    "label",
                    models.CharField(
                        blank=True,
                        help_text="Under the figure, where the title is too long for it.",
                        max_length=60,
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        blank=True,
                        help_text="After the figure where it stands alone, e.g. cases.",
                        max_length=40,
                    ),
                ),
                (
                    "unit_one",
                    models.CharField(
                        blank=True,
                        help_text="Where the figure is 1, e.g. case.",
                        max_length=40,
                        verbose_name="unit of one",
                    ),
                ),
                (
                    "unit_in_text",
                    models.BooleanField(
                        default=False,
                        help_text="It says its unit in sentences too: “1 case”, “2 cases”. Else the text around it does.",
                        verbose_name="in texts too",
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("cases", "how many cases"),
                            ("penalties", "the money of their penalties"),
                            ("events", "how many events"),
                            ("entities", "how many people and organisations"),
                        ],
                        default="cases",
                        max_length=20,
                        verbose_name="what is counted",
                    ),
                ),
                (
                    "query",
                    models.CharField(
                        blank=True,
                        help_text="As the API is asked, e.g. outcome=dismissed&prejudice=with. An address of the API may be pasted whole. Sealed cases never count.",
                        max_length=1000,
                        verbose_name="filter",
                    ),
                ),
                (
                    "grouped_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "not grouped: one figure"),
                            ("year", "the year they were filed"),
                            ("agency", "the agency that brought them"),
                            ("outcome", "how they ended"),
                            ("court", "the court"),
                            ("kind", "the kind of case"),
                        ],
                        help_text="Makes a chart of it, in sections of explainers. In a text it stays one figure.",
                        max_length=20,
                        verbose_name="a bar for each",
                    ),
                ),
                (
                    "threshold",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal(0),
                        help_text="Sentences are flagged when the record has moved the number by more than this since it was published; 0: by anything.",
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="may drift by",
                    ),
                ),
                (
                    "threshold_unit",
                    models.CharField(
                        choices=[("absolute", "in its own unit"), ("per_cent", "per cent")],
                        default="absolute",
                        max_length=10,
                        verbose_name="drift is",
                    ),
                ),
                ("key", models.CharField(db_index=True, editable=False, max_length=64)),
            ],
            options={
                "ordering": ["title"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="number_has_a_title"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("unit", ""), _negated=True),
                            models.Q(("unit_in_text", False), ("unit_one", "")),
                            _connector="OR",
                        ),
                        name="number_says_a_unit_it_has",
                        violation_error_message="Give the unit of many as well, e.g. cases.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("grouped_by", ""), ("what__in", ["cases", "penalties"]), _connector="OR"
                        ),
                        name="only_cases_are_grouped",
                        violation_error_message="Only cases and their penalties can be grouped: choose one figure.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("threshold__gte", 0)),
                        name="number_drifts_forwards",
                        violation_error_message="How far it may drift is said without a sign.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                ID,
                ("key", models.CharField(max_length=64, unique=True)),
                ("what", models.CharField(max_length=20)),
                ("query", models.CharField(blank=True, max_length=1000)),
                ("grouped_by", models.CharField(blank=True, max_length=20)),
                (
                    "moved_by",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20)),
                ),
                ("value", models.JSONField(help_text="Null: it could not be counted.", null=True)),
                (
                    "fingerprint",
                    models.CharField(blank=True, help_text="Of the value and its groups.", max_length=64),
                ),
                ("problem", models.TextField(blank=True)),
                (
                    "seen",
                    models.TextField(
                        help_text="PostgreSQL's snapshot: what was committed when it was counted."
                    ),
                ),
                ("counted_at", models.DateTimeField()),
            ],
            options={"verbose_name_plural": "tallies"},
        ),
        migrations.CreateModel(
            name="PublishedNumber",
            fields=[
                ID,
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="numbers", to="newsroom.publication"
                    ),
                ),
                (
                    "number",
                    models.BigIntegerField(
                        help_text="Of the desk's list; it may have been removed there since."
                    ),
                ),
                (
                    "is_live",
                    models.BooleanField(help_text="Shown as it is when read, not as it was when published."),
                ),
                (
                    "key",
                    models.CharField(
                        help_text="What its definition has in common with its tally.", max_length=64
                    ),
                ),
                ("told", models.JSONField()),
                ("rows", models.JSONField(null=True)),
                ("counted_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["publication", "number", "is_live"],
                "indexes": [models.Index(fields=["key"], name="published_number_by_key")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("publication", "number", "is_live"), name="number_once_per_edition"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_live", True), ("rows__isnull", True)),
                            models.Q(("is_live", False), ("rows__isnull", False)),
                            _connector="OR",
                        ),
                        name="number_in_words_has_its_rows",
                    ),
                ],
            },
        ),
    ]
