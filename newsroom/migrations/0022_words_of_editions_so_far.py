from django.contrib.postgres.search import SearchVector
from django.db import migrations
from django.db.models import Value
from django.utils import timezone

from newsroom.linking.reading import as_frozen
from newsroom.linking.story_words import digest_of, parts_of


def note_so_far(apps, _schema_editor):
    """Keep the words of every edition that readers have and whose draft says others; later saves do so."""
    publications = apps.get_model("newsroom", "Publication").objects.filter(cancellation__isnull=True)
    noted = apps.get_model("newsroom", "StoryWords").objects
    words = apps.get_model("newsroom", "PublishedWords").objects
    now = timezone.now()
    stories = apps.get_model("newsroom", "Story").objects.filter(state="published")
    for story in stories.values_list("pk", flat=True).iterator():
        draft = noted.filter(story=story).values_list("digest", flat=True).first()
        for edition in publications.filter(story=story).order_by("-number")[:2]:
            parts = list(parts_of(block.text for block in as_frozen(edition.content)))
            if digest_of(parts) == draft and edition.effective_at <= now:
                break
            for part in parts:
                vector = SearchVector(Value(part), config="simple")
                words.create(story_id=story, edition=edition, words=vector)


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0021_reverse_desk")]

    operations = [migrations.RunPython(note_so_far, migrations.RunPython.noop)]
