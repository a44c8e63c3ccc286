from django.db import migrations

# Which stories are headed alike, and who publishes; the expressions are those of newsroom.intake. The statistics
# kept for the index of words also say which words are common; the trigrams are for the search of the desk.
INDEXES = {
    "story_by_headline": "newsroom_story using gin (to_tsvector('simple', headline))",
    "story_headline_trigrams": "newsroom_story using gin (upper(headline) gin_trgm_ops)",
    "entity_publication": "cases_entity (id) where kind = 'publication'",
}


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0025_names_to_link")]

    operations = [
        migrations.RunSQL(f"create index {name} on {columns}", f"drop index {name}")
        for name, columns in INDEXES.items()
    ]
