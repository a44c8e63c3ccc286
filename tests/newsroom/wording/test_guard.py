"""The matrix: how a claim ended × the word used × how it is meant."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.prose.blocks import Block
from newsroom.wording.guard import Mention, Record, Standing, find
from newsroom.wording.rules import FIRST_RULES, Severity

ROE, DOE, REUTERS = 1, 2, 3
CIVIL, CRIMINAL = 11, 12
SERIOUS, CHECK = Severity.SERIOUS, Severity.CHECK
NAMES = {"Jane Roe": ROE, "Acme Holdings": DOE}
CASES = {"SEC v. Roe": CIVIL, "United States v. Roe": CRIMINAL}


def standing(*bears_out, entity=ROE, name="Jane Roe", case=CIVIL, caption="SEC v. Roe", state="open"):
    return Standing(entity, name, case, caption, state, frozenset(bears_out))


def record(*standings):
    return Record({ROE: "Jane Roe", DOE: "Acme Holdings"}, standings)


def read(text, *standings, rules=FIRST_RULES):
    """The findings in one block; names and captions in it are linked wherever they stand."""
    mentions = []
    for table, target in ((CASES, "case"), (NAMES, "entity")):
        for words, number in table.items():
            start = text.find(words)
            while start >= 0:
                if not any(m.start <= start < m.end for m in mentions):
                    mentions.append(Mention("b1", start, start + len(words), **{target: number}))
                start = text.find(words, start + 1)
    return find([Block("b1", "p", f"<p>{text}</p>", text)], mentions, record(*standings), rules)


def told(text, *standings):
    return [(finding.rule, finding.surface, finding.severity) for finding in read(text, *standings)]


CONVICTED, PLEADED, SETTLED = standing("convicted"), standing("pleaded_guilty"), standing("settled")
DISMISSED, ACQUITTED, OPEN = standing("dismissed:with"), standing("acquitted"), standing()
PARDONED = standing("pleaded_guilty", "pardoned")
LIABLE, CONSENT = standing("verdict_against"), standing("consent_judgment")
FINED, JAILED = standing("penalty:fine"), standing("penalty:imprisonment")
BARRED = standing("penalty:bar")
ENDINGS = {
    "convicted": CONVICTED, "pleaded guilty": PLEADED, "settled": SETTLED, "dismissed": DISMISSED,
    "acquitted": ACQUITTED, "open": OPEN, "pardoned": PARDONED, "liable": LIABLE, "consent": CONSENT,
    "fined": FINED, "jailed": JAILED, "barred": BARRED,
}  # fmt: skip
# Word → the rule that knows it, and the endings that bear it out.
WORDS = {
    "was convicted": ("convicted", {"convicted", "pleaded guilty", "pardoned"}),
    "was found guilty": ("found-guilty", {"convicted"}),
    "pleaded guilty": ("pleaded-guilty", {"pleaded guilty", "pardoned"}),
    "settled the case": ("settled", {"settled", "consent"}),
    "was cleared": ("cleared", {"acquitted"}),
    "was acquitted": ("acquitted", {"acquitted"}),
    "was pardoned": ("pardoned", {"pardoned"}),
    "was found liable": ("liable", {"liable"}),
    "was fined": ("fined", {"fined"}),
    "was jailed": ("jailed", {"jailed"}),
    "was banned from trading": ("banned", {"barred"}),
}


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("words", WORDS)
def test_outcome_word_is_found_unless_the_record_bears_it_out(words, ending):
    rule, borne_out = WORDS[words]

    found = told(f"Jane Roe {words} in 2024.", ENDINGS[ending])

    assert [(name, severity) for name, _, severity in found] == (
        [] if ending in borne_out else [(rule, SERIOUS)]
    )


@pytest.mark.parametrize("words", ["convicted", "found guilty", "cleared", "acquitted", "pardoned", "jailed"])
@pytest.mark.parametrize(
    ("meant", "severity"),
    [
        ("Jane Roe was {}.", SERIOUS),
        ("Jane Roe was not {}.", None),
        ("No. In a case of her own, Jane Roe was {}.", SERIOUS),
        ("Jane Roe was never {}.", None),
        ("Jane Roe hasn’t been {}.", None),
        ("No court has said that Jane Roe was {}.", None),
        ("If Jane Roe was {}, the firm would close.", None),
        ("Jane Roe could be {} next year.", None),
        ("Was Jane Roe {}?", None),
        ("Once {}, Jane Roe would have left.", None),
        ("Jane Roe was “{}”, a lawyer wrote.", CHECK),
        ("According to Reuters, Jane Roe was {}.", CHECK),
        ("Jane Roe was {}, the agency said.", CHECK),
    ],
)
def test_outcome_word_is_read_as_it_is_meant(words, meant, severity):
    found = [severity for _, _, severity in told(meant.format(words), OPEN)]

    assert found == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("The fraudster Jane Roe left town.", SERIOUS),
        ("Jane Roe, a crook, left town.", SERIOUS),
        ("“Jane Roe is a crook,” the senator said.", CHECK),
        ("Jane Roe is no crook.", CHECK),
        ("The senator called Jane Roe a fraudster.", CHECK),
        ("If Jane Roe is a fraudster, prosecutors will say so.", None),
    ],
)
def test_label_is_never_cleared_by_quoting_it(text, severity):
    assert [found for _, _, found in told(text, OPEN)] == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("word", "ended", "is_borne_out"),
    [
        ("fraudster", standing("pleaded_guilty", "guilty_of:fraud"), True),
        ("fraudster", standing("pleaded_guilty", "guilty_of:anti-money-laundering"), False),
        ("money launderer", standing("convicted", "guilty_of:laundering"), True),
        ("money launderer", standing("convicted", "guilty_of:anti-money-laundering"), False),
        ("thief", standing("convicted", "guilty_of:theft"), True),
        ("racketeer", standing("convicted", "guilty_of:fraud"), False),
        ("felon", standing("convicted", "guilty_of:fraud"), True),
    ],
)
def test_label_of_a_crime_needs_guilt_of_that_crime(word, ended, is_borne_out):
    assert [severity for *_, severity in told(f"Jane Roe, the {word}, left town.", ended)] == (
        [] if is_borne_out else [SERIOUS]
    )


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Jane Roe defrauded investors.", SERIOUS),
        ("Jane Roe diverted customers’ money to a yacht.", SERIOUS),
        ("Jane Roe allegedly defrauded investors.", None),
        ("Jane Roe defrauded investors, the SEC alleges.", None),
        ("According to the complaint, Jane Roe misled investors.", None),
        ("Jane Roe was accused of having misled investors.", None),
        ("The SEC sued Jane Roe over claims that she misled investors.", None),
        ("“Jane Roe misled us,” an investor wrote.", None),
        ("Jane Roe never misled anyone.", None),
    ],
)
def test_unattributed_allegation_is_found(text, severity):
    assert [found for _, _, found in told(text, DISMISSED)] == ([severity] if severity else [])


@pytest.mark.parametrize(
    "bears_out",
    [standing("convicted", "guilty_of:fraud"), LIABLE, standing("stated:found"), standing("stated:admitted")],
)
def test_misdeed_is_a_fact_once_it_is_found_or_admitted(bears_out):
    assert told("Jane Roe defrauded investors.", bears_out) == []


@pytest.mark.parametrize(
    ("deed", "rule", "crime"),
    [
        ("defrauded investors", "deceit", "fraud"),
        ("diverted customer funds", "theft", "embezzlement"),
        ("laundered the proceeds", "laundering", "laundering"),
        ("bribed an official", "bribery", "bribery"),
    ],
)
def test_guilt_of_one_crime_bears_out_no_other_deed(deed, rule, crime):
    text = f"Jane Roe {deed}."

    assert told(text, standing("pleaded_guilty", f"guilty_of:{crime}")) == []
    assert [found[0] for found in told(text, standing("pleaded_guilty", "guilty_of:perjury"))] == [rule]
    assert told("Jane Roe violated the law.", standing("pleaded_guilty", "guilty_of:perjury")) == []


def test_finding_says_what_the_record_says_instead():
    state = "dismissed with prejudice on 29 May 2025, by joint stipulation"

    (finding,) = read("Jane Roe settled the case.", standing("dismissed:with", state=state))

    assert finding.why == f"“settled” says that Jane Roe settled. The record: SEC v. Roe: {state}."
    assert finding.sentence == "Jane Roe settled the case."


def test_word_of_the_other_case_is_found_in_the_sentence_that_names_this_one():
    pleaded = standing(
        "pleaded_guilty", case=CRIMINAL, caption="United States v. Roe", state="pleaded guilty"
    )
    dismissed = standing("dismissed:with", state="dismissed with prejudice")

    (finding,) = read("In SEC v. Roe, Jane Roe pleaded guilty.", dismissed, pleaded)

    assert finding.why == (
        "“pleaded guilty” says that Jane Roe pleaded guilty. That is so in United States v. Roe, not in the "
        "case that the sentence names. The record: SEC v. Roe: dismissed with prejudice."
    )
    assert told("In United States v. Roe, Jane Roe pleaded guilty.", dismissed, pleaded) == []
    assert told("Jane Roe pleaded guilty.", dismissed, pleaded) == []
    assert (
        told("Apart from SEC v. Roe, in a separate case Jane Roe pleaded guilty.", dismissed, pleaded) == []
    )


def test_denial_of_what_the_record_says_is_to_be_checked():
    (finding,) = read("Jane Roe was never convicted.", standing("convicted", state="convicted"))

    assert (finding.severity, finding.why) == (
        CHECK,
        "“convicted” is denied of Jane Roe here. The record: SEC v. Roe: convicted.",
    )


def test_pronoun_stands_for_the_name_before_it():
    assert told("Jane Roe left. She was convicted in 2024.", OPEN) == [("convicted", "convicted", CHECK)]
    assert told("Jane Roe left. She was convicted in 2024.", CONVICTED) == []
    assert told("Jane Roe left. The sky was blue, a man convicted.", CONVICTED) == []


def test_word_in_a_sentence_of_nobody_is_not_found():
    assert told("Jane Roe left. Others were convicted.", OPEN) == []
    assert told("Others were convicted.", OPEN) == []


def test_nearest_before_the_word_is_meant_and_another_makes_it_a_check():
    acme = standing("settled", entity=DOE, name="Acme Holdings", state="settled")

    assert told("Jane Roe, who ran Acme Holdings, settled.", OPEN, acme) == []
    assert told("Acme Holdings, which Jane Roe ran, settled.", OPEN, acme) == [("settled", "settled", CHECK)]


def test_party_without_a_case_is_to_be_checked():
    (finding,) = read("Jane Roe was convicted.")

    assert finding.severity == CHECK
    assert finding.why.endswith(
        "The record has no case against Jane Roe: check it, or record the case first."
    )


def test_case_named_alone_stands_for_its_parties():
    (finding,) = read("SEC v. Roe was settled.", standing("dismissed:with", state="dismissed"))

    assert (finding.subject, finding.rule) == ("SEC v. Roe", "settled")
    assert read("SEC v. Roe was settled.", standing("settled")) == []


def test_longer_words_say_more_than_those_within_them():
    assert [f.surface for f in read("Jane Roe was found not guilty.", OPEN)] == ["found not guilty"]


def test_word_within_a_name_says_nothing():
    text = "The Convicted Fund LP sued Jane Roe."
    mentions = [Mention("b1", 4, 21, entity=DOE), Mention("b1", 27, 35, entity=ROE)]

    assert find([Block("b1", "p", "", text)], mentions, record(OPEN), FIRST_RULES) == []


@pytest.mark.parametrize(
    ("caption", "found"), [("SEC v. Roe", ["conviction"]), ("Conviction Fund v. Roe", [])]
)
def test_word_by_which_a_case_is_named_is_a_word(caption, found):
    text = "Jane Roe spoke after the conviction."
    mentions = [Mention("b1", 0, 8, entity=ROE), Mention("b1", 21, 35, case=CIVIL)]
    read_against = record(standing(caption=caption))

    told_of = find([Block("b1", "p", "", text)], mentions, read_against, FIRST_RULES)

    assert [finding.surface for finding in told_of] == found


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("A trader was convicted; Jane Roe was not.", CHECK),
        ("A trader was convicted, while Jane Roe went free.", CHECK),
        ("Once the jury had convicted Jane Roe, the market fell.", SERIOUS),
    ],
)
def test_name_in_another_clause_is_in_doubt(text, severity):
    assert [found for *_, found in told(text, OPEN)] == [severity]


@pytest.mark.parametrize(("is_sure", "severity"), [(True, SERIOUS), (False, CHECK)])
def test_name_that_may_be_anothers_is_to_be_checked(is_sure, severity):
    mentions = [Mention("b1", 0, 8, entity=ROE, is_sure=is_sure)]

    (finding,) = find([Block("b1", "p", "", "Jane Roe settled.")], mentions, record(OPEN), FIRST_RULES)

    assert finding.severity == severity


def test_fingerprint_changes_with_the_sentence_and_with_the_record():
    (one,) = read("Jane Roe settled.", standing(state="open"))
    (same,) = read("Jane Roe settled.", standing(state="open"))
    (edited,) = read("Jane Roe settled it.", standing(state="open"))
    (moved_on,) = read("Jane Roe settled.", standing("dismissed:with", state="dismissed"))

    assert one.fingerprint == same.fingerprint
    assert len({one.fingerprint, edited.fingerprint, moved_on.fingerprint}) == 3


WORD_SALAD = st.lists(
    st.sampled_from(
        [
            "Jane Roe", "SEC v. Roe", "was", "not", "convicted", "settled", "if", "“", "”", '"', ".", "?",
            "\n", "said", "fraudster", "dismissed with prejudice", "é", "\u05d0", "👍", "U.S.", "; but",
        ]
    ),
    max_size=40,
)  # fmt: skip


@settings(max_examples=200)
@given(WORD_SALAD)
def test_findings_stand_on_their_words(pieces):
    text = " ".join(pieces)

    for finding in read(text, OPEN):
        assert text[finding.start : finding.end] == finding.surface
        assert finding.sentence in text
