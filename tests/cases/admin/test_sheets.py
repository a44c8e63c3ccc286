"""Spreadsheets at the desk: taken out as the list is filtered; rehearsed, looked at, confirmed."""

import datetime as dt
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from cases.actions import amend_case, amend_entity, hold_upload
from cases.history import versions
from cases.imports.uploads import Gone, Outdated, import_upload, rehearse_upload
from cases.models import Case, Docket, Entity, Event, Party, Upload
from tests.factories.dockets import docket_json
from tests.factories.record import (
    CaseFactory,
    CourtFactory,
    DocketFactory,
    EntityFactory,
    EventFactory,
    PartyFactory,
)
from tests.factories.staff import member

CASES = "slug,caption,kind,date_filed\ndoe-v-roe,Doe v. Roe,civil,2023-06-05\n"


def page(kind, name, *args):
    return reverse(f"admin:cases_{kind}_{name}", args=args)


def upload(desk, text, *, kind="cases", on="case", name="cases.csv", **said):
    data = text if isinstance(text, bytes) else text.encode()
    file = SimpleUploadedFile(name, data, "text/csv")
    return desk.post(page(on, "import"), {"kind": kind, "file": file, "encoding": "utf-8", **said})


def confirm(desk, address):
    shown = desk.get(address).context["rehearsal"].fingerprint
    return desk.post(address, {"shown": shown}, follow=True)


def words(response):
    return [str(message) for message in response.context["messages"]]


def exported(response):
    return b"".join(response.streaming_content).decode("utf-8-sig").splitlines()


# In


def test_file_is_rehearsed_and_nothing_is_changed(desk):
    case = CaseFactory(caption="Doe v. Roe", slug="doe-v-roe")

    response = desk.get(upload(desk, f"{CASES}poe-v-roe,Poe v. Roe,civil,2024\n")["Location"])

    assert response.context["rehearsal"].counts == {
        "rows": 2, "new": 1, "changed": 1, "unchanged": 0, "refused": 0,
    }  # fmt: skip
    assert response.context["rehearsal"].differences == [
        {"row": 2, "which": "Doe v. Roe", "column": "date_filed", "old": "", "new": "5 June 2023"}
    ]
    assert list(Case.objects.all()) == [case]
    assert Case.objects.get().date_filed is None


def test_confirmed_file_is_imported_once_and_forgotten(desk, administrator):
    address = upload(desk, CASES)["Location"]
    shown = desk.get(address).context["rehearsal"].fingerprint

    first = desk.post(address, {"shown": shown}, follow=True)
    again = desk.post(address, {"shown": shown}, follow=True)

    assert words(first) == ["cases.csv is imported: 1 rows, 1 new."]
    assert words(again) == [
        "This file is no longer here: it was imported or dropped, or an hour has passed. Upload it again."
    ]
    case = Case.objects.get()
    assert (versions(Case, case.pk)[0].verb, versions(Case, case.pk)[0].recorded_by) == (
        "import_upload", administrator.pk,
    )  # fmt: skip
    assert Upload.objects.count() == 0


def test_refused_row_says_where_and_what_to_do_and_keeps_the_rest_out(desk):
    address = upload(desk, f"{CASES}poe-v-roe,Poe v. Roe,quarrel,someday\n")["Location"]

    response = desk.get(address)
    forced = desk.post(address, {"shown": response.context["rehearsal"].fingerprint})

    problems = response.context["rehearsal"].problems
    assert [(problem["row"], problem["column"], problem["value"]) for problem in problems] == [
        (3, "kind", "quarrel"), (3, "date_filed", "someday"),
    ]  # fmt: skip
    assert "There is no such kind." in response.text
    assert "Import all of it" not in response.text
    assert forced.status_code == 200
    assert Case.objects.count() == 0


def test_record_changed_since_is_shown_again_and_then_confirmed(desk):
    case = CaseFactory(caption="Doe v. Roe", slug="doe-v-roe")
    address = upload(desk, CASES)["Location"]
    shown = desk.get(address).context["rehearsal"].fingerprint
    case.date_filed = "2022"
    amend_case(case, by=None)

    outdated = desk.post(address, {"shown": shown})
    done = desk.post(address, {"shown": outdated.context["rehearsal"].fingerprint}, follow=True)

    assert words(outdated)[0].startswith("The record changed since this was shown.")
    assert outdated.context["rehearsal"].differences[0]["old"] == "2022"
    assert words(done) == ["cases.csv is imported: 1 rows, 1 changed."]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The submitted file is empty."),
        (b"x" * (5 * 1024 * 1024 + 1), "or have an operator run: manage.py import_csv FILE --what cases"),
    ],
)
def test_file_that_is_nothing_or_too_big_is_refused_at_once(data, said, desk):
    response = upload(desk, data)

    assert said in response.text
    assert Upload.objects.count() == 0


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("slug,caption\ndoe,Doe v. Roe é".encode("cp1252"), "It looks like Windows-1252"),
        (b"caption\nDoe v. Roe", "A column is missing that says which row of the record is meant"),
        (b"PK\x03\x04\0\0", "This file looks like UTF-16"),
        (b"slug,caption\n" + b"a,b\n" * 2001, "manage.py import_csv FILE --what cases"),
    ],
)  # fmt: skip
def test_file_that_is_no_such_table_leads_back_with_what_to_do(data, said, desk):
    response = desk.get(upload(desk, data)["Location"], follow=True)

    assert said in words(response)[0]
    assert response.redirect_chain[-1][0] == page("case", "import")
    assert Upload.objects.count() == 0


