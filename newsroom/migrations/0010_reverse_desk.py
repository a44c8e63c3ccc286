import django.contrib.postgres.fields
from django.conf import settings
from django.db import migrations, models

ID = (
    "id",
    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0009_words_of_stories"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Spread",
            fields=[
                ID,
                (
                    "case",
                    models.ForeignKey(null=True, on_delete=models.CASCADE, related_name="+", to="cases.case"),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        null=True, on_delete=models.CASCADE, related_name="+", to="cases.entity"
                    ),
                ),
                (
                    "counted",
                    models.CharField(
                        help_text="How many stories had the words when it began.", max_length=40
                    ),
                ),
                ("before", models.BigIntegerField()),
                ("looked_at", models.PositiveIntegerField(default=0)),
                (
                    "started_by",
                    models.ForeignKey(
                        null=True, on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "stopped",
                    models.CharField(blank=True, help_text="Why it ended before its time.", max_length=200),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("case__isnull", False), ("entity__isnull", True)),
                            models.Q(("case__isnull", True), ("entity__isnull", False)),
                            _connector="OR",
                        ),
                        name="spread_has_one_target",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("case", "entity"),
                        name="spread_once_at_a_time",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SpreadStory",
            fields=[
                ID,
                (
                    "spread",
                    models.ForeignKey(on_delete=models.CASCADE, related_name="stories", to="newsroom.spread"),
                ),
                ("story", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to="newsroom.story")),
                ("links", models.PositiveSmallIntegerField(default=0)),
                (
                    "edition",
                    models.ForeignKey(
                        null=True, on_delete=models.PROTECT, related_name="+", to="newsroom.publication"
                    ),
                ),
                (
                    "needs_you",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list),
                ),
            ],
            options={
                "ordering": ["-story"],
                "constraints": [
                    models.UniqueConstraint(fields=("spread", "story"), name="story_once_per_spread")
                ],
            },
        ),
    ]
