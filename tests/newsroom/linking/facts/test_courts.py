import pytest

from cases.imports.courts import describe_court
from newsroom.linking.facts import courts
from newsroom.linking.facts.court_names import trie


def found(text):
    return [(fact.surface, fact.value) for fact in courts.find(text)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A federal court in Washington, D.C., ruled.", ("federal court in Washington, D.C.", "dcd")),
        ("A Washington, DC, federal court ruled.", ("Washington, DC, federal court", "dcd")),
        (
            "Filed in the U.S. District Court for the District of Columbia.",
            ("U.S. District Court for the District of Columbia", "dcd"),
        ),
        ("Filed in S.D.N.Y. by counsel.", ("S.D.N.Y.", "nysd")),
        ("Filed in SDNY by counsel.", ("SDNY", "nysd")),
        ("Filed in the Southern District of New York.", ("Southern District of New York", "nysd")),
        ("The Second Circuit affirmed.", ("Second Circuit", "ca2")),
        ("The 9th U.S. Circuit Court of Appeals affirmed.", ("9th U.S. Circuit Court of Appeals", "ca9")),
        ("(9th Cir. 2020)", ("9th Cir.", "ca9")),
        ("A Manhattan federal court ruled.", ("Manhattan federal court", "nysd")),
        ("A federal court in Delaware ruled.", ("federal court in Delaware", "ded")),
        ("A federal court in California ruled.", ("federal court in California", None)),
        ("Filed in N.D. Cal. by counsel.", ("N.D. Cal.", "cand")),
        ("The Delaware Court of Chancery ruled.", ("Delaware Court of Chancery", "delch")),
        ("The Supreme Court of California ruled.", ("Supreme Court of California", "cal")),
        (
            "Filed in the U.S. Bankruptcy Court for the District of Delaware.",
            ("U.S. Bankruptcy Court for the District of Delaware", "deb"),
        ),
        ("The U.S. Supreme Court ruled.", ("U.S. Supreme Court", "scotus")),
        ("The Supreme Court ruled.", ("Supreme Court", "scotus")),
        ("India's Supreme Court ruled.", ("India's Supreme Court", None)),
        ("The Supreme Court of India ruled.", ("Supreme Court of India", None)),
        ("The European Court of Human Rights ruled.", ("European Court of Human Rights", None)),
        ("Roe appeared at Southwark Crown Court.", ("Southwark Crown Court", None)),
        ("Roe appeared in U.S. District Court.", ("U.S. District Court", None)),
    ],
)
def test_court_has_the_code_of_the_record(sentence, expected):
    assert found(sentence) == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "The U.S. Attorney for the Southern District of New York sued.",
        "The Court agreed, and a federal court did too.",
        "The District of Columbia is a place.",
        "Roe played on Center Court.",
        "U.S. District Judge Jane Doe ruled.",
    ],
)
def test_what_is_no_court_is_not_one(sentence):
    assert found(sentence) == []


def test_supreme_court_of_a_text_about_another_country_is_left_open():
    facts = courts.find("Spain and France agreed. The Supreme Court ruled.")

    assert [(fact.value, fact.note) for fact in facts] == [
        (None, "which Supreme Court is not said; the text is about other countries")
    ]


def test_supreme_court_says_why_it_is_the_american_one():
    notes = [
        fact.note
        for text in ("The Supreme Court ruled.", "In the U.S. the Supreme Court ruled.")
        for fact in courts.find(text)
    ]

    assert notes == [
        "taken as the American one: nothing speaks against",
        "taken as the American one: the text speaks of the U.S.",
    ]


def test_courts_are_known_to_the_record():
    unknown = {
        code
        for code in _codes(trie())
        if not describe_court(code)["name"] or "“" in describe_court(code)["name"]
    }

    assert unknown == {"?"}


def _codes(node):
    for word, below in node.items():
        yield from below if word == "" else _codes(below)
