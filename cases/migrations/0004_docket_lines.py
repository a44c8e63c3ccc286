import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_claims_stay_in_their_case")]

    operations = [
        migrations.CreateModel(
            name="DocketLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("case", "case the docket opened"),
                            ("docket", "docket"),
                            ("origin", "docket appealed from"),
                            ("party", "party"),
                            ("counsel", "counsel"),
                            ("claim", "count or complaint"),
                            ("disposition", "disposition of a count"),
                            ("entry", "entry"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        help_text="What tells the line from all others of its kind.", max_length=100
                    ),
                ),
                (
                    "printed",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        help_text="What was read, by the names of the fields it was kept in.",
                    ),
                ),
                (
                    "row",
                    models.BigIntegerField(
                        blank=True, help_text="The row of the record, whether still there or not.", null=True
                    ),
                ),
                (
                    "docket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="cases.docket"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("kind", "origin")), fields=["key"], name="docket_line_origin"
                    ),
                    models.Index(
                        condition=models.Q(("kind", "case")), fields=["row"], name="docket_line_of_case"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("docket", "kind", "key"), name="line_once_per_docket")
                ],
            },
        ),
    ]
