from django.db import migrations

# A version said who ended it; now also by which act, and why: else nobody learns why a row went.
ENDS_SAY_WHY = """
do $$
declare kept text;
begin
  for kept in select table_name from information_schema.columns
    where table_schema = 'history' and column_name = 'superseded_at'
  loop
    execute format(
      'alter table history.%I
         add ended_verb text not null default '''', add ended_why text not null default ''''', kept);
    execute format('create index on history.%I (superseded_at desc) where is_deleted', kept);
  end loop;
end $$;

create or replace function history.keep_version() returns trigger language plpgsql as $$
declare
  at_this_moment timestamptz := clock_timestamp();
  this_verb text := coalesce(nullif(current_setting('newsroom.verb', true), ''), 'change');
  this_person bigint := nullif(current_setting('newsroom.by', true), '')::bigint;
  this_reason text := coalesce(current_setting('newsroom.why', true), '');
begin
  if tg_op = 'UPDATE' and old is not distinct from new then return null; end if;
  if tg_op <> 'INSERT' then
    execute format(
      'update history.%I'
      ' set superseded_at = $1, ended_by = $2, is_deleted = $3, ended_verb = $5, ended_why = $6'
      ' where id = $4 and superseded_at = ''infinity''', tg_table_name
    ) using at_this_moment, this_person, tg_op = 'DELETE', old.id, this_verb, this_reason;
  end if;
  if tg_op <> 'DELETE' then
    execute format(
      'insert into history.%I (%s, recorded_at, verb, recorded_by, why) select ($1).*, $2, $3, $4, $5',
      tg_table_name, tg_argv[0]
    ) using new, at_this_moment, this_verb, this_person, this_reason;
  end if;
  return null;
end $$;

create or replace function history.refuse() returns trigger language plpgsql as $$
declare ends text[] := '{superseded_at,ended_by,is_deleted,ended_verb,ended_why}';
begin
  if tg_op = 'UPDATE' and old.superseded_at = 'infinity' and to_jsonb(old) - ends = to_jsonb(new) - ends then
    return new;
  end if;
  raise exception using errcode = 'restrict_violation', message = 'history is append-only';
end $$;

-- A table kept from now on is begun with these columns too.
alter procedure history.keep(text) rename to keep_as_before;
create procedure history.keep(kept text) language plpgsql as $$
declare is_new boolean := to_regclass(format('history.%I', kept)) is null;
begin
  call history.keep_as_before(kept);
  if is_new then
    execute format(
      'alter table history.%I
         add ended_verb text not null default '''', add ended_why text not null default ''''', kept);
    execute format('create index on history.%I (superseded_at desc) where is_deleted', kept);
  end if;
end $$;
"""
ENDS_SAY_NOTHING = """
drop procedure history.keep(text);
alter procedure history.keep_as_before(text) rename to keep;

create or replace function history.refuse() returns trigger language plpgsql as $$
declare ends text[] := '{superseded_at,ended_by,is_deleted}';
begin
  if tg_op = 'UPDATE' and old.superseded_at = 'infinity' and to_jsonb(old) - ends = to_jsonb(new) - ends then
    return new;
  end if;
  raise exception using errcode = 'restrict_violation', message = 'history is append-only';
end $$;

create or replace function history.keep_version() returns trigger language plpgsql as $$
declare at_this_moment timestamptz := clock_timestamp();
begin
  if tg_op = 'UPDATE' and old is not distinct from new then return null; end if;
  if tg_op <> 'INSERT' then
    execute format(
      'update history.%I set superseded_at = $1, ended_by = $2, is_deleted = $3'
      ' where id = $4 and superseded_at = ''infinity''', tg_table_name
    ) using
      at_this_moment, nullif(current_setting('newsroom.by', true), '')::bigint, tg_op = 'DELETE', old.id;
  end if;
  if tg_op <> 'DELETE' then
    execute format(
      'insert into history.%I (%s, recorded_at, verb, recorded_by, why) select ($1).*, $2, $3, $4, $5',
      tg_table_name, tg_argv[0]
    ) using
      new, at_this_moment,
      coalesce(nullif(current_setting('newsroom.verb', true), ''), 'change'),
      nullif(current_setting('newsroom.by', true), '')::bigint,
      coalesce(current_setting('newsroom.why', true), '');
  end if;
  return null;
end $$;

do $$
declare kept text;
begin
  for kept in select table_name from information_schema.columns
    where table_schema = 'history' and column_name = 'superseded_at'
  loop
    execute format('drop index history.%I', kept || '_superseded_at_idx');
    execute format('alter table history.%I drop ended_verb, drop ended_why', kept);
  end loop;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_entities_in_order")]

    operations = [migrations.RunSQL(ENDS_SAY_WHY, ENDS_SAY_NOTHING)]
