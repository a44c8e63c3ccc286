from django.db import migrations


class Migration(migrations.Migration):
    """A page that goes stale is marked where it stands: no index is written, however many pages there are.

    The rows are small, since the pages themselves are stored apart.
    """

    dependencies = [("newsroom", "0023_words_of_headlines")]

    operations = [
        migrations.RunSQL(
            "alter table newsroom_rendition set (fillfactor = 50)",
            "alter table newsroom_rendition reset (fillfactor)",
        )
    ]
