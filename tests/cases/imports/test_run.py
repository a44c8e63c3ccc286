import pytest
from django.core.exceptions import ValidationError
from django.core.management import load_command_class
from django.db import DatabaseError

from cases.imports.run import problem_in_words
from cases.models import DocketLine


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (
            ValidationError({"caption": ["A case needs a caption."], "kind": ["No."]}),
            "caption: A case needs a caption.; kind: No.",
        ),
        (ValidationError(["This docket is full.", "Come again."]), "This docket is full. Come again."),
        (DatabaseError("the connection is lost\nDETAIL: gone"), "the connection is lost"),
    ],
)
def test_problem_is_said_on_one_line(problem, words):
    assert problem_in_words(problem) == words


def test_command_explains_its_summary_line_by_line():
    explained = (
        load_command_class("cases", "import_dockets")
        .create_parser("manage.py", "import_dockets")
        .format_help()
    )

    assert "\n  created                     rows of the record that were not there before" in explained


def test_docket_line_is_called_by_what_it_is():
    assert str(DocketLine(kind="entry", key="c0ffee")) == "entry c0ffee"
