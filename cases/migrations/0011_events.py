from django.db import migrations, models

import cases.models.fields


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_dispositions_and_penalties")]

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("case", models.ForeignKey(on_delete=models.CASCADE, related_name="events", to="cases.case")),
                (
                    "docket",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.CASCADE,
                        related_name="events",
                        to="cases.docket",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("filed", "filed"),
                            ("charged", "charged"),
                            ("arrest", "arrest"),
                            ("motion", "motion"),
                            ("hearing", "hearing"),
                            ("order", "order"),
                            ("opinion", "opinion"),
                            ("plea", "plea"),
                            ("trial", "trial"),
                            ("verdict", "verdict"),
                            ("judgment", "judgment"),
                            ("sentence", "sentence"),
                            ("release", "release"),
                            ("settlement", "settlement"),
                            ("dismissal", "dismissal"),
                            ("appeal", "appeal"),
                            ("notice", "notice"),
                            ("transcript", "transcript"),
                            ("statement", "statement outside court"),
                            ("entry", "docket entry"),
                        ],
                        max_length=20,
                    ),
                ),
                ("date", cases.models.fields.PartialDateField()),
                ("title", models.CharField(help_text="What happened, in a few words.", max_length=250)),
                ("description", models.TextField(blank=True)),
                (
                    "significance",
                    models.CharField(
                        choices=[("major", "major"), ("minor", "minor")], default="minor", max_length=10
                    ),
                ),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("expected", "expected"),
                            ("confirmed", "confirmed"),
                            ("cancelled", "cancelled"),
                        ],
                        default="confirmed",
                        max_length=10,
                    ),
                ),
                (
                    "entry_number",
                    models.CharField(
                        blank=True, help_text="The docket entry's number as printed.", max_length=20
                    ),
                ),
                (
                    "entry_key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What tells the entry from all others of its docket.",
                        max_length=100,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="events",
                        to="cases.source",
                    ),
                ),
                ("documents", models.ManyToManyField(blank=True, related_name="events", to="cases.document")),
            ],
            options={
                "ordering": ["date", "pk"],
                "indexes": [
                    models.Index(fields=["case", "date", "id"], name="event_timeline"),
                    models.Index(
                        condition=models.Q(("standing", "expected")),
                        fields=["date", "id"],
                        name="event_expected",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("entry_key", ""), _negated=True),
                        fields=("docket", "entry_key"),
                        name="entry_once_per_docket",
                    )
                ],
            },
        )
    ]
