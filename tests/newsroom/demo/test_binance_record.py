from datetime import date
from decimal import Decimal

import pytest

from cases.models import (
    Alias,
    Case,
    CaseRelation,
    Disposition,
    Docket,
    Entity,
    Event,
    Party,
    Penalty,
    Source,
    Statement,
)
from cases.status import is_open, status_sentence

pytestmark = pytest.mark.usefixtures("told")

BINANCE, PLEA, SENTENCE, COINBASE = (
    "SEC v. Binance Holdings Limited et al.",
    "United States v. Binance Holdings Limited",
    "United States v. Zhao",
    "SEC v. Coinbase, Inc. and Coinbase Global, Inc.",
)
CASES = [
    (BINANCE, "civil_enforcement", "D.D.C.", "1:23-cv-01599", "Amy Berman Jackson", "5 June 2023"),
    (PLEA, "criminal", "W.D. Wash.", "2:23-cr-00178", "Richard A. Jones", "None"),
    (SENTENCE, "criminal", "W.D. Wash.", "2:23-cr-00179", "Richard A. Jones", "None"),
    (COINBASE, "civil_enforcement", "S.D.N.Y.", "1:23-cv-04738", "Katherine Polk Failla", "6 June 2023"),
]
STATUS = {
    BINANCE: "Dismissed with prejudice for all four defendants on 29 May 2025, by joint stipulation.",
    PLEA: "Binance pleaded guilty on 21 November 2023; financial penalty of $4.32 billion.",
    SENTENCE: "Changpeng Zhao pleaded guilty on 21 November 2023; four months in prison, "
    "imposed on 30 April 2024 and served until 27 September 2024.",
    COINBASE: "Dismissed with prejudice for both defendants on 27 February 2025, by joint stipulation.",
}
PARTIES = {
    BINANCE: {
        ("Securities and Exchange Commission", "plaintiff"),
        ("Binance", "defendant"),
        ("Changpeng Zhao", "defendant"),
        ("BAM Trading Services Inc.", "defendant"),
        ("BAM Management US Holdings Inc.", "defendant"),
    },
    PLEA: {("United States of America", "plaintiff"), ("Binance", "defendant")},
    SENTENCE: {("United States of America", "plaintiff"), ("Changpeng Zhao", "defendant")},
    COINBASE: {
        ("Securities and Exchange Commission", "plaintiff"),
        ("Coinbase", "defendant"),
        ("Coinbase Global, Inc.", "defendant"),
    },
}
CLAIMS = {
    BINANCE: {
        "Inflating trading volumes",
        "Diverting customer funds",
        "Misleading investors about internal compliance",
        "Making possible the trading of tokens then treated as unregistered securities",
    },
    PLEA: {"Violations of anti-money-laundering laws", "Violations of sanctions laws"},
    SENTENCE: {"Violations of anti-money-laundering laws"},
    COINBASE: {"Listing unregistered tokens"},
}
ENDINGS = {
    BINANCE: ("dismissed", "with", "stipulation", date(2025, 5, 29)),
    PLEA: ("pleaded_guilty", "", "plea", date(2023, 11, 21)),
    SENTENCE: ("pleaded_guilty", "", "plea", date(2023, 11, 21)),
    COINBASE: ("dismissed", "with", "stipulation", date(2025, 2, 27)),
}
NAMES = [
    ("Securities and Exchange Commission", "agency", {"SEC", "US Securities and Exchange Commission"}),
    ("Binance", "company", {"Binance Holdings Limited"}),
    ("Changpeng Zhao", "person", {"CZ", "Zhao"}),
    ("Coinbase", "company", {"Coinbase, Inc."}),
    ("Coinbase Global, Inc.", "company", set()),
    ("BAM Trading Services Inc.", "company", set()),
    ("BAM Management US Holdings Inc.", "company", set()),
    ("Paul Atkins", "person", {"Atkins"}),
    ("Donald Trump", "person", {"Trump", "Trump administration"}),
    ("Joe Biden", "person", {"Biden", "Biden administration"}),
    ("Reuters", "publication", set()),
    ("Department of Justice", "agency", {"DOJ", "Justice Department", "U.S. Department of Justice"}),
    ("United States of America", "agency", {"United States"}),
]
TIMELINE = [
    (BINANCE, "filed", "5 June 2023", "major"),
    (COINBASE, "filed", "6 June 2023", "major"),
    (PLEA, "plea", "21 November 2023", "major"),
    (SENTENCE, "plea", "21 November 2023", "major"),
    (SENTENCE, "sentence", "30 April 2024", "major"),
    (SENTENCE, "release", "27 September 2024", "major"),
    (COINBASE, "dismissal", "27 February 2025", "major"),
    (BINANCE, "statement", "May 2025", "minor"),
    (BINANCE, "dismissal", "29 May 2025", "major"),
]


