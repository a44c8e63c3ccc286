from datetime import date

import pytest

from cases.models import Statement
from newsroom.linking.facts import speech_words, statements

PUBLISHED = date(2025, 5, 30)


def found(text, **options):
    facts = statements.find(text, published=PUBLISHED, **options)
    return [(named(fact.value.speaker), fact.value.mode, fact.value.text) for fact in facts]


def named(words):
    return words and words.text


def only(text, **options):
    [fact] = statements.find(text, published=PUBLISHED, **options)
    return fact.value


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Roe Bank said the claim was baseless.", ("Roe Bank", "reported", "the claim was baseless")),
        ("Roe Bank said that the claim was baseless.", ("Roe Bank", "reported", "the claim was baseless")),
        ("The SEC alleged that Roe hid losses.", ("SEC", "alleged", "Roe hid losses")),
        ("The SEC accused Roe of hiding losses.", ("SEC", "alleged", "accused Roe of hiding losses")),
        ("Roe denied the charges.", ("Roe", "denied", "denied the charges")),
        ("Roe denied that he hid losses.", ("Roe", "denied", "he hid losses")),
        ("The ministry confirmed the arrest.", ("The ministry", "confirmed", "confirmed the arrest")),
        ("Roe admitted that he hid losses.", ("Roe", "admitted", "he hid losses")),
        ("Critics argue that the rule is vague.", ("Critics", "opinion", "the rule is vague")),
        ("The court found that Roe hid losses.", ("The court", "found", "Roe hid losses")),
        ("The Second Circuit ruled that Roe may appeal.", ("Second Circuit", "found", "Roe may appeal")),
        ("The claim was baseless, Roe said.", ("Roe", "reported", "The claim was baseless")),
        ("The claim was baseless, said Jane Roe.", ("Jane Roe", "reported", "The claim was baseless")),
        ("The claim, said Roe, was baseless.", ("Roe", "reported", "The claim was baseless")),
        ("“It is over,” Roe said.", ("Roe", "reported", "It is over")),
        ("“It is over,” said Roe.", ("Roe", "reported", "It is over")),
        ("“It is over,” said Roe, “and I am glad.”", ("Roe", "reported", "It is over and I am glad.")),
        ('Jane Roe, the coach, said, "It is over."', ("Jane Roe, the coach", "reported", "It is over.")),
        ('"Is it over?" Roe asked. Doe said it was.', ("Doe", "reported", "it was")),
        ("According to Roe, the claim was baseless.", ("Roe", "reported", "the claim was baseless")),
        (
            "The claim was baseless, according to court documents.",
            ("court documents", "reported", "The claim was baseless"),
        ),
        (
            "According to the coach, Jane Roe, the claim was baseless.",
            ("the coach, Jane Roe", "reported", "the claim was baseless"),
        ),
        (
            "The claim was baseless, according to Jane Roe, a lawyer in Ohio.",
            ("Jane Roe, a lawyer in Ohio", "reported", "The claim was baseless"),
        ),
        (
            "According to Reuters, citing court papers, the claim was baseless.",
            ("Reuters", "reported", "the claim was baseless"),
        ),
        (
            "In Ohio this week, many miles from here, the coach, a man of few words, said it was over.",
            ("the coach, a man of few words", "reported", "it was over"),
        ),
        ("But the SEC said it was over.", ("SEC", "reported", "it was over")),
        ("The complaint alleges that Roe hid losses.", ("The complaint", "alleged", "Roe hid losses")),
        ("Prosecutors say the losses were hidden.", ("Prosecutors", "reported", "the losses were hidden")),
        ("The hearing ended and the SEC says it is done.", ("SEC", "reported", "it is done")),
        ("Doe met Roe, who had told Smith he would help.", ("Roe", "reported", "he would help")),
        (
            "Doe wrote to the court and said the claim was baseless.",
            ("Doe", "reported", "the claim was baseless"),
        ),
    ],
)
def test_statement_has_its_speaker_mode_and_words(sentence, expected):
    assert found(sentence) == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "Roe has not said why the claim failed.",
        "Roe did not say that he hid losses.",
        "Roe declined to say whether he hid losses.",
        "Roe never admitted the charges.",
        "Roe may say that he hid losses.",
        "If Roe says that he hid losses, he is done.",
        "Whether Roe admitted it is open.",
        "Roe is said to have hidden losses.",
        "Roe was told to leave.",
        "The team added 30 jobs and Roe held shares.",
        "Roe reported a loss and found a buyer.",
        "The team conceded a penalty.",
        "The asylum claims over 2,000 people made are open.",
        "Nobody said that.",
        "Roe told lies.",
        "“It is over,” said what was there to be said.",
        "The law states no more.",
    ],
)
def test_what_is_denied_to_be_said_or_might_be_is_no_statement(sentence):
    assert found(sentence) == []


