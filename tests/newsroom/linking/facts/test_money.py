import pytest

from newsroom.linking.facts import money


def found(text, **options):
    said = []
    for fact in money.find(text, **options):
        value = fact.value.as_json()
        said.append((fact.surface, value.pop("amount"), value.pop("currency"), value))
    return said


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Roe paid a $4.32 billion penalty.", ("$4.32 billion", "4320000000", "USD")),
        ("Roe paid a $4.32-billion penalty.", ("$4.32-billion", "4320000000", "USD")),
        ("Roe was fined €5m on Monday.", ("€5m", "5000000", "EUR")),
        ("Bail was set at US$ 30,000.", ("US$ 30,000", "30000", "USD")),
        ("Bail was set at NZ $ 26 million.", ("NZ $ 26 million", "26000000", "NZD")),
        ("It is worth 4.3bn USD.", ("4.3bn USD", "4300000000", "USD")),
        ("It is worth USD 1,000.50 today.", ("USD 1,000.50", "1000.5", "USD")),
        ("It is worth 10 million euros.", ("10 million euros", "10000000", "EUR")),
        ("It is worth £1.2mn.", ("£1.2mn", "1200000", "GBP")),
        ("It is worth a £500,000 fine.", ("£500,000", "500000", "GBP")),
        ("Roe owes a million dollars.", ("a million dollars", "1000000", "USD")),
        ("Roe owes half a billion dollars.", ("half a billion dollars", "500000000", "USD")),
        ("Roe owes twenty-five thousand pounds.", ("twenty-five thousand pounds", "25000", "GBP")),
        ("Roe owes five hundred dollars.", ("five hundred dollars", "500", "USD")),
        ("Roe owes 99¢ in all.", ("99¢", "0.99", "USD")),
        ("A 500-euro note was found.", ("500-euro", "500", "EUR")),
        ("Roe owes 30 million Mexican pesos.", ("30 million Mexican pesos", "30000000", "MXN")),
        ("Roe owes 5 million pesos.", ("5 million pesos", "5000000", None)),
        ("Roe owes C$20.", ("C$20", "20", "CAD")),
        ("Roe owes $20 Canadian.", ("$20 Canadian", "20", "CAD")),
        ("Roe owes Rs 500 crore.", ("Rs 500 crore", "5000000000", "INR")),
        ("Roe owes ¥5,000.", ("¥5,000", "5000", "JPY")),
        ("Roe owes 100 U.S. dollars.", ("100 U.S. dollars", "100", "USD")),
        ("A dispute over $5 million is no more.", ("$5 million", "5000000", "USD")),
        ("Roe owes $5 and 10 apologies.", ("$5", "5", "USD")),
        ("Roe owes $5 and 10.", ("$5", "5", "USD")),
        ("Roe owes $5 million and 10.", ("$5 million", "5000000", "USD")),
        ("Roe has 5 and 10 million euros.", ("10 million euros", "10000000", "EUR")),
        ("Roe has 10 million€.", ("10 million€", "10000000", "EUR")),
        ("Roe owes 50 cents.", ("50 cents", "0.5", "USD")),
        ("Roe sold $100 to 2,000 people.", ("$100", "100", "USD")),
    ],
)
def test_money_has_its_amount_and_currency(sentence, expected):
    assert found(sentence) == [(*expected, {})]


@pytest.mark.parametrize(
    ("sentence", "more"),
    [
        ("The fine is about $3 million.", {"approximation": "about"}),
        ("The fine is more than $3 million.", {"approximation": "at least"}),
        ("The fine is up to $3 million.", {"approximation": "at most"}),
        ("The fine is $3 million to $5 million.", {"up_to": "5000000"}),
        ("The fine is $3-5 million.", {"up_to": "5000000"}),
        ("The fine is between $3 and $5 million.", {"up_to": "5000000"}),
        ("The fine is 3 to 5 million dollars.", {"up_to": "5000000"}),
        ("The fine is $3 million a day.", {"per": "day"}),
    ],
)
def test_money_says_how_exact_it_is(sentence, more):
    [(_, amount, currency, rest)] = found(sentence)

    assert (amount, currency, rest) == ("3000000", "USD", more)


@pytest.mark.parametrize(
    "sentence",
    [
        "50 Cent sang for 10 people.",
        "Roe lifted 10 pounds of gold and two million pounds of tin.",
        "Some 5 million won the lottery.",
        "It was a multi-million-dollar deal worth millions of dollars.",
        "The $ROE ticker fell.",
        "It cost $1,000,000,000,000,000,000.",
        "Section 5 euros nothing.",
    ],
)
def test_words_that_only_look_like_money_are_none(sentence):
    assert [one for one in found(sentence) if one[1] != "5"] == []


def test_bare_dollar_is_the_publications_own():
    facts = money.find("It cost $5.", default_dollar="AUD")

    assert [(fact.value.currency, fact.note) for fact in facts] == [
        ("AUD", "which dollar is not said: taken as AUD")
    ]
