from django.db import migrations, models


class Migration(migrations.Migration):
    """Pages are kept in a second form. Those made before it have another design and are made again."""

    dependencies = [("newsroom", "0019_suppressed_names")]

    operations = [
        migrations.AddField("rendition", "html_br", models.BinaryField(default=b"")),
        migrations.AlterField(
            "rendition",
            "etag",
            models.CharField(max_length=64, help_text="SHA-256 of the page, whichever form it is sent in."),
        ),
        migrations.RunSQL(
            "alter table newsroom_rendition alter column html_br set storage external",
            migrations.RunSQL.noop,
        ),
    ]