def test_statement_relayed_by_an_outlet_has_speaker_and_via():
    first = only("According to Reuters, the SEC said the case was over.")
    second = only("A spokesperson for Roe Bank said the case was over, Reuters reported.")
    third = only("“It is over,” Roe said, as quoted by Reuters.")
    fourth = only("Roe told Reuters that it was over.")

    assert [(named(one.speaker), named(one.via)) for one in (first, second, third, fourth)] == [
        ("SEC", "Reuters"),
        ("Roe Bank", "Reuters"),
        ("Roe", "Reuters"),
        ("Roe", "Reuters"),
    ]
    assert second.spokesperson == "A spokesperson for Roe Bank"
    assert second.text == "the case was over"


def test_statement_on_a_day_relayed_by_an_outlet_with_sources_is_found():
    statement = only(
        "Judge Roe ruled on Friday that it was over, the Roeville Journal reported, citing two people."
    )

    assert (named(statement.speaker), statement.mode, named(statement.via), statement.text) == (
        "Judge Roe",
        "found",
        "Roeville Journal",
        "it was over",
    )


def test_statement_told_to_a_person_has_no_via():
    assert only("Roe told Jane Doe that it was over.").via is None


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("A spokesperson for Roe Bank", "Roe Bank"),
        ("A Roe Bank spokeswoman", "Roe Bank"),
        ("Roe Bank spokesman John Doe", "Roe Bank"),
        ("John Doe, spokesman for the Roe Bank,", "Roe Bank"),
        ("John Doe, the Roe Bank spokesman,", "Roe Bank"),
        ("Roe Bank’s spokesman", "Roe Bank"),
    ],
)
def test_spokesperson_speaks_for_somebody(subject, body):
    statement = only(f"{subject} said the case was over.")

    assert (named(statement.speaker), bool(statement.spokesperson)) == (body, True)


def test_quotation_is_kept_to_the_letter():
    statement = only("Roe hailed the ruling as a “great day,” and left.")
    whole = only("“It’s over… at last!” Roe said.")

    assert (statement.is_quotation, [one.text for one in statement.quotations]) == (False, ["great day"])
    assert (whole.is_quotation, whole.text) == (True, "It’s over… at last!")


def test_cue_inside_a_quotation_is_not_the_writers():
    assert found("“Doe said that it was over,” Roe said.") == [
        ("Roe", "reported", "Doe said that it was over")
    ]


def test_statement_is_dated_by_what_stands_outside_its_words():
    dated = only("Roe said on Tuesday that the fine was paid in 2019.")
    undated = only("Roe said that the fine was paid in 2019.")

    assert (dated.date.isoformat(), undated.date) == ("2025-05-27", None)


def test_pronoun_is_guessed_from_whoever_spoke_before():
    facts = statements.find("Jane Roe said it was over. She added that she was glad.")

    assert [(named(fact.value.speaker), named(fact.value.speaker_guess)) for fact in facts] == [
        ("Jane Roe", None),
        ("She", "Jane Roe"),
    ]
    assert facts[1].note == "“She” may mean Jane Roe"


