import json

import pytest
from django.core.management import CommandError, call_command


@pytest.fixture
def documents(tmp_path):
    def write(*lines):
        path = tmp_path / "documents.ndjson"
        path.write_text(
            "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), "utf-8"
        )
        return path

    return write


def test_find_facts_writes_one_fact_a_line(documents, capsys):
    path = documents(
        {"id": "a", "text": "Roe paid $5 yesterday.", "published_on": "2025-05-30"},
        "",
        {"id": 2, "text": "Doe paid €7 yesterday.", "date": "2025-05-30T12:00:00Z"},
        {"id": "c", "text": "Nothing."},
    )

    call_command("find_facts", documents=path)

    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["document"], line["kind"], line["value"]) for line in lines] == [
        ("a", "money", {"amount": "5", "currency": "USD"}),
        ("a", "date", "2025-05-29"),
        (2, "money", {"amount": "7", "currency": "EUR"}),
        (2, "date", "2025-05-29"),
    ]


def test_find_facts_writes_the_same_bytes_to_a_file(documents, tmp_path):
    path = documents({"id": "a", "text": "Roe said it was over, as per Reuters."})
    first, second = tmp_path / "first", tmp_path / "second"

    for output in (first, second):
        call_command("find_facts", documents=path, output=output)

    assert first.read_bytes() == second.read_bytes() != b""


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "line 1: not JSON"),
        ("[]", 'line 1: a document needs "id" and "text"'),
        ({"id": "a"}, 'line 1: a document needs "id" and "text"'),
        ({"id": "a", "text": "x", "date": "May"}, "line 1: 'May' is not a date. Write it like 2025-05-29"),
    ],
)
def test_find_facts_says_which_line_it_cannot_read(documents, line, problem):
    with pytest.raises(CommandError, match=problem):
        call_command("find_facts", documents=documents(line))


def test_find_facts_says_when_a_file_is_missing(tmp_path):
    with pytest.raises(CommandError, match="A file cannot be used"):
        call_command("find_facts", documents=tmp_path / "none.ndjson")
