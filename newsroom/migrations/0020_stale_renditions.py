from django.db import migrations

# Two editors whose changes touch the same two pages in opposite order would each hold a page the other
# waits for. So a transaction marks its pages once, at commit, in the order of their numbers. Until then it
# holds the shared lock that keeps half-changed pages from being stored (newsroom.publishing.renditions).
MARK_AT_COMMIT = """
create function newsroom_hold_renditions() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(235732993);
  return null;
end $$;
create trigger hold_renditions after insert on cases_change
  for each statement execute function newsroom_hold_renditions();

create function newsroom_mark_stale() returns trigger language plpgsql as $$
begin
  if new.id <= coalesce(nullif(current_setting('newsroom.marked_up_to', true), '')::bigint, 0) then
    return null;
  end if;
  update newsroom_rendition set is_stale = true where id in (
    select id from newsroom_rendition
    where not is_stale and id in (
      select rendition_id from newsroom_ingredient join cases_change using (subject, subject_id)
      where transaction_id = new.transaction_id
    )
    order by id for update
  );
  perform set_config(
    'newsroom.marked_up_to',
    (select max(id) from cases_change where transaction_id = new.transaction_id)::text, true
  );
  return null;
end $$;
create constraint trigger mark_stale after insert on cases_change
  deferrable initially deferred for each row execute function newsroom_mark_stale();
"""
MARK_NO_MORE = """
drop trigger mark_stale on cases_change;
drop function newsroom_mark_stale();
drop trigger hold_renditions on cases_change;
drop function newsroom_hold_renditions();
"""


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0019_review_is_kept")]

    operations = [
        migrations.RunSQL(MARK_AT_COMMIT, MARK_NO_MORE),
    ]
