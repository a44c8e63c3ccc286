import pytest
from django.db import connection

from cases.actions import add_alias, declare_distinct, identify, merge_entities, undo_merge
from cases.models import Case, DistinctCases, DistinctEntities, Entity
from tests.factories.record import CaseFactory, DocketFactory, EntityFactory, PartyFactory


def reasons(rows, **options):
    return [(str(p.first), str(p.second), p.reasons) for p in rows.likely_duplicates(**options)]


def test_names_alike_are_a_likely_pair_that_says_why(db):
    EntityFactory(name="Coinbase Global, Inc.")
    EntityFactory(name="Coinbase Global Inc")
    EntityFactory(name="Securities and Exchange Commission", kind="agency")

    assert reasons(Entity.objects) == [
        (
            "Coinbase Global, Inc.",
            "Coinbase Global Inc",
            ["Names alike: Coinbase Global Inc / Coinbase Global, Inc. (100%)"],
        )
    ]


def test_alias_like_another_name_makes_a_pair(db):
    add_alias(EntityFactory(name="Binance Holdings Limited"), "Binance.com", by=None)
    EntityFactory(name="Binance com")

    ((_, _, why),) = reasons(Entity.objects)

    assert why == ["Names alike: Binance com / Binance.com (100%)"]


def test_weak_alias_makes_no_pair(db):
    add_alias(EntityFactory(name="Changpeng Zhao", kind="person"), "Zhao", strength="weak", by=None)
    EntityFactory(name="Zhao", kind="person")

    assert reasons(Entity.objects) == []


def test_number_in_a_register_written_with_zeros_makes_a_pair(db):
    identify(EntityFactory(name="Roe Exchange"), "pacer", "0001679788", by=None)
    identify(EntityFactory(name="Poe Markets"), "pacer", "1679788", by=None)

    ((_, _, why),) = reasons(Entity.objects)

    assert why == ["Same number in a register: pacer 1679788"]


def test_what_speaks_for_a_pair_ranks_it_higher_and_another_kind_lower(db):
    alike = [EntityFactory(name="Jane Q. Roe", kind="person") for _ in range(2)]
    EntityFactory(name="Jane Q. Roe")
    case = CaseFactory()
    for entity in alike:
        PartyFactory(case=case, entity=entity)

    first, second, third = Entity.objects.likely_duplicates()

    assert (first.first, first.second) == tuple(alike)
    assert first.reasons[1:] == ["1 case in common"]
    assert first.score > second.score == third.score
    assert second.reasons[1:] == ["But of two kinds"]


def test_only_rows_of_the_set_are_looked_up_among_all(db):
    old, new, _ = [EntityFactory(name="Roe Exchange") for _ in range(3)]

    pairs = Entity.objects.filter(pk=new.pk).likely_duplicates()

    assert {(p.first.pk, p.second.pk) for p in pairs} == {(old.pk, new.pk), (new.pk, new.pk + 1)}
    assert len(Entity.objects.likely_duplicates(shown=1)) == 1
    assert len(Entity.objects.likely_duplicates(probed=1)) == 2
    assert Entity.objects.filter(name__in=["100% Roe"], kind="company").likely_duplicates() == []


def test_pair_declared_distinct_is_gone_for_good(editor):
    first, second = EntityFactory(name="Roe Exchange"), EntityFactory(name="Roe Exchange")

    declare_distinct(second, first, by=editor)
    declare_distinct(first, second, by=editor)

    assert Entity.objects.likely_duplicates() == []
    assert DistinctEntities.objects.count() == 2
    assert str(DistinctEntities.objects.first()) == "Roe Exchange ≠ Roe Exchange"


def test_merged_pair_is_gone_until_the_merge_is_undone(db):
    first, second = EntityFactory(name="Roe Exchange"), EntityFactory(name="Roe Exchange")
    merge = merge_entities(first, into=second, by=None)

    assert Entity.objects.likely_duplicates() == []
    undo_merge(merge, by=None)
    assert len(Entity.objects.likely_duplicates()) == 1


def test_cases_are_likely_one_by_caption_docket_number_and_parties(editor):
    first = CaseFactory(caption="SEC v. Binance Holdings Ltd.")
    DocketFactory(case=first, docket_number="1:23-cv-01599")
    second = CaseFactory(caption="SEC v. Binance Holdings Limited")
    DocketFactory(case=second, docket_number="23-cv-01599")
    entity = EntityFactory()
    for case in (first, second):
        PartyFactory(case=case, entity=entity)
    CaseFactory(caption="Poe v. County of Kern")

    (pair,) = Case.objects.likely_duplicates()

    assert (pair.first, pair.second) == (first, second)
    assert [reason.split(":")[0] for reason in pair.reasons] == [
        "Names alike",
        "Same docket number",
        "1 party in common",
    ]
    declare_distinct(first, second, by=editor)
    assert Case.objects.likely_duplicates() == []
    assert DistinctCases.objects.count() == 2


@pytest.mark.parametrize("rows", [1, 3])
def test_pairs_take_the_same_queries_for_one_and_for_three(db, rows, django_assert_num_queries):
    for number in range(rows):
        for _ in range(2):
            EntityFactory(name=f"{['Roe', 'Poe', 'Doe'][number]} Exchange {number}")

    with django_assert_num_queries(7):  # savepoint and release, threshold there and back, pairs, rows
        assert len(Entity.objects.likely_duplicates()) == rows


def test_look_up_leaves_the_threshold_of_others_alone(db):
    Entity.objects.likely_duplicates()

    with connection.cursor() as cursor:
        cursor.execute("show pg_trgm.similarity_threshold")
        assert cursor.fetchone() == ("0.3",)


def test_name_like_others_is_answered_best_first_with_reasons(db):
    company = EntityFactory(name="Coinbase Global, Inc.")
    person = EntityFactory(name="Coinbase Globel", kind="person")
    EntityFactory(name="Poe Markets")

    found = Entity.objects.like("Coinbase Global", "company")

    assert [(each.entity, each.reasons) for each in found] == [
        (company, ["Goes by Coinbase Global, Inc. (80% alike)"]),
        (person, ["Goes by Coinbase Globel (68% alike)", "But of another kind"]),
    ]
    assert found[0].score > found[1].score
    assert [each.entity for each in Entity.objects.like("Coinbase Global", but=company.pk)] == [person]
    assert [len(each.reasons) for each in Entity.objects.like("Coinbase Global")] == [1, 1]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Binance Holdings Limited", "Binance Holdings Ltd."),
        ("Changpeng Zhao", "Zhao Changpeng"),
        ("Jane Roe", "Jane Q. Roe"),
        ("Jane Mary Roe", "Jane Roe"),
        ("Coinbase", "Coinbas"),
        ("Steven Mnuchin", "Stephen Mnuchin"),
        ("JoseManuel Evrard", "Jose Manuel Evrard"),
    ],
)
def test_spellings_of_one_name_are_found(db, name, other):
    entity = EntityFactory(name=other)

    assert [each.entity for each in Entity.objects.like(name)] == [entity]


def test_asking_what_is_alike_takes_two_queries(db, django_assert_num_queries):
    EntityFactory(name="Roe Exchange")

    with django_assert_num_queries(2):
        assert len(Entity.objects.like("Roe Exchange")) == 1
