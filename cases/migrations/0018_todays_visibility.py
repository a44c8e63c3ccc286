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


class Migration(migrations.Migration):
    dependencies = [("cases", "0017_history")]

    operations = [migrations.RunSQL(VISIBILITY, FORGET_VISIBILITY)]
