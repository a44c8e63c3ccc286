"""What the command makes of dockets the record has not seen."""

import pytest

from cases.models import (
    Alias,
    Case,
    Change,
    ClaimAgainst,
    Counsel,
    Court,
    Disposition,
    Docket,
    DocketLine,
    Entity,
    Event,
    Party,
)
from tests.factories.dockets import docket_json, import_dockets, import_values, write_docket

pytestmark = pytest.mark.django_db
TABLES = [Alias, Case, ClaimAgainst, Counsel, Court, Disposition, Docket, DocketLine, Entity, Event, Party]


def rows():
    return {model.__name__: model.objects.count() for model in TABLES}


def test_civil_docket_becomes_a_case(tmp_path):
    import_values(tmp_path, docket_json("civil"))

    docket = Docket.objects.select_related("case", "court").get()
    case = docket.case
    assert (case.caption, case.kind) == (
        "Securities and Exchange Commission v. Roe Holdings, Inc.",
        "civil_enforcement",
    )
    assert (str(case.date_filed), str(case.date_terminated)) == ("5 June 2023", "29 May 2025")
    assert (docket.court.code, docket.docket_number, docket.docket_number_key) == (
        "dcd",
        "1:23-cv-01600",
        "1:23-cv-01600",
    )
    assert (docket.judge, docket.cause, docket.pacer_case_id) == (
        "Priya Nair",
        "15:77 Securities Fraud",
        "256060",
    )
    caption = DocketLine.objects.get(kind="docket").printed["caption"]
    assert caption == "SECURITIES AND EXCHANGE COMMISSION v. ROE HOLDINGS, INC."


def test_party_keeps_the_printed_words_and_the_normalised_role(tmp_path):
    import_values(tmp_path, docket_json("civil"))

    listed = [
        (
            party.entity.name,
            party.role,
            party.role_printed,
            party.appearance,
            str(party.date_terminated or ""),
        )
        for party in Party.objects.select_related("entity")
    ]
    assert listed == [
        ("Securities and Exchange Commission", "plaintiff", "Plaintiff", 1, ""),
        ("Roe Holdings, Inc.", "defendant", "Defendant", 1, ""),
        ("Roe Holdings, Inc.", "counter_claimant", "Counter Claimant", 1, ""),
        ("Roe Holdings, Inc.", "counter_claimant", "Counter Claimant", 2, "10 January 2024"),
        ("John Smith", "defendant", "Defendant", 1, ""),
    ]
    assert list(Entity.objects.values_list("name", "kind")) == [
        ("John Smith", "person"),
        ("Roe Holdings, Inc.", "company"),
        ("Securities and Exchange Commission", "agency"),
    ]


def test_counsel_is_kept_without_addresses(tmp_path):
    import_values(tmp_path, docket_json("criminal"))

    listed = list(
        Counsel.objects.values_list("name", "firm", "roles_printed", "is_lead", "is_self_represented")
    )
    assert listed == [
        ("Mara Quist", "Federal Defenders of New York", "LEAD ATTORNEY; ATTORNEY TO BE NOTICED", True, False),
        ("Richard Roe", "", "Pro Se", False, True),
        ("Tom Vale", "United States Attorney's Office, SDNY", "LEAD ATTORNEY", True, False),
    ]


def test_counts_are_claims_and_only_certain_outcomes_are_named(tmp_path):
    import_values(tmp_path, docket_json("criminal"))

    pairs = ClaimAgainst.objects.select_related("claim", "party__entity").order_by("pk")
    listed = [
        (
            pair.party.entity.name,
            pair.claim.kind,
            pair.claim.number,
            [d.outcome for d in pair.dispositions.all()],
        )
        for pair in pairs
    ]
    assert listed == [
        ("Richard Roe", "count", "1", []),
        ("Richard Roe", "count", "2-3", ["as_printed"]),
        ("Richard Roe", "count", "4", ["dismissed"]),
        ("Richard Roe", "complaint", "", []),
        ("Jane Poe", "count", "2-3", ["acquitted"]),
    ]
    assert pairs[1].claim == pairs[4].claim


def test_same_count_listed_twice_against_one_party_is_two_claims(tmp_path):
    docket = docket_json("criminal")
    counts = docket["parties"][0]["criminal_data"]["counts"]
    counts.append(counts[0])

    import_values(tmp_path, docket)

    pairs = ClaimAgainst.objects.filter(party__entity__name="Richard Roe", claim__number="1")
    assert len({pair.claim_id for pair in pairs}) == 2


def test_entries_are_events_even_where_two_are_alike(tmp_path):
    import_values(tmp_path, docket_json("criminal"))

    listed = [
        (str(e.date), e.kind, e.significance, e.entry_number, e.title) for e in Event.objects.order_by("pk")
    ]
    arraigned = "Minute Entry for proceedings held before Judge Ada Lindqvist: Arraignment held"
    assert listed == [
        (
            "14 February 2023",
            "charged",
            "major",
            "1",
            "INDICTMENT FILED as to Richard Roe (1) count(s) 1, 2-3, 4",
        ),
        ("16 February 2023", "hearing", "minor", "", arraigned),
        ("16 February 2023", "hearing", "minor", "", arraigned),
        ("2 October 2023", "order", "minor", "7", "ORDER granting 6 Letter Motion to Adjourn"),
    ]
    assert Event.objects.get(entry_number="7").description.startswith(
        "ORDER granting 6 Letter Motion to Adjourn. Sent"
    )


