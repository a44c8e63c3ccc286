"""Who changed what, when and why; and the way back."""

import datetime as dt

import pytest
from django.db import connection
from django.urls import reverse

from cases.actions import (
    add_alias,
    add_counsel,
    amend_case,
    amend_entity,
    cite,
    keep,
    merge_entities,
    record_disposition,
    remove,
    reverse_disposition,
)
from cases.acts import acts_on
from cases.history import versions
from cases.models import Alias, Case, Document, Entity, Event
from tests.factories.record import (
    CaseFactory,
    ClaimFactory,
    CourtFactory,
    DocketFactory,
    EntityFactory,
    EventFactory,
    PartyFactory,
    SourceFactory,
    StatementFactory,
)
from tests.factories.staff import member


def history(row, **asked):
    return reverse(f"admin:cases_{row._meta.model_name}_history", args=[row.pk], query=asked or None)


def way_back(page, row, number, kind=None):
    name = f"admin:cases_{page._meta.model_name}_restore"
    return reverse(name, args=[page.pk, kind or row._meta.model_name, number])


def told(response):
    """What the page says of each row: kind, name, what became of it, and the values."""
    return [
        (
            row["kind"],
            row["name"],
            row["what"],
            [(line["label"], line["old"], line["new"]) for line in row["lines"]],
        )
        for deed in response.context["deeds"]
        for row in deed["rows"]
    ]


def newest(row):
    return versions(type(row), row.pk)[-1].number


def test_history_says_who_changed_what_from_what_to_what_and_why(desk, editor):
    party = PartyFactory(case__caption="Doe v. Roe", entity__name="Roe Holdings")
    other = EntityFactory(name="Roe Exchange")
    merge_entities(party.entity, into=other, by=editor, why="One number in the company register.")

    response = desk.get(history(party.case))

    assert told(response)[0] == (
        "Party",
        "Roe Exchange, defendant",
        "changed",
        [("Entity", "Roe Holdings", "Roe Exchange")],
    )
    first = response.context["deeds"][0]
    assert (first["by"], first["verb"], first["why"]) == (
        editor,
        "merge entities",
        "One number in the company register.",
    )
    assert "Why: One number in the company register." in response.text


def test_values_are_told_in_words(desk):
    case = CaseFactory(caption="Doe v. Roe")
    case.kind, case.date_filed, case.is_sealed = Case.Kind.CRIMINAL, "2023-06", True
    amend_case(case, by=None)

    response = desk.get(history(case))

    assert told(response)[0][3] == [
        ("Kind", "civil", "criminal"),
        ("Date filed", "", "June 2023"),
        ("Is sealed", "no", "yes"),
    ]
    assert response.context["deeds"][0]["by"] == "the system"


def test_what_belongs_to_a_case_is_in_its_history(desk):
    case = CaseFactory()
    docket = DocketFactory(case=case, docket_number="1:23-cv-00457")
    party = PartyFactory(case=case, entity__name="Roe Exchange")
    add_counsel(party, "Ada Byrne", by=None)
    claim = ClaimFactory(case=case, title="Fraud", against=[party])
    record_disposition(claim, party, "settled", by=None)
    event = EventFactory(case=case, docket=docket, title="Hearing")
    event.documents.add(Document.objects.create(title="Order", url="https://courts.example/1.pdf", case=case))
    cite(
        StatementFactory(case=None, party=party, text="It ended."), SourceFactory(title="Complaint"), by=None
    )
    EventFactory(title="Elsewhere")

    response = desk.get(history(case))

    assert {(kind, name) for kind, name, *_ in told(response)} == {
        ("Case", case.caption), ("Docket", "1:23-cv-00457"), ("Party", "Roe Exchange, defendant"),
        ("Counsel", "Ada Byrne"), ("Claim", "Fraud"), ("Claim against a party", "Roe Exchange × Fraud"),
        ("Disposition", "Roe Exchange × Fraud: settled"), ("Event", "Hearing"), ("Document", "Order"),
        ("Event-document relationship", "Order with “Hearing”"), ("Statement", "It ended."),
        ("Citation", "Complaint"),
    }  # fmt: skip


def test_history_is_narrowed_by_kind_and_day(desk):
    case = CaseFactory()
    EventFactory(case=case, title="Hearing")
    tomorrow = (dt.date.today() + dt.timedelta(days=2)).isoformat()  # noqa: DTZ011

    events = desk.get(history(case, kind="event"))
    later = desk.get(history(case, since=tomorrow))

    assert [name for _, name, *_ in told(events)] == ["Hearing"]
    assert told(later) == []


def test_history_goes_on_page_by_page(desk):
    case = CaseFactory()
    titles = [EventFactory(case=case, title=f"Hearing {n}").title for n in range(60)]

    first = desk.get(history(case))
    second = desk.get(history(case, before=first.context["more"]))

    seen = [name for response in (first, second) for _, name, *_ in told(response)]
    assert seen == [*reversed(titles), case.caption]
    assert second.context["more"] is None


