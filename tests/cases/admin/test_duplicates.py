"""Pairs that are likely one, side by side; merged either way, or said to be two."""

import pytest
from django.urls import reverse

from cases.actions import add_alias, declare_distinct, identify
from cases.models import DistinctEntities
from tests.factories.record import CaseFactory, CourtFactory, DocketFactory, EntityFactory, PartyFactory
from tests.factories.staff import member


def page(kind="entity", **query):
    return reverse(f"admin:cases_{kind}_duplicates", query=query or None)


DISTINCT = "/admin/cases/entity/distinct/"


def words(response):
    return [str(message) for message in response.context["messages"]]


@pytest.fixture
def two(db):
    one, other = EntityFactory(name="Roe Exchange Limited"), EntityFactory(name="Roe Exchange Ltd Limited")
    add_alias(one, "RX", by=None)
    identify(other, "cik", "0001679788", by=None)
    case = CaseFactory(caption="SEC v. Roe")
    for entity in (one, other):
        PartyFactory(case=case, entity=entity)
    return one, other


def test_pair_is_shown_side_by_side_with_its_reasons(desk, two):
    one, other = two

    response = desk.get(page())

    (pair,) = response.context["pairs"]
    assert {pair["first"], pair["second"]} == {one, other}
    assert [str(case) for case in pair["common"]] == ["SEC v. Roe"]
    assert dict(pair["sides"][0][2])["Also called"] == ["RX"]
    assert dict(pair["sides"][1][2])["Registers"] == ["SEC CIK 0001679788"]
    assert "1 case in common" in response.text
    merges = [
        reverse("admin:cases_entity_merge", args=[a.pk], query={"into": b.pk}) for a, b in (two, two[::-1])
    ]
    assert [address in response.text for address in merges] == [True, True]
    assert response.context["rest"] is None


def test_cases_are_compared_by_their_dockets_and_parties(desk):
    entity = EntityFactory(name="Roe Exchange")
    for kind in ("civil", "criminal"):
        case = CaseFactory(caption="SEC v. Roe Exchange", kind=kind)
        DocketFactory(case=case, court=CourtFactory(code="dcd"), docket_number=f"1:23-cv-0045{len(kind)}")
        PartyFactory(case=case, entity=entity)

    response = desk.get(page("case"))

    (pair,) = response.context["pairs"]
    assert pair["common"] == [entity]
    assert [len(dict(told)["Dockets"]) for *_, told in pair["sides"]] == [1, 1]


def test_two_are_said_to_be_two_and_never_shown_again(desk, two, administrator):
    one, other = two

    response = desk.post(DISTINCT, {"first": one.pk, "second": other.pk, "back": page()}, follow=True)

    assert words(response)[0].endswith("are two: nobody is asked about them again.")
    assert response.context["pairs"] == []
    assert set(DistinctEntities.objects.values_list("declared_by", flat=True)) == {administrator.pk}


def test_said_twice_is_said_once(desk, two):
    declare_distinct(*two, by=None)

    desk.post(DISTINCT, {"first": two[0].pk, "second": two[1].pk})

    assert DistinctEntities.objects.count() == 2  # each way round


@pytest.mark.parametrize(
    ("first", "second"), [("1", "1"), ("", ""), ("x", "\0"), ("9" * 30, "1"), ("999999999", "999999998")]
)
def test_of_what_is_not_there_nothing_is_said(first, second, desk):
    response = desk.post(
        DISTINCT, {"first": first, "second": second, "back": "//elsewhere.example/"}, follow=True
    )

    assert words(response) == ["One of the two is no longer in the record, so there is nothing to say."]
    assert response.redirect_chain[-1][0] == page()
    assert DistinctEntities.objects.count() == 0


def test_desk_goes_on_among_older_rows_until_a_pair_turns_up(desk, two):
    names = ["Quill Works", "Byrne Marine", "Poe Textiles", "Vance Optics", "Hollis Grain", "Tamsin Freight"]
    for number in range(110):
        EntityFactory(name=f"{names[number % 6]} {chr(65 + number % 26) * 9}{number * 7919}", kind="asset")

    first = desk.get(page())
    pairs = len(first.context["pairs"])
    response = first
    while response.context["rest"]:
        response = desk.get(page(before=response.context["rest"]))
        pairs += len(response.context["pairs"])

    assert first.context["rest"] is not None
    assert pairs >= 1


@pytest.mark.parametrize("before", ["x", "%00", "-1", "9" * 30])
def test_place_that_is_none_is_not_found(before, desk):
    assert desk.get(f"{page()}?before={before}").status_code == 404


def test_desk_costs_the_same_for_one_pair_and_for_three(desk, django_assert_num_queries):
    def more(name):
        case = CaseFactory(caption=f"In re {name}")
        for suffix in ("Limited", "Ltd Limited"):
            PartyFactory(case=case, entity__name=f"{name} {suffix}")

    more("Roe Exchange")
    desk.get(page())
    with django_assert_num_queries(17):
        one = desk.get(page())
    more("Quill Telegraph")
    more("Byrne Marine Salvage")
    with django_assert_num_queries(17):
        three = desk.get(page())

    assert (len(one.context["pairs"]), len(three.context["pairs"])) == (1, 3)


# Who may

YES, NO = True, False
ROLES = ("reporter", "editor", "legal", "publisher", "administrator", "nobody")
#               reporter editor legal publisher administrator nobody
MATRIX = {
    "look":     (YES, YES, YES, YES, YES, NO),
    "distinct": (YES, YES, YES, YES, YES, NO),
}  # fmt: skip


@pytest.mark.parametrize("kind", ["entity", "case"])
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("act", MATRIX)
def test_role_is_let_in_as_the_table_says(act, role, kind, client, db):
    user = member("reporter" if role == "nobody" else role)
    if role == "nobody":
        user.groups.clear()
    client.force_login(user)

    answers = {
        "look": lambda: client.get(page(kind)),
        "distinct": lambda: client.post(reverse(f"admin:cases_{kind}_distinct"), {}),
    }

    assert (answers[act]().status_code != 403) == MATRIX[act][ROLES.index(role)]


@pytest.mark.parametrize(("role", "may"), [("reporter", False), ("editor", True)])
def test_merging_is_offered_to_who_may(role, may, client, two):
    client.force_login(member(role))

    assert ("Keep this one…" in client.get(page()).text) == may
