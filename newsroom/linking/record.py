"""The record as a source of names: what the matcher asks, answered by indexed queries."""

from collections.abc import Collection

from django.db import connection

from cases.docket_numbers import docket_number_core
from cases.models import Alias
from cases.roles import side
from newsroom.linking.matching.registry import MOST_CASES, KnownCase, Name, Role, Target
from newsroom.linking.matching.words import Text

# A name in lower case is looked up only where one begins so: hence the partial index. Of thousands of keys a
# few are names: the limit keeps the planner, which expects as many names as keys, from reading all entities.
# Decisions are counted from the newest; a regulator is linked in every second story. No key holds a comma, and
# one text of thousands is written and read sooner than an array of them.
_NAMES = """
with named as (
  select id as entity_id, name, name_key, '' as kind, false as is_weak
  from cases_entity where name_key = any(string_to_array(%(keys)s, ','))
  union all
  select entity_id, name, name_key, kind, strength = 'weak'
  from cases_alias where name_key = any(string_to_array(%(keys)s, ','))
  union all
  select entity_id, name, name_key, kind, strength = 'weak'
  from cases_alias where name_key = any(string_to_array(%(lower)s, ',')) and name ~ '^[[:lower:]]'
)
select n.entity_id, n.name, n.name_key, n.kind, n.is_weak, e.name, e.kind, e.description,
  d.accepted, d.rejected
from named n
cross join lateral (
  select name, kind, description from cases_entity where id = n.entity_id limit 1
) e
cross join lateral (
  select count(*) filter (where decision = 'accepted'), count(*) filter (where decision <> 'accepted')
  from (
    select decision from newsroom_link
    where wording = n.name_key and entity_id = n.entity_id and decision <> 'proposed'
    order by id desc limit 20
  ) newest
) d (accepted, rejected)
order by n.name_key, n.entity_id, n.name
"""

_ROLES = """
with asked as (
  select p.case_id from unnest(%(entities)s::bigint[]) e (id)
  cross join lateral (
    select case_id from cases_party where entity_id = e.id order by id desc limit %(most)s
  ) p
)
select c.id, c.caption, c.kind, p.entity_id, p.role
from cases_case c join cases_party p on p.case_id = c.id
where c.id in (select case_id from asked) and p.entity_id = any(%(entities)s::bigint[]) and not c.is_sealed
order by c.id, p.id
"""

_CASES = """
select d.docket_number_core, c.id, c.caption, c.kind, d.docket_number_key
from cases_docket d join cases_case c on c.id = d.case_id
where d.docket_number_core = any(%(numbers)s::text[]) and not c.is_sealed
union all
select '', c.id, c.caption, c.kind, ''
from cases_case c where upper(c.caption) = any(%(captions)s::text[]) and not c.is_sealed
order by 2, 1
"""


class Record:
    """The names of the record as they stand in this transaction: always fresh, nothing is cached."""

    def names(self, keys: Collection[str], lower_case_keys: Collection[str]) -> list[Name]:
        rows = _rows(_NAMES, {"keys": ",".join(keys), "lower": ",".join(lower_case_keys)})
        return [
            Name(
                key=key,
                name=name,
                target=Target("entity", entity),
                of=of,
                kind=entity_kind,
                alias_kind=Alias.Kind.TICKER.value if entity_kind == "asset" and name.isupper() else kind,
                is_weak=is_weak,
                accepted=accepted,
                rejected=rejected,
                context=(description,),
            )
            for entity, name, key, kind, is_weak, of, entity_kind, description, accepted, rejected in rows
        ]

    def cases_of(self, entities: Collection[Target]) -> tuple[list[KnownCase], list[Role]]:
        numbers = [target.id for target in entities if target.kind == "entity"]
        cases, roles = {}, []
        for case, caption, kind, entity, role in _rows(_ROLES, {"entities": numbers, "most": MOST_CASES}):
            target = Target("case", case)
            cases[target] = KnownCase(target, caption, kind)
            roles.append(Role(target, Target("entity", entity), side(role).value))
        return list(cases.values()), roles

    def cases_called(
        self, numbers: Collection[str], captions: Collection[str]
    ) -> list[tuple[str, KnownCase]]:
        asked = {"numbers": [docket_number_core(number) for number in numbers], "captions": list(captions)}
        found = []
        for core, case, caption, kind, key in _rows(_CASES, asked):
            known = KnownCase(Target("case", case), caption, kind)
            if core:
                found += [(number, known) for number in numbers if number in (key, core)]
            else:
                found.append((caption.upper(), known))
        return found


def _rows(query, parameters):
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return cursor.fetchall()


class Recalled(Record):
    """The record as asked once for several texts: what it then answered."""

    def __init__(self, text: Text):
        keys, lower = set(), set()
        for key, _, begins_lower in text.runs():
            (lower if begins_lower else keys).add(key)
        self._names: dict[str, list[Name]] = {}
        for name in super().names(keys, lower):
            self._names.setdefault(name.key, []).append(name)
        targets = {name.target for names in self._names.values() for name in names}
        self._cases, self._roles = super().cases_of(sorted(targets))
        self._targets = targets

    def names(self, keys, lower_case_keys):
        asked = dict.fromkeys([*keys, *lower_case_keys])
        return [name for key in asked for name in self._names.get(key, ())]

    def cases_of(self, entities):
        """Those of the entities it knows of; others come with links that were decided."""
        wanted = set(entities)
        if not wanted <= self._targets:
            return super().cases_of(entities)
        return self._cases, [role for role in self._roles if role.entity in wanted]
