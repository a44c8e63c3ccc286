import json
import re

import pytest
from django.core.management import CommandError, call_command

from newsroom.linking.matching.files import documents, registry


def written(path, *rows):
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows) + "\n")
    return path


@pytest.fixture
def proposed(tmp_path):
    def run(entities, text, *options):
        out = tmp_path / "proposals.ndjson"
        known = written(tmp_path / "registry.ndjson", *entities)
        read = written(tmp_path / "documents.ndjson", {"id": "d0", "text": text, "published_on": None}, "")
        call_command("propose_links", "--registry", known, "--documents", read, "--out", out, *options)
        return [json.loads(line) for line in out.read_text().splitlines()]

    return run


SEC = {"id": "Q:SEC", "name": "Securities and Exchange Commission", "kind": "agency", "aliases": ["SEC"]}


def test_proposals_are_written_with_offsets_of_the_text_as_given(proposed):
    (row,) = proposed([SEC], "Cafe\u0301: the SEC sued.")

    assert row == {
        "document": "d0",
        "start": 11,
        "end": 14,
        "entity": "Q:SEC",
        "rule": "alias",
        "score": 0.92,
        "surface": "SEC",
        "strength": "strong",
    }


def test_reasons_and_what_is_only_possible_are_written_on_demand(proposed):
    anchor = {"id": 7, "name": "Anchor", "unknown": [1], "kind": None, "aliases": None}

    assert proposed([anchor], "A lawyer for Anchor agreed.") == []
    (row,) = proposed([anchor], "A lawyer for Anchor agreed.", "--possible", "--explain")
    assert (row["strength"], row["evidence"], row["alternatives"]) == (
        "possible",
        ["the name of Anchor", "weak: a common word"],
        [],
    )


def test_rule_can_be_switched_off(proposed):
    anchor = {"id": "t", "name": "Anchor"}

    assert len(proposed([anchor], "A lawyer for Anchor agreed.", "--without", "strength")) == 1


def test_whom_a_description_names_besides_is_written_unless_switched_off(proposed):
    chair = {"id": "d", "name": "Amalia Doering", "kind": "person", "aliases": ["SEC Chair Amalia Doering"]}
    text = "SEC Chair Amalia Doering spoke."

    def words(*options):
        return [row["surface"] for row in proposed([SEC, chair], text, *options)]

    assert words() == ["SEC", "SEC Chair Amalia Doering"]
    assert words("--without", "described") == ["SEC Chair Amalia Doering"]
    assert words("--nested") == ["SEC", "SEC Chair Amalia Doering"]


def test_registry_with_all_it_may_hold_is_read(proposed):
    entities = [
        SEC | {"cases": ["c1", {"id": "c2", "caption": "SEC v. Avalon", "side": "initiating"}, 3, None]},
        {"id": "a1", "name": "Avalon", "aliases": [{"name": "AVN", "kind": "ticker", "strength": "weak"}, 5]},
        {"id": "a2", "name": "Avalon", "cases": [{"id": "c2"}], "context": ["an exchange", 4]},
        {"id": "a2", "name": "…", "context": "an exchange"},
        SEC,
    ]

    rows = proposed(entities, "The SEC sued Avalon, AVN.", "--explain")

    assert [(row["surface"], row["entity"]) for row in rows] == [("SEC", "Q:SEC"), ("Avalon", "a2")]


@pytest.mark.parametrize(
    ("entities", "message"),
    [
        (["{"], "line 1 is not JSON"),
        (["[]"], "line 1 is not an object."),
        ([SEC, {"name": "Roe"}], "line 2: an entity needs an id and a name."),
    ],
)
def test_line_that_cannot_be_read_is_named(proposed, entities, message):
    with pytest.raises(CommandError, match=re.escape(message)):
        proposed(entities, "The SEC sued.")


def test_document_without_a_text_is_named(tmp_path):
    with pytest.raises(ValueError, match=r"line 1: a document needs an id and a text."):
        list(documents(written(tmp_path / "documents.ndjson", {"id": 1})))


def test_missing_file_is_named(tmp_path):
    with pytest.raises(FileNotFoundError):
        registry(tmp_path / "nothing.ndjson")
