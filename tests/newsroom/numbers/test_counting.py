"""What numbers come to, of which rows, and in which groups."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from cases.actions import keep, merge_cases, merge_entities
from cases.models import Case
from newsroom.numbers.asking import Definition, Grouping, What, read_query
from newsroom.numbers.counting import Row, count, groups_of, how_many_rows, rows_of, value_of_rows
from newsroom.numbers.figures import Value
from tests.factories.numbers import dismissed_case
from tests.factories.record import (
    CaseFactory,
    CourtFactory,
    DispositionFactory,
    DocketFactory,
    EntityFactory,
    EventFactory,
    PartyFactory,
    PenaltyFactory,
)

pytestmark = pytest.mark.django_db
DISMISSED = Definition(What.CASES, "outcome=dismissed")


@pytest.mark.parametrize(
    ("what", "typed", "problem"),
    [
        ("cases", "outcom=dismissed", "outcom: There is no such parameter. Did you mean outcome?"),
        ("cases", "kind=", "kind: It has no value. Give it one or leave it out."),
        ("cases", "q=a&q=b", "q: It is given more than once."),
        ("cases", "open=maybe", "open: Expected true or false."),
        (
            "entities",
            "outcome=dismissed",
            "outcome: There is no such parameter. There are: kind, q, case, role, identifier, ordering.",
        ),
    ],
)
def test_filter_is_refused_in_the_words_of_the_api(what, typed, problem):
    with pytest.raises(ValidationError) as refused:
        read_query(what, typed)

    assert refused.value.message_dict == {"query": [problem]}


@pytest.mark.parametrize("typed", ["kind=cvil&open=maybe", "colour=red&q=", "court=d%20cd&filed_before=1"])
def test_filter_is_refused_as_the_api_refuses_it(typed, client):
    with pytest.raises(ValidationError) as refused:
        read_query(What.CASES, typed)

    told = client.get(f"/api/v1/cases/?{typed}").json()["errors"]
    assert refused.value.messages == [f"{each['parameter']}: {each['detail']}" for each in told]


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("", ""),
        (" prejudice=with&outcome=dismissed ", "outcome=dismissed&prejudice=with"),
        ("https://example.org/api/v1/cases/?outcome=dismissed", "outcome=dismissed"),
        ("/api/v1/cases/", ""),
        ("outcome=settled&outcome=dismissed", "outcome=dismissed&outcome=settled"),
        ("q=Doe+v.+Roe", "q=Doe+v.+Roe"),
    ],
)
def test_filter_is_kept_in_one_order(typed, query):
    assert read_query(What.CASES, typed) == query
    assert read_query(What.CASES, query) == query


def test_count_is_what_the_api_lists(client):
    dismissed_case()
    dismissed_case(is_sealed=True)
    DispositionFactory(outcome="settled")

    listed = client.get("/api/v1/cases/?outcome=dismissed").json()["results"]

    assert count(DISMISSED) == Value(1) == Value(len(listed))
    assert [row.target for row in rows_of(DISMISSED)] == [row["id"] for row in listed]


def test_sealed_case_never_counts_whatever_is_counted():
    party = PartyFactory(case=CaseFactory(), entity=EntityFactory())
    PenaltyFactory(party=party)
    EventFactory(case=party.case)
    counted = {
        What.CASES: Definition(What.CASES),
        What.PENALTIES: Definition(What.PENALTIES),
        What.EVENTS: Definition(What.EVENTS),
        What.ENTITIES: Definition(What.ENTITIES),
    }
    before = {what: count(each).count for what, each in counted.items()}

    Case.objects.update(is_sealed=True)

    assert before == dict.fromkeys(What, 1)
    assert {what: count(each).count for what, each in counted.items()} == dict.fromkeys(What, 0)
    assert [rows_of(each) for each in counted.values()] == [[]] * 4


def test_sum_has_a_total_for_each_currency():
    case = CaseFactory(caption="United States v. Roe", kind="criminal", date_filed="2023-06-05")
    party = PartyFactory(case=case, entity=EntityFactory(name="Roe Holdings"))
    PenaltyFactory(party=party, amount=Decimal(4320000000), currency="USD")
    PenaltyFactory(party=party, amount=Decimal("1500.50"), currency="EUR")
    PenaltyFactory(
        party=party, kind="imprisonment", amount=None, currency="", duration=4, duration_unit="months"
    )
    definition = Definition(What.PENALTIES, "kind=criminal")

    value, rows = count(definition), rows_of(definition)

    assert str(value) == "€1,500.50 and $4.32 billion"
    assert value.count == how_many_rows(definition) == 2
    assert value_of_rows(definition, rows) == value
    assert [(row.label, row.note) for row in rows] == [
        ("United States v. Roe", "Roe Holdings: criminal fine of $4.32 billion"),
        ("United States v. Roe", "Roe Holdings: criminal fine of €1,500.50"),
    ]
    assert [Row.told(row.frozen) for row in rows] == rows


def test_events_and_entities_are_told_with_where_they_lead():
    case = CaseFactory(caption="Doe v. Roe")
    EventFactory(case=case, title="Status conference", date="2023-06-05", kind="hearing")
    EntityFactory(name="Roe Holdings", description="An exchange.")

    (event,) = rows_of(Definition(What.EVENTS, "kind=hearing"))
    (entity,) = rows_of(Definition(What.ENTITIES, "q=roe"))

    assert (event.kind, event.target, event.note) == ("case", case.pk, "Status conference, 5 June 2023")
    assert (entity.kind, entity.label, entity.note) == ("entity", "Roe Holdings", "An exchange.")
    assert Row.told(entity.frozen) == entity


@pytest.fixture
def grouped():
    agency = EntityFactory(name="Securities and Exchange Commission", kind="agency")
    court = CourtFactory(code="dcd", name="District of Columbia")
    first = DispositionFactory(outcome="dismissed", prejudice="with").against
    case = first.case
    case.date_filed = "2023-06-05"
    keep(case, by=None)
    PartyFactory(case=case, entity=agency, role="plaintiff")
    DocketFactory(case=case, court=court)
    PenaltyFactory(party=first.party, amount=100, currency="USD")
    PenaltyFactory(party=first.party, amount=5, currency="EUR")
    other = CaseFactory(kind="criminal")
    PenaltyFactory(party=PartyFactory(case=other), amount=50, currency="USD")
    return case, other


@pytest.mark.parametrize(
    ("grouping", "groups"),
    [
        (Grouping.YEAR, [("2023", "2023"), ("none", "no date on record")]),
        (
            Grouping.AGENCY,
            [
                ("securities-and-exchange-commission", "Securities and Exchange Commission"),
                ("none", "no agency on record"),
            ],
        ),
        (Grouping.OUTCOME, [("dismissed", "dismissed"), ("none", "not decided")]),
        (Grouping.COURT, [("dcd", "District of Columbia"), ("none", "no docket on record")]),
        (Grouping.KIND, [("civil", "civil"), ("criminal", "criminal")]),
    ],
)
def test_cases_and_sums_are_told_apart(grouped, grouping, groups):
    cases, money = (Definition(what, "", grouping) for what in (What.CASES, What.PENALTIES))

    assert [(group.key, group.label) for group in groups_of(cases)] == groups
    assert [group.value for group in groups_of(cases)] == [Value(1), Value(1)]
    assert [(group.key, str(group.value)) for group in groups_of(money)] == [
        (groups[0][0], "€5 and $100"),
        (groups[1][0], "$50"),
    ]
    for (key, _), case in zip(groups, grouped, strict=True):
        assert [row.target for row in rows_of(cases, group=key)] == [case.pk]
        assert {row.target for row in rows_of(money, group=key)} == {case.pk}
        assert how_many_rows(cases, key) == 1
    assert rows_of(cases, group="nothing-so-called") == []


def test_case_in_several_groups_counts_in_each():
    case = CaseFactory()
    for name in ("Agency A", "Agency B"):
        agency = EntityFactory(name=name, kind="agency")
        PartyFactory(case=case, entity=agency, role="plaintiff")
        PartyFactory(case=case, entity=agency, role="counter_claimant")
    PenaltyFactory(party=PartyFactory(case=case), amount=7, currency="USD")

    cases, money = (groups_of(Definition(what, "", Grouping.AGENCY)) for what in (What.CASES, What.PENALTIES))

    assert [(group.label, group.value) for group in cases] == [("Agency A", Value(1)), ("Agency B", Value(1))]
    assert [str(group.value) for group in money] == ["$7", "$7"]


def test_number_holds_when_its_filters_rows_are_merged_or_sealed(editor):
    stays, goes = EntityFactory(name="Roe Group"), EntityFactory(name="Roe Holdings")
    PartyFactory(case=CaseFactory(), entity=goes)
    by_party = Definition(What.CASES, f"party={goes.slug}")
    case = CaseFactory()
    PartyFactory(case=case, entity=stays)
    former = CaseFactory()
    by_case = Definition(What.ENTITIES, f"case={former.slug}")

    merge_entities(goes, into=stays, by=editor)
    merge_cases(former, into=case, by=editor)

    assert count(by_party) == Value(2)
    assert count(by_case) == Value(1)

    case.is_sealed = True
    case.save()

    assert count(by_party) == Value(1)
    assert count(by_case) == Value(0)


def test_definition_says_what_can_move_it():
    assert Definition(What.CASES).moved_by == ["case", "court"]
    assert Definition(What.CASES, "party=roe").moved_by == ["case", "court", "entity"]
    assert Definition(What.PENALTIES, "", Grouping.AGENCY).moved_by == ["case", "court", "entity"]
    assert Definition(What.EVENTS).moved_by == ["case"]
    assert Definition(What.ENTITIES).moved_by == ["case", "entity"]
    assert Definition(What.CASES, "a=1").key != Definition(What.PENALTIES, "a=1").key


def test_sum_is_of_the_kinds_of_penalties_asked_for():
    party = PartyFactory()
    PenaltyFactory(party=party, kind="fine", amount=5)
    PenaltyFactory(party=party, kind="disgorgement", amount=70)
    PenaltyFactory(party=party, kind="disgorgement", amount=3, currency="EUR")
    PenaltyFactory(kind="restitution", amount=900)
    all_kinds = Definition(What.PENALTIES)
    some = Definition(What.PENALTIES, read_query(What.PENALTIES, "penalty=disgorgement&penalty=fine"))
    one = Definition(What.PENALTIES, "penalty=disgorgement")

    assert [(str(count(each)), each.summed) for each in (all_kinds, some, one)] == [
        ("€3 and $975", "all kinds of penalties together"),
        ("€3 and $75", "disgorgement and criminal fine"),
        ("€3 and $70", "disgorgement"),
    ]
    assert [row.amount for row in rows_of(one)] == ["70.00", "3.00"]
    assert how_many_rows(one) == 2
    assert count(Definition(What.PENALTIES, "penalty=damages")) == Value(0, {})


def test_kind_of_penalty_that_is_no_money_is_refused():
    with pytest.raises(ValidationError) as refused:
        read_query(What.PENALTIES, "penalty=imprisonment")

    assert refused.value.messages[0].startswith("penalty: Expected one of: fine, financial,")
