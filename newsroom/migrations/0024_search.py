from django.db import migrations

# The expressions are, word for word, those of newsroom.search.queries. Trigram indexes on tables of the
# record are for readers' search alone, so they are kept here and not with the record.
INDEXES = {
    "publication_words": """newsroom_publication using gin (
        to_tsvector('english'::regconfig, coalesce(headline, '') || ' ' || coalesce(dek, '') || ' ' || coalesce(text, ''))
    )""",
    "case_caption_trigrams": "cases_case using gin (upper(caption) gin_trgm_ops)",
    "entity_name_trigrams": "cases_entity using gin (name_key gin_trgm_ops)",
    "alias_name_trigrams": "cases_alias using gin (name_key gin_trgm_ops)",
}


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0023_flags_at_commit")]

    operations = [
        migrations.RunSQL(f"create index {name} on {columns}", f"drop index {name}")
        for name, columns in INDEXES.items()
    ]
