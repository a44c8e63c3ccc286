"""What a line or a box about a case shows."""

from collections.abc import Iterable
from dataclasses import dataclass

from cases.models import Case, Party
from cases.status import is_open, status_sentence


@dataclass(frozen=True)
class CaseCard:
    """A case with how it stands; made from one loaded `with_card()`, without a query."""

    case: Case
    status: str
    is_open: bool
    roles: list[Party]

    @property
    def dockets(self):
        return self.case.dockets.all()


def card_of(case: Case, *, entity=None) -> CaseCard:
    """The card; for an entity's page with the roles it has in the case."""
    roles = [party for party in case.parties.all() if entity and party.entity_id == entity.pk]
    return CaseCard(case, status_sentence(case), is_open(case), roles)


def cards_of(cases: Iterable[Case], **for_whom) -> list[CaseCard]:
    return [card_of(case, **for_whom) for case in cases]
