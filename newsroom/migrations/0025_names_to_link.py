from django.db import migrations

# What only linking asks of the tables of the record: names that begin in lower case, and captions word for
# word. The expressions are, word for word, those of newsroom.linking.record.
INDEXES = {
    "alias_in_lower_case": "cases_alias (name_key) where name ~ '^[[:lower:]]'",
    "case_by_caption": "cases_case (upper(caption))",
}


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0024_search")]

    operations = [
        migrations.RunSQL(f"create index {name} on {columns}", f"drop index {name}")
        for name, columns in INDEXES.items()
    ]