def test_nothing_private_reaches_the_database(tmp_path):
    import_values(tmp_path, docket_json("criminal"), docket_json("appeal"))

    kept = str([list(model.objects.values()) for model in TABLES])
    private = ["xxx-xx", "A023", "Elm", "Duane", "10007", "212-", "@", "20575", "Jail", "Lafayette"]
    assert [word for word in private if word in kept.replace("RICHARD ROE (#20575-509)", "")] == []


def test_second_import_changes_nothing(tmp_path):
    dockets = [docket_json("criminal"), docket_json("civil"), docket_json("appeal")]
    first = import_values(tmp_path, *dockets)
    before, noted = rows(), Change.objects.count()

    second = import_values(tmp_path, *dockets)

    assert (second["created"], second["changed"], rows()) == (0, 0, before)
    assert Change.objects.count() == noted
    counted = ("files", "dockets", "cases", "parties", "counsel", "claims", "dispositions", "events")
    assert (
        [second[name] for name in counted] == [first[name] for name in counted] == [3, 3, 2, 10, 4, 5, 3, 7]
    )


def test_created_counts_the_rows_of_the_record(tmp_path):
    summary = import_values(tmp_path, docket_json("civil"))

    # court, case, docket, 3 entities, 5 parties, 2 events
    assert (summary["created"], summary["changed"]) == (13, 0)


def test_dry_run_counts_and_takes_all_back(tmp_path):
    path = write_docket(tmp_path, docket_json("criminal"))

    rehearsed, _ = import_dockets(path, dry_run=True)

    assert set(rows().values()) == {0}
    done, _ = import_dockets(path)
    assert (rehearsed.pop("dry_run"), done.pop("dry_run")) == (True, False)
    assert rehearsed == done


def test_files_that_are_no_dockets_are_skipped_with_reasons(tmp_path):
    write_docket(tmp_path, "{}", "1.json")
    write_docket(tmp_path, docket_json("civil"), "2.json")
    (tmp_path / "3.json").write_bytes(b"\xff\xfe{")
    (tmp_path / "4.json").mkdir()

    summary, told = import_dockets(tmp_path, tmp_path / "gone.json")

    assert (summary["files"], summary["dockets"]) == (5, 1)
    assert [(skip["file"].rpartition("/")[2], skip["reason"]) for skip in summary["skipped"]] == [
        ("1.json", "is not a docket: it is empty"),
        ("3.json", "is not in UTF-8 (byte 0)"),
        ("4.json", "can't be read: Is a directory"),
        ("gone.json", "can't be read: No such file or directory"),
    ]
    assert "2.json: D.D.C. 1:23-cv-01600, 13 created, 0 changed" in told


def test_broken_values_are_warned_about_by_file_and_key(tmp_path):
    path = write_docket(tmp_path, docket_json("civil", date_terminated="soon"))

    summary, told = import_dockets(path)

    warning = {"file": str(path), "key": "date_terminated", "reason": "“soon” is not a date: left empty"}
    assert summary["warnings"] == [warning]
    assert f"{path}: date_terminated “soon” is not a date: left empty" in told


def test_unknown_keys_are_ignored(tmp_path):
    summary = import_values(tmp_path, docket_json("civil", weather="fair", idb_data={"x": [1]}))

    assert (summary["dockets"], summary["warnings"]) == (1, [])


def test_file_the_database_refuses_leaves_nothing_behind(tmp_path):
    import_values(tmp_path, docket_json("civil"))
    Party.objects.filter(entity__name="John Smith").update(date_joined="2024-05-01")
    changed = docket_json("civil", judge="Someone Else", assigned_to_str="Someone Else")
    changed["parties"][4]["date_terminated"] = "2024-01-01"

    summary = import_values(tmp_path, changed)

    assert [skip["reason"] for skip in summary["skipped"]] == ["A party cannot leave before it joined."]
    assert (Docket.objects.get().judge, summary["changed"]) == ("Priya Nair", 0)


def test_change_log_names_the_import(tmp_path, log_changes):
    import_values(tmp_path, docket_json("civil"))

    case = Case.objects.get()
    assert ("take_in_docket", "case", case.pk) in log_changes()


def test_two_files_of_one_docket_are_one_docket(tmp_path):
    first = docket_json("criminal")
    second = docket_json("criminal", federal_defendant_number="2")
    second["parties"] = second["parties"][1:]
    second["docket_entries"] = [
        *second["docket_entries"][:1],
        {"date_filed": "2023-11-02", "description": "ORDER."},
    ]

    summary = import_values(tmp_path, first, second)

    assert (summary["dockets"], summary["parties"], summary["events"]) == (1, 3, 5)
    assert (Party.objects.count(), Event.objects.count()) == (3, 5)
