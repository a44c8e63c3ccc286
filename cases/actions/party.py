from collections.abc import Iterable

from cases.actions.record import keep
from cases.models import Case, Counsel, Entity, Party
from cases.roles import normalise_role
from cases.verb import verb


@verb
def join_party(case: Case, entity: Entity, role: str = "", *, by, role_printed: str = "", **details) -> Party:
    """Make an entity a party; without a `role` the printed one is normalised."""
    role = role or normalise_role(role_printed)
    return keep(Party(case=case, entity=entity, role=role, role_printed=role_printed, **details), by=by)


@verb
def join_parties(case: Case, entities: Iterable[Entity], role: str, *, by, **details) -> list[Party]:
    """Make several entities parties in one role: all of them or none."""
    return [join_party(case, entity, role, by=by, **details) for entity in entities]


@verb
def add_counsel(party: Party, name: str, *, by, **details) -> Counsel:
    """Record a lawyer who appears for a party."""
    return keep(Counsel(party=party, name=name, **details), by=by)
