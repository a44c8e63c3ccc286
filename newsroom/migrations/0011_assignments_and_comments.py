from django.conf import settings
from django.db import migrations, models

ID = (
    "id",
    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0010_reverse_desk"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ID,
                (
                    "story",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="assignments", to="newsroom.story"
                    ),
                ),
                (
                    "task",
                    models.CharField(
                        choices=[
                            ("write", "write"),
                            ("edit", "edit"),
                            ("legal", "legal check"),
                            ("fact_check", "fact check"),
                        ],
                        max_length=10,
                        verbose_name="to do",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=models.PROTECT,
                        related_name="assignments",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
                ("due", models.DateTimeField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "assigned_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("assigned_at", models.DateTimeField()),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("done_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-pk"],
                "permissions": [("assign_story", "Can assign stories")],
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at__isnull", True)),
                        fields=["person", "due"],
                        name="open_assignment",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("done_at__isnull", True)),
                        fields=("story", "person", "task"),
                        name="assigned_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                ID,
                (
                    "story",
                    models.ForeignKey(on_delete=models.CASCADE, related_name="comments", to="newsroom.story"),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.CASCADE,
                        related_name="replies",
                        to="newsroom.comment",
                    ),
                ),
                ("block", models.CharField(blank=True, max_length=40)),
                ("start", models.PositiveIntegerField(blank=True, null=True)),
                ("end", models.PositiveIntegerField(blank=True, null=True)),
                ("surface", models.CharField(blank=True, max_length=1000, verbose_name="words")),
                ("prefix", models.CharField(blank=True, max_length=40)),
                ("suffix", models.CharField(blank=True, max_length=40)),
                ("text", models.CharField(max_length=5000, verbose_name="comment")),
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
                    "resolved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("resolved_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["pk"],
                "permissions": [("comment_story", "Can comment on stories")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="story_comment_says_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("block", ""), ("end__isnull", True), ("start__isnull", True)),
                            models.Q(
                                models.Q(("block", ""), _negated=True),
                                models.Q(("surface", ""), _negated=True),
                                ("end__gt", models.F("start")),
                                ("start__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="comment_is_placed_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("thread__isnull", True),
                            models.Q(("resolved_at__isnull", True), ("surface", "")),
                            _connector="OR",
                        ),
                        name="reply_is_its_threads",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                ID,
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="mentions", to="newsroom.comment"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="mentions", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("answered_at__isnull", True)),
                        fields=["person"],
                        name="open_mention",
                    )
                ],
                "constraints": [models.UniqueConstraint(fields=("comment", "person"), name="mentioned_once")],
            },
        ),
    ]
