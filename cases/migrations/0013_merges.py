from django.conf import settings
from django.db import migrations, models

ID = (
    "id",
    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0012_statements"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Merge",
            fields=[
                ID,
                ("kind", models.CharField(choices=[("case", "case"), ("entity", "entity")], max_length=10)),
                ("loser_id", models.BigIntegerField(verbose_name="number of the one merged")),
                ("loser_name", models.CharField(max_length=500, verbose_name="merged")),
                ("loser_slug", models.SlugField(max_length=160, verbose_name="its address")),
                ("survivor_id", models.BigIntegerField(verbose_name="number of the one it was merged into")),
                ("survivor_name", models.CharField(max_length=500, verbose_name="merged into")),
                (
                    "why",
                    models.CharField(
                        blank=True, help_text="How we know that the two are one.", max_length=500
                    ),
                ),
                (
                    "merged_by",
                    models.ForeignKey(
                        null=True, on_delete=models.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("merged_at", models.DateTimeField()),
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                ("journal", models.JSONField(default=list)),
                (
                    "turn",
                    models.PositiveBigIntegerField(
                        help_text="The order in which live merges were carried out; those carried out again move to the end."
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("undone_at__isnull", True)), fields=["turn"], name="merge_in_turn"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("loser_id", models.F("survivor_id")), _negated=True),
                        name="merge_is_of_two",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at__isnull", True)),
                        fields=("kind", "loser_id"),
                        name="merged_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FormerSlug",
            fields=[
                ID,
                ("kind", models.CharField(choices=[("case", "case"), ("entity", "entity")], max_length=10)),
                ("slug", models.SlugField(max_length=160)),
                (
                    "former_id",
                    models.BigIntegerField(
                        help_text="The number the merged row had: frozen content names it."
                    ),
                ),
                ("name", models.CharField(help_text="What the merged row was called.", max_length=500)),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="former_slugs",
                        to="cases.case",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="former_slugs",
                        to="cases.entity",
                    ),
                ),
                (
                    "merge",
                    models.OneToOneField(
                        on_delete=models.CASCADE, related_name="former_slug", to="cases.merge"
                    ),
                ),
            ],
            options={
                "ordering": ["slug"],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "slug"), name="former_slug_leads_to_one"),
                    models.UniqueConstraint(fields=("kind", "former_id"), name="former_row_leads_to_one"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("case__isnull", False), ("entity__isnull", True), ("kind", "case")),
                            models.Q(("case__isnull", True), ("entity__isnull", False), ("kind", "entity")),
                            _connector="OR",
                        ),
                        name="former_slug_leads_to_its_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DistinctCases",
            fields=[
                ID,
                (
                    "declared_by",
                    models.ForeignKey(
                        null=True, on_delete=models.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("declared_at", models.DateTimeField()),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="distinct_from", to="cases.case"
                    ),
                ),
                ("second", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to="cases.case")),
            ],
            options={
                "verbose_name_plural": "distinct cases",
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="distinctcases_said_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first", models.F("second")), _negated=True),
                        name="distinctcases_are_two",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DistinctEntities",
            fields=[
                ID,
                (
                    "declared_by",
                    models.ForeignKey(
                        null=True, on_delete=models.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("declared_at", models.DateTimeField()),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="distinct_from", to="cases.entity"
                    ),
                ),
                ("second", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to="cases.entity")),
            ],
            options={
                "verbose_name_plural": "distinct entities",
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="distinctentities_said_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first", models.F("second")), _negated=True),
                        name="distinctentities_are_two",
                    ),
                ],
            },
        ),
    ]
