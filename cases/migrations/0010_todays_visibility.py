import json

from django.db import migrations

# Visibility is today's, whatever the clock: what a court has sealed since may be read at no past moment. The
# functions name their tables in full, so that they answer from today also where `past` is searched first.
VISIBILITY = """
-- Whether readers may not see a case. A merged one is its survivor; one taken out of the record is not shown.
create function cases_case_is_sealed(asked bigint) returns boolean language sql stable as $$
  select coalesce(
    (select is_sealed from public.cases_case where id = asked),
    (select c.is_sealed from public.cases_formerslug f join public.cases_case c on c.id = f.case_id
     where f.kind = 'case' and f.former_id = asked),
    true)
$$;

create function cases_statement_is_sealed(of_case bigint, of_party bigint, of_claim bigint, of_event bigint)
returns boolean language sql stable as $$
  select exists (
    select from public.cases_case c
    where c.is_sealed and c.id in (
      of_case,
      (select case_id from public.cases_party where id = of_party),
      (select case_id from public.cases_claim where id = of_claim),
      (select case_id from public.cases_event where id = of_event)))
$$;

-- Everything the record knows an entity from: for each, whether it is sealed.
create function cases_entity_known_from(asked bigint) returns setof boolean language sql stable as $$
  select c.is_sealed from public.cases_party p join public.cases_case c on c.id = p.case_id
  where p.entity_id = asked
  union all
  select public.cases_statement_is_sealed(case_id, party_id, claim_id, event_id) from public.cases_statement
  where asserted_by_id = asked
  union all
  select public.cases_statement_is_sealed(case_id, party_id, claim_id, event_id) from public.cases_statement
  where entity_id = asked
  union all
  select public.cases_statement_is_sealed(case_id, party_id, claim_id, event_id) from public.cases_statement
  where via_id = asked
  union all
  select c.is_sealed
  from public.cases_counsel k
  join public.cases_party p on p.id = k.party_id join public.cases_case c on c.id = p.case_id
  where k.entity_id = asked
  union all
  select public.cases_statement_is_sealed(s.case_id, s.party_id, s.claim_id, s.event_id)
  from public.cases_source o
  join public.cases_citation q on q.source_id = o.id join public.cases_statement s on s.id = q.statement_id
  where o.publisher_id = asked
  union all
  select c.is_sealed
  from public.cases_source o
  join public.cases_event e on e.source_id = o.id join public.cases_case c on c.id = e.case_id
  where o.publisher_id = asked
  union all
  select c.is_sealed
  from public.cases_source o
  join public.cases_penalty t on t.source_id = o.id join public.cases_case c on c.id = t.case_id
  where o.publisher_id = asked
  union all
  select c.is_sealed
  from public.cases_source o
  join public.cases_disposition d on d.source_id = o.id
  join public.cases_claimagainst a on a.id = d.against_id join public.cases_case c on c.id = a.case_id
  where o.publisher_id = asked
$$;

-- Of one taken out of the record only its history tells what it was known from.
create function cases_entity_was_in_a_sealed_case(asked bigint) returns boolean language sql stable as $$
  select exists (
    select from history.cases_party p where p.entity_id = asked and public.cases_case_is_sealed(p.case_id)
    union all
    select from history.cases_counsel k join history.cases_party p on p.id = k.party_id
    where k.entity_id = asked and public.cases_case_is_sealed(p.case_id)
    union all
    select from history.cases_statement s
    where asked in (s.asserted_by_id, s.via_id, s.entity_id)
      and s.case_id is not null and public.cases_case_is_sealed(s.case_id))
$$;

-- Whether readers may see an entity: it is known from something open, or from nothing at all.
create function cases_entity_is_visible(asked bigint) returns boolean language plpgsql stable as $$
declare
  today bigint := coalesce(
    (select id from public.cases_entity where id = asked),
    (select entity_id from public.cases_formerslug where kind = 'entity' and former_id = asked));
begin
  if today is null then
    return not public.cases_entity_was_in_a_sealed_case(asked);
  end if;
  if not exists (select from public.cases_entity_known_from(today) is_sealed where not is_sealed)
    and exists (select from public.cases_entity_known_from(today))
  then
    return false;
  end if;
  -- While another was merged into it, it bore that one's names and stood in that one's cases.
  if coalesce(current_setting('newsroom.known_at', true), '') = '' then return true; end if;
  return not exists (
    select from history.cases_formerslug f
    where f.kind = 'entity' and f.entity_id = asked
      and f.recorded_at <= history.known_at() and f.superseded_at > history.known_at()
      and not public.cases_entity_is_visible(f.former_id));
end $$;

-- Pages that lead to an entity are made again when it comes to be hidden or shown with a case.
create function cases_note_whom_a_seal_hides() returns trigger language plpgsql as $$
begin
  if old.is_sealed = new.is_sealed then return null; end if;
  perform cases_note_change('entity', known.id) from (
    select entity_id as id from cases_party where case_id = new.id
    union
    select k.entity_id from cases_counsel k join cases_party p on p.id = k.party_id where p.case_id = new.id
    union
    select unnest(array[s.asserted_by_id, s.via_id, s.entity_id, o.publisher_id])
    from cases_statement s
    left join cases_citation q on q.statement_id = s.id left join cases_source o on o.id = q.source_id
    where s.case_id = new.id
      or s.party_id in (select id from cases_party where case_id = new.id)
      or s.claim_id in (select id from cases_claim where case_id = new.id)
      or s.event_id in (select id from cases_event where case_id = new.id)
    union
    select o.publisher_id from cases_source o where o.id in (
      select source_id from cases_event where case_id = new.id
      union select source_id from cases_penalty where case_id = new.id
      union select d.source_id from cases_disposition d join cases_claimagainst a on a.id = d.against_id
      where a.case_id = new.id)
  ) known;
  return null;
end $$;
create trigger notes_whom_a_seal_hides after update of is_sealed on cases_case
for each row execute function cases_note_whom_a_seal_hides();

create function cases_note_whom_it_hides() returns trigger language plpgsql as $$
declare
  named bigint;
  columns text[] := tg_argv;
begin
  for named in
    select distinct value::bigint
    from jsonb_each_text(coalesce(to_jsonb(new), to_jsonb(old))) where key = any(columns) and value is not null
    union
    select value::bigint from jsonb_each_text(to_jsonb(old)) where key = any(columns) and value is not null
  loop
    if not public.cases_entity_is_visible(named) then perform cases_note_change('entity', named); end if;
  end loop;
  return null;
end $$;
create trigger notes_whom_it_hides after insert or update or delete on cases_counsel
for each row execute function cases_note_whom_it_hides('entity_id');
create trigger notes_whom_it_hides after insert or update or delete on cases_statement
for each row execute function cases_note_whom_it_hides('asserted_by_id', 'via_id', 'entity_id');
"""
FORGET_VISIBILITY = """
drop trigger notes_whom_it_hides on cases_statement;
drop trigger notes_whom_it_hides on cases_counsel;
drop trigger notes_whom_a_seal_hides on cases_case;
drop function cases_note_whom_it_hides();
drop function cases_note_whom_a_seal_hides();
drop function cases_entity_is_visible(bigint);
drop function cases_entity_was_in_a_sealed_case(bigint);
drop function cases_entity_known_from(bigint);
drop function cases_statement_is_sealed(bigint, bigint, bigint, bigint);
drop function cases_case_is_sealed(bigint);
"""

