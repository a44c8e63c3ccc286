from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0012_review"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="WorkingCopy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.UUIDField()),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="working_copies", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("article", "article"), ("explainer", "explainer")], max_length=10
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.SET_NULL,
                        related_name="working_copies",
                        to="newsroom.story",
                    ),
                ),
                (
                    "base",
                    models.PositiveIntegerField(
                        default=0, help_text="The revision that the form was opened with."
                    ),
                ),
                ("headline", models.CharField(blank=True, max_length=200)),
                (
                    "form",
                    models.JSONField(help_text="What the form sends: each name with its values.", null=True),
                ),
                ("unsaved_since", models.DateTimeField(null=True)),
                ("kept_at", models.DateTimeField(null=True)),
                ("seen_at", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "working copies",
                "ordering": ["-kept_at", "-pk"],
                "indexes": [models.Index(fields=["story", "-seen_at"], name="working_copy_of_story")],
                "constraints": [
                    models.UniqueConstraint(fields=("owner", "token"), name="working_copy_once_per_form"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("form__isnull", True),
                                ("kept_at__isnull", True),
                                ("unsaved_since__isnull", True),
                            ),
                            models.Q(
                                ("form__isnull", False),
                                ("kept_at__isnull", False),
                                ("unsaved_since__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="working_copy_knows_since_when",
                    ),
                ],
            },
        )
    ]
