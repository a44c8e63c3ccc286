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


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0021_renditions_stored_apart")]

    operations = [
        migrations.RunSQL(TOLD, UNTOLD),
    ]
