import pytest

from cases.imports.entries import read_entry, title_of
from cases.imports.entry_kinds import kind_of
from cases.imports.reader import Reader


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("COMPLAINT against Roe Holdings", "filed"),
        ("SECOND AMENDED COMPLAINT against Roe", "filed"),
        ("NOTICE OF REMOVAL from Supreme Court, County of New York", "filed"),
        ("Chapter 13 Voluntary Petition Individual", "filed"),
        ("PETITION FOR REVIEW filed by Petitioner", "filed"),
        ("SUPERSEDING INDICTMENT as to Richard Roe", "charged"),
        ("INFORMATION as to Richard Roe", "charged"),
        ("Form 5 Information Statement", "entry"),
        ("Arrest of Richard Roe in the District of Utah", "arrest"),
        ("MOTION to Dismiss by Richard Roe", "motion"),
        ("NOTICE OF MOTION AND MOTION for Leave", "motion"),
        ("First Joint MOTION for Extension of Time", "motion"),
        ("RESPONSE to motion to stay", "entry"),
        ("ORDER granting 12 Motion to Dismiss", "order"),
        ("STIPULATION AND PROTECTIVE ORDER", "order"),
        ("MEMO ENDORSEMENT on re: 41 Letter", "order"),
        ("PROPOSED ORDER", "entry"),
        ("MINUTE ORDER: the hearing is vacated", "order"),
        ("Minute Entry for proceedings held before Judge Nair", "hearing"),
        ("Initial appearance as to Richard Roe held on 2/14/2023", "hearing"),
        ("Pretrial Conference held before Judge Nair", "hearing"),
        ("Minute Entry for proceedings held before Judge Nair: Jury Trial held", "trial"),
        ("JURY TRIAL as to Richard Roe, day 3", "trial"),
        ("JURY VERDICT as to Richard Roe", "verdict"),
        ("PLEA AGREEMENT as to Richard Roe", "plea"),
        ("SENTENCING MEMORANDUM by USA", "entry"),
        ("SENTENCE imposed on Richard Roe", "sentence"),
        ("AMENDED JUDGMENT as to Richard Roe", "judgment"),
        ("MEMORANDUM OPINION AND ORDER", "opinion"),
        ("Opinion distributed to Publishers", "entry"),
        ("NOTICE of Voluntary Dismissal by Jane Poe", "dismissal"),
        ("STIPULATION of Dismissal by Samuel Poe", "dismissal"),
        ("STIPULATION AND ORDER that this action is to be dismissed", "dismissal"),
        ("NOTICE OF SETTLEMENT", "settlement"),
        ("NOTICE OF APPEAL as to 42 Order", "appeal"),
        ("NOTICE OF APPEARANCE by Mara Quist", "notice"),
        ("NOTICE OF FILING OF OFFICIAL TRANSCRIPT of proceedings", "transcript"),
        ("**SEALED DOCUMENT** MOTION to Seal", "motion"),
        ("Summons Issued as to Roe Holdings", "entry"),
        ("", "entry"),
    ],
)
def test_kind_is_what_the_first_words_announce(words, kind):
    assert kind_of(words, is_criminal=False) == kind


def test_complaint_in_a_criminal_case_is_a_charge():
    assert kind_of("COMPLAINT as to Richard Roe (1)", is_criminal=True) == "charged"


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (
            "ORDER granting 7 Motion. Conference set for 8/1. (jm) (Entered: 07/01/2023)",
            "ORDER granting 7 Motion",
        ),
        (
            "COMPLAINT against Roe Holdings, Inc. filed by Jane Poe.(bp, )",
            "COMPLAINT against Roe Holdings, Inc. filed by Jane Poe",
        ),
        ("MANDATE ISSUED. [10479819] [Entered: 06/19/2017 04:38 PM]", "MANDATE ISSUED"),
        ("Notice by U.S. Attorney J. Vale. Served today.", "Notice by U.S. Attorney J. Vale"),
        ("Exhibits (see p. 3. Also p. 4). More.", "Exhibits (see p. 3. Also p. 4)"),
        ("Transcript of hearing\nSecond line", "Transcript of hearing"),
        ("(jm)", "(jm)"),
        ("...", "..."),
        ("", ""),
    ],
)
def test_title_is_the_first_sentence(words, title):
    assert title_of(words) == " ".join(title.split())


def test_title_is_cut_at_a_word():
    title = title_of("ORDER " + "granting the motion " * 40)

    assert (len(title) <= 250, title.endswith(("granting…", "the…", "motion…"))) == (True, True)


def read(**values):
    reader = Reader({"description": "ORDER.", "date_filed": "2023-02-14", **values})
    return read_entry(reader, is_criminal=False), reader.warnings


def test_entry_with_only_short_words_uses_them():
    entry, _ = read(description="", short_description="Order")

    assert (entry.title, entry.description) == ("Order", "Order")


def test_entry_without_words_is_named_by_its_number():
    assert read(description=None, document_number=12)[0].title == "Docket entry 12"
    assert read(description=None)[0].title == "Docket entry"


def test_entry_without_a_day_of_filing_is_dated_by_its_day_of_entry():
    entry, _ = read(date_filed=None, date_entered="2023-02-16")

    assert entry.date.isoformat() == "2023-02-16"


def test_entry_without_any_day_is_left_out_and_said_so():
    entry, warnings = read(date_filed="yesterday")

    assert entry is None
    assert [warning["key"] for warning in warnings] == ["date_filed", "date_filed"]
