from django.db import migrations

# PostgreSQL need not try to compress what is compressed already. And a page that goes stale is marked where it
# stands: no index is written, however many pages there are. The rows are small, since the pages themselves are
# stored apart.
APART = """
alter table newsroom_rendition
  alter column html_gzip set storage external, alter column html_br set storage external, set (fillfactor = 50);
"""
TOGETHER = """
alter table newsroom_rendition
  alter column html_gzip set storage extended, alter column html_br set storage extended, reset (fillfactor);
"""


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0020_stale_renditions")]

    operations = [
        migrations.RunSQL(APART, TOGETHER),
    ]
