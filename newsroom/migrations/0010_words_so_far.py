from django.db import migrations

from cases.names import name_key
from newsroom.linking.story_words import note_words
from newsroom.prose.blocks import split


def note_so_far(apps, _schema_editor):
    """Give links their wording, and every story its words; later saves keep both."""
    links = apps.get_model("newsroom", "Link").objects.exclude(surface="")
    for link in links.iterator():
        link.wording = name_key(link.surface)[:250]
        link.save(update_fields=["wording"])
    for article in apps.get_model("newsroom", "Article").objects.iterator():
        note_words(article, split(article.body))
    for explainer in apps.get_model("newsroom", "Explainer").objects.iterator():
        bodies = explainer.sections.order_by("position", "pk").values_list("body", flat=True)
        note_words(explainer, [block for body in bodies for block in split(body)])


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0009_words_of_stories")]

    operations = [migrations.RunPython(note_so_far, migrations.RunPython.noop)]