def test_demo_has_four_cases_each_with_its_court_number_and_judge():
    dockets = Docket.objects.select_related("court", "case").order_by("pk")
    rows = [
        (d.case.caption, d.case.kind, str(d.court), d.docket_number, d.judge, str(d.case.date_filed))
        for d in dockets
    ]

    assert rows == CASES
    assert Case.objects.count() == 4


@pytest.mark.parametrize(("caption", "sentence"), STATUS.items())
def test_demo_case_stands_as_its_status_says(caption, sentence):
    case = Case.objects.with_card().get(caption=caption)

    assert status_sentence(case) == sentence
    assert is_open(case) is False


@pytest.mark.parametrize("caption", [BINANCE, PLEA, SENTENCE, COINBASE])
def test_demo_case_names_its_parties_and_claims(caption):
    case = Case.objects.get(caption=caption)

    assert set(case.parties.values_list("entity__name", "role")) == PARTIES[caption]
    assert set(case.claims.values_list("title", flat=True)) == CLAIMS[caption]


@pytest.mark.parametrize("caption", [BINANCE, PLEA, SENTENCE, COINBASE])
def test_demo_case_ended_alike_for_every_claim_and_defendant(caption):
    case = Case.objects.get(caption=caption)
    defendants = case.parties.filter(role="defendant").count()
    dispositions = Disposition.objects.filter(against__case=case, against__party__role="defendant")

    assert dispositions.count() == case.claims.count() * defendants
    assert {(d.outcome, d.prejudice, d.decided_by, d.date.first) for d in dispositions} == {ENDINGS[caption]}
    assert all(d.source_id for d in dispositions)


def test_demo_penalty_belongs_to_the_company_and_the_sentence_to_the_founder():
    fine, sentence = Penalty.objects.order_by("pk")

    assert (fine.case.caption, fine.party.entity.name, fine.kind) == (PLEA, "Binance", "financial")
    assert (fine.amount, fine.currency, fine.date_imposed) == (Decimal(4_320_000_000), "USD", None)
    assert (sentence.case.caption, sentence.party.entity.name) == (SENTENCE, "Changpeng Zhao")
    assert (sentence.kind, sentence.duration, sentence.duration_unit) == ("imprisonment", 4, "months")
    assert (str(sentence.date_imposed), str(sentence.date_satisfied)) == (
        "30 April 2024",
        "27 September 2024",
    )


def test_demo_relates_the_cases_without_merging_them():
    relations = CaseRelation.objects.values_list("from_case__caption", "kind", "to_case__caption")

    assert set(relations) == {
        (BINANCE, "parallel", PLEA),
        (BINANCE, "parallel", SENTENCE),
        (SENTENCE, "parallel", PLEA),
        (BINANCE, "similar", COINBASE),
    }


def test_demo_timeline_tells_every_date_as_closely_as_it_is_known():
    events = Event.objects.select_related("case", "source").order_by("date", "pk")

    assert [(e.case.caption, e.kind, str(e.date), e.significance) for e in events] == TIMELINE
    assert all(event.source for event in events)


