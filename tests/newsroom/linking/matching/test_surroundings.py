"""What stands around a single word: whether it is proposed alone, and beside the same name beyond doubt."""

import pytest

from newsroom.linking.matching.proposals import propose
from newsroom.linking.matching.surroundings import ANOTHER, BRAND, CAMPUS, COMPOUND, LONGER
from newsroom.linking.matching.words import Paragraph
from tests.newsroom.linking.matching.test_proposals import registry, strong

TEVANO = ("tevano", "Tevano", "company", [])
DOUBTFUL = [
    ("The Tevano-like wallet sold out.", COMPOUND),
    ("Team Tevano had to start anew.", LONGER),
    ("It was taught at the University of Roe, Tevano, in spring.", CAMPUS),
    ("It was taught at the College of New Roe, Tevano.", CAMPUS),
    ("She served Tevano’s Soup.", BRAND),
]


@pytest.mark.parametrize(("text", "doubt"), DOUBTFUL)
def test_word_that_may_be_part_of_something_longer_is_only_possible(text, doubt):
    (found,) = propose([Paragraph("b0", text)], registry(TEVANO))

    assert (found.is_strong, found.evidence) == (False, ("the name of Tevano", f"weak: {doubt}"))


@pytest.mark.parametrize(("text", "doubt"), DOUBTFUL)
def test_doubt_is_dispelled_where_the_text_names_the_same_elsewhere(text, doubt):
    found = propose([Paragraph("b0", text), Paragraph("b1", "A lawyer for Tevano agreed.")], registry(TEVANO))

    assert [(one.rule, one.is_strong) for one in found] == [("named", True), ("name", True)], doubt


@pytest.mark.parametrize(
    "text",
    [
        "Lawyers met at Tevano",
        "Yesterday Tevano had to start anew.",
        "President Tevano had to start anew.",
        "Lawyers: Tevano had to start anew.",
        "It was taught in the State of Roe, Tevano.",
        "It was taught in Roe, Tevano.",
        "Of Roe, Tevano is the oldest.",
        "She met Tevano’s President.",
        "She met Tevano’s lawyer.",
        "She met Tevano’s Amalia Doering.",
        "She is Tevano’s",
    ],
)
def test_word_that_stands_for_itself_is_proposed(text):
    assert strong(text, registry(TEVANO)) == [("Tevano", "tevano")]


def test_possessive_that_is_registered_is_doubted_as_any_other():
    known = registry((*TEVANO[:3], ["Tevano's"]))

    assert strong("She served Tevano's Soup.", known) == []
    assert strong("She met Tevano's lawyer.", known) == [("Tevano's", "tevano")]


def test_words_behind_that_have_a_name_themselves_raise_no_doubt():
    known = registry(TEVANO, ("soup", "Soup of Roe", "company", []))

    assert strong("She owns Tevano’s Soup of Roe.", known) == [("Tevano", "tevano"), ("Soup of Roe", "soup")]


@pytest.mark.parametrize(
    "text",
    [
        "She has been to a Tevano Cup but remembers none.",
        "One Tevano Cup, she says, is like another.",
        "She has been to every Tevano Cup",
    ],
)
def test_name_that_is_counted_is_only_possible_whatever_else_the_text_says(text):
    known = registry(("cup", "Tevano World Cup", "other", ["Tevano Cup"]))

    assert strong(f"{text}\nThe Tevano World Cup opens.", known) == [("Tevano World Cup", "cup")]


@pytest.mark.parametrize(
    "text",
    [
        "She won a Tevano Cup match.",
        "She won a Tevano Cup President.",
        "She won a Tevano Cup’s match.",
        "For one, Tevano Cup is over.",
        "Tevano Cup is over.",
    ],
)
def test_name_that_an_article_only_happens_to_precede_is_proposed(text):
    assert strong(text, registry(("cup", "Tevano Cup", "other", []))) == [("Tevano Cup", "cup")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Air Guard", "She joined the Tevano Air Guard."),
        ("Air Guard", "She flew to Air Guard Base."),
        ("Roe Appeals Court", "So ruled the Roe Appeals Court of Tevano."),
        ("University of Roe", "She studied at the University of Roe at Tevano."),
    ],
)
def test_words_that_may_be_part_of_a_longer_name_are_only_possible(name, text):
    known = registry(("one", name, "organisation", []))

    assert strong(text, known) == []
    assert strong(f"{text}\nSo did {name}, too.", known) == [(name, "one")] * 2


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("organisation", "She asked The Air Guard."),
        ("organisation", "She asked the US Air Guard."),
        ("organisation", "She asked the Air Guard President."),
        ("organisation", "She asked the Air Guard Tuesday."),
        ("organisation", "She asked the Air Guard Of Tevano."),
        ("organisation", "She asked the Air Guard of Tevano."),
        ("organisation", "She asked the Air Guard at Tevano."),
        ("organisation", "She asked the Air Guard of yore."),
        ("organisation", "She asked the Air Guard Tevano Roe met."),
        ("person", "She asked Tevano Air Guard."),
        ("person", "The Air Guard Foundation"),
    ],
)
def test_words_that_stand_for_themselves_are_proposed(kind, text):
    assert strong(text, registry(("one", "Air Guard", kind, []))) == [("Air Guard", "one")]


def test_owner_is_proposed_before_what_it_owns():
    known = registry(("one", "New Tevano", "place", ["New Tevano's"]))

    assert strong("So says New Tevano's Civil Guard.", known) == [("New Tevano's", "one")]


def test_institution_of_another_place_is_not_the_one_the_text_names():
    known = registry(("court", "Supreme Court of Doe", "court", ["Supreme Court"]))

    found = propose([Paragraph("", "The Supreme Court of Doe and the Supreme Court of Roe agreed.")], known)

    assert [(one.surface, one.is_strong) for one in found] == [
        ("Supreme Court of Doe", True),
        ("Supreme Court", False),
    ]
    assert found[1].evidence[1] == f"weak: {ANOTHER}"


def test_town_with_its_state_is_not_counted():
    known = registry(("ville", "Roeville, Texas", "place", []))

    assert strong("He met a Roeville, Texas, lawyer.", known) == [("Roeville, Texas", "ville")]
