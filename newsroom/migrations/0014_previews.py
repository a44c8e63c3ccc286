from django.conf import settings
from django.db import migrations, models

ID = (
    "id",
    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0013_working_copies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PreviewLink",
            fields=[
                ID,
                (
                    "story",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="preview_links", to="newsroom.story"
                    ),
                ),
                ("token_digest", models.CharField(editable=False, max_length=64, unique=True)),
                (
                    "for_whom",
                    models.CharField(
                        help_text="Who gets the link, e.g. counsel for Roe.",
                        max_length=150,
                        verbose_name="for",
                    ),
                ),
                (
                    "may_approve",
                    models.BooleanField(
                        default=False, help_text="They may say that the story may be published."
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                (
                    "revoked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("opened_at"))),
                        name="preview_ends_after_it_begins",
                        violation_error_message="The link must end after now.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("for_whom", ""), _negated=True),
                        name="preview_is_for_somebody",
                        violation_error_message="Say who gets the link.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PreviewAnswer",
            fields=[
                ID,
                (
                    "link",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="answers", to="newsroom.previewlink"
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("comment", "comment"),
                            ("approved", "may be published"),
                            ("objected", "should not be published so"),
                        ],
                        default="comment",
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="your name")),
                ("text", models.TextField(blank=True, max_length=5000, verbose_name="what you want to say")),
                ("digest", models.CharField(help_text="SHA-256 of the content they read.", max_length=64)),
                (
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.SET_NULL,
                        related_name="+",
                        to="newsroom.revision",
                    ),
                ),
                ("answered_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), ("verdict", "comment"), _negated=True),
                        name="comment_says_something",
                        violation_error_message="Write what you want to say.",
                    )
                ],
            },
        ),
    ]
