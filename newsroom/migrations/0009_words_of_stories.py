import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0008_link_proposals")]

    operations = [
        migrations.CreateModel(
            name="StoryWords",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=32)),
                ("words", django.contrib.postgres.search.SearchVectorField()),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=models.deletion.CASCADE, related_name="+", to="newsroom.story"
                    ),
                ),
            ],
            options={"verbose_name_plural": "words of stories"},
        ),
        migrations.AddIndex(
            model_name="storywords",
            index=django.contrib.postgres.indexes.GinIndex(fields=["words"], name="story_by_words"),
        ),
    ]