def test_file_in_another_encoding_is_read_when_that_is_said(desk):
    data = "slug,caption\ndoe-v-roe,Doe v. Roé".encode("cp1252")

    confirm(desk, upload(desk, data, encoding="cp1252")["Location"])

    assert Case.objects.get().caption == "Doe v. Roé"


def test_file_is_dropped(desk):
    address = upload(desk, CASES)["Location"]

    response = desk.post(address, {"drop": "yes"}, follow=True)

    assert words(response) == ["cases.csv is forgotten."]
    assert (Upload.objects.count(), Case.objects.count()) == (0, 0)


def test_file_is_its_owners_alone(desk, client, db):
    address = upload(desk, CASES)["Location"]
    client.force_login(member("editor"))

    response = client.get(address, follow=True)

    assert "This file is no longer here" in words(response)[0]
    assert Upload.objects.count() == 1


def test_file_of_another_kind_is_not_confirmed_here(desk):
    number = upload(desk, CASES)["Location"].rstrip("/").rsplit("/", 1)[1]

    response = desk.get(page("event", "confirm", number), follow=True)

    assert "This file is no longer here" in words(response)[0]


def test_file_nobody_confirmed_is_forgotten_after_an_hour(desk, administrator):
    old = timezone.now() - dt.timedelta(hours=1)
    said = {"kind": "cases", "encoding": "utf-8", "by": administrator}
    waiting = hold_upload(CASES.encode(), name="old.csv", now=old, **said)

    response = desk.get(page("case", "confirm", waiting.pk), follow=True)
    hold_upload(CASES.encode(), name="new.csv", now=timezone.now(), **said)

    assert "an hour has passed" in words(response)[0]
    assert [str(each) for each in Upload.objects.all()] == ["new.csv"]


@pytest.mark.parametrize("number", [0, 10**25])
def test_file_that_never_was_leads_back(number, desk):
    response = desk.get(f"/admin/cases/case/import/{number}/", follow=True)

    assert "This file is no longer here" in words(response)[0]


def test_kind_that_is_not_imported_here_is_refused(desk):
    response = upload(desk, CASES, kind="events")

    assert "Select a valid choice" in response.text


@pytest.mark.parametrize(
    ("on", "text", "model"),
    [
        ("entity", "slug,name,kind\nroe,Roe Exchange,company\n", Entity),
        ("party", "case,entity,role\ndoe-v-roe,jane-doe,plaintiff\n", Party),
        ("event", "case,date,title,kind\ndoe-v-roe,2025-05-29,Hearing,hearing\n", Event),
    ],
)
def test_other_kinds_are_imported_at_their_desks(on, text, model, desk):
    CaseFactory(slug="doe-v-roe")
    EntityFactory(slug="jane-doe", kind=Entity.Kind.PERSON)
    before = model.objects.count()

    confirm(
        desk, upload(desk, text, on=on, kind=Upload.Kind[model._meta.verbose_name_plural.upper()])["Location"]
    )

    assert model.objects.count() == before + 1


def test_imported_upload_of_two_at_once_is_imported_by_one(administrator):
    said = {"kind": "cases", "encoding": "utf-8", "name": "cases.csv", "by": administrator}
    waiting = hold_upload(CASES.encode(), now=timezone.now(), **said)
    shown = rehearse_upload(waiting, by=administrator).fingerprint
    import_upload(waiting, shown=shown, by=administrator)
    waiting.pk = waiting.pk or 0

    with pytest.raises(Gone):
        import_upload(waiting, shown=shown, by=administrator)


def test_import_that_would_do_otherwise_leaves_file_and_record(administrator):
    said = {"kind": "cases", "encoding": "utf-8", "name": "cases.csv", "by": administrator}
    waiting = hold_upload(CASES.encode(), now=timezone.now(), **said)

    with pytest.raises(Outdated):
        import_upload(waiting, shown="something else", by=administrator)

    assert (Case.objects.count(), Upload.objects.count()) == (0, 1)


# A docket


