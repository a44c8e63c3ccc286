import importlib
import json
import pkgutil
import re
import time
import unicodedata
from datetime import date
from re import _constants, _parser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.linking import facts
from newsroom.linking.facts import find_facts
from newsroom.linking.facts.reading import read

MODULES = [
    importlib.import_module(f"{facts.__name__}.{module.name}")
    for module in pkgutil.iter_modules(facts.__path__)
]
FINDERS = [module for module in MODULES if hasattr(module, "find")]
PUBLISHED = date(2025, 5, 30)


def test_facts_of_all_kinds_are_found_in_order():
    text = (
        "Jane Roe said on Tuesday that Doe Holdings would pay $5 million in S.D.N.Y., No. 23 Civ. 1457 (JPO),"
        " for wire fraud under 18 U.S.C. § 1343."
    )
    found = find_facts(text, published=PUBLISHED)

    assert [(fact.kind, fact.surface) for fact in found] == [
        ("name", "Jane Roe"),
        ("statement", text),
        ("date", "Tuesday"),
        ("name", "Doe Holdings"),
        ("money", "$5 million"),
        ("court", "S.D.N.Y."),
        ("docket_number", "23 Civ. 1457 (JPO)"),
        ("term", "wire fraud"),
        ("citation", "18 U.S.C. § 1343"),
    ]


def test_facts_stand_where_the_text_in_nfc_has_them():
    text = "Cafe\u0301 Roe said it was over. They paid €5m."
    composed = unicodedata.normalize("NFC", text)

    found = find_facts(text)

    assert [composed[fact.start : fact.end] for fact in found] == [fact.surface for fact in found]
    assert "€5m" in [fact.surface for fact in found]


def test_numbers_of_dockets_and_citations_are_no_dates():
    found = find_facts("See [2019] UKSC 41, Case No. 37-2022-00012345-CU-BC-CTL and 2021 SCC 5.")

    assert {fact.kind for fact in found} == {"citation", "docket_number"}


def test_facts_of_linked_names_are_not_offered_as_names():
    found = find_facts("Here Jane Roe said it was over.", mentions=[(5, 13, "roe")])

    assert [(fact.kind, fact.value.speaker.entity) for fact in found] == [("statement", "roe")]


def test_facts_use_the_glossary_and_the_dollar_they_are_given():
    found = find_facts(
        "A Wells notice cost $5.", glossary=[("Wells notice", "wells-notice")], default_dollar="AUD"
    )

    assert [(fact.kind, fact.as_json()["value"]) for fact in found] == [
        ("term", "wells-notice"),
        ("money", {"amount": "5", "currency": "AUD"}),
    ]


def test_facts_are_written_as_json():
    lines = [fact.as_json() for fact in find_facts("Roe said it was over on 5/6/2025.", published=PUBLISHED)]

    assert json.loads(json.dumps(lines)) == lines
    assert [line["value"] for line in lines if line["kind"] == "date"] == [None]


def _repeats_without_bound(parsed):
    for operation, argument in parsed:
        if (
            operation in {_constants.MAX_REPEAT, _constants.MIN_REPEAT}
            and argument[1] == _constants.MAXREPEAT
        ):
            yield argument
        for part in argument if isinstance(argument, tuple) else [argument]:
            for below in part if isinstance(part, list) else [part]:
                if isinstance(below, _parser.SubPattern):
                    yield from _repeats_without_bound(below)


def _patterns(value):
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _patterns(part)


def test_no_pattern_that_meets_a_whole_text_repeats_without_bound():
    """So each place of a text costs a bounded number of steps, whatever stands there."""
    unbounded = [
        f"{module.__name__}.{name}"
        for module in MODULES
        for name, value in vars(module).items()
        for pattern in _patterns(value)
        if any(_repeats_without_bound(_parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)))
    ]

    assert unbounded == ALLOWED


# These never meet a text: they read the tables of courts and terms.
ALLOWED = [
    f"{facts.__name__}.{name}"
    for name in ("court_names._OF_STATE", "court_names._STATES_OWN", "terms._CHOICE")
]

HOSTILE = (
    "Roe ", "word ", "1", "1,111,", "$1 to ", "“ ", '"a" ', "Roe said ", "according to Roe, ", "May 3 – ",
    ". ", "A. ",
    "Roe said that it is so. ", "(", "1-", "15 U.S.C. § 77e(a), ", "Section 1 and ", "Nos. 23-7222, ",
    "\n", " ",
    "United States District Court for the ", "dismissed a b ", "University of ", "Supreme Court ",
    "سعيد ", "ȩ́", "😀",
    "two years later ", "“a,” he said, ", "Roe, the ", '"Roe ', "Tuesday ", "began and the ",
)  # fmt: skip


def _seconds(finder, text):
    read.cache_clear()
    start = time.process_time()
    finder.find(text)
    return time.process_time() - start


@pytest.mark.parametrize("finder", FINDERS, ids=lambda finder: finder.__name__.rsplit(".", 1)[1])
def test_time_grows_with_the_length_of_a_hostile_text(finder):
    finder.find("warm")
    short, long = (
        "".join(piece * (length // len(piece)) + "\n" for piece in HOSTILE) for length in (1500, 12000)
    )

    few, many = (min(_seconds(finder, text) for _ in range(2)) for text in (short, long))

    # Eight times the text; a square would take 64 times as long.
    assert many < 24 * max(few, 0.01)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(HOSTILE) | st.text(max_size=8), max_size=30).map("".join), st.none() | st.dates()
)
def test_any_text_has_facts_that_stand_in_it(text, published):
    composed = unicodedata.normalize("NFC", text)

    found = find_facts(text, published=published)

    assert all(composed[fact.start : fact.end] == fact.surface for fact in found)
    assert all(fact.start < fact.end for fact in found)
    assert found == find_facts(text, published=published)
    json.dumps([fact.as_json() for fact in found])
