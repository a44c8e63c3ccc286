from django.db import migrations

# What was weak so far, somebody had called weak.
DECIDED = "update cases_alias set is_decided = true where strength = 'weak'"


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_entity_details")]

    operations = [migrations.RunSQL(DECIDED, migrations.RunSQL.noop)]
