"""Dockets read again after rows made from them were merged, and after that was undone."""

import pytest

from cases.actions import merge_cases, merge_entities, undo_merge
from cases.models import Case, ClaimAgainst, Counsel, Disposition, DocketLine, Entity, Party
from tests.factories.dockets import docket_json, import_values
from tests.record_at_rest import rows_of_the_record

pytestmark = pytest.mark.django_db


def counted(summary):
    assert summary["skipped"] == []
    return summary["created"], summary["changed"]


@pytest.fixture
def docket():
    return docket_json("criminal")


@pytest.fixture
def merged(tmp_path, docket):
    """One docket whose two defendants turned out to be one person."""
    import_values(tmp_path, docket)
    loser, survivor = Entity.objects.get(name="Jane Poe"), Entity.objects.get(name="Richard Roe")
    return merge_entities(loser, into=survivor, by=None)


def defendant():
    return Party.objects.get(role="defendant")


def test_docket_that_prints_nothing_new_changes_nothing(tmp_path, docket, merged):
    before = rows_of_the_record()

    assert counted(import_values(tmp_path, docket)) == (0, 0)
    assert rows_of_the_record() == before


def test_what_the_court_changes_of_a_joined_party_is_changed_in_the_one_that_stayed(tmp_path, docket, merged):
    docket["parties"][1]["date_terminated"] = "2024-01-09"
    docket["parties"][0]["attorneys"][0]["roles"] = ["TERMINATED: 05/06/2023", "LEAD ATTORNEY"]

    counted(import_values(tmp_path, docket))

    # Neither end was printed of the one that stayed before: its line still says that it goes on.
    assert defendant().date_terminated is None
    docket["parties"][0]["date_terminated"] = "2024-02-01"
    assert counted(import_values(tmp_path, docket)) == (0, 1)
    assert str(defendant().date_terminated) == "1 February 2024"
    assert str(Counsel.objects.get(name="Mara Quist").date_terminated) == "2023-05-06"


def test_what_is_new_of_both_is_entered_once(tmp_path, docket, merged):
    lawyer = {"name": "Lee Marsh", "roles": ["LEAD ATTORNEY"], "contact": ""}
    count = {"name": "18:2 - Aiding(9)", "status": "pending", "disposition": "Dft found NOT GUILTY"}
    for party in docket["parties"][:2]:
        party["attorneys"] = [*party["attorneys"], lawyer]
        party["criminal_data"]["counts"] = [*party["criminal_data"]["counts"], count]

    # A lawyer, a claim against the party, and how it ended.
    assert counted(import_values(tmp_path, docket)) == (4, 0)
    assert Counsel.objects.get(name="Lee Marsh").party == defendant()
    assert ClaimAgainst.objects.get(claim__number="9").party == defendant()
    assert Disposition.objects.filter(against__claim__number="9").count() == 1
    assert counted(import_values(tmp_path, docket)) == (0, 0)


def test_undone_merge_leaves_lines_as_they_were(tmp_path, docket):
    import_values(tmp_path, docket)
    before = rows_of_the_record()
    merge = merge_entities(
        Entity.objects.get(name="Jane Poe"), into=Entity.objects.get(name="Richard Roe"), by=None
    )
    moved = DocketLine.objects.filter(kind="party", row=defendant().pk).count()

    undo_merge(merge, by=None)

    assert moved == 2
    assert rows_of_the_record() == before
    assert counted(import_values(tmp_path, docket)) == (0, 0)


def test_what_was_printed_during_a_merge_reaches_the_party_that_comes_back(tmp_path, docket, merged):
    docket["parties"][1]["name"] = "JANE POE"
    docket["parties"][1]["date_terminated"] = "2024-01-09"
    import_values(tmp_path, docket)
    undo_merge(merged, by=None)

    counted(import_values(tmp_path, docket))

    back = Party.objects.get(entity__name="Jane Poe")
    assert (back.name_printed, str(back.date_terminated)) == ("JANE POE", "9 January 2024")
    assert counted(import_values(tmp_path, docket)) == (0, 0)


def two_dockets():
    """One company before two courts, each with a lawyer and a count of its own."""
    first = docket_json("criminal")
    second = docket_json("criminal", court_id="dcd", docket_number="1:23-cr-00999")
    for docket in (first, second):
        docket["parties"] = docket["parties"][:1]
        docket["docket_entries"] = []
    second["parties"][0] = {**second["parties"][0], "name": "RICHARD ROE"}
    return first, second


def test_dockets_of_merged_cases_are_read_into_the_rows_that_stayed(tmp_path):
    first, second = two_dockets()
    import_values(tmp_path, first, second)
    entities = list(Entity.objects.filter(name="Richard Roe").order_by("pk"))
    if len(entities) == 2:
        merge_entities(entities[1], into=entities[0], by=None)
    kept, loser = Case.objects.order_by("pk")
    before = rows_of_the_record()
    merge = merge_cases(loser, into=kept, by=None)

    assert counted(import_values(tmp_path, first, second)) == (0, 0)
    second["parties"][0]["attorneys"][1]["roles"] = ["Pro Se", "TERMINATED: 05/06/2023"]
    assert counted(import_values(tmp_path, first, second)) == (0, 1)
    (lawyer,) = Counsel.objects.filter(name="Richard Roe")
    assert (lawyer.party, str(lawyer.date_terminated)) == (defendant(), "2023-05-06")
    assert counted(import_values(tmp_path, first, second)) == (0, 0)

    undo_merge(merge, by=None)

    assert rows_of_the_record()["cases_docketline"] == before["cases_docketline"]
    assert counted(import_values(tmp_path, first, second)) == (0, 1)
    assert counted(import_values(tmp_path, first, second)) == (0, 0)
    came_back = Counsel.objects.get(name="Richard Roe", party__case=loser)
    assert str(came_back.date_terminated) == "2023-05-06"
