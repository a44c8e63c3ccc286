import json

from django.db import migrations

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

ALREADY = "({0} is null or lower({0}) <= history.as_of())"
NOT_YET = "case when history.as_of() is null or lower({0}) <= history.as_of() then {0} end"
NOT_YET_THAT_DAY = "case when history.as_of() is null or {0} <= history.as_of() then {0} end"
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
LIVE_AS_OF = """case when row.superseded_by_id is null or history.as_of() is null then row.superseded_by_id
else history.successor_as_of(row.id, row.against_id) end"""
# The seal of a case is today's, and while a case was merged with one that is sealed by now it was that one too.
SEAL = """(case when row.superseded_at = 'infinity' then row.is_sealed else public.cases_case_is_sealed(row.id) end
or exists (
  select from history.cases_formerslug f
  where f.kind = 'case' and f.case_id = row.id
    and f.recorded_at <= history.known_at() and f.superseded_at > history.known_at()
    and public.cases_case_is_sealed(f.former_id)))"""

# Table: when a row holds, and columns that say less on an earlier day.
HELD = {
    "alias": (
        ALREADY.format("valid_from") + " and (valid_until is null or upper(valid_until) > history.as_of())",
        {},
    ),
    "case": (
        ALREADY.format("date_filed"),
        {
            "date_terminated": NOT_YET.format("date_terminated"),
            "is_sealed": SEAL,
            "summary": WRITTEN_BY_THEN.format("summary"),
        },
    ),
    "caserelation": ("true", {"note": WRITTEN_BY_THEN.format("note")}),
    "disposition": (ALREADY.format("date"), {"superseded_by_id": LIVE_AS_OF}),
    "docket": (
        "(date_filed is null or date_filed <= history.as_of())",
        {"date_terminated": NOT_YET_THAT_DAY.format("date_terminated")},
    ),
    "document": (ALREADY.format("date"), {}),
    # On an earlier day the living were alive.
    "entity": ("true", {name: NOT_YET.format(name) for name in ("date_of_death", "date_dissolved")}),
    "event": (ALREADY.format("date"), {}),
    "party": (ALREADY.format("date_joined"), {"date_terminated": NOT_YET.format("date_terminated")}),
    "penalty": (ALREADY.format("date_imposed"), {"date_satisfied": NOT_YET.format("date_satisfied")}),
    "statement": (SAID_BY_THEN, {}),
}

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


# Table: why a version that stands no longer may not be told today.
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

TABLES = sorted(HELD.keys() | HIDDEN.keys())
HOLD = "insert into history.held (kept, holds, masks, hides) values (%s, %s, %s, %s)"
KEEP = [f"call history.keep('cases_{table}')" for table in TABLES]


def _held(table):
    holds, masks = HELD.get(table, ("true", {}))
    return HOLD, [f"cases_{table}", holds, json.dumps(masks), HIDDEN.get(table, "false")]


class Migration(migrations.Migration):
    dependencies = [("cases", "0018_todays_visibility")]

    operations = [
        migrations.RunSQL(SUCCESSOR, FORGET_SUCCESSOR),
        # Backward this comes when nothing is held any more: the views then show versions whole.
        migrations.RunSQL(migrations.RunSQL.noop, KEEP),
        migrations.RunSQL([_held(table) for table in TABLES], "delete from history.held"),
        migrations.RunSQL(KEEP, migrations.RunSQL.noop),
    ]