@pytest.mark.parametrize(
    "query",
    ["before=x", "before=2020-01-01/cases_case/1", "before=2020-01-01T00:00:00Z/%00/1", "since=Monday",
     "kind=nothing", "before=2020-01-01T00:00:00Z/cases_case/99999999999999999999"],
)  # fmt: skip
def test_history_says_what_it_cannot_read(query, desk):
    response = desk.get(f"{history(CaseFactory())}?{query}")

    assert response.status_code == 200
    assert response.context["form"].errors


def test_history_costs_the_same_for_one_row_and_for_three(desk, django_assert_num_queries):
    case = CaseFactory()
    EventFactory(case=case)
    PartyFactory(case=case)
    desk.get(history(case))

    with django_assert_num_queries(13):
        desk.get(history(case))
    for _ in range(2):
        EventFactory(case=case)
        PartyFactory(case=case)
    with django_assert_num_queries(13):
        desk.get(history(case))


@pytest.mark.parametrize("number", ["0", "999999999", "99999999999999999999999", "x"])
def test_history_of_no_row_is_not_found(number, desk):
    assert desk.get(f"/admin/cases/case/{number}/history/").status_code == 404


# The way back


def test_field_is_taken_back_alone_with_its_reason(desk, administrator):
    case = CaseFactory(caption="Doe v. Roe", summary="First.")
    case.caption, case.summary = "Wrong v. Wrong", "Second."
    amend_case(case, by=None)
    page = way_back(case, case, versions(Case, case.pk)[0].number)

    shown = desk.get(f"{page}?field=caption")
    done = desk.post(page, {"fields_chosen": "caption", "seen": newest(case), "why": "A typing error."})

    assert shown.context["form"].ticked == ["caption"]
    assert done.status_code == 302
    assert Case.objects.values_list("caption", "summary").get() == ("Doe v. Roe", "Second.")
    last = versions(Case, case.pk)[-1]
    assert (last.verb, last.why, last.recorded_by) == ("restore", "A typing error.", administrator.pk)


def test_restored_name_is_found_by_its_key_again(desk):
    entity = EntityFactory(name="Roe Exchange")
    entity.name = "Row Exchange"
    amend_entity(entity, by=None)
    page = way_back(entity, entity, versions(Entity, entity.pk)[0].number)

    desk.post(page, {"fields_chosen": "name", "seen": newest(entity)})

    assert Entity.objects.values_list("name", "name_key").get() == ("Roe Exchange", "roe exchange")


def test_row_taken_out_is_found_and_brought_back(desk, administrator):
    event = EventFactory(title="Status conference")
    page, number = event.case, event.pk
    remove(event, by=administrator)
    gone = versions(Event, number)[-1]
    address = way_back(page, gone.row, gone.number)

    listed = desk.get(reverse("admin:cases_event_deleted"))
    in_case = desk.get(history(page))
    done = desk.post(address, {"seen": gone.number, "why": "Taken out by mistake."})

    assert told(listed) == [("Event", "Status conference", "taken out", [])]
    assert told(in_case)[0] == ("Event", "Status conference", "taken out", [])
    assert address in in_case.text
    assert done.status_code == 302
    assert Event.objects.get().pk == number
    assert told(desk.get(reverse("admin:cases_event_deleted"))) == []
    assert told(desk.get(history(page)))[0][:3] == ("Event", "Status conference", "brought back")


def test_alias_comes_back_on_the_page_of_its_entity(desk):
    entity = EntityFactory()
    add_alias(entity, "RX", by=None)
    remove(Alias.objects.get(), by=None)
    (act,) = [act for act in acts_on(Entity, entity.pk) if act.is_deletion]

    desk.post(way_back(entity, act.row, act.version), {"seen": act.version})

    assert [a.name for a in Alias.objects.all()] == ["RX"]


def test_history_of_a_row_that_is_gone_can_be_read(desk):
    court = CourtFactory(name="Court of the Isles")
    number = court.pk
    remove(court, by=None)

    response = desk.get(reverse("admin:cases_court_history", args=[number]))

    assert "is no longer in the record" in response.text
    assert [what for _, _, what, _ in told(response)] == ["taken out", "added"]


def test_row_of_a_case_that_is_gone_says_what_to_bring_back_first(desk):
    event = EventFactory(title="Status conference", case__caption="Doe v. Roe")
    number, case = event.pk, event.case
    remove(event, by=None)
    remove(case, by=None)
    gone = versions(Event, number)[-1]
    event.pk = number

    response = desk.post(way_back(event, event, gone.number), {"seen": gone.number})

    assert response.status_code == 200
    assert "Bring back the case “Doe v. Roe” first" in response.text
    assert Event.objects.count() == 0


def test_refusal_of_the_record_is_said_and_changes_nothing(desk, editor):
    loser, survivor = EntityFactory(name="Roe Holdings"), EntityFactory(name="Roe Exchange")
    merge_entities(loser, into=survivor, by=editor)
    gone = versions(Entity, loser.pk)[-1]

    response = desk.post(way_back(loser, loser, gone.number), {"seen": gone.number})

    assert "which Roe Holdings was merged into" in response.text
    assert Entity.objects.count() == 1


