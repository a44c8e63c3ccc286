"""Who is in which case with whom, among those that a text may name."""

from collections import defaultdict
from collections.abc import Iterable

from newsroom.linking.matching.registry import KnownCase, Role, Target


class Graph:
    def __init__(self, cases: Iterable[KnownCase], roles: Iterable[Role]):
        self.cases = {case.target: case for case in cases}
        self._cases_of: dict[Target, set[Target]] = defaultdict(set)
        self._sides: dict[tuple[Target, Target], set[str]] = defaultdict(set)
        self._entities_in: dict[Target, set[Target]] = defaultdict(set)
        self._near: dict[Target, set[Target]] = {}
        for role in roles:
            self._entities_in[role.case].add(role.entity)
            self._cases_of[role.entity].add(role.case)
            self._sides[role.case, role.entity].add(role.side)

    def shared(self, one: Target, other: Target) -> KnownCase | None:
        """A case both are in, the same one every time."""
        if one == other:
            return None
        common = self._cases_of[one] & self._cases_of[other] if one in self._cases_of else set()
        return self.cases.get(min(common, key=str)) if common else None

    def neighbours(self, one: Target) -> set[Target]:
        """All that are in a case with it."""
        if one not in self._near:
            near = (other for case in self._cases_of.get(one, ()) for other in self._entities_in[case])
            self._near[one] = set(near) - {one}
        return self._near[one]

    def cases_of(self, entity: Target, side: str = "") -> set[Target]:
        """Its cases; with a side, those in which it is on that side or on one nobody has told."""
        cases = self._cases_of.get(entity, set())
        return {case for case in cases if not side or self._sides[case, entity] & {side, ""}}
