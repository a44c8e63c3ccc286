import pytest

from tests.newsroom.linking.matching.test_proposals import registry, strong


@pytest.mark.parametrize(
    ("text", "is_proposed"),
    [
        ("Tom Anchor spoke. They met Tevano again.", True),
        ("Tom Tevano spoke. They met Tevano again.", False),
        ("Tom Anchor spoke. They met Anchor again, and paid Anchor with Anchor.", False),
        ("Big Anchor spoke. They met Anchor again, and paid Anchor with Anchor.", True),
    ],
)
def test_last_name_behind_a_given_name_is_that_persons(text, is_proposed):
    known = registry(("tevano", "Tevano", "place", []), ("anchor", "Anchor", "company", []))

    assert bool(strong(text, known)) == is_proposed
