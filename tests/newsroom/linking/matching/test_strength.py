import pytest

from tests.newsroom.linking.matching.test_proposals import registry, strong


@pytest.mark.parametrize(
    ("text", "is_proposed"),
    [
        ("The answer was filed in Danish.", True),
        ("The answer was filed in Danish, and late.", True),
        ("They speak Danish and no more.", True),
        ("They speak Danish", True),
        ("It fell in Danish hands.", False),
        ("It fell in Danish-owned hands.", False),
        ("They met a Danish lawyer.", False),
        ("They met the Danish.", False),
    ],
)
@pytest.mark.parametrize(
    "entity",
    [("lang", "Danish language", "other", ["Danish"]), ("lang", "Danish", "language", [])],
)
def test_language_is_proposed_where_the_text_speaks_it(entity, text, is_proposed):
    assert strong(text, registry(entity)) == ([("Danish", "lang")] if is_proposed else [])


def test_adjective_is_no_language_unless_it_is_registered_as_one():
    assert strong("They speak Danish.", registry(("dane", "Danish", "organisation", []))) == []
