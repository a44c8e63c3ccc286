"""What two entities, or two cases, have in common."""

from django.db import connection, models

from cases.models.case import Case
from cases.models.entity import Entity

# Of each pair the first few, each by an index on the column of the pair.
SHARED = """
select pair.one, pair.other, shared.number
from unnest(%(ones)s::bigint[], %(others)s::bigint[]) pair(one, other) cross join lateral (
  select distinct p.{shared} as number from cases_party p join cases_party q using ({shared})
  where p.{mine} = pair.one and q.{mine} = pair.other order by 1 limit %(most)s
) shared
"""


def in_common(
    model: type[Entity | Case], pairs: list[tuple[int, int]], *, most: int
) -> dict[tuple[int, int], list[models.Model]]:
    """By pair of numbers, the first few cases two entities are both parties to, or parties of two cases."""
    mine, shared, named = (
        ("entity_id", "case_id", Case) if model is Entity else ("case_id", "entity_id", Entity)
    )
    asked = {"ones": [one for one, _ in pairs], "others": [other for _, other in pairs], "most": most}
    with connection.cursor() as cursor:
        cursor.execute(SHARED.format(mine=mine, shared=shared), asked)
        found = cursor.fetchall()
    names = named.objects.in_bulk({number for *_, number in found})
    common = {}
    for one, other, number in found:
        common.setdefault((one, other), []).append(names[number])
    return common
