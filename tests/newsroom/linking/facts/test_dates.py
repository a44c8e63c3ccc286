from datetime import date

import pytest

from newsroom.linking.facts import dates

# A Friday.
PUBLISHED = date(2025, 5, 30)


def found(text, published=PUBLISHED):
    facts = dates.find(text, published=published)
    return [(fact.surface, fact.value and fact.value.isoformat()) for fact in facts]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Roe sued on 29 May 2025.", [("29 May 2025", "2025-05-29")]),
        ("Roe sued on May 29, 2025, in Ohio.", [("May 29, 2025", "2025-05-29")]),
        ("Roe sued on the 3rd of June, 2023.", [("3rd of June, 2023", "2023-06-03")]),
        ("Filed 2025-05-29 by counsel.", [("2025-05-29", "2025-05-29")]),
        ("Filed Sept. 5, 2024, under seal.", [("Sept. 5, 2024", "2024-09-05")]),
        ("Monday, March 3, 2025", [("Monday, March 3, 2025", "2025-03-03")]),
        ("The plea came in November 2023.", [("November 2023", "2023-11")]),
        ("The plea came in late November 2023.", [("late November 2023", "2023-11")]),
        ("The plea came in 2023.", [("2023", "2023")]),
        ("Its 2023 settlement ended the matter.", [("2023", "2023")]),
        ("A rule (1998) says so.", [("1998", "1998")]),
        ("Since mid-2024 the case has been stayed.", [("mid-2024", "2024")]),
        ("In the spring of 2023 Roe left.", [("the spring of 2023", "2023-03-01/2023-05-31")]),
        ("In the winter of 2023 Roe left.", [("the winter of 2023", "2023")]),
        (
            "Profits fell in the second quarter of 2024.",
            [("the second quarter of 2024", "2024-04-01/2024-06-30")],
        ),
        ("Profits fell in Q3 2024.", [("Q3 2024", "2024-07-01/2024-09-30")]),
        ("Profits fell in the first half of 2024.", [("the first half of 2024", "2024-01-01/2024-06-30")]),
        ("Fraud was common in the 1990s.", [("1990s", "1990-01-01/1999-12-31")]),
        ("The trial ran from 3 to 9 June 2023.", [("3 to 9 June 2023", "2023-06-03/2023-06-09")]),
        ("The trial ran May 3–5, 2025.", [("May 3–5, 2025", "2025-05-03/2025-05-05")]),
        (
            "It ran from January 23 through March 9, 2014.",
            [("January 23 through March 9, 2014", "2014-01-23/2014-03-09")],
        ),
        (
            "It ran from November 2023 to February 2024.",
            [("November 2023 to February 2024", "2023-11-01/2024-02-29")],
        ),
        ("It fell between 2007 and 2010.", [("2007 and 2010", "2007-01-01/2010-12-31")]),
        ("It fell in 2007–10.", [("2007–10", "2007-01-01/2010-12-31")]),
        ("It was signed on 29.05.2025.", [("29.05.2025", "2025-05-29")]),
        ("It was signed on 5/29/2025.", [("5/29/2025", "2025-05-29")]),
        ("It was signed on 5/6/2025.", [("5/6/2025", None)]),
        ("It was signed on 31 June 2025.", [("31 June 2025", None)]),
        ("It ran 29–31 June 2025.", [("29–31 June 2025", None)]),
        ("It ran 28–30 June 2025.", [("28–30 June 2025", "2025-06-28/2025-06-30")]),
        ("It ran from 2010 to 2007.", [("2010 to 2007", None)]),
        ("It ran from 3 December to 9 June 2023.", [("3 December to 9 June 2023", "2022-12-03/2023-06-09")]),
        ("It ran from 3 May 2023 to 9 June.", [("3 May 2023 to 9 June", "2023-05-03/2023-06-09")]),
        ("It ran from 3 December 2022 to 9 June.", [("3 December 2022 to 9 June", "2022-12-03/2023-06-09")]),
        ("It ran from 29 February to 9 June 2023.", [("29 February to 9 June 2023", None)]),
        (
            "It ran between 3 May 2023 and 9 June 2023.",
            [("3 May 2023 and 9 June 2023", "2023-05-03/2023-06-09")],
        ),
        ("Roe left in May 2023 and in 2024 came back.", [("May 2023", "2023-05"), ("2024", "2024")]),
    ],
)
def test_dates_said_in_full_are_what_they_say(sentence, expected):
    assert found(sentence) == expected
    assert found(sentence, published=None) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The court ruled today.", [("today", "2025-05-30")]),
        ("The court ruled yesterday.", [("yesterday", "2025-05-29")]),
        ("Roe will appear tomorrow.", [("tomorrow", "2025-05-31")]),
        ("Roe spoke earlier today.", [("earlier today", "2025-05-30")]),
        ("Roe resigned this morning.", [("This morning".lower(), "2025-05-30")]),
        ("The court ruled on Tuesday.", [("Tuesday", "2025-05-27")]),
        ("The court ruled Friday.", [("Friday", "2025-05-30")]),
        ("The court ruled last Friday.", [("last Friday", "2025-05-23")]),
        ("The court will rule on Tuesday.", [("Tuesday", "2025-06-03")]),
        ("On Wednesday, Roe is due to appear.", [("Wednesday", "2025-06-04")]),
        ("Roe said on Tuesday that he will appeal.", [("Tuesday", "2025-05-27")]),
        ("In a speech earlier this month, Roe was blunt.", [("earlier this month", "2025-05")]),
        ("Roe paid last month.", [("last month", "2025-04")]),
        ("Roe paid last year.", [("last year", "2024")]),
        ("A trial is set for next year.", [("next year", "2026")]),
        ("Roe paid last week.", [("last week", "2025-05-19/2025-05-25")]),
        ("Roe was charged this weekend.", [("this weekend", "2025-05-24/2025-05-25")]),
        ("Roe will be charged this weekend.", [("this weekend", "2025-05-31/2025-06-01")]),
        ("Roe paid last summer.", [("last summer", "2024-06-01/2024-08-31")]),
        ("A trial is expected next spring.", [("next spring", "2026-03-01/2026-05-31")]),
        ("Roe was sued two years ago.", [("two years ago", "2023")]),
        ("Roe was sued 3 days ago.", [("3 days ago", "2025-05-27")]),
        ("Roe was sued more than two months ago.", [("more than two months ago", "2025-03")]),
        ("The stay ends two weeks from now.", [("two weeks from now", "2025-06-09/2025-06-15")]),
        ("Roe was sued a few years ago.", [("a few years ago", None)]),
        ("The filing of May 29 ends the case.", [("May 29", "2025-05-29")]),
        ("Roe was charged on December 3.", [("December 3", "2024-12-03")]),
        ("Roe is to be sentenced on December 3.", [("December 3", "2025-12-03")]),
        ("Roe must pay by 5 June this year.", [("5 June", "2025-06-05"), ("this year", "2025")]),
        ("Roe was charged in March.", [("March", "2025-03")]),
        ("Roe was charged last May.", [("May", "2024-05")]),
        ("The hearing is scheduled for June and not in July.", [("July", "2025-07")]),
        ("A bill died on February 29.", [("February 29", "2024-02-29")]),
        ("The judge gave Roe until June 13.", [("June 13", "2025-06-13")]),
        ("Roe was there until April 13.", [("April 13", "2025-04-13")]),
        ("The trial ran 3–5 May.", [("3–5 May", "2025-05-03/2025-05-05")]),
        ("The trial is set for next March.", [("March", "2026-03")]),
        ("The trial was set for this March.", [("March", "2025-03")]),
        ("Roe paid this past weekend.", [("this past weekend", "2025-05-24/2025-05-25")]),
        ("Roe fell on June 31.", [("June 31", None)]),
        ("Roe will speak on 31 June next year.", [("31 June", None), ("next year", "2026")]),
        ("It ran from 3 May – this year it will not.", [("3 May", "2025-05-03"), ("this year", "2025")]),
        (
            "It runs from 20 November to 11 December.",
            [("20 November to 11 December", "2024-11-20/2024-12-11")],
        ),
    ],
)
def test_dates_without_a_year_or_in_words_count_from_publication(sentence, expected):
    assert found(sentence) == expected
    assert {value for _, value in found(sentence, published=None)} == {None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Roe fell on 3 May 2024. The same day Doe sued.",
            [("3 May 2024", "2024-05-03"), ("The same day", "2024-05-03")],
        ),
        (
            "Roe fell on 3 May 2024, and died a week later.",
            [("3 May 2024", "2024-05-03"), ("a week later", "2024-05-06/2024-05-12")],
        ),
        (
            "Roe fell in 2019. The following year Doe sued.",
            [("2019", "2019"), ("The following year", "2020")],
        ),
        (
            "Roe fell on 3 May 2024; the next day Doe sued.",
            [("3 May 2024", "2024-05-03"), ("the next day", "2024-05-04")],
        ),
        (
            "Roe fell on 3 May 2024. That year Doe sued.",
            [("3 May 2024", "2024-05-03"), ("That year", "2024")],
        ),
        (
            "Roe fell on 3 May 2024. The day before, Doe sued.",
            [("3 May 2024", "2024-05-03"), ("The day before", "2024-05-02")],
        ),
        (
            "Roe fell on 3 May 2024. The day after, Doe sued.",
            [("3 May 2024", "2024-05-03"), ("The day after", "2024-05-04")],
        ),
        (
            "Roe fell on 3 May 2024, and died a day earlier.",
            [("3 May 2024", "2024-05-03"), ("a day earlier", "2024-05-02")],
        ),
        ("Roe fell. He went the next Tuesday.", [("the next Tuesday", None)]),
        ("Roe fell in 2019. The same day Doe sued.", [("2019", "2019"), ("The same day", None)]),
        (
            "Roe fell on 3 May 2024.\nThe same day Doe sued.",
            [("3 May 2024", "2024-05-03"), ("The same day", None)],
        ),
    ],
)
def test_dates_count_from_the_date_named_before_in_the_paragraph(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "May said that she would go.",
        "The March on Washington changed the law.",
        "He sued under Section 1983.",
        "The case is Roe v. Doe, No. 2019.",
        "The report led by May was wrong.",
        "The Securities Act of 1933 applies.",
        "Some 2,000 people came, in 1900 words or fewer.",
        "The law of April Jones is kind.",
        "Black Friday sales were good.",
        "It was the best of times for two decades.",
        "Over the past year the price fell, as it did this past month.",
        "In May Smith was born, and Doe was led by June Roe.",
        "It scored 10-12 and won.",
        "They met at 10:30 and left.",
        "Take the 2000s-era bus; ask the Sunday Times.",
    ],
)
def test_words_that_only_look_like_dates_are_none(sentence):
    assert [value for value in found(sentence) if value[0] != "2000s"] == []


def test_date_counted_in_quoted_words_is_not_resolved():
    fact = dates.find("“We met yesterday,” Roe said.", published=PUBLISHED)[0]

    assert (fact.surface, fact.value, fact.note) == ("yesterday", None, dates.IN_QUOTED_WORDS)


def test_date_out_of_the_reach_of_the_calendar_is_none():
    facts = dates.find("Roe was here 2000 years ago, on Tuesday.", published=date(1000, 1, 1))

    assert [(fact.value, fact.note) for fact in facts] == [(None, "out of the reach of the calendar")] * 2


def test_date_says_why_it_has_its_value():
    notes = [fact.note for fact in dates.find("Roe sued on 3 May.", published=PUBLISHED)]
    unknown = [fact.note for fact in dates.find("Roe sued on 3 May.")]

    assert notes == ["no year is given: the last before publication, 2025-05-30"]
    assert unknown == ["no year is given, and the date of publication is not given"]


def test_date_says_from_what_other_day_it_is_reckoned():
    [fact] = dates.find("Roe sued on 3 May.", published=PUBLISHED, reckoned_from="the last save of the draft")

    assert fact.note == "no year is given: the last before the last save of the draft, 2025-05-30"
