import pytest

from newsroom.linking.matching.proposals import propose
from newsroom.linking.matching.words import Paragraph
from tests.newsroom.linking.matching.test_proposals import registry, strong

TEXT = "They met in New Roe again."


@pytest.mark.parametrize(
    ("other", "kind", "is_told"),
    [
        ("New Roe Harbour", "place", False),
        ("City of New Roe", "place", False),
        ("New Roe national football team", "place", True),
        ("New Roe Harbour", "publication", True),
    ],
)
def test_own_name_tells_one_from_another_of_its_kind_only_if_that_is_named_after_it(other, kind, is_told):
    known = registry(("roe", "New Roe", "place", []), ("other", other, kind, ["New Roe"]))

    (found,) = propose([Paragraph("b0", TEXT)], known)

    assert (found.rule, found.is_strong) == (("chosen", True) if is_told else ("tie", False))


def test_own_name_of_one_of_a_kind_yields_to_what_the_text_says():
    known = registry(("roe", "New Roe", "place", []), ("other", "New Roe Harbour", "place", ["New Roe"]))

    assert strong(f"She came to New Roe Harbour. {TEXT}", known) == [
        ("New Roe Harbour", "other"),
        ("New Roe", "other"),
    ]


def test_one_of_two_that_may_be_part_of_a_longer_name_is_left_to_the_editor():
    known = registry(
        ("guard", "Air Guard", "place", []), ("other", "Tevano Air Watch", "organisation", ["Air Guard"])
    )
    text = "She joined the Roe Air Guard."

    assert strong(text, known) == []
    assert strong(f"{text}\nTevano Air Watch agreed.", known)[0] == ("Air Guard", "other")
    assert strong("She joined the Air Guard.", known) == [("Air Guard", "guard")]
