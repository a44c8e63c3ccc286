from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from cases.actions import CannotMerge, CannotUndo, merge_entities, record_disposition, undo_merge
from cases.models import Disposition, Entity, Merge
from tests.factories.record import ClaimFactory, EntityFactory, PartyFactory


def at_once(*acts):
    """Each act in a thread and a transaction of its own; what it returned or raised."""
    start = Barrier(len(acts))

    def run(act):
        try:
            start.wait()
            return act()
        except (CannotMerge, CannotUndo) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.fixture
def two(transactional_db):
    parties = [PartyFactory(entity__name="Roe Holdings"), None]
    parties[1] = PartyFactory(case=parties[0].case, entity__name="Roe Holdings Limited")
    ClaimFactory(case=parties[0].case, against=parties)
    return [party.entity for party in parties]


@pytest.mark.parametrize("pairs", [[(0, 1), (0, 1)], [(0, 1), (1, 0)]], ids=["same", "crosswise"])
def test_two_editors_merge_the_same_pair(two, pairs):
    outcomes = at_once(
        *(lambda pair=pair: merge_entities(two[pair[0]], into=two[pair[1]], by=None) for pair in pairs)
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["CannotMerge", "Merge"]
    (refusal,) = (outcome for outcome in outcomes if isinstance(outcome, CannotMerge))
    assert "was already merged into" in str(refusal)
    assert (Entity.objects.count(), Merge.objects.count()) == (1, 1)


def test_two_editors_undo_the_same_merge(two):
    merge = merge_entities(two[0], into=two[1], by=None)

    outcomes = at_once(*[lambda: undo_merge(merge, by=None)] * 2)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["CannotUndo", "Merge"]
    assert Entity.objects.count() == 2


def test_merge_and_disposition_at_once_lose_nothing(two):
    party = two[1].roles.get()
    claim = party.claims_against.get().claim

    at_once(
        lambda: merge_entities(two[0], into=two[1], by=None),
        lambda: record_disposition(claim, party, "settled", by=None),
    )

    assert Disposition.objects.get().against.party == party


def test_chains_that_cross_do_not_deadlock(two):
    third = EntityFactory()

    at_once(
        lambda: merge_entities(two[0], into=two[1], by=None),
        lambda: merge_entities(two[1], into=third, by=None),
        lambda: merge_entities(third, into=two[0], by=None),
    )

    assert Entity.objects.count() + Merge.objects.live().count() == 3
