"""The real dockets, counted from their JSON by this test itself."""

import json
from collections import Counter

import pytest

from cases.docket_numbers import docket_number_key
from cases.imports.wording import clean_line
from cases.models import Case, ClaimAgainst, Counsel, Docket, Event, Party
from tests.factories.dockets import import_dockets

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(real_dockets):
    return {path: json.loads(path.read_text("utf-8")) for path in sorted(real_dockets.glob("*.json"))}


def test_real_dockets_are_counted_as_their_json_says_and_imported_once(files, real_dockets):
    summary, _ = import_dockets(real_dockets)

    dockets = [values for values in files.values() if values]
    parties = [party for values in dockets for party in values["parties"]]
    charges = [party["criminal_data"] for party in parties if party.get("criminal_data")]
    counts = [count for charge in charges for count in charge["counts"] + charge["complaints"]]
    assert {name: value for name, value in summary.items() if isinstance(value, int)} == {
        "files": len(files),
        "dockets": len(dockets),
        "cases": Case.objects.count(),
        "parties": len(parties),
        "counsel": sum(len(party.get("attorneys", [])) for party in parties),
        "claims": len(counts),
        "dispositions": sum(bool(count["disposition"].strip()) for count in counts),
        "events": sum(len(values["docket_entries"]) for values in dockets),
        "created": summary["created"],
        "changed": 0,
        "dry_run": False,
    }
    assert [skip["file"] for skip in summary["skipped"]] == [
        str(path) for path, values in files.items() if not values
    ]
    assert summary["warnings"] == []
    second, _ = import_dockets(real_dockets)
    assert second == summary | {"created": 0, "changed": 0}


def test_each_real_docket_has_its_parties_counts_and_entries(files, real_dockets):
    import_dockets(real_dockets)

    for values in filter(None, files.values()):
        key = docket_number_key(values["docket_number"])
        docket = Docket.objects.get(court__code=values["court_id"], docket_number_key=key)
        assert kept(docket) == printed(values), values["case_name"]
    unknown = set(Party.objects.filter(role="other").values_list("role_printed", flat=True))
    assert unknown == {"Unknown"}


def printed(values):
    parties = values["parties"]
    entries = values["docket_entries"]
    return {
        "parties": Counter(
            (clean_line(p["name"]), clean_line(p["type"]), p.get("date_terminated")) for p in parties
        ),
        "counsel": Counter(
            (clean_line(p["name"]), clean_line(a["name"]).rstrip(" -,"))
            for p in parties
            for a in p.get("attorneys", [])
        ),
        "counts": Counter(
            (clean_line(p["name"]), kind)
            for p in parties
            for kind, key in (("count", "counts"), ("complaint", "complaints"))
            for _ in p.get("criminal_data", {}).get(key, [])
        ),
        "outcomes": Counter(
            count["disposition"].strip()
            for p in parties
            for count in p.get("criminal_data", {}).get("counts", [])
            if count["disposition"].strip()
        ),
        "entries": Counter(
            (
                entry["date_filed"][:10],
                str(entry["document_number"] or ""),
                " ".join(entry["description"].split()),
            )
            for entry in entries
        ),
    }


def kept(docket):
    parties = Party.objects.filter(docket=docket).select_related("entity")
    pairs = ClaimAgainst.objects.filter(party__docket=docket).select_related("claim", "party")
    return {
        "parties": Counter(
            (p.name_printed, p.role_printed, p.date_terminated and p.date_terminated.isoformat())
            for p in parties
        ),
        "counsel": Counter(
            Counsel.objects.filter(party__docket=docket).values_list("party__name_printed", "name")
        ),
        "counts": Counter((pair.party.name_printed, pair.claim.kind) for pair in pairs),
        "outcomes": Counter(outcome.printed for pair in pairs for outcome in pair.dispositions.all()),
        "entries": Counter(
            (e.date.isoformat(), e.entry_number, " ".join(e.description.split()))
            for e in Event.objects.filter(docket=docket)
        ),
    }
