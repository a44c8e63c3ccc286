import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0019_past_days"),
        ("newsroom", "0001_stories"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Image",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file", models.CharField(editable=False, max_length=100)),
                (
                    "sha256",
                    models.CharField(
                        editable=False,
                        help_text="Of the file as it was uploaded: the same one twice is one picture.",
                        max_length=64,
                        unique=True,
                        verbose_name="SHA-256",
                    ),
                ),
                ("width", models.PositiveIntegerField(editable=False)),
                ("height", models.PositiveIntegerField(editable=False)),
                (
                    "widths",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), editable=False
                    ),
                ),
                (
                    "alt",
                    models.CharField(
                        blank=True,
                        help_text="What there is to see, for whoever doesn't see it: “Roe leaves the court in Foley Square”.",
                        max_length=500,
                        verbose_name="alt text",
                    ),
                ),
                (
                    "credit",
                    models.CharField(
                        blank=True,
                        help_text="Who made it, as it is to be printed: “Iris Vance / The Docket”.",
                        max_length=200,
                    ),
                ),
                (
                    "licence",
                    models.CharField(
                        blank=True,
                        help_text="What lets us show it: “CC BY 4.0”, “our own”, “agency contract”.",
                        max_length=120,
                    ),
                ),
                ("source_url", models.URLField(blank=True, max_length=1000, verbose_name="where it is from")),
                (
                    "caption",
                    models.CharField(blank=True, help_text="What readers are told under it.", max_length=500),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=models.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("added_at", models.DateTimeField(editable=False)),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("height__gt", 0), ("width__gt", 0)), name="image_has_an_area"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("file", ""), _negated=True), name="image_has_a_file"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Article",
            fields=[
                (
                    "story_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=models.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="newsroom.story",
                    ),
                ),
                ("body", models.TextField(blank=True)),
                (
                    "block_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, default=list, editable=False
                    ),
                ),
                (
                    "publisher",
                    models.ForeignKey(
                        blank=True,
                        help_text="For a story taken from elsewhere: who first published it. Empty for our own reporting.",
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to="cases.entity",
                    ),
                ),
                (
                    "canonical_url",
                    models.URLField(
                        blank=True,
                        help_text="For a story taken from elsewhere: its address there.",
                        max_length=1000,
                        verbose_name="canonical URL",
                    ),
                ),
                (
                    "original_author",
                    models.CharField(
                        blank=True,
                        help_text="For a story taken from elsewhere: who wrote it, as it is signed there.",
                        max_length=250,
                    ),
                ),
                (
                    "first_published_on",
                    models.DateField(
                        blank=True,
                        help_text="For a story taken from elsewhere: the day it appeared there.",
                        null=True,
                    ),
                ),
                (
                    "lead_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Stands above the text, on cards and where the story is shared.",
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to="newsroom.image",
                    ),
                ),
                (
                    "taken_text",
                    models.TextField(
                        blank=True,
                        editable=False,
                        help_text="The words as they were taken in, to tell how much of them we print.",
                    ),
                ),
                (
                    "canonical_key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What two spellings of one address have in common.",
                        max_length=40,
                    ),
                ),
                (
                    "shingles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        default=list,
                        editable=False,
                        help_text="A sample of its runs of words, by which the same story told twice is found.",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("canonical_key", ""), _negated=True),
                        fields=["canonical_key"],
                        name="article_by_address",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["shingles"], name="article_by_its_words"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("publisher__isnull", True),
                            models.Q(("canonical_url", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="taken_story_has_its_address",
                        violation_error_message="Give the canonical URL of a story taken from elsewhere.",
                    )
                ],
            },
            bases=("newsroom.story",),
        ),
    ]
