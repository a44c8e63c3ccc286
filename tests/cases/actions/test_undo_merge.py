from itertools import permutations

import pytest

from cases.actions import (
    CannotUndo,
    add_alias,
    add_counsel,
    amend_entity,
    bring_claim,
    keep,
    merge_cases,
    merge_entities,
    record_disposition,
    remove,
    reverse_disposition,
    undo_merge,
)
from cases.models import Alias, Case, ClaimAgainst, Counsel, Disposition, Entity, Event, Party, Penalty
from tests.factories.record import (
    CaseFactory,
    ClaimFactory,
    DocketFactory,
    EntityFactory,
    EventFactory,
    PartyFactory,
    PenaltyFactory,
    StatementFactory,
)
from tests.record_at_rest import rows_of_the_record


@pytest.fixture
def three(db):
    """Three entities in one role of one case, under one claim, each decided, each with counsel and alias."""
    entities = [EntityFactory(name=name) for name in ("Roe", "Roe Holdings", "Roe Holdings Limited")]
    case = CaseFactory()
    parties = [PartyFactory(case=case, entity=entity) for entity in entities]
    claim = ClaimFactory(case=case, against=parties)
    for year, party in zip((2022, 2024, 2023), parties, strict=True):
        record_disposition(claim, party, "settled", date=str(year), note=str(party.entity), by=None)
        add_counsel(party, "Jane Poe", by=None)
        add_alias(party.entity, "The Roes", by=None)
    return entities


@pytest.fixture
def three_cases(db):
    """Three cases with the same defendant and related to each other, each with a preferred statement."""
    entity = EntityFactory()
    cases = [CaseFactory() for _ in range(3)]
    for case in cases:
        party = PartyFactory(case=case, entity=entity)
        ClaimFactory(case=case, against=[party])
        PenaltyFactory(party=party)
        EventFactory(case=case, docket=DocketFactory(case=case))
        StatementFactory(case=case, party=party, point="bail", is_preferred=True)
    return cases


MERGES = {
    "chain": [(0, 1), (1, 2)],
    "both into the third": [(0, 2), (1, 2)],
    "there and back": [(1, 0), (0, 2)],
}


@pytest.mark.parametrize("order", list(permutations([0, 1])))
@pytest.mark.parametrize("shape", MERGES)
@pytest.mark.parametrize("kind", ["entity", "case"])
def test_two_merges_are_undone_in_either_order(kind, shape, order, request):
    rows = request.getfixturevalue("three" if kind == "entity" else "three_cases")
    merge = merge_entities if kind == "entity" else merge_cases
    before = rows_of_the_record()
    merges = [merge(rows[loser], into=rows[survivor], by=None) for loser, survivor in MERGES[shape]]

    for number in order:
        undo_merge(merges[number], by=None)

    assert rows_of_the_record() == before


@pytest.mark.parametrize("shape", MERGES)
@pytest.mark.parametrize("kind", ["entity", "case"])
def test_undoing_the_first_leaves_what_the_second_alone_would_have_made(kind, shape, request):
    rows = request.getfixturevalue("three" if kind == "entity" else "three_cases")
    merge = merge_entities if kind == "entity" else merge_cases
    (first, second) = MERGES[shape]
    alone = merge(rows[second[0]], into=rows[second[1]], by=None)
    expected = without_numbers_of_additions(rows_of_the_record())
    undo_merge(alone, by=None)

    first_merge = merge(rows[first[0]], into=rows[first[1]], by=None)
    merge(rows[second[0]], into=rows[second[1]], by=None)
    undo_merge(first_merge, by=None)

    assert without_numbers_of_additions(rows_of_the_record()) == expected


def without_numbers_of_additions(tables):
    """What a merge adds gets a new number each time it is carried out."""
    added = dict.fromkeys(("cases_formerslug", "cases_alias"), ())
    slugs = [slug.split('"slug"')[1].split(",")[0] for slug in tables["cases_formerslug"]]
    names = sorted(alias.split('"name"')[1] for alias in tables["cases_alias"])
    return {**tables, **added}, slugs, [name.split('"kind"')[0] for name in names]


def test_entity_merge_is_undone_although_the_cases_were_merged_since(three):
    case = Case.objects.get()
    other = PartyFactory(entity=three[1]).case
    ClaimFactory(case=other, against=[other.parties.get()])
    before = rows_of_the_record()

    of_entities = merge_entities(three[0], into=three[1], by=None)
    of_cases = merge_cases(case, into=other, by=None)
    undo_merge(of_entities, by=None)

    assert Entity.objects.count() == 3
    assert Party.objects.filter(case=other).count() == 3
    undo_merge(of_cases, by=None)
    assert rows_of_the_record() == before


