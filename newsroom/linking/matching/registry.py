"""What the matcher asks for: names by their keys, and the cases that their bearers share."""

from collections.abc import Collection, Iterable
from typing import NamedTuple, Protocol


class Target(NamedTuple):
    """A case or an entity, by the number (or, outside the database, the id) it has."""

    kind: str
    id: int | str


class Name(NamedTuple):
    """A name or an alias of an entity, with what the desk decided about these words for it before."""

    key: str
    name: str
    target: Target
    of: str
    kind: str = ""
    alias_kind: str = ""
    is_weak: bool = False
    accepted: int = 0
    rejected: int = 0
    context: tuple[str, ...] = ()

    @property
    def is_own(self):
        """The name the desk writes on first mention, not an alias."""
        return self.name == self.of

    @property
    def is_learned(self):
        """Editors have accepted these words for it at least three times more than they refused them."""
        return self.accepted - self.rejected >= LEARNED


class Role(NamedTuple):
    """That an entity is in a case, and on which side: initiating, responding or other."""

    case: Target
    entity: Target
    side: str = "other"


class KnownCase(NamedTuple):
    target: Target
    caption: str
    kind: str = ""


class Source(Protocol):
    """Where names and cases come from: the database, or a file."""

    def names(self, keys: Collection[str], lower_case_keys: Collection[str]) -> list[Name]:
        """All that have one of the keys; of the latter keys only names that begin in lower case."""

    def cases_of(self, entities: Collection[Target]) -> tuple[list[KnownCase], list[Role]]:
        """Cases of the entities, and which of the entities are in each."""

    def cases_called(
        self, numbers: Collection[str], captions: Collection[str]
    ) -> list[tuple[str, KnownCase]]:
        """Cases by docket number key or by caption in capitals, each with what it was found by."""


LEARNED = 3


class Registry:
    """A source held in memory: what `propose_links` reads from a file."""

    def __init__(
        self, names: Iterable[Name] = (), cases: Iterable[KnownCase] = (), roles: Iterable[Role] = ()
    ):
        self._by_key: dict[str, list[Name]] = {}
        self._lower: dict[str, list[Name]] = {}
        self._cases = {case.target: case for case in cases}
        self._cases_of: dict[Target, list[Role]] = {}
        self._roles_in: dict[Target, list[Role]] = {}
        for name in names:
            self.add(name)
        for role in roles:
            self.add_role(role)

    def add(self, name: Name) -> None:
        self._by_key.setdefault(name.key, []).append(name)
        if name.name[:1].islower():
            self._lower.setdefault(name.key, []).append(name)

    def add_case(self, case: KnownCase) -> None:
        self._cases.setdefault(case.target, case)

    def add_role(self, role: Role) -> None:
        self._cases_of.setdefault(role.entity, []).append(role)
        self._roles_in.setdefault(role.case, []).append(role)

    def names(self, keys, lower_case_keys):
        found = [name for key in keys for name in self._by_key.get(key, ())]
        begins_lower = [name for key in lower_case_keys for name in self._lower.get(key, ())]
        return list(dict.fromkeys(found + begins_lower))

    def cases_of(self, entities):
        wanted = set(entities)
        cases = sorted(
            {role.case for one in wanted for role in self._cases_of.get(one, ())[:MOST_CASES]}, key=str
        )
        roles = [role for case in cases for role in self._roles_in[case] if role.entity in wanted]
        return [self._cases.get(case, KnownCase(case, "")) for case in cases], roles

    def cases_called(self, numbers, captions):  # noqa: ARG002  a file has no docket numbers
        wanted = set(captions)
        return [
            (case.caption.upper(), case) for case in self._cases.values() if case.caption.upper() in wanted
        ]


# A regulator is in thousands of cases; the newest tell enough.
MOST_CASES = 200
