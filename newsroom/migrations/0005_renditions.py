from django.db import migrations, models

ID = (
    "id",
    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
)


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0004_schedules")]

    operations = [
        migrations.CreateModel(
            name="Rendition",
            fields=[
                ID,
                ("path", models.CharField(max_length=250, unique=True)),
                ("status", models.PositiveSmallIntegerField(default=200)),
                ("html_gzip", models.BinaryField()),
                ("html_br", models.BinaryField(default=b"")),
                (
                    "etag",
                    models.CharField(
                        help_text="SHA-256 of the page, whichever form it is sent in.", max_length=64
                    ),
                ),
                (
                    "keys",
                    models.CharField(
                        blank=True, help_text="Surrogate keys, separated by spaces.", max_length=2000
                    ),
                ),
                ("modified_at", models.DateTimeField()),
                (
                    "valid_until",
                    models.DateTimeField(
                        help_text="When the next scheduled edition takes its place.", null=True
                    ),
                ),
                ("is_stale", models.BooleanField(default=False)),
                (
                    "design",
                    models.CharField(
                        blank=True,
                        help_text="The templates and code that made it: others make it again.",
                        max_length=16,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["design"], name="rendition_by_design"),
                    models.Index(
                        condition=models.Q(("valid_until__isnull", False)),
                        fields=["valid_until"],
                        name="rendition_by_its_end",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AllFresh",
            fields=[ID, ("seen", models.TextField())],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("pk", 1)), name="all_fresh_once")],
            },
        ),
        migrations.CreateModel(
            name="Ingredient",
            fields=[
                ID,
                (
                    "rendition",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="ingredients", to="newsroom.rendition"
                    ),
                ),
                ("subject", models.CharField(max_length=20)),
                ("subject_id", models.BigIntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["subject", "subject_id", "rendition"], name="rendition_made_from")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("rendition", "subject", "subject_id"), name="ingredient_once"
                    )
                ],
            },
        ),
    ]