@pytest.mark.parametrize(("name", "kind", "aliases"), NAMES)
def test_demo_registers_who_is_who_with_their_names(name, kind, aliases):
    entity = Entity.objects.get(name=name)

    assert entity.kind == kind
    assert set(entity.aliases.values_list("name", flat=True)) == aliases


def test_demo_registers_nobody_else_and_knows_its_weak_names():
    weak = Alias.objects.filter(strength="weak").values_list("name", flat=True)

    assert set(Entity.objects.values_list("name", flat=True)) == {name for name, *_ in NAMES}
    assert set(weak) == {
        "Atkins", "Biden", "Biden administration", "Trump", "Trump administration", "United States", "Zhao",
    }  # fmt: skip
    assert Alias.objects.get(name="SEC").kind == "acronym"
    assert Alias.objects.get(name="CZ").kind == "nickname"


def test_demo_invents_no_address_and_nothing_after_june_2025():
    assert set(Source.objects.values_list("url", flat=True)) == {""}
    assert not Disposition.objects.filter(outcome="pardoned").exists()
    assert not Event.objects.filter(date__fully_gt=(date(2025, 6, 1), date(2025, 6, 2))).exists()


def test_demo_statements_all_have_sources_and_were_checked():
    assert not Statement.objects.unsourced().exists()
    assert not Statement.objects.filter(checked_by__isnull=True).exists()


@pytest.mark.parametrize(
    ("text", "mode", "asserted_by", "spokesperson", "via"),
    [
        (
            "Binance inflated its trading volumes.",
            "alleged",
            "Securities and Exchange Commission",
            "",
            "Reuters",
        ),
        ("landmark moment", "reported", "Binance", "a Binance spokesperson", "Reuters"),
        ("clear rules of the road", "reported", "Paul Atkins", "", "Reuters"),
        ("Changpeng Zhao pleaded guilty on 21 November 2023.", "admitted", "Changpeng Zhao", "", None),
        ("Binance agreed to pay a penalty of $4.32 billion, a record.", "reported", None, "", "Reuters"),
        (
            "If tokens counted as commodities, the SEC would have no say over them.",
            "opinion",
            None,
            "leaders of the crypto industry",
            None,
        ),
    ],
)
def test_demo_statement_says_on_whose_word_it_is(text, mode, asserted_by, spokesperson, via):
    found = Statement.objects.values_list("mode", "asserted_by__name", "spokesperson", "via__name").get(
        text=text
    )

    assert found == (mode, asserted_by, spokesperson, via)


def test_demo_alleges_only_what_a_claim_says():
    alleged = Statement.objects.filter(mode="alleged")

    assert alleged.count() == 5
    assert not alleged.filter(claim__isnull=True).exists()
    assert set(alleged.values_list("case__caption", flat=True)) == {BINANCE, COINBASE}


def test_demo_prefers_the_court_record_where_reports_compete():
    competing = Statement.objects.exclude(point="").order_by("case_id", "is_preferred")

    assert [(s.case.caption, s.point, s.via and s.via.name) for s in competing] == [
        (BINANCE, "date of filing", "Reuters"),
        (BINANCE, "date of filing", None),
        (PLEA, "date of the plea", "Reuters"),
        (PLEA, "date of the plea", None),
        (SENTENCE, "date of release", "Reuters"),
        (SENTENCE, "date of release", None),
        (COINBASE, "date of the dismissal", "Reuters"),
        (COINBASE, "date of the dismissal", None),
    ]


def test_demo_keeps_no_party_of_one_case_in_another():
    assert Party.objects.filter(case__caption=SENTENCE, entity__name="Binance").count() == 0
    assert Party.objects.filter(case__caption=PLEA, entity__name="Changpeng Zhao").count() == 0
