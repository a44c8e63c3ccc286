"""What a second reading of a docket changes, and what the desk decided and keeps."""

import pytest

from cases.actions import (
    attach_docket,
    bring_claim,
    file_case,
    join_party,
    record_disposition,
    record_event,
    register_entity,
    remove,
)
from cases.models import Case, Claim, ClaimAgainst, Counsel, Court, Disposition, Docket, Entity, Event, Party
from tests.factories.dockets import docket_json, import_values

pytestmark = pytest.mark.django_db


def counted(summary):
    return summary["created"], summary["changed"]


def test_what_the_court_changed_is_changed(tmp_path):
    docket = docket_json("civil", date_terminated=None)
    import_values(tmp_path, docket)
    docket |= {"assigned_to_str": "Owen Pike", "date_terminated": "2025-05-29"}
    docket["parties"][4] |= {"date_terminated": "2024-03-01", "name": "JOHN SMITH"}
    docket["docket_entries"][0]["description"] = "CORRECTED COMPLAINT against Roe Holdings."

    summary = import_values(tmp_path, docket)

    # docket, case, party, event
    assert counted(summary) == (0, 4)
    assert Docket.objects.get().judge == "Owen Pike"
    assert str(Case.objects.get().date_terminated) == "29 May 2025"
    party = Party.objects.get(name_printed="JOHN SMITH")
    assert (str(party.date_terminated), party.entity.name) == ("1 March 2024", "John Smith")
    assert Event.objects.get(entry_number="1").title == "CORRECTED COMPLAINT against Roe Holdings"


def test_case_the_court_reopens_is_open(tmp_path):
    import_values(tmp_path, docket_json("civil"))

    summary = import_values(tmp_path, docket_json("civil", date_terminated=None))

    assert (counted(summary), Case.objects.get().date_terminated) == ((0, 2), None)


def test_empty_or_missing_text_erases_nothing(tmp_path):
    import_values(tmp_path, docket_json("civil"))
    thin = docket_json("civil", assigned_to_str="", parties=[], docket_entries=[])
    del thin["cause"]

    summary = import_values(tmp_path, thin)

    docket = Docket.objects.get()
    assert (counted(summary), docket.judge, docket.cause) == ((0, 0), "Priya Nair", "15:77 Securities Fraud")
    assert (docket.parties.count(), docket.events.count()) == (5, 2)


def test_what_the_desk_changed_stays(tmp_path):
    import_values(tmp_path, docket_json("civil"))
    roe = Entity.objects.get(name="Roe Holdings, Inc.")
    other = register_entity("Roe Group", kind="company", by=None)
    Case.objects.update(caption="SEC v. Roe", kind="civil")
    Docket.objects.update(judge="Judge Nair")
    Entity.objects.filter(name="John Smith").update(name="Jack Smith", name_key="jack smith")
    Party.objects.filter(entity=roe, role="defendant").update(entity=other, role="relief_defendant")
    Event.objects.filter(entry_number="1").update(title="The SEC sues", significance="minor")
    Counsel.objects.update(firm="")

    summary = import_values(tmp_path, docket_json("civil"))

    assert (counted(summary), summary["warnings"]) == ((0, 0), [])
    assert Case.objects.get().caption == "SEC v. Roe"
    assert Party.objects.get(role="relief_defendant").entity == other
    assert Party.objects.count() == 5
    assert Event.objects.get(entry_number="1").title == "The SEC sues"


def test_what_both_changed_stays_the_desks_and_is_said(tmp_path):
    docket = docket_json("civil")
    import_values(tmp_path, docket)
    Docket.objects.update(judge="Judge Nair")
    docket["assigned_to_str"] = "Owen Pike"

    summary = import_values(tmp_path, docket)

    assert (counted(summary), Docket.objects.get().judge) == ((0, 0), "Judge Nair")
    assert [(warning["key"], warning["reason"]) for warning in summary["warnings"]] == [
        ("docket.judge", "the court now prints “Owen Pike”; the desk's “Judge Nair” stays")
    ]
    assert import_values(tmp_path, docket)["warnings"] == []


def test_what_both_changed_alike_is_no_conflict(tmp_path):
    docket = docket_json("civil")
    import_values(tmp_path, docket)
    Docket.objects.update(judge="Owen Pike")
    docket["assigned_to_str"] = "Owen Pike"

    summary = import_values(tmp_path, docket)

    assert (counted(summary), summary["warnings"]) == ((0, 0), [])


