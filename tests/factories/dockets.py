"""Docket files in the format that is parsed from court pages, written for these tests."""

import json
from io import StringIO
from pathlib import Path

from django.core.management import call_command

DOCKETS = Path(__file__).resolve().parents[1] / "cases" / "imports" / "dockets"


def docket_json(name, **changes):
    """The docket of this name, with other values."""
    return json.loads((DOCKETS / f"{name}.json").read_text("utf-8")) | changes


def write_docket(folder, values, name="docket.json"):
    path = folder / name
    path.write_text(values if isinstance(values, str) else json.dumps(values), "utf-8")
    return path


def import_dockets(*paths, **options):
    """Run the command; its summary and what it told on the way."""
    out, told = StringIO(), StringIO()
    call_command("import_dockets", *map(str, paths), stdout=out, stderr=told, **options)
    return json.loads(out.getvalue().splitlines()[-1]), told.getvalue()


def import_values(folder, *dockets):
    """Import dockets given as values, as files of one folder; the summary."""
    for path in folder.glob("*.json"):
        path.unlink()
    for number, values in enumerate(dockets):
        write_docket(folder, values, f"{number:02}.json")
    summary, _ = import_dockets(folder)
    return summary
