import pytest

from newsroom.linking.facts import names


def found(text, **options):
    return [(fact.value.name, fact.value.kind, fact.value.count) for fact in names.find(text, **options)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The lawyer Jane Roe spoke. Roe was brief.", [("Jane Roe", "person", 2)]),
        ("President Jane Roe spoke.", [("Jane Roe", "person", 1)]),
        ("Secretary of State Jane Roe spoke.", [("Jane Roe", "person", 1)]),
        ("It thanked SEC Chairman Jane Roe.", [("SEC", "organisation", 1), ("Jane Roe", "person", 1)]),
        ("A loan of Roe Holdings, Inc. was paid.", [("Roe Holdings, Inc.", "company", 1)]),
        (
            "The Securities and Exchange Commission sued.",
            [("Securities and Exchange Commission", "agency", 1)],
        ),
        ("The University of Roeville sued.", [("University of Roeville", "organisation", 1)]),
        ("A loan to Roe Trading LLC.", [("Roe Trading LLC", "company", 1)]),
        ("Doe v. Roe was decided.", [("Doe v. Roe", "case", 1)]),
        ("As the Roeville Times wrote, it rained.", [("Roeville Times", "publication", 1)]),
        ("In June, Spain and Roeland met.", []),
        ("Yesterday it rained. However, Tuesday was fine.", []),
        ("They like Roeland, and Roeland likes them.", [("Roeland", "organisation", 2)]),
        ("Its Clean Lakes Act is law.", []),
        ("Roe Bank Loses Suit Against Doe Funds", []),
        ("A suit of the Roe Doe Holders was lost.", [("Roe Doe Holders", "organisation", 1)]),
        ("It met Ludwig van Roe there.", [("Ludwig van Roe", "person", 1)]),
    ],
)
def test_unknown_name_is_offered_once_with_a_guess(text, expected):
    assert found(text) == expected


def test_explained_words_are_no_unknown_names():
    assert found("Here Jane Roe met Jack Doe.", explained=[(5, 13)]) == [("Jack Doe", "person", 1)]
