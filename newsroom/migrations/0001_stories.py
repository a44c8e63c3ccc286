import django.contrib.postgres.fields
from django.conf import settings
from django.db import migrations, models

ID = (
    "id",
    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
)


class Migration(migrations.Migration):
    initial = True

    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="Section",
            fields=[
                ID,
                ("name", models.CharField(max_length=80, unique=True)),
                ("slug", models.SlugField(max_length=80, unique=True)),
                (
                    "needs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("editor", "editor"),
                                ("legal", "legal"),
                                ("fact_check", "fact check"),
                                ("legal_if_criminal", "legal, for a story about a criminal case"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        help_text="Without them no story of the section is published.",
                        verbose_name="sign-offs needed",
                    ),
                ),
            ],
            options={"ordering": ["name"]},
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                ID,
                ("name", models.CharField(max_length=80, unique=True)),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("description", models.CharField(blank=True, max_length=300)),
            ],
            options={"ordering": ["name"]},
        ),
        migrations.CreateModel(
            name="Author",
            fields=[
                ID,
                ("name", models.CharField(max_length=120)),
                ("slug", models.SlugField(max_length=120, unique=True)),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=models.SET_NULL,
                        related_name="author",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"ordering": ["name", "pk"]},
        ),
        migrations.CreateModel(
            name="Story",
            fields=[
                ID,
                (
                    "kind",
                    models.CharField(
                        choices=[("article", "article"), ("explainer", "explainer")],
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "draft"), ("published", "published"), ("withdrawn", "withdrawn")],
                        default="draft",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("writing", "being written"),
                            ("in_review", "in review"),
                            ("approved", "approved"),
                            ("sent_back", "sent back"),
                        ],
                        default="writing",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "needs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[("editor", "editor"), ("legal", "legal"), ("fact_check", "fact check")],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        editable=False,
                        help_text="The sign-offs it needs besides those its section asks for.",
                    ),
                ),
                ("headline", models.CharField(max_length=200)),
                (
                    "dek",
                    models.CharField(
                        blank=True,
                        help_text="The line under the headline: one sentence that tells the news.",
                        max_length=400,
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="The last part of the page's address. Changing it leaves a redirect at the old one.",
                        max_length=120,
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="stories",
                        to="newsroom.section",
                    ),
                ),
                (
                    "embargo_until",
                    models.DateTimeField(
                        blank=True,
                        help_text="Nothing of the story can be published to appear before this moment. Whoever was sent a preview link reads the draft all the same: that is what it is for.",
                        null=True,
                    ),
                ),
                ("revision_number", models.PositiveIntegerField(default=0, editable=False)),
                ("topics", models.ManyToManyField(blank=True, related_name="stories", to="newsroom.topic")),
            ],
            options={
                "verbose_name_plural": "stories",
                "ordering": ["-pk"],
                "permissions": [
                    ("publish_story", "Can publish stories"),
                    ("withdraw_story", "Can withdraw stories"),
                    ("submit_story", "Can submit stories for review"),
                    ("approve_story", "Can approve stories"),
                    ("send_back_story", "Can send stories back to their writers"),
                    ("publish_alone", "Can publish without a second pair of eyes, with a reason"),
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("stage", "writing"), _negated=True),
                        fields=["stage", "-id"],
                        name="story_under_review",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "slug"),
                        name="story_slug_once_per_kind",
                        violation_error_message="Another story already has this slug. Choose a different one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("headline", ""), _negated=True),
                        name="story_has_a_headline",
                        violation_error_message="A story needs a headline.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stage__in", ["writing", "in_review", "approved", "sent_back"])),
                        name="story_has_a_known_stage",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Byline",
            fields=[
                ID,
                (
                    "story",
                    models.ForeignKey(on_delete=models.CASCADE, related_name="bylines", to="newsroom.story"),
                ),
                (
                    "author",
                    models.ForeignKey(on_delete=models.PROTECT, related_name="bylines", to="newsroom.author"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("story", "author"),
                        name="author_once_per_byline",
                        violation_error_message="This author is already on the byline.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                ID,
                (
                    "story",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="revisions", to="newsroom.story"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("content", models.JSONField()),
                ("digest", models.CharField(help_text="SHA-256 of the canonical content.", max_length=64)),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "saved_by",
                    models.ForeignKey(
                        null=True, on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("saved_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("story", "number"), name="revision_number_once_per_story")
                ],
            },
        ),
        migrations.AddField(
            model_name="story",
            name="authors",
            field=models.ManyToManyField(
                related_name="stories", through="newsroom.Byline", to="newsroom.author"
            ),
        ),
    ]
