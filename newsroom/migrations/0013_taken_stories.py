import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

# Which stories are headed alike, and who publishes; the expressions are those of newsroom.intake.
INDEXES = {
    "story_headline_trigrams": "newsroom_story using gin (upper(headline) gin_trgm_ops)",
    "entity_publication": "cases_entity (id) where kind = 'publication'",
}


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0016_past_days"),
        ("newsroom", "0012_images"),
    ]

    operations = [
        migrations.AddField(
            model_name="article",
            name="canonical_key",
            field=models.CharField(
                blank=True,
                editable=False,
                help_text="What two spellings of one address have in common.",
                max_length=40,
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="first_published_on",
            field=models.DateField(
                blank=True,
                help_text="For a story taken from elsewhere: the day it appeared there.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="original_author",
            field=models.CharField(
                blank=True,
                help_text="For a story taken from elsewhere: who wrote it, as it is signed there.",
                max_length=250,
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="shingles",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(),
                default=list,
                editable=False,
                help_text="A sample of its runs of words, by which the same story told twice is found.",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="taken_text",
            field=models.TextField(
                blank=True,
                editable=False,
                help_text="The words as they were taken in, to tell how much of them we print.",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("canonical_key", ""), _negated=True),
                fields=["canonical_key"],
                name="article_by_address",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=django.contrib.postgres.indexes.GinIndex(fields=["shingles"], name="article_by_its_words"),
        ),
        *(
            migrations.RunSQL(f"create index {name} on {columns}", f"drop index {name}")
            for name, columns in INDEXES.items()
        ),
    ]