def test_pronoun_is_guessed_from_whoever_was_named_before():
    [fact] = statements.find("For Jane Roe it was new. She said it was over.")

    assert named(fact.value.speaker_guess) == "Jane Roe"


def test_guess_is_written_as_json():
    fact = statements.find("Jane Roe said it was over. She said so.")[1]

    assert fact.as_json()["value"]["speaker_guess"] == {"text": "Jane Roe", "start": 0, "end": 8}


def test_pronoun_without_anybody_before_is_left_open():
    [fact] = statements.find("She said it was over.")

    assert (fact.value.speaker_guess, fact.note) == (None, "whom “She” means is not said")


def test_spokesperson_without_a_body_is_guessed():
    facts = statements.find("A Roe Bank spokeswoman said it was over. “We are glad,” the spokeswoman said.")

    assert (named(facts[1].value.speaker), named(facts[1].value.speaker_guess)) == (None, "Roe Bank")


def test_spokesperson_with_a_name_is_she():
    facts = statements.find("Roe Bank spokeswoman Ana Doe said it was over. “We are glad,” she said.")

    assert named(facts[1].value.speaker_guess) == "Ana Doe"


def test_quotation_alone_is_by_whoever_spoke_before():
    facts = statements.find(
        "Roe said it was over.\n“We are glad. All of us.”\nThe sun shone.\nIt rained.\n“Odd.”"
    )

    assert [(fact.value.text, named(fact.value.speaker_guess)) for fact in facts] == [
        ("it was over", None),
        ("We are glad. All of us.", "Roe"),
    ]


def test_source_at_the_end_covers_the_sentences_before_it():
    text = "Roe pleaded guilty. It paid $5 million. Doe served four months, as per Reuters. He is free."
    [fact] = statements.find(text)

    assert named(fact.value.speaker) == "Reuters"
    assert [text[start:end] for start, end in fact.value.covers] == [
        "Roe pleaded guilty.",
        "It paid $5 million.",
    ]


def test_source_at_the_beginning_of_a_paragraph_relays_what_follows():
    facts = statements.find(
        "According to Reuters, Roe was sued. The SEC alleged that Roe hid losses.\nDoe said no."
    )

    assert [(named(fact.value.speaker), named(fact.value.via)) for fact in facts] == [
        ("Reuters", None),
        ("SEC", "Reuters"),
        ("Doe", None),
    ]
    assert facts[1].note == "via Reuters, named before in the paragraph"


def test_outlet_that_one_person_talked_to_relays_only_that_person():
    facts = statements.find("Roe told Reuters it was over. Roe said he was glad. Doe said no.")

    assert [named(fact.value.via) for fact in facts] == ["Reuters", "Reuters", None]


def test_participle_adds_a_statement_by_the_same_speaker():
    assert found("Roe said it was over, adding that he was glad.") == [
        ("Roe", "reported", "it was over"),
        ("Roe", "reported", "he was glad"),
    ]


def test_reportedly_is_said():
    [fact] = statements.find("The SEC reportedly accused Roe of hiding losses.")

    assert fact.note == "reportedly: by whom is not said"


def test_speaker_is_the_entity_of_a_mention():
    text = "SEC Chairman Jane Roe said it was over."

    assert only(text, mentions=[(0, 3, "sec"), (13, 21, "jane-roe")]).speaker.entity == "jane-roe"
    assert only(text, mentions=[]).speaker.entity == ""


def test_words_quoted_to_the_end_of_a_paragraph_are_quoted():
    assert only('Roe said, "It is over. We are glad.\nThe sun shone.').text == "It is over. We are glad."


def test_modes_are_those_of_the_record():
    assert set(speech_words.MODES.values()) <= set(Statement.Mode.values)
