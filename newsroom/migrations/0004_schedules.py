from django.conf import settings
from django.db import migrations, models

ID = (
    "id",
    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0003_publications"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Cancellation",
            fields=[
                ID,
                (
                    "publication",
                    models.OneToOneField(
                        on_delete=models.PROTECT, related_name="cancellation", to="newsroom.publication"
                    ),
                ),
                (
                    "cancelled_by",
                    models.ForeignKey(
                        null=True, on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("cancelled_at", models.DateTimeField()),
                ("digest", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                ID,
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="follow_ups", to="newsroom.publication"
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("log", "entry in the change log"),
                            ("alert", "alerts"),
                            ("purge", "purge of caches"),
                            ("warm", "page made ready"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "due_at",
                    models.DateTimeField(
                        help_text="When the edition takes effect; after a failure, the next attempt."
                    ),
                ),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("voided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "voided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                (
                    "error",
                    models.TextField(
                        blank=True, help_text="What went wrong at the last attempt, or why it is void."
                    ),
                ),
            ],
            options={
                "verbose_name": "follow-up",
                "ordering": ["-pk"],
                "permissions": [("settle_followup", "Can retry and discard failed jobs")],
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at__isnull", True), ("voided_at__isnull", True)),
                        fields=["due_at", "id"],
                        name="follow_up_owed",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("publication", "what"), name="follow_up_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_at__isnull", True), ("voided_at__isnull", True), _connector="OR"
                        ),
                        name="follow_up_done_or_void",
                    ),
                ],
            },
        ),
    ]