def test_second_disposition_cannot_come_back_beside_a_live_one(desk):
    party = PartyFactory()
    claim = ClaimFactory(case=party.case, against=[party])
    old = record_disposition(claim, party, "settled", by=None)
    number = old.pk
    reverse_disposition(old, by=None)
    record_disposition(claim, party, "convicted", by=None)
    (act,) = [act for act in acts_on(Case, party.case.pk) if act.is_deletion]

    response = desk.post(way_back(party.case, act.row, act.version), {"seen": act.version})

    assert "already has a live disposition" in response.text
    assert act.row.pk == number


def test_change_made_meanwhile_is_shown_before_it_is_overwritten(desk):
    case = CaseFactory(caption="Doe v. Roe")
    first = newest(case)
    case.caption = "Doe v. Row"
    amend_case(case, by=None)
    seen = newest(case)
    case.caption = "Doe v. Roe Holdings"
    amend_case(case, by=None)
    page = way_back(case, case, first)

    refused = desk.post(page, {"fields_chosen": "caption", "seen": seen})
    done = desk.post(page, {"fields_chosen": "caption", "seen": newest(case)})

    assert "It was changed meanwhile" in refused.text
    assert f'value="{newest(case) - 1}"' in refused.text
    assert done.status_code == 302


def test_nothing_chosen_is_nothing_done(desk):
    case = CaseFactory()
    first = newest(case)
    case.summary = "Changed."
    amend_case(case, by=None)

    response = desk.post(way_back(case, case, first), {"seen": newest(case)})

    assert "Choose at least one field" in response.text


def test_version_that_stands_has_nothing_to_take_back(desk):
    case = CaseFactory()

    response = desk.get(way_back(case, case, newest(case)))

    assert "there is nothing to take back" in response.text


def test_version_of_another_row_is_not_found(desk):
    case, other = CaseFactory(), EventFactory()

    statuses = [
        desk.get(way_back(case, other, newest(other))).status_code,
        desk.get(way_back(case, case, newest(other.case))).status_code,
        desk.get(way_back(case, case, 1, kind="nothing")).status_code,
        desk.get(way_back(case, case, 10**18)).status_code,
        desk.get(reverse("admin:cases_case_deleted", query={"before": "x"})).status_code,
    ]

    assert statuses == [404] * 5


def test_court_keeps_its_history_too(desk):
    court = CourtFactory(name="Court of the Isles")
    court.name = "Court of the Northern Isles"
    keep(court, by=None)

    response = desk.get(history(court))

    assert told(response)[0][3] == [("Name", "Court of the Isles", "Court of the Northern Isles")]


# Who may

YES, NO = True, False
#                     reporter editor legal publisher administrator
MATRIX = {
    "history":        (YES, YES, YES, YES, YES),
    "deleted":        (YES, YES, YES, YES, YES),
    "take back":      (YES, YES, YES, YES, YES),
    "bring back":     (YES, YES, YES, YES, YES),
}  # fmt: skip
ROLES = ("reporter", "editor", "legal", "publisher", "administrator")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("act", MATRIX)
def test_role_is_let_in_as_the_table_says(act, role, client, db):
    case = CaseFactory()
    first = newest(case)
    case.summary = "Changed."
    amend_case(case, by=None)
    client.force_login(member(role))
    event = EventFactory(case=case)
    number = newest(event)
    remove(Event.objects.get(), by=None)

    answers = {
        "history": lambda: client.get(history(case)),
        "deleted": lambda: client.get(reverse("admin:cases_case_deleted")),
        "take back": lambda: client.post(
            way_back(case, case, first), {"seen": newest(case), "fields_chosen": "summary"}
        ),
        "bring back": lambda: client.post(way_back(case, event, number), {"seen": number}),
    }

    assert (answers[act]().status_code != 403) == MATRIX[act][ROLES.index(role)]


def test_who_has_no_role_sees_no_history(client, db):
    user = member("reporter")
    user.groups.clear()
    client.force_login(user)
    case = CaseFactory()

    statuses = [
        client.get(address).status_code
        for address in (
            history(case), reverse("admin:cases_case_deleted"), way_back(case, case, newest(case)),
        )
    ]  # fmt: skip

    assert statuses == [403] * 3


def test_who_may_only_read_takes_nothing_back(client, db):
    from django.contrib.auth.models import Permission

    user = member("reporter")
    user.groups.clear()
    user.user_permissions.add(Permission.objects.get(codename="view_case"))
    client.force_login(user)
    case = CaseFactory()

    assert client.get(history(case)).status_code == 200
    assert client.get(way_back(case, case, newest(case))).status_code == 403


def test_end_of_a_row_keeps_who_what_and_why(editor):
    entity, other = EntityFactory(), EntityFactory()
    merge_entities(entity, into=other, by=editor, why="One company.")

    with connection.cursor() as cursor:
        cursor.execute("select ended_verb, ended_by, ended_why from history.cases_entity where is_deleted")
        assert cursor.fetchall() == [("merge_entities", editor.pk, "One company.")]
