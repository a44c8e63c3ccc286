import pytest

from cases.imports.counts import outcome_of, read_counts, title_and_number
from cases.imports.reader import Reader


@pytest.mark.parametrize(
    ("printed", "title", "number"),
    [
        ("21:952 and 960 - Importation of Marijuana(1)", "21:952 and 960 - Importation of Marijuana", "1"),
        ("Distribution 18:2252(a)(2) & (b)(1)(2s-3s)", "Distribution 18:2252(a)(2) & (b)(1)", "2s-3s"),
        ("CONSPIRACY(1ss)", "CONSPIRACY", "1ss"),
        ("FRAUD(1, 3-5)", "FRAUD", "1,3-5"),
        ("18:111 - Assault (Misdemeanor)", "18:111 - Assault (Misdemeanor)", ""),
        ("18:111(a)", "18:111(a)", ""),
        ("(7)", "(7)", "7"),
        ("FRAUD(1,2,3,4,5,6,7,8,9,10,11)", "FRAUD(1,2,3,4,5,6,7,8,9,10,11)", ""),
    ],
)
def test_count_number_is_the_last_parenthesis(printed, title, number):
    assert title_and_number(printed) == (title, number)


@pytest.mark.parametrize(
    ("printed", "outcome", "prejudice", "decided_by"),
    [
        ("Dismissed", "dismissed", "not_stated", ""),
        ("Dismissed on motion of the government", "dismissed", "not_stated", "motion_of_government"),
        ("Dismissed upon Gov't motion.", "dismissed", "not_stated", "motion_of_government"),
        ("DISMISSED ON USA'S MOTION WITHOUT PREJUDICE", "dismissed", "without", "motion_of_government"),
        ("Count I is dismissed on the court's own motion.", "dismissed", "not_stated", "order"),
        ("Counts 2 and 3 dismissed with prejudice", "dismissed", "with", ""),
        ("Dismissed on defendant's motion", "dismissed", "not_stated", ""),
        ("Dismissed without prejudice; refiled with prejudice", "dismissed", "not_stated", ""),
        ("Dft found NOT GUILTY", "acquitted", "", ""),
        ("Acquitted", "acquitted", "", ""),
        ("Judgment of acquittal", "acquitted", "", ""),
        ("Not guilty by reason of insanity", "as_printed", "", ""),
        ("Not guilty of the lesser charge; guilty of wire fraud", "as_printed", "", ""),
        ("Defendant was found guilty on Count II and committed to Probation", "as_printed", "", ""),
        ("Custody of BOP - 24 months", "as_printed", "", ""),
        ("Dismissed as to count 1; 24 months on count 2", "as_printed", "", ""),
        ("Motion to dismiss denied", "as_printed", "", ""),
        ("Dismissal vacated", "as_printed", "", ""),
        ("Nolle prosequi", "as_printed", "", ""),
        ("Pled guilty", "as_printed", "", ""),
    ],
)
def test_outcome_says_no_more_than_the_words(printed, outcome, prejudice, decided_by):
    said = {"outcome": outcome, "prejudice": prejudice, "decided_by": decided_by, "printed": printed}

    assert outcome_of(printed) == said


def test_no_words_are_no_outcome():
    assert outcome_of("") is None


def test_count_without_words_is_still_a_count():
    reader = Reader({"criminal_data": {"counts": [{"name": None}], "complaints": [{"name": "18:111"}]}})

    counts = [(count.kind, count.title) for count in read_counts(reader)]

    assert counts == [("count", "A criminal count without words"), ("complaint", "18:111")]
    assert reader.warnings == [{"key": "criminal_data.counts[0].name", "reason": "is missing"}]
