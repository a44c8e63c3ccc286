from django.db import migrations

# The record on two clocks. Every table of the record has a twin in the schema `history` with one row per version, and a
# view of its own name in the schema `past` that shows the versions which stood at `newsroom.known_at`, and of
# them only what held on `newsroom.as_of`, if that is set. With `past` before `public` on the search path,
# every query of the record answers as it would have then.
KEEP_HISTORY = """
create schema history;
create schema past;

create function history.columns_of(kept text) returns text language sql stable as $$
  select string_agg(quote_ident(attname), ', ' order by attnum)
  from pg_attribute
  where attrelid = format('public.%I', kept)::regclass and attnum > 0 and not attisdropped
$$;

create function history.keep_version() returns trigger language plpgsql as $$
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

-- A version is written once; all that may come later is its end: when, by whom, by which act and why.
create function history.refuse() returns trigger language plpgsql as $$
declare ends text[] := '{superseded_at,ended_by,is_deleted,ended_verb,ended_why}';
begin
  if tg_op = 'UPDATE' and old.superseded_at = 'infinity' and to_jsonb(old) - ends = to_jsonb(new) - ends then
    return new;
  end if;
  raise exception using errcode = 'restrict_violation', message = 'history is append-only';
end $$;

-- Valid time: when a row held, and what of it is masked because it came later. Undated facts hold on every day.
-- And `hides`: why a version that stands no longer may not be told today.
create table history.held (
  kept text primary key, holds text not null default 'true', masks jsonb not null default '{}',
  hides text not null default 'false'
);

create function history.known_at() returns timestamptz language sql stable
  return current_setting('newsroom.known_at')::timestamptz;
create function history.as_of() returns date language sql stable
  return nullif(current_setting('newsroom.as_of', true), '')::date;

create function history.columns_as_of(kept text) returns text language sql stable as $$
  select string_agg(coalesce(masks ->> attname || ' as ', '') || quote_ident(attname), ', ' order by attnum)
  from pg_attribute, coalesce((select masks from history.held where held.kept = columns_as_of.kept), '{}') masks
  where attrelid = format('public.%I', kept)::regclass and attnum > 0 and not attisdropped
$$;

-- Begin, or after a migration go on, keeping every version of a table's rows.
create procedure history.keep(kept text) language plpgsql as $$
declare
  names text := history.columns_of(kept);
  missing record;
begin
  if to_regclass(format('history.%I', kept)) is null then
    execute format('create table history.%1$I (like public.%1$I)', kept);
    execute format(
      'alter table history.%I
         add version_id bigint generated always as identity primary key,
         add recorded_at timestamptz not null,
         add superseded_at timestamptz not null default ''infinity'',
         add verb text not null, add recorded_by bigint, add why text not null,
         add ended_by bigint, add is_deleted boolean not null default false,
         add ended_verb text not null default '''', add ended_why text not null default ''''', kept);
    execute format('create index on history.%I (superseded_at desc) where is_deleted', kept);
    for missing in
      select attname from pg_attribute
      where attrelid = format('public.%I', kept)::regclass and (attname = 'id' or attname like '%\\_id')
    loop
      execute format('create index on history.%I (%I, recorded_at desc)', kept, missing.attname);
    end loop;
    execute format('insert into history.%1$I (%2$s, recorded_at, verb, why)
      select %2$s, clock_timestamp(), ''change'', '''' from public.%1$I', kept, names);
  else
    for missing in
      select attname, format_type(atttypid, atttypmod) as type from pg_attribute
      where attrelid = format('public.%I', kept)::regclass and attnum > 0 and not attisdropped
        and attname not in (
          select attname from pg_attribute
          where attrelid = format('history.%I', kept)::regclass and not attisdropped)
    loop
      execute format('alter table history.%I add %I %s', kept, missing.attname, missing.type);
    end loop;
  end if;
  execute format('drop trigger if exists is_append_only on history.%I', kept);
  execute format(
    'create trigger is_append_only before update or delete on history.%I
     for each row execute function history.refuse()', kept);
  execute format('drop view if exists past.%I', kept);
  execute format(
    'create view past.%1$I as select %2$s from history.%1$I row
     where recorded_at <= history.known_at() and superseded_at > history.known_at()
       and (history.as_of() is null or %3$s)
       and (superseded_at = ''infinity'' or not coalesce(%4$s, false))',
    kept, history.columns_as_of(kept),
    coalesce((select holds from history.held where held.kept = keep.kept), 'true'),
    coalesce((select hides from history.held where held.kept = keep.kept), 'false'));
  execute format('drop trigger if exists keep_version on public.%I', kept);
  execute format(
    'create trigger keep_version after insert or update or delete on public.%I
     for each row execute function history.keep_version(%L)', kept, names);
end $$;
"""
FORGET = "drop schema past cascade; drop schema history cascade;"

TABLES = (
    "alias case caserelation citation claim claimagainst counsel court disposition distinctcases distinctentities docket "
    "document entity event event_documents externalidentifier formerslug party penalty source statement"
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0016_claims_stay_in_their_case")]

    operations = [
        migrations.RunSQL(KEEP_HISTORY, FORGET),
        *(
            migrations.RunSQL(f"call history.keep('cases_{table}')", migrations.RunSQL.noop)
            for table in TABLES.split()
        ),
    ]