# As of a day one disposition of a pair is live at most. Those of later days are not there yet: a disposition
# gives way to the first of its successors that is; of several that nothing there follows (two histories put
# together by a merge) the latest is live and the others give way to it.
SUCCESSOR = """
create function history.successor_as_of(asked bigint, pair bigint) returns bigint language sql stable as $$
  with recursive stood as (
    select id, superseded_by_id, date, date is null or lower(date) <= history.as_of() as is_held
    from history.cases_disposition
    where against_id = pair and recorded_at <= history.known_at() and superseded_at > history.known_at()
  ),
  follows (id, next) as (
    select id, superseded_by_id from stood where is_held
    union
    select follows.id, stood.superseded_by_id from follows join stood on stood.id = follows.next
    where not stood.is_held
  ),
  last as (
    select stood.id from stood
    where is_held and not exists (
      select from follows join stood later on later.id = follows.next and later.is_held
      where follows.id = stood.id)
    order by upper(date) desc nulls last, lower(date) desc nulls last, id desc limit 1
  )
  select coalesce(
    (select later.id from follows join stood later on later.id = follows.next and later.is_held
     where follows.id = asked),
    (select id from last where id <> asked))
$$;
"""
FORGET_SUCCESSOR = "drop function history.successor_as_of(bigint, bigint);"

