"""Two rows that are one: previewed, merged with the reason, and taken apart again."""

import pytest
from django.urls import reverse

from cases.actions import add_alias, merge_entities, record_disposition, undo_merge
from cases.history import versions
from cases.models import Entity, Merge, Party
from tests.factories.record import (
    CaseFactory,
    ClaimFactory,
    DocketFactory,
    EntityFactory,
    EventFactory,
    PartyFactory,
    StatementFactory,
)
from tests.factories.staff import member
from tests.record_at_rest import rows_of_the_record

WHY = "The same number in the company register."


def page(loser, into=None):
    query = {"into": getattr(into, "pk", into)} if into else None
    return reverse(f"admin:cases_{loser._meta.model_name}_merge", args=[loser.pk], query=query)


def undo(merge):
    return reverse("admin:cases_merge_undo", args=[merge.pk])


def merged(desk, loser, survivor):
    """Merge as an editor does: read the preview, say how we know, confirm."""
    shown = desk.get(page(loser, survivor))
    return desk.post(page(loser, survivor), {"why": WHY, "seen": shown.context["plan"].fingerprint})


def words(response):
    return [str(message) for message in response.context["messages"]]


@pytest.fixture
def two(db):
    """Two entities in one role of one case, decided each, and the first in a case of its own too."""
    loser = EntityFactory(name="Roe Holdings Limited", country="KY", description="A company.")
    survivor = EntityFactory(name="Roe Holdings", description="An exchange.")
    case = CaseFactory(caption="SEC v. Roe")
    parties = [PartyFactory(case=case, entity=entity) for entity in (loser, survivor)]
    claim = ClaimFactory(case=case, title="Fraud", against=parties)
    for year, party in zip((2022, 2024), parties, strict=True):
        record_disposition(claim, party, "settled", date=str(year), by=None)
    PartyFactory(case__caption="Doe v. Roe", entity=loser, date_joined="2023-06-05")
    return loser, survivor


def test_other_is_chosen_while_its_name_is_typed_and_likely_ones_are_offered(desk, two):
    loser, survivor = two

    response = desk.get(page(loser))

    assert [other for other, _ in response.context["likely"]] == [survivor]
    assert 'data-field-name="entity"' in response.text


def test_preview_shows_every_row_and_what_becomes_of_it(desk, two):
    loser, survivor = two

    response = desk.get(page(loser, survivor))

    context = response.context
    assert {each["what"]: (each["moved"], each["joined"], each["all"]) for each in context["counts"]} == {
        "claims against parties": (0, 1, 1), "dispositions": (1, 0, 1),
        "entities": (0, 1, 1), "parties": (1, 1, 2),
    }  # fmt: skip
    assert context["total"] == {"moved": 2, "joined": 3, "all": 5}
    assert [(move["what"], move["rows"]) for move in context["moves"]] == [
        ("Dispositions", ["Roe Holdings Limited × Fraud: settled"]),
        ("Parties", ["Roe Holdings Limited, defendant"]),
    ]
    assert [(each["kind"], each["row"], each["other"]) for each in context["collisions"]] == [
        ("Party", "Roe Holdings Limited, defendant", "Roe Holdings, defendant"),
        ("Claim against a party", "Roe Holdings Limited × Fraud", "Roe Holdings × Fraud"),
        ("Disposition", "settled", "settled"),
    ]
    assert [(each["field"], each["new"]) for each in context["filled"]] == [("country", "KY")]
    assert "is kept, “A company.” is set aside" in response.text
    assert "The name <strong>Roe Holdings Limited</strong> is kept as an alias: legal name" in response.text
    assert (
        "<code>/entities/roe-holdings-limited/</code> leads to <code>/entities/roe-holdings/</code>"
        in response.text
    )
    assert Entity.objects.count() == 2


def test_preview_of_cases_fills_dates_in_words(desk):
    loser = CaseFactory(caption="SEC v. Roe", date_filed="2023-06", is_sealed=True)
    survivor = CaseFactory(caption="SEC v. Roe Holdings")
    docket = DocketFactory(case=loser)
    PartyFactory(case=loser, docket=docket)
    StatementFactory(case=loser)

    response = desk.get(page(loser, survivor))

    assert [(each["field"], each["new"]) for each in response.context["filled"]] == [
        ("date filed", "June 2023"), ("is sealed", "yes"),
    ]  # fmt: skip


def test_docket_of_a_joined_party_is_named_where_it_fills(desk):
    entity = EntityFactory()
    loser, survivor = CaseFactory(), CaseFactory()
    docket = DocketFactory(case=loser, docket_number="1:23-cv-00457")
    PartyFactory(case=loser, entity=entity, docket=docket)
    PartyFactory(case=survivor, entity=entity)

    response = desk.get(page(loser, survivor))

    assert [(each["field"], each["new"]) for each in response.context["filled"]] == [
        ("docket", "1:23-cv-00457")
    ]


