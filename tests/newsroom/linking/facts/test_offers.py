from datetime import date

import pytest

from cases.models import Event, Penalty
from newsroom.linking.facts import find_facts, offer_words
from newsroom.linking.facts.offers import (
    DocketOffer,
    EventOffer,
    Link,
    PenaltyOffer,
    StatementOffer,
    evidence,
    offers,
)

PUBLISHED = date(2025, 5, 30)
CASES = {"the fraud case": "fraud", "the tax case": "tax"}
NAMES = {"Roe": "roe", "Doe": "doe", "SEC": "sec", "Reuters": "reuters"}


def offered(text, kind=None, parties=None, about=""):
    links = [
        link for names, is_case in ((NAMES, False), (CASES, True)) for link in _links(text, names, is_case)
    ]
    mentions = [(link.start, link.end, link.target) for link in links if not link.is_case]
    facts = find_facts(text, published=PUBLISHED, mentions=mentions)
    found = offers(text, facts, links, parties, about)
    return [offer for offer in found if kind is None or isinstance(offer, kind)]


def _links(text, names, is_case):
    return [
        Link(text.index(name), text.index(name) + len(name), target, is_case)
        for name, target in names.items()
        if name in text
    ]


@pytest.mark.parametrize(
    ("sentence", "kind", "day"),
    [
        ("The SEC sued Roe in June 2023.", "filed", "2023-06"),
        ("Roe was indicted on 3 May 2024.", "charged", "2024-05-03"),
        ("Roe pleaded guilty in November 2023.", "plea", "2023-11"),
        ("Roe was sentenced on 3 May 2024 after he was convicted.", "sentence", "2024-05-03"),
        ("In February 2025 the SEC dropped a similar case.", "dismissal", "2025-02"),
        ("Roe was released from prison in 2024.", "release", "2024"),
        ("The parties settled on Tuesday.", "settlement", "2025-05-27"),
        ("A joint court filing was submitted on May 29.", "motion", "2025-05-29"),
    ],
)
def test_dated_act_is_offered_as_an_event(sentence, kind, day):
    [event] = offered(sentence, EventOffer)

    assert (event.kind, event.date.isoformat(), evidence(sentence, event)) == (kind, day, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Roe was not sentenced on 3 May 2024.",
        "Roe may be sentenced on 3 June 2025.",
        "The sun shone on 3 May 2024.",
        "Roe was sentenced some time ago.",
        "“I was sentenced on 3 May 2024,” Roe said.",
    ],
)
def test_what_has_not_happened_is_no_event(sentence):
    assert offered(sentence, EventOffer) == []


def test_event_is_of_the_one_case_that_is_named():
    in_sentence = offered("In 2024 Roe settled the fraud case.", EventOffer)
    in_paragraph = offered("It is the fraud case. In 2024 Roe settled.", EventOffer)
    of_two = offered("In 2024 Roe settled the fraud case and the tax case.", EventOffer)
    elsewhere = offered("It is the fraud case.\nIn 2024 Roe settled.", EventOffer)

    assert [(event.case, event.note) for event in in_sentence + in_paragraph + of_two + elsewhere] == [
        ("fraud", ""),
        ("fraud", "the case named in the paragraph"),
        ("", "several cases are named: which is not said"),
        ("", "no case is named"),
    ]


def test_case_that_the_story_is_about_is_meant_where_none_is_named():
    acts = offered("In 2024 Roe settled.", EventOffer, about="tax")
    acts += offered("In 2024 Roe settled the fraud case.", EventOffer, about="tax")
    acts += offered("In 2024 Roe settled the fraud case and the tax case.", EventOffer, about="tax")
    [fine] = offered("Roe was fined £500.", PenaltyOffer, about="tax", parties={"tax": ["roe"]})
    [of_another] = offered("Doe was fined £500.", PenaltyOffer, about="tax", parties={"tax": ["roe"]})

    assert [(act.case, act.note) for act in acts] == [
        ("tax", "the case that the story is about"),
        ("fraud", ""),
        ("", "several cases are named: which is not said"),
    ]
    assert (fine.case, of_another.case) == ("tax", "")


def test_docket_number_is_not_taken_for_one_of_the_case_the_story_is_about():
    [docket] = offered("See No. 1:24-cv-00789.", DocketOffer, about="tax")

    assert docket.case == ""


