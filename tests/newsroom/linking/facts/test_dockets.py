import json

import pytest

from cases.docket_numbers import docket_number_key
from newsroom.linking.facts import dockets


def found(text):
    return [(fact.surface, fact.value) for fact in dockets.find(text)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Doe v. Roe, 1:23-cv-00457-ABC, is over.", [("1:23-cv-00457-ABC", "1:23-cv-00457")]),
        ("Doe v. Roe (1:23-cv-00457) is over.", [("1:23-cv-00457", "1:23-cv-00457")]),
        ("Doe v. Roe is 23-cv-457.", [("23-cv-457", "23-cv-00457")]),
        ("Doe v. Roe, No. 23 Civ. 1457 (JPO).", [("23 Civ. 1457 (JPO)", "23-cv-01457")]),
        ("United States v. Roe, S1 19 Cr. 123.", [("S1 19 Cr. 123", "19-cr-00123")]),
        ("Case No. 2:23-cr-00178-RAJ is over.", [("2:23-cr-00178-RAJ", "2:23-cr-00178")]),
        ("Civil Action No. 23-1457 (ABC)", [("Civil Action No. 23-1457 (ABC)", "23-cv-01457")]),
        ("Doe v. Roe, CV-23-01457-PHX-ROS.", [("CV-23-01457-PHX-ROS", "23-cv-01457")]),
        ("Doe v. Roe, No. C 08-00177 SI.", [("C 08-00177 SI", "08-cv-00177")]),
        ("The appeal is No. 23-7222 (2d Cir.).", [("23-7222", "23-7222")]),
        ("Nos. 23-7222 and 23-7225 are joined.", [("23-7222", "23-7222"), ("23-7225", "23-7225")]),
        ("In MDL No. 2741 all is one.", [("MDL No. 2741", "mdl-2741")]),
        ("Case No. 22-11068 (JTD) is a bankruptcy.", [("22-11068 (JTD)", "22-11068")]),
        ("Index No. 450000/2022 is New York's.", [("450000/2022", "450000/2022")]),
        ("Cause No. D-1-GN-22-001234 is Texan.", [("D-1-GN-22-001234", "d-1-gn-22-001234")]),
        ("Cases C-311/18 and C-312/18 went on.", [("C-311/18", "c-311/18"), ("C-312/18", "c-312/18")]),
    ],
)
def test_docket_number_has_the_key_of_the_record(sentence, expected):
    assert found(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Public Law No. 107-56 and Release No. 34-12345 are none.",
        "He is No. 10, and won 23-145.",
        "At 12:30 cv means nothing.",
        "See ECF No. 12-3456 and Executive Order No. 13-769.",
        "Case No. one is closed.",
    ],
)
def test_numbers_of_other_series_are_no_dockets(sentence):
    assert found(sentence) == []


def test_docket_number_of_a_real_docket_is_found_in_a_sentence(real_dockets):
    numbers = {_number(path) for path in real_dockets.glob("*.json")} - {None}

    missed = [number for number in sorted(numbers) if docket_number_key(number) not in _keys(number)]

    assert missed == []


def _number(path):
    read = json.loads(path.read_text(encoding="utf-8"))
    return read.get("docket_number") if isinstance(read, dict) else None


def _keys(number):
    return [fact.value for fact in dockets.find(f"The case, No. {number}, is over.")]
