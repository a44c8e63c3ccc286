from django.db import migrations, models

# What only linking asks of the tables of the record: names that begin in lower case, and captions word for
# word. The expressions are, word for word, those of newsroom.linking.record.
INDEXES = {
    "alias_in_lower_case": "cases_alias (name_key) where name ~ '^[[:lower:]]'",
    "case_by_caption": "cases_case (upper(caption))",
}


class Migration(migrations.Migration):
    dependencies = [("cases", "0016_past_days"), ("newsroom", "0007_corrections_and_previews")]

    operations = [
        migrations.AddField(
            model_name="link",
            name="is_strong",
            field=models.BooleanField(
                default=False,
                editable=False,
                help_text="Proposed with enough evidence to be accepted unseen.",
            ),
        ),
        migrations.AddField(
            model_name="link",
            name="wording",
            field=models.CharField(
                blank=True,
                editable=False,
                help_text="The name key of the words: how they match.",
                max_length=250,
                default="",
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="link",
            name="decision",
            field=models.CharField(
                choices=[
                    ("proposed", "proposed"),
                    ("accepted", "accepted"),
                    ("rejected", "rejected"),
                    ("never", "never in this story"),
                ],
                default="accepted",
                max_length=10,
            ),
        ),
        migrations.AddIndex(
            model_name="link",
            index=models.Index(
                condition=models.Q(
                    ("entity__isnull", False), models.Q(("decision", "proposed"), _negated=True)
                ),
                fields=["wording", "entity", "-id"],
                name="link_by_wording",
            ),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decision", "never")),
                fields=("story", "wording", "case", "entity"),
                name="never_once",
                nulls_distinct=False,
            ),
        ),
        *(
            migrations.RunSQL(f"create index {name} on {columns}", f"drop index {name}")
            for name, columns in INDEXES.items()
        ),
    ]
