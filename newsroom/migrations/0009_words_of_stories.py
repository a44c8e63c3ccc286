import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

ID = (
    "id",
    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
)


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0008_links")]

    operations = [
        migrations.CreateModel(
            name="StoryWords",
            fields=[
                ID,
                ("story", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to="newsroom.story")),
                ("digest", models.CharField(max_length=32)),
                ("words", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "verbose_name_plural": "words of stories",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["words"], name="story_by_words")
                ],
            },
        ),
        migrations.CreateModel(
            name="PublishedWords",
            fields=[
                ID,
                ("story", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to="newsroom.story")),
                (
                    "edition",
                    models.ForeignKey(on_delete=models.CASCADE, related_name="+", to="newsroom.publication"),
                ),
                ("words", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "verbose_name_plural": "words of editions",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["words"], name="edition_by_words")
                ],
            },
        ),
    ]