def test_docket_is_rehearsed_and_imported(desk):
    text = json.dumps(docket_json("civil"))
    address = upload(desk, text, kind="docket", name="docket.json")["Location"]

    response = desk.get(address)
    before = Docket.objects.count()
    done = confirm(desk, address)

    assert response.context["rehearsal"].counts["rows created"] > 0
    assert before == 0
    assert Docket.objects.count() == 1
    assert "docket.json is imported" in words(done)[0]


@pytest.mark.parametrize("text", ["{", "[]", b"\xff\xfe"])
def test_docket_that_is_none_says_why(text, desk):
    response = desk.get(upload(desk, text, kind="docket", name="docket.json")["Location"])

    assert len(response.context["rehearsal"].problems) == 1
    assert "Import all of it" not in response.text


# Out


def test_list_is_exported_as_it_is_filtered_and_searched(desk):
    CaseFactory(caption="Doe v. Roe", kind="civil")
    CaseFactory(caption="US v. Roe", kind="criminal")
    CaseFactory(caption="US v. Poe", kind="criminal")

    lines = exported(desk.get(f"{page('case', 'export')}?kind__exact=criminal&q=Roe"))

    assert len(lines) == 2
    assert lines[0].startswith("slug,caption,kind,")
    assert lines[1].startswith("us-v-roe,US v. Roe,criminal,")


def test_list_leads_to_its_export_with_its_filters(desk):
    CaseFactory()

    response = desk.get(f"{page('case', 'changelist')}?kind__exact=civil")

    assert f'href="{page("case", "export")}?kind__exact=civil"' in response.text


def test_search_that_finds_a_row_twice_exports_it_once(desk):
    case = CaseFactory(caption="Doe v. Roe")
    for name in ("Roe Exchange", "Roe Holdings"):
        PartyFactory(case=case, entity__name=name)

    assert len(exported(desk.get(f"{page('case', 'export')}?q=Roe"))) == 2


@pytest.mark.parametrize("kind", ["case", "party", "event", "entity"])
def test_formulas_are_harmless_in_every_export(kind, desk):
    case = CaseFactory(caption="=cmd|'/c calc'!A0", slug="doe-v-roe")
    PartyFactory(case=case, entity__name="=Roe")
    EventFactory(case=case, title="=1+1")

    lines = exported(desk.get(page(kind, "export")))

    assert not any(cell.startswith("=") for line in lines for cell in line.split(","))
    assert len(lines) == 2


def test_export_comes_back_as_no_change(desk):
    DocketFactory(
        court=CourtFactory(code="dcd"), case=CaseFactory(caption="Doe v. Roe", date_filed="2023-06")
    )
    entity = EntityFactory(name="Roe Exchange")
    entity.description = "An exchange."
    amend_entity(entity, by=None)

    data = b"".join(desk.get(page("case", "export")).streaming_content)
    response = desk.get(upload(desk, data)["Location"])

    assert response.context["rehearsal"].counts["unchanged"] == 1
    assert response.context["rehearsal"].counts["changed"] == 0


@pytest.mark.parametrize("query", ["nonsense=1", "kind__exact=%00", "q=%00", "p=x"])
def test_export_survives_hostile_queries(query, desk):
    assert desk.get(f"{page('case', 'export')}?{query}").status_code in {200, 400}


def test_export_costs_the_same_for_one_row_and_for_three(desk, django_assert_num_queries):
    def more():
        case = CaseFactory()
        PartyFactory(case=case)
        DocketFactory(case=case)

    more()
    with django_assert_num_queries(11):
        exported(desk.get(page("case", "export")))
    more()
    more()
    with django_assert_num_queries(11):
        exported(desk.get(page("case", "export")))


# Who may

YES, NO = True, False
ROLES = ("reporter", "editor", "legal", "publisher", "administrator", "nobody")
#              reporter editor legal publisher administrator nobody
MATRIX = {
    "export":  (YES, YES, YES, YES, YES, NO),
    "import":  (YES, YES, YES, YES, YES, NO),
    "upload":  (YES, YES, YES, YES, YES, NO),
    "look":    (YES, YES, YES, YES, YES, NO),
    "confirm": (YES, YES, YES, YES, YES, NO),
}  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("act", MATRIX)
@pytest.mark.parametrize("on", ["case", "party", "event", "entity"])
def test_role_is_let_in_as_the_table_says(act, role, on, client, db):
    user = member("reporter" if role == "nobody" else role)
    if role == "nobody":
        user.groups.clear()
    client.force_login(user)
    waiting = page(on, "confirm", 1)

    answers = {
        "export": lambda: client.get(page(on, "export")),
        "import": lambda: client.get(page(on, "import")),
        "upload": lambda: client.post(page(on, "import"), {}),
        "look": lambda: client.get(waiting),
        "confirm": lambda: client.post(waiting, {}),
    }

    assert (answers[act]().status_code != 403) == MATRIX[act][ROLES.index(role)]