def test_what_the_desk_took_out_stays_out(tmp_path):
    import_values(tmp_path, docket_json("criminal"))
    for row in [
        *Disposition.objects.filter(outcome="dismissed"),
        *ClaimAgainst.objects.filter(claim__number="1"),
        *Counsel.objects.filter(name="Mara Quist"),
        *Party.objects.filter(entity__name="Jane Poe"),
        *Event.objects.filter(entry_number="7"),
        *Event.objects.filter(entry_number="")[:1],
    ]:
        remove(row, by=None)

    summary = import_values(tmp_path, docket_json("criminal"))

    assert counted(summary) == (0, 0)
    left = [model.objects.count() for model in (Disposition, ClaimAgainst, Counsel, Party, Event)]
    assert left == [1, 3, 2, 2, 2]


def test_what_the_desk_entered_by_hand_is_recognised(tmp_path):
    court = Court.objects.create(code="nysd", name="Manhattan federal court")
    case = file_case("U.S. v. Roe", by=None, kind="criminal")
    docket = attach_docket(case, court, "23-cr-457", by=None)
    Docket.objects.filter(pk=docket.pk).update(docket_number_key="1:23-cr-00457")
    roe = register_entity("Richard Roe", kind="person", by=None)
    party = join_party(case, roe, "defendant", by=None)
    claim = bring_claim(case, "Wire fraud", against=[party], by=None, kind="count", number="4")
    record_disposition(claim, party, "vacated", by=None)
    event = record_event(case, "charged", "2023-02-14", "Roe is indicted", by=None, entry_number="1")
    Counsel.objects.create(party=party, name="Mara Quist", firm="Quist LLP")

    summary = import_values(tmp_path, docket_json("criminal"))

    case.refresh_from_db()
    party.refresh_from_db()
    event.refresh_from_db()
    assert (Case.objects.get(), case.caption, Court.objects.get().name) == (
        case,
        "U.S. v. Roe",
        "Manhattan federal court",
    )
    assert (Party.objects.filter(entity=roe).get(), party.name_printed, party.docket) == (
        party,
        "RICHARD ROE (#20575-509)",
        docket,
    )
    assert Claim.objects.filter(number="4").get() == claim
    assert Disposition.objects.get(against__claim=claim).outcome == "vacated"
    assert (Event.objects.filter(entry_number="1").get(), event.title, event.docket) == (
        event,
        "Roe is indicted",
        docket,
    )
    assert event.description.startswith("INDICTMENT FILED")
    assert Counsel.objects.get(name="Mara Quist").firm == "Quist LLP"
    assert summary["warnings"] == []
    assert counted(import_values(tmp_path, docket_json("criminal"))) == (0, 0)


def test_new_disposition_of_the_court_supersedes_the_imported_one(tmp_path):
    docket = docket_json("criminal")
    import_values(tmp_path, docket)
    docket["parties"][0]["criminal_data"]["counts"][1]["disposition"] = "Dismissed after remand"

    summary = import_values(tmp_path, docket)

    # one disposition more, and the one it supersedes changed
    assert counted(summary) == (1, 1)
    chain = Disposition.objects.filter(
        against__claim__number="2-3", against__party__entity__name="Richard Roe"
    )
    assert [(row.outcome, row.superseded_by_id is None) for row in chain] == [
        ("as_printed", False),
        ("dismissed", True),
    ]
    assert counted(import_values(tmp_path, docket)) == (0, 0)


def test_new_disposition_of_the_court_does_not_supersede_the_desks(tmp_path):
    docket = docket_json("criminal")
    import_values(tmp_path, docket)
    Disposition.objects.filter(outcome="as_printed").update(outcome="convicted")
    docket["parties"][0]["criminal_data"]["counts"][1]["disposition"] = "Dismissed after remand"

    summary = import_values(tmp_path, docket)

    assert (counted(summary), Disposition.objects.filter(outcome="convicted").count()) == ((0, 0), 1)
    assert [warning["reason"] for warning in summary["warnings"]] == [
        "the court now prints “Dismissed after remand”; the desk's word stays"
    ]
    assert import_values(tmp_path, docket)["warnings"] == []


def test_pending_count_that_ends_gains_its_disposition(tmp_path):
    docket = docket_json("criminal")
    import_values(tmp_path, docket)
    docket["parties"][0]["criminal_data"]["counts"][0]["disposition"] = "Dismissed"

    summary = import_values(tmp_path, docket)

    assert counted(summary) == (1, 0)
    assert Disposition.objects.get(against__claim__number="1").outcome == "dismissed"