def test_edits_and_additions_since_stay(three):
    loser, survivor, _ = three
    merge = merge_entities(loser, into=survivor, by=None)
    survivor = Entity.objects.get(pk=survivor.pk)
    survivor.description = "An exchange."
    amend_entity(survivor, by=None)
    added = PartyFactory(entity=survivor)
    named = add_alias(survivor, "Roe Exchange", by=None)
    Alias.objects.filter(name="Roe").update(kind="nickname")

    undo_merge(merge, by=None)

    survivor.refresh_from_db()
    assert survivor.description == "An exchange."
    assert list(survivor.roles.filter(case=added.case)) == [added]
    assert list(survivor.aliases.all()) == [
        Alias.objects.get(name="Roe", kind="nickname"),
        named,
        Alias.objects.get(name="The Roes", entity=survivor),
    ]


def test_row_deleted_since_stays_deleted(three):
    moved = PartyFactory(entity=three[0])
    merge = merge_entities(three[0], into=three[1], by=None)
    remove(Party.objects.get(pk=moved.pk), by=None)

    undo_merge(merge, by=None)

    assert Party.objects.filter(entity=three[0]).exclude(pk=moved.pk).count() == 1


def test_row_given_to_another_since_stays_there(three):
    moved = PartyFactory(entity=three[0])
    merge = merge_entities(three[0], into=three[1], by=None)
    Party.objects.filter(pk=moved.pk).update(entity=three[2])

    undo_merge(merge, by=None)

    moved.refresh_from_db()
    assert moved.entity == three[2]


def live_by_entity():
    rows = Disposition.objects.live().values_list("against__party__entity__name", "note")
    return dict(rows)


def test_disposition_recorded_since_stays_with_the_survivor(three):
    merge = merge_entities(three[0], into=three[1], by=None)
    pair = ClaimAgainst.objects.get(party__entity=three[1])
    live = pair.dispositions.live().get()
    record_disposition(pair.claim, pair.party, "vacated", note="Since", supersedes=live, by=None)

    undo_merge(merge, by=None)

    assert live_by_entity() == {
        "Roe": "Roe",
        "Roe Holdings": "Since",
        "Roe Holdings Limited": "Roe Holdings Limited",
    }


def test_disposition_that_superseded_the_losers_later_one_leaves_both_right(three):
    merge = merge_entities(three[1], into=three[0], by=None)  # the loser's, of 2024, is the live one
    pair = ClaimAgainst.objects.get(party__entity=three[0])
    live = pair.dispositions.live().get()
    since = record_disposition(pair.claim, pair.party, "vacated", note="Since", supersedes=live, by=None)

    undo_merge(merge, by=None)

    assert live_by_entity() == {
        "Roe": "Since",
        "Roe Holdings": "Roe Holdings",
        "Roe Holdings Limited": "Roe Holdings Limited",
    }
    assert list(since.supersedes.values_list("note", flat=True)) == ["Roe"]


def test_reversing_a_live_one_of_two_predecessors_leaves_one_live(three):
    pair = ClaimAgainst.objects.get(party__entity=three[1])
    first = pair.dispositions.get()
    record_disposition(pair.claim, pair.party, "vacated", date="2025", supersedes=first, by=None)
    merge = merge_entities(three[0], into=three[1], by=None)

    again = reverse_disposition(pair.dispositions.live().get(), by=None)

    assert again == first
    undo_merge(merge, by=None)
    assert live_by_entity() == {name: name for name in ("Roe", "Roe Holdings", "Roe Holdings Limited")}


def test_preference_given_to_another_since_stays(three_cases):
    loser, survivor, _ = three_cases
    merge = merge_cases(loser, into=survivor, by=None)
    survivor.statements.filter(is_preferred=True).update(is_preferred=False)
    other = StatementFactory(case=survivor, point="bail", is_preferred=True)

    undo_merge(merge, by=None)

    assert list(survivor.statements.filter(is_preferred=True)) == [other]
    assert loser.statements.filter(is_preferred=True).count() == 1


def test_preference_is_not_given_back_where_the_losers_own_have_another_by_now(three_cases):
    loser, survivor, _ = three_cases
    second = StatementFactory(case=loser, point="bail")
    merge = merge_cases(loser, into=survivor, by=None)
    survivor.statements.filter(is_preferred=True).update(is_preferred=False)
    second.refresh_from_db()
    second.is_preferred = True
    keep(second, by=None)

    undo_merge(merge, by=None)

    assert list(loser.statements.filter(is_preferred=True)) == [second]


def test_what_was_recorded_since_on_a_docket_goes_back_with_it(three_cases):
    loser, survivor, _ = three_cases
    docket = loser.dockets.get()
    merge = merge_cases(loser, into=survivor, by=None)
    event = EventFactory(case=survivor, docket=docket)
    own = EventFactory(case=survivor)

    undo_merge(merge, by=None)

    assert set(Event.objects.filter(pk__in=(event.pk, own.pk), case=loser)) == {event}


def test_penalty_and_claim_recorded_since_on_the_losers_own_party_go_back_with_it(db):
    loser, survivor = CaseFactory(), CaseFactory()
    party = PartyFactory(case=loser)
    claim = ClaimFactory(case=loser)
    merge = merge_cases(loser, into=survivor, by=None)
    party.refresh_from_db()
    claim.refresh_from_db()
    penalty = PenaltyFactory(party=party)
    record_disposition(claim, party, "settled", by=None)

    undo_merge(merge, by=None)

    assert Penalty.objects.get(case=loser) == penalty
    assert Disposition.objects.get().against.case == loser


