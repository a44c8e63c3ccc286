import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext

from cases.actions import (
    CannotMerge,
    add_alias,
    add_counsel,
    amend_entity,
    file_case,
    identify,
    merge_cases,
    merge_entities,
    preview_merge,
    record_disposition,
    register_entity,
    relate_cases,
    remove,
    undo_merge,
)
from cases.actions.duplicate import declare_distinct
from cases.history import at, versions
from cases.models import (
    Alias,
    Case,
    CaseRelation,
    Change,
    Counsel,
    Disposition,
    DistinctEntities,
    Docket,
    Entity,
    Merge,
    Party,
    Statement,
    survivors,
)
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


def now():
    with connection.cursor() as cursor:
        cursor.execute("select clock_timestamp()")
        return cursor.fetchone()[0]


@pytest.fixture
def binance(db):
    return EntityFactory(name="Binance Holdings Limited")


@pytest.fixture
def duplicate(db):
    return EntityFactory(name="Binance")


@pytest.fixture
def two_parties(binance, duplicate):
    """Both are defendants of one case, under one claim."""
    case = CaseFactory()
    parties = [PartyFactory(case=case, entity=entity) for entity in (duplicate, binance)]
    ClaimFactory(case=case, against=parties)
    return parties


def rules_of(plan):
    return [(c.model.__name__, c.row, c.other) for c in plan.collisions]


# What moves


def test_everything_said_of_the_loser_is_said_of_the_survivor(binance, duplicate, editor):
    party = PartyFactory(entity=duplicate)
    statement = StatementFactory(entity=duplicate, asserted_by=duplicate, via=duplicate)
    alias = add_alias(duplicate, "BNB", by=None)
    identifier = identify(duplicate, "cik", "0001900000", by=None)

    merge_entities(duplicate, into=binance, by=editor)

    for row in (party, statement, alias, identifier):
        row.refresh_from_db()
    assert (statement.entity, statement.asserted_by, statement.via) == (binance,) * 3
    assert (party.entity, alias.entity, identifier.entity) == (binance,) * 3
    assert list(Entity.objects.all()) == [binance]


def test_everything_of_the_losing_case_belongs_to_the_survivor(editor):
    loser, survivor = CaseFactory(), CaseFactory()
    party = PartyFactory(case=loser)
    claim = ClaimFactory(case=loser, against=[party])
    rows = [
        party, claim, claim.against.get(), DocketFactory(case=loser), EventFactory(case=loser),
        PenaltyFactory(party=party), StatementFactory(case=loser),
    ]  # fmt: skip

    merge_cases(loser, into=survivor, by=editor)

    for row in rows:
        row.refresh_from_db()
    assert {row.case for row in rows} == {survivor}
    assert list(Case.objects.all()) == [survivor]


def test_preview_lists_what_the_merge_then_does_and_changes_nothing(two_parties, binance, duplicate):
    PartyFactory(entity=duplicate)
    before = rows_of_the_record()

    plan = preview_merge(duplicate, binance)

    assert rows_of_the_record() == before
    merge = merge_entities(duplicate, into=binance, by=None)
    done = [(step["do"], step["model"]) for step in merge.journal]
    assert done == [
        *((type(step).__name__.lower(), step.model._meta.label_lower) for step in plan.steps),
        ("add", "cases.formerslug"),
    ]


def test_preview_counts_by_table_what_moves_and_what_is_joined(two_parties, binance, duplicate):
    PartyFactory(entity=duplicate)
    add_alias(duplicate, "BNB", by=None)

    plan = preview_merge(duplicate, binance)

    assert plan.counts == {
        "aliases": (1, 0),
        "claims against parties": (0, 1),
        "entities": (0, 1),
        "parties": (1, 1),
    }
    assert [[str(row) for row in change.rows()] for change in plan.moves] == [["BNB"], ["Binance, defendant"]]


def test_preview_asks_as_much_of_three_parties_as_of_one(binance, duplicate):
    def share_a_case():
        case = CaseFactory()
        ClaimFactory(
            case=case, against=[PartyFactory(case=case, entity=entity) for entity in (duplicate, binance)]
        )

    asked = []
    for cases in (1, 2):
        for _ in range(cases):
            share_a_case()
        with CaptureQueriesContext(connection) as queries:
            preview_merge(duplicate, binance)
        asked.append(len(queries))

    assert asked[0] == asked[1]