def test_confirmed_merge_says_who_and_why_and_offers_to_undo(desk, two, administrator):
    loser, survivor = two

    response = merged(desk, loser, survivor)
    done = desk.get(response["Location"])

    merge = Merge.objects.get()
    assert (merge.loser_name, merge.survivor_name, merge.why, merge.merged_by) == (
        "Roe Holdings Limited", "Roe Holdings", WHY, administrator,
    )  # fmt: skip
    assert words(done) == ["Roe Holdings Limited is merged into Roe Holdings."]
    assert f'formaction="{undo(merge)}"' in done.text
    assert versions(Entity, loser.pk)[-1].is_deleted
    assert [party.entity for party in Party.objects.all()] == [survivor] * 2


def test_merge_needs_its_reason(desk, two):
    loser, survivor = two
    shown = desk.get(page(loser, survivor))

    response = desk.post(page(loser, survivor), {"why": " ", "seen": shown.context["plan"].fingerprint})

    assert response.context["why"].errors.keys() == {"why"}
    assert Merge.objects.count() == 0


def test_direction_is_swapped_by_a_link(desk, two):
    loser, survivor = two

    response = desk.get(page(loser, survivor))

    assert f'href="{page(survivor, loser)}"' in response.text


def test_record_changed_since_the_preview_is_shown_again(desk, two):
    loser, survivor = two
    shown = desk.get(page(loser, survivor)).context["plan"].fingerprint
    PartyFactory(case__caption="Poe v. Roe", entity=loser)

    refused = desk.post(page(loser, survivor), {"why": WHY, "seen": shown})
    done = desk.post(page(loser, survivor), {"why": WHY, "seen": refused.context["plan"].fingerprint})

    assert "The record changed while you read this" in refused.text
    assert f'value="{WHY}"' in refused.text
    assert f'name="seen" value="{refused.context["plan"].fingerprint}"' in refused.text
    assert done.status_code == 302


def test_merge_sent_twice_says_that_it_is_done(desk, two):
    loser, survivor = two
    shown = desk.get(page(loser, survivor)).context["plan"].fingerprint
    desk.post(page(loser, survivor), {"why": WHY, "seen": shown})

    response = desk.post(page(loser, survivor), {"why": WHY, "seen": shown}, follow=True)

    assert words(response)[-1] == (
        "Roe Holdings Limited was already merged into Roe Holdings by Administrator."
    )
    assert Merge.objects.count() == 1


def test_into_itself_or_into_nothing_is_refused_in_words(desk, two):
    loser, _ = two

    answers = [desk.get(page(loser, into)) for into in (loser, 10**18, 10**30, "x", "\0")]

    assert [response.status_code for response in answers] == [200] * 5
    assert [bool(response.context["form"].errors) for response in answers] == [True] * 5


@pytest.mark.parametrize("number", [0, 999_999_999, 10**25])
def test_merging_a_row_that_was_never_there_is_not_found(number, desk):
    assert desk.get(f"/admin/cases/entity/{number}/merge/").status_code == 404


# Undo


def test_undo_is_one_post_and_brings_all_back(desk, two):
    loser, survivor = two
    before = rows_of_the_record()
    merged(desk, loser, survivor)

    response = desk.post(undo(Merge.objects.get()), follow=True)

    assert words(response)[-1] == "Roe Holdings Limited and Roe Holdings are two again."
    assert rows_of_the_record() == before


def test_first_of_two_merges_is_undone(desk, two):
    first, second = two
    third = EntityFactory(name="Roe Group")
    merged(desk, first, second)
    merged(desk, second, third)
    merge = Merge.objects.earliest("pk")

    response = desk.post(undo(merge), follow=True)

    assert "are two again" in words(response)[-1]
    assert {entity.name for entity in Entity.objects.all()} == {"Roe Holdings Limited", "Roe Group"}
    assert Party.objects.filter(entity=first).count() == 2


def test_undo_that_cannot_be_says_what_to_do(desk, two):
    loser, survivor = two
    merged(desk, loser, survivor)
    Entity.objects.filter(pk=survivor.pk).update(slug="roe-exchange")
    taken = EntityFactory(name="Another")
    Entity.objects.filter(pk=taken.pk).update(slug=loser.slug)

    response = desk.post(undo(Merge.objects.get()), follow=True)

    assert "Not undone." in words(response)[-1]
    assert "give that another address, then undo" in words(response)[-1]
    assert not Merge.objects.get().is_undone


def test_undone_twice_says_by_whom(desk, two, administrator):
    loser, survivor = two
    merged(desk, loser, survivor)
    desk.post(undo(Merge.objects.get()))

    response = desk.post(undo(Merge.objects.get()), follow=True)

    assert words(response)[-1] == f"Not undone. This merge was already undone by {administrator}."
    assert "they are two again" in response.text
    assert "desk-undo" not in response.text


