import pytest

from newsroom.linking.facts import terms


def found(text, **options):
    return [(fact.surface, fact.value) for fact in terms.find(text, **options)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The case was dismissed with prejudice.",
            [("dismissed with prejudice", "dismissed with prejudice")],
        ),
        (
            "They dismissed the whole case with prejudice.",
            [("dismissed the whole case with prejudice", "dismissed with prejudice")],
        ),
        (
            "Dismissal without prejudice came.",
            [("Dismissal without prejudice", "dismissed without prejudice")],
        ),
        (
            "Roe pleaded guilty to wire fraud.",
            [("pleaded guilty", "guilty plea"), ("wire fraud", "wire fraud")],
        ),
        ("Two guilty pleas followed.", [("guilty pleas", "guilty plea")]),
        ("Roe must disgorge profits.", [("disgorge", "disgorgement")]),
        ("A class-action lawsuit was filed.", [("class-action lawsuit", "class action")]),
        ("The joint court filing ends it.", [("joint court filing", "joint filing")]),
        ("Anti-money laundering laws apply.", [("Anti-money laundering", "anti-money laundering")]),
        (
            "A temporary restraining order held.",
            [("temporary restraining order", "temporary restraining order")],
        ),
        ("They will bail out the bank.", []),
        ("A dismissal, he said, with prejudice, is rare.", []),
        ("It was dismissed by a judge who with much prejudice spoke.", []),
        ("The settlement was near the river.", []),
    ],
)
def test_terms_are_found_in_their_inflections(sentence, expected):
    assert found(sentence) == expected


def test_terms_of_the_glossary_are_found_too():
    glossary = [("Wells notice", "wells-notice"), ("commodity", "commodity"), ("tax", "tax"), ("–", "dash")]

    assert found("Wells notices, commodities and taxes.", glossary=glossary) == [
        ("Wells notices", "wells-notice"),
        ("commodities", "commodity"),
        ("taxes", "tax"),
    ]