def test_rows_are_conserved(two_parties, binance, duplicate):
    add_counsel(two_parties[0], "Jane Poe", by=None)
    add_counsel(two_parties[1], "Jane Poe", by=None)
    before = rows_of_the_record()

    merge = merge_entities(duplicate, into=binance, by=None)

    after = rows_of_the_record()
    set_aside = dict.fromkeys(before, 0)
    added = dict.fromkeys(before, 0)
    for step in merge.journal:
        table = step["model"].replace(".", "_")
        set_aside[table] += len(step["rows"]) if step["do"] == "remove" else 0
        added[table] += len(step["rows"]) if step["do"] == "add" else 0
    assert {t: len(rows) for t, rows in before.items()} == {
        table: len(rows) + set_aside[table] - added[table] for table, rows in after.items()
    }


# Collisions


def test_parties_in_one_role_are_joined_with_what_hangs_on_them(two_parties, binance, duplicate):
    lost, kept = two_parties
    counsel = add_counsel(lost, "Jane Poe", by=None)
    penalty = PenaltyFactory(party=lost)
    statement = StatementFactory(party=lost)
    own = ClaimFactory(case=lost.case, against=[lost]).against.get()

    merge_entities(duplicate, into=binance, by=None)

    for row in (counsel, penalty, statement, own):
        row.refresh_from_db()
    assert {row.party for row in (counsel, penalty, statement, own)} == {kept}
    assert list(Party.objects.all()) == [kept]


def test_parties_in_two_roles_both_stay(binance, duplicate):
    party = PartyFactory(entity=duplicate, role="defendant")
    PartyFactory(case=party.case, entity=binance, role="counter_claimant")

    merge_entities(duplicate, into=binance, by=None)

    assert Party.objects.filter(entity=binance).count() == 2


def test_counsel_of_both_is_one(two_parties, binance, duplicate):
    lost, kept = two_parties
    add_counsel(lost, "Jane Poe", firm="Poe LLP", is_lead=True, by=None)
    add_counsel(kept, "Jane Poe", by=None)

    merge_entities(duplicate, into=binance, by=None)

    assert list(Counsel.objects.values_list("party", "name", "firm", "is_lead")) == [
        (kept.pk, "Jane Poe", "Poe LLP", True)
    ]


@pytest.mark.parametrize(
    ("of_loser", "of_survivor", "live"),
    [
        ("2024-05-01", "2023", "convicted"),
        ("2023", "2024-05-01", "acquitted"),
        (None, "2023", "acquitted"),
        ("2023", None, "convicted"),
        (None, None, "acquitted"),
        ("2023", "2023", "acquitted"),
    ],
)
def test_of_two_live_dispositions_the_later_is_live(
    two_parties, binance, duplicate, of_loser, of_survivor, live
):
    lost, kept = two_parties
    claim = lost.claims_against.get().claim
    first = record_disposition(claim, lost, "convicted", date=of_loser, by=None)
    second = record_disposition(claim, kept, "acquitted", date=of_survivor, by=None)
    before = rows_of_the_record()

    merge = merge_entities(duplicate, into=binance, by=None)

    (standing,) = Disposition.objects.live()
    (other,) = {first, second} - {standing}
    other.refresh_from_db()
    assert standing.outcome == live
    assert other.superseded_by == standing
    undo_merge(merge, by=None)
    assert rows_of_the_record() == before


def test_duplicate_alias_is_joined_and_name_becomes_one(binance, duplicate):
    add_alias(duplicate, "BNB", by=None)
    add_alias(binance, "bnb", kind="ticker", by=None)

    merge_entities(duplicate, into=binance, by=None)

    assert list(Alias.objects.values_list("entity", "name", "kind")) == [
        (binance.pk, "Binance", "short_name"),
        (binance.pk, "bnb", "ticker"),
    ]


@pytest.mark.parametrize(
    ("loser", "survivor", "kind", "expected"),
    [
        ("SEC", "Securities and Exchange Commission", "agency", ("other", "strong")),
        ("FBI", "Federal Bureau Investigation", "agency", ("acronym", "strong")),
        ("Binance", "Binance Holdings Limited", "company", ("short_name", "strong")),
        ("Coinbase Global, Inc.", "Coinbase", "company", ("legal_name", "strong")),
        ("Zhao", "Changpeng Zhao", "person", ("short_name", "weak")),
        ("Changpeng “CZ” Zhao", "Changpeng Zhao", "person", ("other", "strong")),
        ("bitcoin", "Bitcoin (asset)", "asset", ("short_name", "weak")),
        ("BINANCE", "Binance", "company", None),
    ],
)  # fmt: skip
def test_old_name_is_an_alias_of_a_fitting_kind(db, loser, survivor, kind, expected):
    into = EntityFactory(name=survivor, kind=kind)

    merge_entities(EntityFactory(name=loser, kind=kind), into=into, by=None)

    found = Alias.objects.filter(entity=into).values_list("kind", "strength").first()
    assert found == expected


