import django.contrib.postgres.indexes
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_merges"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="alias",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["name_key"], name="alias_by_likeness", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["caption"], name="case_by_likeness", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddIndex(
            model_name="entity",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["name_key"], name="entity_by_likeness", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddIndex(
            model_name="externalidentifier",
            index=models.Index(
                models.F("scheme"),
                django.db.models.functions.text.Upper(
                    models.Func("value", models.Value("0"), function="ltrim")
                ),
                name="identifier_by_number",
            ),
        ),
    ]
