from django.conf import settings
from django.db import migrations, models

ID = (
    "id",
    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
)


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0002_articles"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="Publication",
            fields=[
                ID,
                (
                    "story",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="publications", to="newsroom.story"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("publish", "published"),
                            ("update", "updated"),
                            ("minor_edit", "minor edit"),
                            ("correct", "corrected"),
                            ("clarify", "clarified"),
                            ("withdraw", "withdrawn"),
                            ("restore", "restored"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="publications", to="newsroom.revision"
                    ),
                ),
                ("content", models.JSONField()),
                ("text", models.TextField(help_text="The words alone, for search.")),
                ("digest", models.CharField(max_length=64)),
                ("previous_digest", models.CharField(blank=True, max_length=64)),
                (
                    "kind",
                    models.CharField(
                        choices=[("article", "article"), ("explainer", "explainer")], max_length=10
                    ),
                ),
                ("slug", models.SlugField(max_length=120)),
                ("headline", models.CharField(max_length=200)),
                ("dek", models.CharField(blank=True, max_length=400)),
                ("byline", models.CharField(blank=True, max_length=500)),
                (
                    "section",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="publications",
                        to="newsroom.section",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True, help_text="What readers are told: why it was updated or withdrawn."
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True, on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("effective_at", models.DateTimeField()),
                ("first_published_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField(help_text="When readers were last told something new.")),
                ("topics", models.ManyToManyField(related_name="publications", to="newsroom.topic")),
            ],
            options={
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["story", "-number"], name="publication_of_story"),
                    models.Index(fields=["-first_published_at", "-id"], name="publication_newest_first"),
                    models.Index(fields=["kind", "slug", "-effective_at"], name="publication_by_address"),
                    models.Index(fields=["effective_at", "id"], name="publication_by_time"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("story", "number"), name="publication_number_once_per_story"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Coverage",
            fields=[
                ID,
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="coverage", to="newsroom.publication"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(null=True, on_delete=models.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        null=True, on_delete=models.PROTECT, related_name="+", to="cases.entity"
                    ),
                ),
                ("is_about", models.BooleanField()),
            ],
            options={
                "verbose_name_plural": "coverage",
                "indexes": [
                    models.Index(
                        condition=models.Q(("case__isnull", False)),
                        fields=["case", "-publication"],
                        name="coverage_of_case",
                    ),
                    models.Index(
                        condition=models.Q(("entity__isnull", False)),
                        fields=["entity", "-publication"],
                        name="coverage_of_entity",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("case__isnull", False), ("entity__isnull", True)),
                            models.Q(("case__isnull", True), ("entity__isnull", False)),
                            _connector="OR",
                        ),
                        name="coverage_has_one_target",
                    ),
                    models.UniqueConstraint(
                        fields=("publication", "case", "entity"), name="coverage_once", nulls_distinct=False
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ID,
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="corrections", to="newsroom.publication"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "kind",
                    models.CharField(
                        choices=[("correction", "correction"), ("clarification", "clarification")],
                        max_length=20,
                    ),
                ),
                (
                    "concerns",
                    models.CharField(
                        choices=[
                            ("fact", "a fact"),
                            ("name", "a name"),
                            ("number", "a number or a date"),
                            ("quotation", "a quotation"),
                            ("attribution", "who said so"),
                            ("standing", "how a case stands"),
                            ("image", "an image or its caption"),
                            ("other", "something else"),
                        ],
                        max_length=20,
                    ),
                ),
                ("before", models.TextField(blank=True, help_text="The words as they stood.")),
                ("after", models.TextField(blank=True, help_text="The words as they stand now.")),
                ("note", models.TextField(help_text="What readers are told.")),
            ],
            options={
                "ordering": ["publication", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("publication", "position"), name="correction_in_its_place"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("note", ""), _negated=True), name="correction_says_something"
                    ),
                ],
            },
        ),
    ]