def test_name_that_is_an_alias_already_is_not_added(binance, duplicate):
    add_alias(binance, "BINANCE", kind="former_name", by=None)

    merge_entities(duplicate, into=binance, by=None)

    assert list(Alias.objects.values_list("name", "kind")) == [("BINANCE", "former_name")]


def test_identifiers_of_one_scheme_are_both_kept(binance, duplicate):
    identify(binance, "cik", "1", by=None)
    identify(duplicate, "cik", "2", by=None)

    merge_entities(duplicate, into=binance, by=None)

    assert [i.value for i in binance.identifiers.all()] == ["0000000001", "0000000002"]


def test_dockets_of_both_cases_stay(db):
    first, second = DocketFactory(), DocketFactory()

    merge_cases(first.case, into=second.case, by=None)

    assert list(Docket.objects.filter(case=second.case)) == [first, second]


def test_relations_between_the_two_are_set_aside_and_equal_ones_joined(db):
    loser, survivor, third = CaseFactory(), CaseFactory(), CaseFactory()
    relate_cases(loser, "similar", survivor, by=None)
    relate_cases(survivor, "appeal_of", loser, by=None)
    relate_cases(loser, "parallel", third, by=None)
    kept = relate_cases(survivor, "parallel", third, by=None)
    relate_cases(third, "related", loser, by=None)
    before = rows_of_the_record()

    merge = merge_cases(loser, into=survivor, by=None)

    assert list(CaseRelation.objects.values_list("from_case", "kind", "to_case").order_by("kind")) == [
        (survivor.pk, "parallel", third.pk),
        (third.pk, "related", survivor.pk),
    ]
    assert CaseRelation.objects.get(kind="parallel") == kept
    undo_merge(merge, by=None)
    assert rows_of_the_record() == before


def test_of_two_preferred_statements_the_survivors_stays_preferred(db):
    loser, survivor = CaseFactory(), CaseFactory()
    lost = StatementFactory(case=loser, point="bail", is_preferred=True)
    kept = StatementFactory(case=survivor, point="bail", is_preferred=True)
    alone = StatementFactory(case=loser, point="venue", is_preferred=True)

    merge_cases(loser, into=survivor, by=None)

    assert list(Statement.objects.filter(case=survivor, is_preferred=True).order_by("pk")) == [kept, alone]
    assert lost in survivor.statements.all()


def test_sealed_case_stays_sealed(db):
    survivor = CaseFactory()

    merge = merge_cases(CaseFactory(is_sealed=True), into=survivor, by=None)

    survivor.refresh_from_db()
    assert survivor.is_sealed
    undo_merge(merge, by=None)
    survivor.refresh_from_db()
    assert not survivor.is_sealed


def test_empty_fields_are_filled_and_others_shown_as_differing(db):
    survivor = CaseFactory(caption="Doe v. Roe", summary="")
    loser = CaseFactory(caption="Doe v. Roe Inc.", summary="Wages.", date_terminated="2024")

    plan = preview_merge(loser, survivor)
    merge_cases(loser, into=survivor, by=None)

    survivor.refresh_from_db()
    assert (survivor.summary, survivor.date_terminated) == ("Wages.", None)
    assert [(d.field, d.kept, str(d.set_aside)) for d in plan.differences] == [
        ("caption", "Doe v. Roe", "Doe v. Roe Inc."),
        ("date terminated", None, "2024"),
    ]


def test_field_is_not_filled_where_the_row_would_break_a_rule(db):
    survivor = CaseFactory(date_terminated="2020")

    merge_cases(CaseFactory(date_filed="2023"), into=survivor, by=None)

    survivor.refresh_from_db()
    assert survivor.date_filed is None


# Refusals and warnings


def test_case_and_entity_cannot_be_merged(binance):
    with pytest.raises(CannotMerge, match="A case can only be merged with a case"):
        preview_merge(binance, CaseFactory())


def test_nothing_is_merged_into_itself(binance):
    with pytest.raises(CannotMerge, match="cannot be merged into itself"):
        merge_entities(binance, into=Entity.objects.get(), by=None)


def test_second_merge_of_the_same_is_refused_with_where_it_went(binance, duplicate, editor):
    merge_entities(duplicate, into=binance, by=editor)

    with pytest.raises(CannotMerge) as refusal:
        merge_entities(duplicate, into=EntityFactory(), by=None)

    assert str(refusal.value) == (
        "Binance was already merged into Binance Holdings Limited by Nora Quill: look at that one instead."
    )


def test_merge_with_one_deleted_meanwhile_is_refused(binance, duplicate):
    Entity.objects.get(pk=binance.pk).delete()

    with pytest.raises(CannotMerge, match="was deleted meanwhile"):
        merge_entities(duplicate, into=binance, by=None)


