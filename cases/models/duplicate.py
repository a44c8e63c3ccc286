"""Likely duplicates: candidate pairs from indexes, each weighed by what speaks for it.

Only the newest rows of the set asked about are looked up, each among all, so that the cost is bounded
however large the registry is; a desk goes on with `filter(pk__lt=…)`. Names are looked up by the keys that
two spellings of one name share (the SQL function `cases_alike_keys`) and weighed by their trigrams: by
trigrams alone, a look-up among 600,000 names took twenty times as long and found no more. The order of a
caption's hits makes PostgreSQL use the trigram index: with a limit alone it would rather read the table.
"""

from dataclasses import dataclass, field

from django.db import connection, models, transaction

from cases.names import name_key

PROBED = 25
SHOWN = 50
# Of each name, so many of the likest are weighed.
EACH = 10
# From this similarity of trigrams on, two names are worth a look.
SIMILAR = 0.5
# What it takes off the likeliness that a person and a company are the same.
OF_TWO_KINDS = 0.15
MOST_NAMESAKES = 5


@dataclass
class Namesake:
    """An entity that goes by a name like the one asked about, how likely it is the same (0 to 1), and why."""

    entity: models.Model
    score: float
    reasons: list[str] = field(default_factory=list)


@dataclass
class Pair:
    """Two rows that may be one, how likely (0 to 1), and why, in words."""

    first: models.Model
    second: models.Model
    score: float
    reasons: list[str] = field(default_factory=list)


# The names in `name`, each with the names of others that may be the same in another spelling.
ALIKE_NAMES = """
  select n.entity_id as one, found.entity_id as other, found.likeness, n.name, found.other_name
  from name n cross join lateral (
    (select id as entity_id, name as other_name, similarity(name_key, n.name_key) as likeness
     from cases_entity
     where cases_alike_keys(name_key) && cases_alike_keys(n.name_key) and id <> n.entity_id
     order by likeness desc, id limit %(each)s)
    union all
    (select entity_id, name, similarity(name_key, n.name_key) as likeness
     from cases_alias
     where cases_alike_keys(name_key) && cases_alike_keys(n.name_key) and entity_id <> n.entity_id
       and strength = 'strong'
     order by likeness desc, id limit %(each)s)
  ) found
  where found.likeness >= %(similar)s
"""

LIKE_ONE = """
with name as (select %(but)s::bigint as entity_id, %(name)s::text as name, %(name_key)s::text as name_key),
alike as ({alike_names})
select alike.other, max(likeness), (array_agg(other_name order by likeness desc))[1], e.kind = %(kind)s
from alike join cases_entity e on e.id = alike.other
group by alike.other, e.kind
"""

ENTITY_PAIRS = """
with asked as materialized (
  select id from cases_entity where {asked} order by id desc limit %(probed)s
),
name as (
  select asked.id as entity_id, e.name, e.name_key from asked join cases_entity e using (id)
  union all
  select asked.id, a.name, a.name_key from asked join cases_alias a on a.entity_id = asked.id
  where a.strength = 'strong'
),
alike as ({alike_names}),
registered as (
  select i.entity_id as one, j.entity_id as other, i.scheme, i.value
  from asked join cases_externalidentifier i on i.entity_id = asked.id
  join cases_externalidentifier j on j.scheme = i.scheme and j.entity_id <> i.entity_id
    and upper(ltrim(j.value, '0')) = upper(ltrim(i.value, '0'))
),
pair as (
  select least(one, other) as one, greatest(one, other) as other,
    max(likeness) as likeness, (array_agg(name || ' / ' || other_name order by likeness desc))[1] as names,
    max(register) as register
  from (
    select one, other, likeness, name, other_name, null as register from alike
    union all select one, other, 0, '', '', scheme || ' ' || value from registered
  ) found
  group by 1, 2
)
select pair.one, pair.other, pair.likeness, pair.names, pair.register,
  (select count(distinct p.case_id) from cases_party p join cases_party q using (case_id)
   where p.entity_id = pair.one and q.entity_id = pair.other) as shared,
  a.kind = b.kind as same_kind
from pair join cases_entity a on a.id = pair.one join cases_entity b on b.id = pair.other
where not exists (
  select from cases_distinctentities d where d.first_id = pair.one and d.second_id = pair.other
)
"""