@pytest.mark.parametrize("number", [0, 10**25])
def test_undo_of_no_merge_is_not_found(number, desk):
    assert desk.post(f"/admin/cases/merge/{number}/undo/").status_code == 404


def test_undo_is_never_done_by_a_link(desk, two):
    merge = merge_entities(two[0], into=two[1], by=None)

    assert desk.get(undo(merge)).status_code == 405


def test_list_of_merges_says_who_why_and_how_they_stand(desk, two, editor):
    loser, survivor = two
    undo_merge(merge_entities(loser, into=survivor, by=editor, why=WHY), by=editor)
    loser = Entity.objects.get(pk=loser.pk)
    merge = merge_entities(loser, into=survivor, by=editor, why=WHY)

    response = desk.get(reverse("admin:cases_merge_changelist"))

    assert response.text.count("undone by Nora Quill") == 1
    assert response.text.count(undo(merge)) == 1
    assert response.text.count(WHY) == 2


def test_page_of_a_merge_leads_to_where_the_row_stands_today(desk, two):
    loser, survivor = two
    third = EntityFactory(name="Roe Group")
    merged(desk, loser, survivor)
    merged(desk, survivor, third)

    response = desk.get(reverse("admin:cases_merge_change", args=[Merge.objects.earliest("pk").pk]))

    assert response.context["survivor"] == third
    assert [(each["what"], each["moved"], each["joined"]) for each in response.context["counts"]] == [
        ("Claims against parties", 0, 1), ("Dispositions", 1, 0), ("Entities", 0, 1), ("Parties", 1, 1),
    ]  # fmt: skip


def test_page_of_a_merge_of_cases_opens(desk):
    loser, survivor = CaseFactory(), CaseFactory()
    EventFactory(case=loser)
    merged(desk, loser, survivor)

    response = desk.get(reverse("admin:cases_merge_change", args=[Merge.objects.get().pk]))

    assert reverse("admin:cases_case_change", args=[survivor.pk]) in response.text


def test_preview_costs_the_same_for_one_row_and_for_three(desk, django_assert_num_queries):
    loser, survivor = EntityFactory(), EntityFactory()
    desk.get(page(loser, survivor))

    def more():
        case = CaseFactory()
        for entity in (loser, survivor):
            PartyFactory(case=case, entity=entity)
        add_alias(loser, f"Alias of {case}", by=None)
        StatementFactory(asserted_by=loser)

    more()
    with django_assert_num_queries(37):
        desk.get(page(loser, survivor))
    more()
    more()
    with django_assert_num_queries(37):
        desk.get(page(loser, survivor))


# Who may

YES, NO = True, False
ROLES = ("reporter", "editor", "legal", "publisher", "administrator")
#              reporter editor legal publisher administrator
MATRIX = {
    "choose":  (NO,  YES, NO,  YES, YES),
    "preview": (NO,  YES, NO,  YES, YES),
    "merge":   (NO,  YES, NO,  YES, YES),
    "list":    (YES, YES, YES, YES, YES),
    "look":    (YES, YES, YES, YES, YES),
    "undo":    (NO,  YES, NO,  YES, YES),
}  # fmt: skip


@pytest.mark.parametrize("kind", [EntityFactory, CaseFactory])
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("act", MATRIX)
def test_role_is_let_in_as_the_table_says(act, role, kind, client, db):
    loser, survivor = kind(), kind()
    other = EntityFactory()
    merge = merge_entities(other, into=EntityFactory(), by=None)
    client.force_login(member(role))

    answers = {
        "choose": lambda: client.get(page(loser)),
        "preview": lambda: client.get(page(loser, survivor)),
        "merge": lambda: client.post(page(loser, survivor), {"why": WHY, "seen": "x"}),
        "list": lambda: client.get(reverse("admin:cases_merge_changelist")),
        "look": lambda: client.get(reverse("admin:cases_merge_change", args=[merge.pk])),
        "undo": lambda: client.post(undo(merge)),
    }

    assert (answers[act]().status_code != 403) == MATRIX[act][ROLES.index(role)]


@pytest.mark.parametrize(("role", "buttons"), [("reporter", 0), ("editor", 1)])
def test_buttons_are_for_who_may(role, buttons, client, db):
    entity, case = EntityFactory(), CaseFactory()
    merge = merge_entities(EntityFactory(), into=entity, by=None)
    client.force_login(member(role))

    pages = [
        client.get(reverse("admin:cases_entity_change", args=[entity.pk])).text.count(page(entity)),
        client.get(reverse("admin:cases_case_change", args=[case.pk])).text.count(page(case)),
        client.get(reverse("admin:cases_merge_changelist")).text.count(undo(merge)),
        client.get(reverse("admin:cases_merge_change", args=[merge.pk])).text.count(undo(merge)),
    ]

    assert pages == [buttons] * 4