def test_claim_of_the_loser_decided_since_for_the_joined_party_goes_to_its_own(three_cases):
    loser, survivor, _ = three_cases
    claim = ClaimFactory(case=loser)
    own = loser.parties.get()
    merge = merge_cases(loser, into=survivor, by=None)
    claim.refresh_from_db()
    record_disposition(claim, survivor.parties.get(), "settled", by=None)

    undo_merge(merge, by=None)

    pair = Disposition.objects.get().against
    assert (pair.case, pair.claim, pair.party) == (loser, claim, own)


def test_claim_that_would_straddle_two_cases_refuses_the_undo_with_what_to_do(db):
    loser, survivor = CaseFactory(), CaseFactory()
    party = PartyFactory(case=survivor, entity__name="Roe Exchange")
    claim = ClaimFactory(case=loser, title="Wire fraud")
    merge = merge_cases(loser, into=survivor, by=None)
    claim.refresh_from_db()
    keep(ClaimAgainst(case=survivor, claim=claim, party=party), by=None)
    before = rows_of_the_record()

    with pytest.raises(CannotUndo) as refusal:
        undo_merge(merge, by=None)

    assert str(refusal.value) == (
        "“Wire fraud” was brought against Roe Exchange since the merge, and they would be in two cases "
        "again: take that claim against them out, then undo."
    )
    assert rows_of_the_record() == before


def test_address_taken_since_refuses_the_undo(three):
    merge = merge_entities(three[0], into=three[1], by=None)
    Entity.objects.filter(pk=three[2].pk).update(slug="roe")  # past every verb

    with pytest.raises(CannotUndo, match="give that another address, then undo"):
        undo_merge(merge, by=None)


def test_merge_is_undone_once(three, editor):
    merge = merge_entities(three[0], into=three[1], by=None)
    undo_merge(merge, by=editor)

    with pytest.raises(CannotUndo, match="already undone by Nora Quill"):
        undo_merge(merge, by=editor)

    merge.refresh_from_db()
    assert merge.is_undone


def test_merged_again_after_an_undo(three):
    before = rows_of_the_record()
    undo_merge(merge_entities(three[0], into=three[1], by=None), by=None)

    again = merge_entities(three[1], into=three[0], by=None)

    assert Entity.objects.count() == 2
    undo_merge(again, by=None)
    assert rows_of_the_record() == before


def test_parties_of_a_case_deleted_since_stay_deleted(db):
    lost = PartyFactory()
    kept = PartyFactory(case=lost.case)
    for party in (lost, kept):
        add_counsel(party, "Jane Poe", by=None)
    merge = merge_entities(lost.entity, into=kept.entity, by=None)
    Case.objects.get().delete()

    undo_merge(merge, by=None)

    assert (Entity.objects.count(), Party.objects.count(), Counsel.objects.count()) == (2, 0, 0)


def test_lawyer_whose_entry_was_deleted_since_is_a_name_again(three):
    lawyer = EntityFactory(name="Jane Poe", kind="person")
    lost = three[0].roles.get().counsel
    lost.update(entity=lawyer)
    Counsel.objects.filter(party__entity=three[1]).update(entity=EntityFactory())
    merge = merge_entities(three[0], into=three[1], by=None)
    lawyer.delete()

    undo_merge(merge, by=None)

    assert three[0].roles.get().counsel.get().entity is None


def test_docket_of_a_joined_party_deleted_since_leaves_its_belongings_with_the_survivor(db):
    docket = DocketFactory()
    lost = PartyFactory(case=docket.case, docket=docket)
    kept = PartyFactory(case=docket.case, docket=DocketFactory(case=docket.case))
    penalty = PenaltyFactory(party=lost)
    merge = merge_entities(lost.entity, into=kept.entity, by=None)
    docket.delete()

    undo_merge(merge, by=None)

    penalty.refresh_from_db()
    assert (penalty.party, list(Party.objects.all())) == (kept, [kept])


def test_bring_claim_since_against_the_survivor_stays_there(three):
    merge = merge_entities(three[0], into=three[1], by=None)
    party = three[1].roles.get()
    claim = bring_claim(party.case, "Wire fraud", against=[party], by=None)

    undo_merge(merge, by=None)

    assert list(claim.parties.all()) == [party]


def test_publisher_deleted_since_refuses_with_what_to_restore(db):
    lost = PartyFactory()
    kept = PartyFactory(case=lost.case)
    merge = merge_entities(lost.entity, into=kept.entity, by=None)
    for step in merge.journal:
        if step["model"] == "cases.party":
            step["rows"][0]["entity_id"] = 0  # as if it rested on an entity that is gone
    merge.save()

    with pytest.raises(CannotUndo, match="restore that from its history, then undo"):
        undo_merge(merge, by=None)