CASE_PAIRS = """
with asked as materialized (
  select id from cases_case where {asked} order by id desc limit %(probed)s
),
alike as (
  select asked.id as one, found.id as other, similarity(c.caption, found.caption) as likeness,
    c.caption || ' / ' || found.caption as names
  from asked join cases_case c using (id)
  cross join lateral (
    select id, caption from cases_case where caption %% c.caption and id <> c.id
    order by similarity(caption, c.caption) desc, id limit %(each)s
  ) found
),
numbered as (
  select d.case_id as one, e.case_id as other, d.docket_number_core as number
  from asked join cases_docket d on d.case_id = asked.id
  join cases_docket e on e.docket_number_core = d.docket_number_core and e.case_id <> d.case_id
),
pair as (
  select least(one, other) as one, greatest(one, other) as other, max(likeness) as likeness,
    max(names) as names, max(number) as register
  from (
    select one, other, likeness, names, null as number from alike
    union all select one, other, 0, null, number from numbered
  ) found
  group by 1, 2
)
select pair.one, pair.other, pair.likeness, pair.names, pair.register,
  (select count(distinct p.entity_id) from cases_party p join cases_party q using (entity_id)
   where p.case_id = pair.one and q.case_id = pair.other) as shared,
  a.kind = b.kind as same_kind
from pair join cases_case a on a.id = pair.one join cases_case b on b.id = pair.other
where not exists (
  select from cases_distinctcases d where d.first_id = pair.one and d.second_id = pair.other
)
"""


class LikelyDuplicates:
    """A QuerySet that can rank the pairs in which its rows may be duplicates of any other row."""

    pairs_sql: str
    shared_words: tuple[str, str]
    register_words: str

    def likely_duplicates(self, *, shown: int = SHOWN, probed: int = PROBED) -> list[Pair]:
        """The likeliest pairs, best first, each saying why; those declared distinct are left out.

        Of the rows in the set, the `probed` newest are looked at.
        """
        numbers = self.order_by("-pk").values("pk")[:probed]
        asked, params = numbers.query.sql_with_params()
        found = _ask(self.pairs_sql, asked, params, probed)
        weighed = sorted((self._weigh(*row) for row in found), key=lambda pair: (-pair[2], pair[0], pair[1]))
        best = weighed[:shown]
        rows = self.model._base_manager.in_bulk({pk for one, other, *_ in best for pk in (one, other)})
        return [Pair(rows[one], rows[other], score, reasons) for one, other, score, reasons in best]

    def _weigh(self, one, other, likeness, names, register, shared, same_kind):
        reasons, against = [], 0 if same_kind else OF_TWO_KINDS
        if likeness:
            reasons.append(f"Names alike: {names} ({likeness:.0%})")
        if register:
            reasons.append(f"{self.register_words} {register}")
        if shared:
            singular, plural = self.shared_words
            reasons.append(f"{shared} {singular if shared == 1 else plural} in common")
        if not same_kind:
            reasons.append("But of two kinds")
        score = 1 - (1 - 0.9 * likeness) * (0.2 if register else 1) * (0.6 if shared else 1) - against
        return one, other, round(max(score, 0), 3), reasons


class LikelyDuplicateEntities(LikelyDuplicates):
    pairs_sql = ENTITY_PAIRS
    shared_words = ("case", "cases")
    register_words = "Same number in a register:"

    def like(self, name: str, kind: str = "", *, but: int = 0) -> list[Namesake]:
        """The few entities, best first, that may be meant by the name already; `but` is the one being edited.

        For a form that warns while an entity is entered. Without a `kind`, none counts against another.
        """
        asked = {"name": name, "name_key": name_key(name), "kind": kind, "but": but}
        with connection.cursor() as cursor:
            cursor.execute(
                LIKE_ONE.format(alike_names=ALIKE_NAMES), {**asked, "each": EACH, "similar": SIMILAR}
            )
            found = [_namesake(*row, is_asked=bool(kind)) for row in cursor.fetchall()]
        best = sorted(found, key=lambda row: (-row[1], row[0]))[:MOST_NAMESAKES]
        rows = self.in_bulk([pk for pk, *_ in best])
        return [Namesake(rows[pk], score, reasons) for pk, score, reasons in best if pk in rows]


class LikelyDuplicateCases(LikelyDuplicates):
    pairs_sql = CASE_PAIRS
    shared_words = ("party", "parties")
    register_words = "Same docket number:"


def _namesake(pk, likeness, name, same_kind, *, is_asked):
    reasons = [f"Goes by {name} ({likeness:.0%} alike)"]
    if is_asked and not same_kind:
        reasons.append("But of another kind")
    return pk, round(max(likeness - OF_TWO_KINDS * (len(reasons) > 1), 0), 3), reasons


def _ask(sql, asked, params, probed):
    """Run the query of pairs with its own threshold of similarity."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting('pg_trgm.similarity_threshold', true), '0.3')")
        (usual,) = cursor.fetchone()
        threshold = "select set_config('pg_trgm.similarity_threshold', %s, true)"
        cursor.execute(threshold, [str(SIMILAR)])
        named = {f"asked_{number}": value for number, value in enumerate(params)}
        asked = asked % tuple(f"%({name})s" for name in named)
        cursor.execute(
            sql.format(asked=f"id in ({asked})", alike_names=ALIKE_NAMES),
            {**named, "probed": probed, "each": EACH, "similar": SIMILAR},
        )
        found = cursor.fetchall()
        cursor.execute(threshold, [usual])
        return found
