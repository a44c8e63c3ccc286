from django.db import migrations

# What the record tells readers of a subject. Names are kept for whoever reads the difference, and are none
# themselves: a party renamed has not been convicted of anything else.
TOLD = """
create function newsroom_told(asked text, asked_id bigint) returns jsonb language sql stable as $$
  select case asked
    when 'case' then (
      select jsonb_build_object(
        'caption', told.caption, 'date_filed', told.date_filed, 'date_terminated', told.date_terminated,
        'is_sealed', told.is_sealed,
        'claims', coalesce((
          select jsonb_object_agg(pair.id, jsonb_build_object(
            'outcome', live.outcome, 'prejudice', live.prejudice, 'date', live.date,
            'printed', case live.outcome when 'as_printed' then live.printed else '' end))
          from cases_claimagainst pair join cases_disposition live on live.against_id = pair.id
          where pair.case_id = told.id and live.superseded_by_id is null), '{}'),
        'penalties', coalesce((
          select jsonb_object_agg(penalty.id, jsonb_build_object(
            'kind', penalty.kind, 'amount', penalty.amount::text, 'currency', penalty.currency,
            'duration', penalty.duration, 'duration_unit', penalty.duration_unit,
            'date_imposed', penalty.date_imposed, 'date_satisfied', penalty.date_satisfied))
          from cases_penalty penalty where penalty.case_id = told.id), '{}'),
        'names', coalesce((
          select jsonb_object_agg(named.key, named.name) from (
            select 'claims/' || pair.id, party.name || ', ' || claim.title
            from cases_claimagainst pair
            join cases_claim claim on claim.id = pair.claim_id
            join cases_party role on role.id = pair.party_id
            join cases_entity party on party.id = role.entity_id
            where pair.case_id = told.id
            union all
            select 'penalties/' || penalty.id, party.name
            from cases_penalty penalty
            join cases_party role on role.id = penalty.party_id
            join cases_entity party on party.id = role.entity_id
            where penalty.case_id = told.id
          ) named (key, name)), '{}'))
      from cases_case told where told.id = coalesce(
        (select case_id from cases_formerslug where kind = 'case' and former_id = asked_id), asked_id))
    when 'entity' then (
      select jsonb_build_object('name', told.name) from cases_entity told where told.id = coalesce(
        (select entity_id from cases_formerslug where kind = 'entity' and former_id = asked_id), asked_id))
    when 'statement' then (
      select jsonb_build_object(
        'text', text, 'mode', mode, 'is_quotation', is_quotation, 'is_preferred', is_preferred)
      from cases_statement where id = asked_id)
    when 'source' then (select jsonb_build_object('is_there', true) from cases_source where id = asked_id)
    when 'term' then (
      select jsonb_build_object('term', term, 'definition', definition)
      from newsroom_glossaryterm where id = asked_id)
  end
$$;

-- Rows that gave way to their likes in a merge have other numbers and say the same.
create function newsroom_rows_differ(old jsonb, new jsonb) returns boolean language sql immutable as $$
  select old is distinct from new and (
    exists (select from jsonb_each(old) was join jsonb_each(new) stands using (key) where was.value <> stands.value)
    or (select jsonb_agg(value order by value) from jsonb_each(old) where not new ? key)
      is distinct from (select jsonb_agg(value order by value) from jsonb_each(new) where not old ? key)
  )
$$;
create function newsroom_told_differs(old jsonb, new jsonb) returns boolean language sql immutable as $$
  select old is distinct from new and (
    old - '{claims,penalties,names}'::text[] is distinct from new - '{claims,penalties,names}'::text[]
    or newsroom_rows_differ(old -> 'claims', new -> 'claims')
    or newsroom_rows_differ(old -> 'penalties', new -> 'penalties')
  )
$$;

-- Of each story that was ever published: the edition that counts now, withdrawals left out, and one scheduled.
create view newsroom_standing_basis as
  select basis.*, edition.story_id, edition.number
  from newsroom_sectionbasis basis join newsroom_publication edition on edition.id = basis.publication_id
  where not exists (select from newsroom_cancellation off where off.publication_id = edition.id)
  and not exists (
    select from newsroom_publication later
    where not exists (select from newsroom_cancellation off where off.publication_id = later.id)
      and later.story_id = edition.story_id and later.number > edition.number
      and later.effective_at <= now() and later.verb <> 'withdraw'
  );
"""
UNTOLD = """
drop view newsroom_standing_basis;
drop function newsroom_told_differs(jsonb, jsonb);
drop function newsroom_rows_differ(jsonb, jsonb);
drop function newsroom_told(text, bigint);
"""

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


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0017_stale_flags"), ("cases", "0016_past_days")]

    operations = [
        migrations.RunSQL(TOLD, UNTOLD),
        migrations.RunSQL(FLAG_AT_COMMIT, FLAG_NO_MORE),
        migrations.RunSQL(
            TELL_READERS,
            "drop trigger notes_review on newsroom_staleflag; drop function newsroom_note_review();",
        ),
    ]
