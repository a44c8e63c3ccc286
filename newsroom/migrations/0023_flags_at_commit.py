from django.db import migrations

# Once at the commit of a transaction, like newsroom_mark_stale. Who publishes, or says that a part is still
# right, holds the same lock alone while the record is asked: neither misses the other.
FLAG_AT_COMMIT = """
create function newsroom_flag_parts(changing bigint) returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(235732999);
  with changed as (
    select subject, subject_id, by_id, noted_at from cases_change
    where transaction_id = changing and subject in ('case', 'entity', 'statement', 'source', 'term')
  ), concerned as (
    select subject, subject_id, by_id, noted_at from changed
    union all
    select changed.subject, former.former_id, changed.by_id, changed.noted_at
    from changed join cases_formerslug former on former.kind = changed.subject
      and changed.subject_id = case changed.subject when 'case' then former.case_id else former.entity_id end
  ), asked as materialized (
    select subject, subject_id, max(by_id) as by_id, min(noted_at) as since,
      newsroom_told(subject, subject_id) as told
    from concerned
    where exists (
      select from newsroom_sectionbasis basis
      where basis.subject = concerned.subject and basis.subject_id = concerned.subject_id)
    group by subject, subject_id
  ), compared as materialized (
    select distinct on (basis.story_id, basis.part, subject, subject_id)
      basis.story_id, basis.part, subject, subject_id, basis.told as old, asked.told as new,
      asked.by_id, asked.since, newsroom_told_differs(basis.told, asked.told) as differs
    from newsroom_standing_basis basis join asked using (subject, subject_id)
    order by basis.story_id, basis.part, subject, subject_id, basis.number
  ), back as (
    update newsroom_staleflag flag set resolved_at = now(), outcome = 'went_back'
    from compared same
    where not same.differs and flag.resolved_at is null and flag.story_id = same.story_id
      and flag.part = same.part and flag.subject = same.subject and flag.subject_id = same.subject_id
  )
  insert into newsroom_staleflag
    (story_id, part, subject, subject_id, old, new, since, changed_by_id, tells_readers, outcome, reason)
  select story_id, part, subject, subject_id, old, new, since, by_id, false, '', ''
  from compared where differs
  order by story_id, part, subject, subject_id
  on conflict (story_id, part, subject, subject_id) where resolved_at is null
  do update set new = excluded.new, changed_by_id = excluded.changed_by_id
    where newsroom_staleflag.new is distinct from excluded.new;
end $$;

create function newsroom_flag_stale() returns trigger language plpgsql as $$
begin
  if new.id <= coalesce(nullif(current_setting('newsroom.flagged_up_to', true), '')::bigint, 0) then
    return null;
  end if;
  perform newsroom_flag_parts(new.transaction_id);
  perform set_config(
    'newsroom.flagged_up_to',
    (select max(id) from cases_change where transaction_id = new.transaction_id)::text, true
  );
  return null;
end $$;
create constraint trigger flag_stale after insert on cases_change
  deferrable initially deferred for each row execute function newsroom_flag_stale();

-- A merge has its keys checked half-way, which fires what waits for the commit: ask again at the end of it.
create function newsroom_flag_merged() returns trigger language plpgsql as $$
begin
  perform newsroom_flag_parts(pg_current_xact_id()::text::bigint);
  return null;
end $$;
create constraint trigger flag_merged after insert or update on cases_merge
  deferrable initially deferred for each row execute function newsroom_flag_merged();
"""
FLAG_NO_MORE = """
drop trigger flag_merged on cases_merge;
drop function newsroom_flag_merged();
drop trigger flag_stale on cases_change;
drop function newsroom_flag_stale();
drop function newsroom_flag_parts(bigint);
"""

# Readers see that a part is under review, and at once that it is no longer.
TELL_READERS = """
create function newsroom_note_review() returns trigger language plpgsql as $$
begin
  perform cases_note_change('story', new.story_id);
  return null;
end $$;
create trigger notes_review after update of tells_readers, told_since, resolved_at on newsroom_staleflag
  for each row when (old.tells_readers or new.tells_readers) execute function newsroom_note_review();
"""
TELL_NO_MORE = """
drop trigger notes_review on newsroom_staleflag;
drop function newsroom_note_review();
"""


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0022_what_sections_rest_on")]

    operations = [
        migrations.RunSQL(FLAG_AT_COMMIT, FLAG_NO_MORE),
        migrations.RunSQL(TELL_READERS, TELL_NO_MORE),
    ]
