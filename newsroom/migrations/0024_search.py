from django.db import migrations

# The expressions are, word for word, those of newsroom.search.queries. That of captions in capitals is for
# readers' search alone, so it is kept here; names are found by the record's own `entity_by_likeness` and
# `alias_by_likeness`.
INDEXES = {
    "publication_words": """newsroom_publication using gin (
        to_tsvector('english'::regconfig, coalesce(headline, '') || ' ' || coalesce(dek, '') || ' ' || coalesce(text, ''))
    )""",
    "case_caption_trigrams": "cases_case using gin (upper(caption) gin_trgm_ops)",
}


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0023_flags_at_commit")]

    operations = [
        migrations.RunSQL(f"create index {name} on {columns}", f"drop index {name}")
        for name, columns in INDEXES.items()
    ]
