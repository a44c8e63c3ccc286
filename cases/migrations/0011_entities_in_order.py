from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_todays_visibility")]

    operations = [
        # Lists are read in this order, a page at a time: whom readers may see is asked only of those on the page.
        migrations.AddIndex(
            model_name="entity",
            index=models.Index(fields=["name", "id"], name="entity_in_order"),
        ),
    ]
