import pytest

from newsroom.linking.facts import citations


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("347 U.S. 483", "347 U.S. 483"),
        ("140 S. Ct. 1936", "140 S. Ct. 1936"),
        ("999 F.3d 1234", "999 F.3d 1234"),
        ("123 F.Supp.3d 456", "123 F. Supp. 3d 456"),
        ("2023 WL 4567890", "2023 WL 4567890"),
        ("42 U.S.C. § 1983", "42 U.S.C. § 1983"),
        ("18 USC 1343", "18 U.S.C. § 1343"),
        ("15 U.S.C. § 77e(a)", "15 U.S.C. § 77e(a)"),
        ("15 U.S.C. §§ 77e(a), 77e(c), and 77q(a)", "15 U.S.C. §§ 77e(a), 77e(c), 77q(a)"),
        ("12 U.S.C. 1818-1820", "12 U.S.C. § 1818-1820"),
        ("17 C.F.R. § 240.10b-5", "17 C.F.R. § 240.10b-5"),
        ("Section 5 of the Securities Act of 1933", "Section 5 of the Securities Act of 1933"),
        (
            "Article 6 of the European Convention on Human Rights",
            "Article 6 of the European Convention on Human Rights",
        ),
        ("Rule 10b-5", "Rule 10b-5"),
        ("Fed. R. Civ. P. 41(a)(1)(A)(ii)", "Fed. R. Civ. P. 41(a)(1)(A)(ii)"),
        ("Public Law 107–56", "Pub. L. 107-56"),
        ("12 U.S.C. §§ 1818–1820", "12 U.S.C. § 1818-1820"),
        ("18 U.S.C. §§ 1343-44 and 1349", "18 U.S.C. §§ 1343-44, 1349"),
        ("[2019] UKSC 41", "[2019] UKSC 41"),
        ("[2023] EWHC 123 (Comm)", "[2023] EWHC 123 (Comm)"),
        ("2021 SCC 5", "2021 SCC 5"),
        ("[1932] AC 562", "[1932] AC 562"),
        ("ECLI:EU:C:2020:559", "ECLI:EU:C:2020:559"),
        ("Application No. 5310/71", "application no. 5310/71"),
    ],
)
def test_citation_is_written_in_full(printed, value):
    facts = citations.find(f"As {printed}, says, it is so.")

    assert [(fact.surface, fact.value) for fact in facts] == [(printed, value)]


@pytest.mark.parametrize(
    "sentence",
    [
        "All 50 U.S. states agreed.",
        "Article 5 of the agreement says so.",
        "It cost 20 US 100 bills.",
        "Section 5 is long.",
    ],
)
def test_what_is_no_citation_is_not_one(sentence):
    assert citations.find(sentence) == []