def test_new_entries_parties_and_counsel_are_added(tmp_path):
    docket = docket_json("civil")
    import_values(tmp_path, docket)
    docket["parties"].append({"name": "Jane Poe", "type": "Intervenor", "attorneys": []})
    docket["parties"][0]["attorneys"] = [{"name": "Tom Vale", "roles": [], "contact": ""}]
    docket["docket_entries"].insert(
        0, {"date_filed": "2023-05-01", "document_number": "0", "description": "Sealed."}
    )

    summary = import_values(tmp_path, docket)

    # entity, party, lawyer, event
    assert counted(summary) == (4, 0)


@pytest.mark.parametrize(
    "changes",
    [
        {"document_number": "2"},
        {"document_number": "2", "pacer_doc_id": "12700002", "pacer_seq_no": "8"},
        {"date_entered": "2023-02-17"},
    ],
)
def test_entry_that_is_numbered_later_stays_one_event(tmp_path, changes):
    docket = docket_json("criminal")
    import_values(tmp_path, docket)
    docket["docket_entries"][1] |= changes

    summary = import_values(tmp_path, docket)

    assert (summary["created"], Event.objects.count()) == (0, 4)
    assert Event.objects.filter(entry_number=changes.get("document_number", "7")).count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"description": "ORDER, corrected."},
        {"description": "ORDER, corrected.", "pacer_doc_id": None, "pacer_seq_no": None},
        {"description": "ORDER, corrected.", "pacer_seq_no": "99"},
        {"description": "ORDER, corrected.", "date_filed": "2023-10-03"},
        {
            "description": "ORDER, corrected.",
            "date_filed": "2023-10-03",
            "pacer_doc_id": None,
            "pacer_seq_no": None,
        },
    ],
)
def test_entry_that_is_corrected_stays_one_event(tmp_path, changes):
    docket = docket_json("criminal")
    import_values(tmp_path, docket)
    docket["docket_entries"][3] |= changes

    summary = import_values(tmp_path, docket)

    assert (counted(summary), Event.objects.get(entry_number="7").title) == ((0, 1), "ORDER, corrected")


def test_entries_with_one_number_on_one_day_stay_apart(tmp_path):
    docket = docket_json("criminal")
    twin = {"date_filed": "2023-10-02", "document_number": "7", "description": "ORDER, second part."}
    docket["docket_entries"].append(twin)
    import_values(tmp_path, docket)
    docket["docket_entries"].reverse()

    summary = import_values(tmp_path, docket)

    assert (counted(summary), Event.objects.filter(entry_number="7").count()) == ((0, 0), 2)


def test_unsure_entry_is_a_new_event(tmp_path):
    docket = docket_json("criminal")
    twin = {"date_filed": "2023-10-02", "document_number": "7", "description": "ORDER, second part."}
    docket["docket_entries"].append(twin)
    import_values(tmp_path, docket)
    docket["docket_entries"] = [twin | {"description": "Which of the two was corrected?"}]

    summary = import_values(tmp_path, docket)

    assert counted(summary) == (1, 0)


def test_lawyer_of_a_party_the_desk_took_out_is_not_entered(tmp_path):
    docket = docket_json("criminal")
    import_values(tmp_path, docket)
    remove(Party.objects.get(entity__name="Jane Poe"), by=None)
    docket["parties"][1]["attorneys"] = [{"name": "Ida Moss", "roles": [], "contact": ""}]
    docket["parties"][1]["criminal_data"]["counts"].append({"name": "18:1001(4)", "disposition": "Dismissed"})

    summary = import_values(tmp_path, docket)

    assert (counted(summary), Counsel.objects.filter(name="Ida Moss").exists()) == ((0, 0), False)


def test_row_the_desk_entered_on_the_docket_itself_is_recognised(tmp_path):
    import_values(tmp_path, docket_json("civil", parties=[], docket_entries=[]))
    docket = Docket.objects.get()
    smith = register_entity("John Smith", kind="person", by=None)
    party = join_party(docket.case, smith, "defendant", by=None, docket=docket)
    event = record_event(
        docket.case, "dismissal", "2025-05-29", "The case ends", by=None, docket=docket, entry_number="301"
    )

    import_values(tmp_path, docket_json("civil"))

    assert Party.objects.get(entity=smith) == party
    assert Event.objects.get(entry_number="301") == event
