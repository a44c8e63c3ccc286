from django.db import migrations


class Migration(migrations.Migration):
    """PostgreSQL need not try to compress what is compressed already."""

    dependencies = [("newsroom", "0006_search")]

    operations = [
        migrations.RunSQL(
            "alter table newsroom_rendition alter column html_gzip set storage external",
            "alter table newsroom_rendition alter column html_gzip set storage extended",
        )
    ]