def test_offer_says_how_its_date_was_told():
    text = "Roe was sentenced on May 3. The SEC said on Tuesday that Roe hid it. Roe was fined £500 on May 3."
    found = offered(text)

    assert {(type(each).__name__, each.dated) for each in found} == {
        ("EventOffer", "no year is given: the last before publication, 2025-05-30"),
        ("PenaltyOffer", "no year is given: the last before publication, 2025-05-30"),
        ("StatementOffer", "the last one up to publication"),
    }
    assert offered("Roe was sentenced on 3 May 2024.")[0].dated == ""


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Roe agreed to pay a $5 million penalty.", ("financial", "roe", "5000000", "USD", None, "")),
        ("Roe paid €2m in disgorgement.", ("disgorgement", "roe", "2000000", "EUR", None, "")),
        ("Roe was fined £500.", ("fine", "roe", "500", "GBP", None, "")),
        ("Roe paid a civil penalty of $5.", ("civil_penalty", "roe", "5", "USD", None, "")),
        ("The SEC said Roe served a four-month prison term.", ("imprisonment", "roe", None, "", 4, "months")),
        ("Roe got 18 months in prison.", ("imprisonment", "roe", None, "", 18, "months")),
        ("Roe got three years of supervised release.", ("supervised_release", "roe", None, "", 3, "years")),
        ("Roe got two years of probation.", ("probation", "roe", None, "", 2, "years")),
        ("He got six months of home detention.", ("home_detention", "", None, "", 6, "months")),
    ],
)
def test_sum_or_term_of_a_sentence_is_offered_as_a_penalty(sentence, expected):
    [penalty] = offered(sentence, PenaltyOffer)

    amount = penalty.amount and f"{penalty.amount.normalize():f}"
    assert (
        penalty.kind,
        penalty.party,
        amount,
        penalty.currency,
        penalty.duration,
        penalty.duration_unit,
    ) == expected


@pytest.mark.parametrize(
    "sentence",
    ["Roe faces up to five years in prison.", "Roe could be fined $5 million.", "Roe earned $5 million."],
)
def test_what_is_only_threatened_is_no_penalty(sentence):
    assert offered(sentence, PenaltyOffer) == []


def test_penalty_is_dated_where_it_was_imposed():
    imposed = offered("Roe was sentenced to two years in prison on 3 May 2024.", PenaltyOffer)
    served = offered("Roe served two years in prison and left in 2024.", PenaltyOffer)

    assert [offer.date and offer.date.isoformat() for offer in imposed + served] == ["2024-05-03", None]


def test_penalty_of_somebody_else_is_not_of_the_case_named_near():
    text = "It is the fraud case. Doe served two years in prison."
    [open_] = offered(text, PenaltyOffer, parties={"fraud": ["roe"]})
    [known] = offered(text, PenaltyOffer, parties={"fraud": ["roe", "doe"]})

    assert (open_.case, open_.note) == ("", "whoever it falls on is no party of the case named near")
    assert known.case == "fraud"


def test_statement_is_offered_with_its_entities():
    [statement] = offered("According to Reuters, the SEC alleged that it was the fraud case.", StatementOffer)

    assert (statement.asserted_by, statement.via, statement.mode, statement.case) == (
        "sec",
        "reuters",
        "alleged",
        "fraud",
    )


def test_statement_without_a_speaker_is_offered_all_the_same():
    [statement] = offered("The spokesman said it was over.", StatementOffer)

    assert (statement.asserted_by, statement.spokesperson, statement.via) == ("", "The spokesman", "")


def test_docket_number_is_offered_with_case_and_court():
    [docket] = offered("It is the fraud case, No. 23 Civ. 1457 (JPO) in S.D.N.Y.", DocketOffer)
    [elsewhere] = offered("It is 1:23-cv-00457, and once it was in D. Mass. and D. Del.", DocketOffer)

    assert (docket.case, docket.docket_number, docket.docket_number_key, docket.court) == (
        "fraud",
        "23 Civ. 1457 (JPO)",
        "23-cv-01457",
        "nysd",
    )
    assert elsewhere.court == ""


def test_kinds_are_those_of_the_record():
    assert set(offer_words.ACT.groupindex) <= set(Event.Kind.values)
    assert set(offer_words.PENALTY.groupindex) <= set(Penalty.Kind.values)