# A column more in `history.held`: why a version that stands no longer may not be told today.
HIDES = "alter table history.held add hides text not null default 'false';"
FORGET_HIDES = "alter table history.held drop hides;"

KEEP = """
create or replace procedure history.keep(kept text) language plpgsql as $$
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
         add ended_by bigint, add is_deleted boolean not null default false', kept);
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
       and (history.as_of() is null or %3$s)<AND_MAY_BE_TOLD>',
    kept, history.columns_as_of(kept),
    coalesce((select holds from history.held where held.kept = keep.kept), 'true')<HIDES>);
  execute format('drop trigger if exists keep_version on public.%I', kept);
  execute format(
    'create trigger keep_version after insert or update or delete on public.%I
     for each row execute function history.keep_version(%L)', kept, names);
end $$;
"""
KEEP_BEFORE = KEEP.replace("<AND_MAY_BE_TOLD>", "").replace("<HIDES>", "")
KEEP_NOW = KEEP.replace(
    "<AND_MAY_BE_TOLD>", "\n       and (superseded_at = ''infinity'' or not coalesce(%4$s, false))"
).replace("<HIDES>", ",\n    coalesce((select hides from history.held where held.kept = keep.kept), 'false')")

# The seal of a case is today's, and while a case was merged with one that is sealed by now it was that one too.
SEAL = """(case when row.superseded_at = 'infinity' then row.is_sealed else public.cases_case_is_sealed(row.id) end
or exists (
  select from history.cases_formerslug f
  where f.kind = 'case' and f.case_id = row.id
    and f.recorded_at <= history.known_at() and f.superseded_at > history.known_at()
    and public.cases_case_is_sealed(f.former_id)))"""
LIVE_AS_OF = """case when row.superseded_by_id is null or history.as_of() is null then row.superseded_by_id
else history.successor_as_of(row.id, row.against_id) end"""
LIVE_BEFORE = """case when history.as_of() is null or not exists (
  select from history.cases_disposition later
  where later.id = row.superseded_by_id and lower(later.date) > history.as_of()
    and later.recorded_at <= history.known_at() and later.superseded_at > history.known_at()
) then superseded_by_id end"""

# What was written later than the day asked about may tell of what came later.
WRITTEN_BY_THEN = """case when history.as_of() is null or row.recorded_at::date <= history.as_of()
then row.{0} else '' end"""
# An undated statement is as old as the oldest dated source that bears it out, or else as our record of it.
SAID_BY_THEN = """case
  when date is not null then lower(date) <= history.as_of()
  else coalesce(
    (select min(upper(o.date_published)) - 1
     from history.cases_citation q join history.cases_source o on o.id = q.source_id
     where q.statement_id = row.id
       and q.recorded_at <= history.known_at() and q.superseded_at > history.known_at()
       and o.recorded_at <= history.known_at() and o.superseded_at > history.known_at()),
    (select min(first.recorded_at)::date from history.cases_statement first where first.id = row.id)
  ) <= history.as_of() end"""
SAID_BEFORE = "(date is null or lower(date) <= history.as_of())"