def test_preview_warns_of_kinds_that_differ_and_of_two_said_to_be_distinct(binance):
    person = EntityFactory(name="Changpeng Zhao", kind="person")
    declare_distinct(person, binance, by=None)

    plan = preview_merge(person, binance)

    assert plan.warnings == [
        "One is a person, the other a company.",
        "The desk has said that these two are not duplicates.",
    ]


def test_what_was_said_to_be_distinct_moves_and_comes_back(binance, duplicate):
    third = EntityFactory()
    for other in (binance, third):
        declare_distinct(duplicate, other, by=None)
    declare_distinct(third, binance, by=None)
    before = rows_of_the_record()

    merge = merge_entities(duplicate, into=binance, by=None)

    pairs = set(DistinctEntities.objects.values_list("first", "second"))
    assert pairs == {(binance.pk, third.pk), (third.pk, binance.pk)}
    undo_merge(merge, by=None)
    assert rows_of_the_record() == before


# Addresses


def test_old_address_and_number_lead_straight_to_the_last_survivor(binance, duplicate):
    last = EntityFactory(name="BNB Group")

    merge_entities(duplicate, into=binance, by=None)
    merge_entities(binance, into=last, by=None)

    assert [
        Entity.objects.formerly_at(slug).first() for slug in (duplicate.slug, binance.slug, last.slug)
    ] == [last, last, None]
    assert survivors("entity", [duplicate.pk, binance.pk, last.pk]) == dict.fromkeys(
        (duplicate.pk, binance.pk, last.pk), last.pk
    )
    assert not Case.objects.formerly_at(duplicate.slug)


def test_old_address_of_a_sealed_case_leads_readers_nowhere(db):
    survivor = CaseFactory(is_sealed=True)
    merge_cases(CaseFactory(slug="doe-v-roe"), into=survivor, by=None)

    assert list(Case.objects.formerly_at("doe-v-roe")) == [survivor]
    assert not Case.objects.visible_to(None).formerly_at("doe-v-roe")


def test_survivors_are_found_in_one_query(binance, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert survivors("entity", [binance.pk, 0]) == {binance.pk: binance.pk, 0: 0}


def test_address_of_a_merged_one_is_not_given_away(binance, duplicate):
    merge_entities(duplicate, into=binance, by=None)

    namesake = register_entity("Binance", kind="company", by=None)

    assert namesake.slug == "binance-2"
    namesake.slug = "binance"
    with pytest.raises(ValidationError, match="This address leads to Binance Holdings Limited"):
        amend_entity(namesake, by=None)


def test_address_of_a_merged_case_is_not_given_away(db):
    survivor = CaseFactory()
    merge_cases(CaseFactory(slug="doe-v-roe"), into=survivor, by=None)

    with pytest.raises(ValidationError, match="Choose a different one, or undo the merge first"):
        file_case("Doe v. Roe", slug="doe-v-roe", by=None)


# Log and history


def test_change_log_notes_both_and_history_says_why(two_parties, binance, duplicate, editor):
    Change.objects.all().delete()
    before = now()

    merge = merge_entities(duplicate, into=binance, by=editor, why="Same LEI.")

    noted = Change.objects.filter(verb="merge_entities", by=editor, subject="entity")
    assert set(noted.values_list("subject_id", flat=True)) == {binance.pk, duplicate.pk}
    (version,) = versions(Alias, Alias.objects.get(name="Binance").pk)
    assert (version.verb, version.why) == ("merge_entities", "Same LEI.")
    assert (merge.merged_by, merge.why) == (editor, "Same LEI.")
    with at(known_at=before):
        assert Entity.objects.count() == 2
        assert survivors("entity", [duplicate.pk]) == {duplicate.pk: duplicate.pk}
    assert Entity.objects.count() == 1


def test_merges_that_ended_in_a_row_are_listed(binance, duplicate):
    last = EntityFactory()
    first = merge_entities(duplicate, into=binance, by=None)
    second = merge_entities(binance, into=last, by=None)

    assert list(Merge.objects.ending_in(last).newest_first()) == [second, first]
    undo_merge(second, by=None)
    assert list(Merge.objects.ending_in(binance)) == [first]
    assert str(first) == "Binance → Binance Holdings Limited"


def test_survivor_cannot_be_deleted_while_a_merge_stands(binance, duplicate):
    merge = merge_entities(duplicate, into=binance, by=None)

    with pytest.raises(ProtectedError):
        remove(Entity.objects.get(), by=None)
    undo_merge(merge, by=None)
    remove(Entity.objects.get(pk=binance.pk), by=None)

    assert list(Entity.objects.all()) == [duplicate]
