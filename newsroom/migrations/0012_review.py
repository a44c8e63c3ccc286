from django.conf import settings
from django.db import migrations, models

ID = (
    "id",
    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0011_assignments_and_comments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Step",
            fields=[
                ID,
                (
                    "story",
                    models.ForeignKey(on_delete=models.CASCADE, related_name="steps", to="newsroom.story"),
                ),
                (
                    "name",
                    models.CharField(
                        choices=[
                            ("submit_for_review", "submit for review"),
                            ("take_back", "take back"),
                            ("approve", "approve"),
                            ("send_back", "send back"),
                            ("reopen", "reopen"),
                            ("edited", "changed after it was approved"),
                            ("issued", "published"),
                            ("publish_alone", "published without a second pair of eyes"),
                            ("need_sign_off", "a sign-off asked for"),
                            ("waive_sign_off", "a sign-off no longer asked for"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "before",
                    models.CharField(
                        choices=[
                            ("writing", "being written"),
                            ("in_review", "in review"),
                            ("approved", "approved"),
                            ("sent_back", "sent back"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("writing", "being written"),
                            ("in_review", "in review"),
                            ("approved", "approved"),
                            ("sent_back", "sent back"),
                        ],
                        max_length=10,
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=1000)),
                ("revision_number", models.PositiveIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["story", "-id"], name="step_of_story")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("name__in", ["send_back", "reopen", "publish_alone", "waive_sign_off"]),
                            ("why", ""),
                            _negated=True,
                        ),
                        name="step_says_why",
                        violation_error_message="Say why: the others go by it.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SignOff",
            fields=[
                ID,
                (
                    "story",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="sign_offs", to="newsroom.story"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("editor", "editor"), ("legal", "legal"), ("fact_check", "fact check")],
                        max_length=10,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="sign_offs", to="newsroom.revision"
                    ),
                ),
                (
                    "digest",
                    models.CharField(help_text="SHA-256 of the content that was signed off.", max_length=64),
                ),
                (
                    "note",
                    models.CharField(blank=True, help_text="What others should know of it.", max_length=1000),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-pk"],
                "permissions": [
                    ("sign_off_legal", "Can sign off stories as legal"),
                    ("sign_off_facts", "Can sign off stories as fact-checked"),
                ],
                "indexes": [models.Index(fields=["story", "kind", "digest"], name="sign_off_of_content")],
            },
        ),
    ]