# It has gone over to a case that is sealed.
MOVED = """exists (select from public.cases_{table} today where today.id = row.id
and today.case_id <> row.case_id and public.cases_case_is_sealed(today.case_id))"""
NAMES = "({0} is not null and not public.cases_entity_is_visible({0}))"
# It names one whom the record knows by now only from what is sealed; within a sealed case it may.
NAMED_IN_THE_OPEN = "(not public.cases_case_is_sealed({case}) and {names})"
STATEMENT_MOVED = """exists (select from public.cases_statement today where today.id = row.id
and public.cases_statement_is_sealed(today.case_id, today.party_id, today.claim_id, today.event_id)
and not public.cases_statement_is_sealed(row.case_id, row.party_id, row.claim_id, row.event_id))"""
OF_PARTY = "(select p.case_id from public.cases_party p where p.id = row.party_id)"


def _or(*conditions):
    return f"({' or '.join(conditions)})"


HIDDEN = {
    **{
        table: MOVED.format(table=table) for table in ("claim", "claimagainst", "docket", "document", "event", "penalty")
    },
    "party": _or(
        MOVED.format(table="party"),
        NAMED_IN_THE_OPEN.format(case="row.case_id", names=NAMES.format("row.entity_id")),
    ),
    "counsel": NAMED_IN_THE_OPEN.format(case=OF_PARTY, names=NAMES.format("row.entity_id")),
    "statement": _or(
        STATEMENT_MOVED,
        "(not public.cases_statement_is_sealed(row.case_id, row.party_id, row.claim_id, row.event_id) and "
        + _or(*(NAMES.format(f"row.{name}") for name in ("asserted_by_id", "via_id", "entity_id")))
        + ")",
    ),
}  # fmt: skip
NOTE_HIDDEN = """insert into history.held (kept, hides) values (%s, %s)
on conflict (kept) do update set hides = excluded.hides"""
HOLD = "update history.held set holds = %s where kept = 'cases_statement'"
MASK = """insert into history.held (masks, kept) values (%s, %s)
on conflict (kept) do update set masks = held.masks || excluded.masks"""
SHOWN_AS = [
    ("cases_case", "is_sealed", SEAL, None),
    ("cases_case", "summary", WRITTEN_BY_THEN.format("summary"), None),
    ("cases_caserelation", "note", WRITTEN_BY_THEN.format("note"), None),
    ("cases_disposition", "superseded_by_id", LIVE_AS_OF, LIVE_BEFORE),
]
TABLES = (*HIDDEN, "case", "caserelation", "disposition")


def _call_keep(direction):
    calls = [f"call history.keep('cases_{table}')" for table in TABLES]
    return (calls, migrations.RunSQL.noop) if direction == "now" else (migrations.RunSQL.noop, calls)


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_names_alike")]

    operations = [
        migrations.RunSQL(VISIBILITY, FORGET_VISIBILITY),
        migrations.RunSQL(SUCCESSOR, FORGET_SUCCESSOR),
        # Backward this comes last, when all else is as it was.
        migrations.RunSQL(*_call_keep("before")),
        migrations.RunSQL(HIDES, FORGET_HIDES),
        migrations.RunSQL(KEEP_NOW, KEEP_BEFORE),
        migrations.RunSQL(
            [(NOTE_HIDDEN, [f"cases_{table}", hides]) for table, hides in HIDDEN.items()],
            [(NOTE_HIDDEN, [f"cases_{table}", "false"]) for table in HIDDEN],
        ),
        migrations.RunSQL([(HOLD, [SAID_BY_THEN])], [(HOLD, [SAID_BEFORE])]),
        migrations.RunSQL(
            [(MASK, [json.dumps({column: now}), table]) for table, column, now, _ in SHOWN_AS],
            [
                (MASK, [json.dumps({column: before}), table])
                if before
                else ("update history.held set masks = masks - %s where kept = %s", [column, table])
                for table, column, _, before in SHOWN_AS
            ],
        ),
        migrations.RunSQL(*_call_keep("now")),
    ]
