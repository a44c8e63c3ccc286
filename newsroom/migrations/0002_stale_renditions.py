from django.db import migrations

# The other half of newsroom.publishing.renditions: writers of the record hold the shared lock until they
# commit, and pages made from what they touched go stale in the same transaction.
MARK_STALE = """
create function newsroom_mark_stale() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(235732993);
  update newsroom_rendition set is_stale = true
  where not is_stale and id in (
    select rendition_id from newsroom_ingredient
    where subject = new.subject and subject_id = new.subject_id
  );
  return null;
end $$;
create trigger mark_stale after insert on cases_change
  for each row execute function newsroom_mark_stale();
"""


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0001_journalism"), ("cases", "0002_change_log")]

    operations = [
        migrations.RunSQL(
            MARK_STALE, "drop trigger mark_stale on cases_change; drop function newsroom_mark_stale();"
        )
    ]
