"""What the matcher proposes, text by text. Names of the registry are few; the texts are plausible."""

import unicodedata
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.names import name_key
from newsroom.linking.matching.files import in_nfc
from newsroom.linking.matching.proposals import Decided, propose
from newsroom.linking.matching.registry import KnownCase, Name, Registry, Role, Target
from newsroom.linking.matching.rules import ALL
from newsroom.linking.matching.words import Paragraph

SEC = ("sec", "Securities and Exchange Commission", "agency", ["SEC"])
ROE = ("roe", "Roe Exchange Holdings Limited", "company", ["Roe Exchange"])
DOE = ("doe", "Amalia Doering", "person", [])
CASE = KnownCase(Target("case", "c1"), "SEC v. Roe Exchange Holdings Limited et al.", "civil_enforcement")
CRIMINAL = KnownCase(Target("case", "c2"), "United States v. Roe Exchange Holdings Limited", "criminal")


def registry(*entities, cases=(), roles=(), **details):
    names = [
        Name(name_key(name), name, Target("entity", id_), own, kind, **(details if name != own else {}))
        for id_, own, kind, aliases in entities
        for name in [own, *aliases]
    ]
    return Registry(names, cases, [Role(Target("case", c), Target("entity", e), s) for c, e, s in roles])


def strong(text, source, **kwargs):
    """What is proposed, as words and the id of what they name; every line of the text is a block."""
    paragraphs = [Paragraph(f"b{n}", line) for n, line in enumerate(text.split("\n"))]
    return [(p.surface, p.target.id) for p in propose(paragraphs, source, **kwargs) if p.is_strong]


def possible(text, source):
    return [p for p in propose([Paragraph("b0", text)], source) if not p.is_strong]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Securities and Exchange Commission sued.", [("Securities and Exchange Commission", "sec")]),
        ("Lawyers for the SEC declined.", [("SEC", "sec")]),
        ("It took a sec to answer.", []),
        ("The S.E.C. declined.", [("S.E.C.", "sec")]),
        ("The SEC’s case", [("SEC", "sec")]),
        ("SEC Chairman Ivo Brandt spoke.", [("SEC", "sec")]),
        ("See sec.gov and @SEC and SEC.gov.", []),
        ("The pro-SEC camp", []),
    ],
)
def test_acronym_is_proposed_in_capitals_only(text, expected):
    assert strong(text, registry(SEC)) == expected


@pytest.mark.parametrize(
    ("name", "kind", "text"),
    [
        ("Anchor", "company", "The Anchor was met."),
        ("Recognition", "other", "The prize for Recognition was shared."),
        ("Conservative", "other", "The Conservative government fell."),
        ("Friday", "company", "It filed on Friday."),
        ("Prime Minister", "other", "The Prime Minister spoke."),
        ("New Zealander", "other", "A New Zealander spoke."),
        ("South Korean", "other", "The South Korean market fell."),
        ("XVII", "other", "Read part XVII of it."),
        ("AS", "place", "So says a paper by AS Heagle."),
        ("Ali", "", "The lawyer met with Thomas and Ali."),
        ("Thomas", "place", "The lawyer met with Thomas."),
        ("Doering", "person", "The lawyer met with Doering."),
        ("X", "company", "The lawyer met with X."),
        ("2019", "other", "It filed in 2019."),
        ("French", "language", "A French court agreed."),
        ("CEO", "title", "The CEO resigned."),
        ("Judge", "other", "The Judge agreed."),
        ("March 2019", "other", "It filed in March 2019."),
        ("Meridian", "company", "It crossed the meridian. A lawyer for Meridian agreed."),
        ("Ripple", "company", "Ripple effects followed. “Ripple on,” he said."),
    ],
)
def test_words_that_could_name_others_are_only_possible(name, kind, text):
    proposals = propose([Paragraph("b0", text)], registry(("one", name, kind, [])))

    assert [proposal.surface for proposal in proposals if proposal.is_strong] == []


def test_weak_words_are_proposed_where_the_same_entity_is_named_beyond_doubt():
    source = registry(("anchor", "Anchor Brands Inc.", "company", ["Anchor"]))

    text = "Anchor Brands Inc. settled.\nA lawyer for Anchor agreed."

    assert strong(text, source) == [("Anchor Brands Inc", "anchor"), ("Anchor", "anchor")]


def test_weak_words_are_proposed_where_a_party_to_the_same_case_is_named():
    source = registry(
        SEC,
        ("anchor", "Anchor", "company", []),
        cases=[CASE],
        roles=[("c1", "sec", ""), ("c1", "anchor", "")],
    )

    (_, found) = propose([Paragraph("b0", "The SEC sued Anchor.")], source)

    assert (found.rule, found.is_strong, found.evidence) == (
        "graph",
        True,
        (
            "the name of Anchor",
            "weak: a common word",
            f"in a case with Securities and Exchange Commission, named here: {CASE.caption}",
        ),
    )


@pytest.mark.parametrize(
    ("accepted", "rejected", "is_proposed"), [(3, 0, True), (3, 1, False), (2, 0, False)]
)
def test_weak_words_are_learned_from_three_acceptances(accepted, rejected, is_proposed):
    name = Name("anchor", "Anchor", Target("entity", 1), "Anchor", accepted=accepted, rejected=rejected)

    found = strong("A lawyer for Anchor agreed.", Registry([name]))

    assert found == ([("Anchor", 1)] if is_proposed else [])


def test_name_of_two_is_left_to_the_editor_with_both_shown():
    source = registry(("tx", "Paris", "place", []), ("fr", "Paris", "place", []))

    (found,) = possible("The court in Paris agreed.", source)

    assert (found.rule, found.target.id, found.alternatives) == (
        "tie",
        "fr",
        ((Target("entity", "tx"), "Paris"),),
    )
    assert found.evidence == ("could be Paris or Paris",)


def test_name_of_two_is_decided_by_who_shares_a_case_with_the_others_named():
    source = registry(
        SEC,
        ("one", "Avalon", "company", []),
        ("two", "Avalon", "company", []),
        cases=[CASE],
        roles=[("c1", "sec", "initiating"), ("c1", "two", "responding")],
    )

    assert strong("The SEC sued Avalon.", source) == [("SEC", "sec"), ("Avalon", "two")]


def test_surname_stands_for_the_full_name_before_and_behind_it():
    text = "Doering fined\nA court fined Amalia Doering. Doering, 51, denied it. President Doering left."

    found = strong(text, registry(DOE))

    assert found == [("Doering", "doe"), ("Amalia Doering", "doe"), ("Doering", "doe"), ("Doering", "doe")]


@pytest.mark.parametrize(
    "text",
    [
        "Amalia Doering spoke. Bert Doering did too. Bert Doering left, Doering stayed.",
        "Amalia Doering spoke. The Doering Institute listened.",
    ],
)
def test_surname_that_somebody_unknown_may_have_stands_for_nobody(text):
    assert strong(text, registry(DOE)) == [("Amalia Doering", "doe")]


def test_surname_of_two_is_cancelled():
    source = registry(DOE, ("bert", "Bert Doering", "person", []))

    text = "Amalia Doering met Bert Doering. Doering left."

    assert strong(text, source) == [("Amalia Doering", "doe"), ("Bert Doering", "bert")]
    assert [found.rule for found in possible(text, source)] == ["tie"]


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("The Amalgamated Bank of Roe (ABR) sued. ABR won.", "ABR"),
        ("ABR (Amalgamated Bank of Roe) sued. ABR won.", "ABR"),
        ("The Amalgamated Bank of Roe, known as Amalba, sued. Amalba won.", "Amalba"),
        ("The Amalgamated Bank of Roe (commonly known as “AB”) sued. AB won.", "AB"),
    ],
)
def test_short_form_is_introduced_by_the_text(text, short):
    source = registry(("bank", "Amalgamated Bank of Roe", "company", []))

    assert sorted(strong(text, source)) == sorted(
        [("Amalgamated Bank of Roe", "bank"), (short, "bank"), (short, "bank")]
    )


def test_company_is_named_without_its_ending():
    source = registry(("zeta", "Zetacorp Holdings Ltd", "company", []))

    text = "Zetacorp Holdings Ltd sued. Zetacorp won."

    assert strong(text, source) == [("Zetacorp Holdings Ltd", "zeta"), ("Zetacorp", "zeta")]


def test_longest_name_hides_what_it_holds():
    source = registry(("ny", "New York", "place", []), ("nyt", "New York Times", "publication", []))

    assert strong("The New York Times of New York", source) == [("New York Times", "nyt"), ("New York", "ny")]


@pytest.mark.parametrize(
    "text",
    ["The Texas Rangers won.", "The University of Texas won.", "A win for Fort Texas."],
)
def test_part_of_a_name_nobody_registered_is_not_proposed(text):
    assert strong(text, registry(("tx", "Texas", "place", []))) == []


def test_names_do_not_reach_across_sentences_and_lines():
    source = registry(
        ("one", "Roe Holdings The Block", "company", []), ("two", "Amalia Doering", "person", [])
    )

    assert strong("He owns Roe Holdings. The Block denied it. Amalia\nDoering", source) == []


def test_name_in_lower_case_is_found_as_it_is_written():
    source = registry(
        ("e", "eBuy", "company", []), ("b", "bitcoin", "asset", []), ("d", "de Roe", "person", [])
    )

    assert strong("The eBuy shares, bitcoin, and Mayor de Roe.", source) == [("eBuy", "e"), ("de Roe", "d")]


def test_headline_in_capitals_links_only_what_the_body_links():
    source = registry(ROE, ("nowhere", "Nowhere Bank", "company", []))

    text = "ROE EXCHANGE SUES NOWHERE BANK AND OTHERS\nRoe Exchange went to court."

    assert strong(text, source) == [("ROE EXCHANGE", "roe"), ("Roe Exchange", "roe")]


@pytest.mark.parametrize(
    ("text", "words", "case"),
    [
        ("The SEC dropped its civil enforcement case against Roe Exchange.", "civil enforcement case", "c1"),
        ("The SEC withdrew its lawsuit against Roe Exchange.", "lawsuit", "c1"),
        ("The criminal case against Roe Exchange stands.", "criminal case", "c2"),
        ("The indictment against Roe Exchange stands.", "indictment", "c2"),
        ("In SEC v. Roe Exchange the judge agreed.", "SEC v. Roe Exchange", "c1"),
        (f"In {CRIMINAL.caption}, the judge agreed.", CRIMINAL.caption, "c2"),
    ],
)
def test_case_is_named_by_its_parties_its_kind_or_its_caption(text, words, case):
    source = registry(
        SEC,
        ROE,
        ("us", "United States", "agency", []),
        cases=[CASE, CRIMINAL],
        roles=[
            ("c1", "sec", "initiating"),
            ("c1", "roe", "responding"),
            ("c2", "us", "initiating"),
            ("c2", "roe", "responding"),
        ],
    )

    assert (words, case) in strong(text, source)


def test_case_that_could_be_either_is_left_to_the_editor():
    source = registry(
        ROE, cases=[CASE, CRIMINAL], roles=[("c1", "roe", "responding"), ("c2", "roe", "responding")]
    )

    (found,) = possible("The case against Roe Exchange goes on.", source)

    assert (found.surface, found.rule, [target.id for target, _ in found.alternatives]) == (
        "case",
        "tie",
        ["c2"],
    )


def test_nothing_is_proposed_for_what_is_decided_and_it_counts_as_named():
    block = "Doering, 51, denied it. Doering left."
    decided = [Decided("b0", 0, 7, Target("entity", "doe"), "Amalia Doering", "person")]
    source = registry(("doe", "Amalia Doering", "person", ["Doering"]))

    assert strong(block, source, decided=decided) == [("Doering", "doe")]


def test_same_text_and_registry_give_the_same_answer():
    source = registry(SEC, ROE, DOE)
    paragraphs = [Paragraph("b0", "The SEC sued Amalia Doering and Roe Exchange; Doering denied it.")]

    assert repr(propose(paragraphs, source)) == repr(propose(paragraphs, source))


def test_text_that_is_not_in_nfc_keeps_its_offsets():
    text = "Cafe\u0301 Zoe\u0301 sued"

    normal, offsets = in_nfc(text)

    assert (normal, text[offsets[5] : offsets[8]]) == (unicodedata.normalize("NFC", text), "Zoe\u0301")


PIECES = (
    "SEC sec Roe Exchange roe Doering Amalia The the of v. (SEC) “SEC” ROE EXCHANGE Roe’s de Zoe\u0301 "
    "العربية 東京 東 ١٢ ﬁ İ ß 👩‍⚖️ 1:23-cv-00457 case against 2019 A\u0301 U.S. . , - '"
)
WORDS = st.sampled_from([*PIECES.split(), "\n"])
NAMES = st.lists(
    st.text(min_size=1, max_size=30) | st.lists(WORDS, min_size=1, max_size=4).map(" ".join), max_size=12
)


@settings(deadline=None, max_examples=150)
@given(
    st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=300), NAMES, st.lists(st.integers(0, 11))
)
def test_any_text_and_registry_give_spans_of_the_text_that_do_not_overlap(text, names, parties):
    text = unicodedata.normalize("NFC", text)
    entities = [
        (n, name, ["person", "company", ""][n % 3], []) for n, name in enumerate(names) if name_key(name)
    ]
    source = registry(*entities, cases=[CASE], roles=[("c1", n, "responding") for n in parties])
    paragraphs = [Paragraph("b0", text), Paragraph("b1", text[::-1])]

    found = propose(paragraphs, source)

    texts = {paragraph.block: paragraph.text for paragraph in paragraphs}
    assert [p.surface for p in found] == [texts[p.block][p.start : p.end] for p in found]
    spans = sorted((p.block, p.start, p.end) for p in found)
    assert all(one[0] != two[0] or one[2] <= two[1] for one, two in pairwise(spans))
    assert propose(paragraphs, source) == found


def test_thousands_of_bearers_of_one_letter_are_not_weighed_one_by_one():
    many = [(n, f"Roe {n}", "company", ["A", f"Holding {n % 7}"]) for n in range(2000)]
    text = " ".join(f"Roe {n} sued A and Holding {n % 7}." for n in range(2000))

    found = propose([Paragraph("b0", text)], registry(*many))

    assert [len([p for p in found if p.is_strong == kind]) for kind in (True, False)] == [2000, 4000]
    assert {len(p.alternatives) for p in found} == {0, 9}


def test_word_that_is_a_whole_name_is_strong_where_the_text_writes_it_so_again_and_again():
    known = registry(("anchor", "Anchor", "company", []))
    once = "Lawyers for Anchor agreed."

    assert strong(once, known) == []
    assert strong(f"{once} They met Anchor again, and paid Anchor.", known) == [("Anchor", "anchor")] * 3
    assert strong(f"{once} They met Anchor again, and paid Anchor for an anchor.", known) == []


def test_pronoun_with_an_apostrophe_begins_no_name():
    known = registry(("im", "I'm", "other", []), ("we", "We Ve", "company", []))

    assert strong("He says I'm late. The firm We Ve is late, and we’ve paid.", known) == [("We Ve", "we")]


def test_names_within_names_are_proposed_where_asked_for():
    known = registry(
        ("fair", "Tevano Science Fair", "other", []),
        ("tevano", "Tevano", "company", []),
    )
    text = "She won the Tevano Science Fair."

    assert strong(text, known) == [("Tevano Science Fair", "fair")]
    assert strong(text, known, rules=replace(ALL, nested=True)) == [
        ("Tevano", "tevano"),
        ("Tevano Science Fair", "fair"),
    ]


DESCRIBED = replace(ALL, described=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tevano founder Amalia Doering spoke.",
            [("Tevano", "tevano"), ("Tevano founder Amalia Doering", "doe")],
        ),
        (
            "Roe Exchange's Amalia Doering spoke.",
            [("Roe Exchange", "roe"), ("Roe Exchange's Amalia Doering", "doe")],
        ),
        ("Doering of Tevano spoke.", [("Doering of Tevano", "doe"), ("Tevano", "tevano")]),
        ("Texas Governor Tevano Doering spoke.", [("Texas", "tx"), ("Texas Governor Tevano Doering", "doe")]),
        ("He lives in Roeville, Texas.", [("Roeville, Texas", "ville"), ("Texas", "tx")]),
        ("The Bank of Texas sued.", [("Bank of Texas", "bank")]),
        ("Big Tevano Texas sued.", [("Big Tevano Texas", "big")]),
    ],
)
def test_whom_else_a_description_names_is_proposed_where_asked_for(text, expected):
    known = registry(
        (
            *DOE[:3],
            [
                "Tevano founder Amalia Doering",
                "Roe Exchange's Amalia Doering",
                "Doering of Tevano",
                "Texas Governor Tevano Doering",
            ],
        ),
        ROE,
        ("tevano", "Tevano", "company", []),
        ("tx", "Texas", "place", []),
        ("ville", "Roeville, Texas", "place", []),
        ("bank", "Bank of Texas", "company", []),
        ("big", "Bigger Company", "company", ["Big Tevano Texas"]),
    )
    assert strong(text, known, rules=DESCRIBED) == expected


def test_what_hides_within_a_name_is_proposed_only_where_all_of_it_is_asked_for():
    known = registry(("bank", "Bank of Texas", "company", ["Big Texas"]), ("tx", "Texas", "place", []))
    text = "The Bank of Texas, or Big Texas for short, sued."

    assert strong(text, known, rules=DESCRIBED) == [("Bank of Texas", "bank"), ("Big Texas", "bank")]
    assert strong(text, known, rules=replace(ALL, nested=True)) == [
        ("Bank of Texas", "bank"),
        ("Texas", "tx"),
        ("Big Texas", "bank"),
        ("Texas", "tx"),
    ]


def test_description_is_linked_as_a_whole_at_the_desk():
    known = registry((*DOE[:3], ["Tevano founder Amalia Doering"]), ("tevano", "Tevano", "company", []))

    assert strong("Tevano founder Amalia Doering spoke.", known) == [("Tevano founder Amalia Doering", "doe")]


@pytest.mark.parametrize(
    ("aliases", "words"),
    [(["Lantern Post"], "Lantern Post"), ([], "The Lantern Post"), (["Post"], "The Lantern Post")],
)
def test_article_is_left_outside_where_the_name_without_it_is_registered(aliases, words):
    known = registry(("post", "The Lantern Post", "publication", aliases))

    assert strong("So said The Lantern Post.", known) == [(words, "post")]


def test_article_stays_with_a_name_that_is_a_common_word_without_it():
    known = registry(("anchor", "The Anchor", "publication", ["Anchor"]))

    assert strong("So wrote The Anchor.", known) == [("The Anchor", "anchor")]


@pytest.mark.parametrize(
    ("text", "is_proposed"),
    [
        ("The students like the University.", True),
        ("University exhibits open today.", False),
        ("They like University exhibits.", False),
        ("A court ruled. So says the University", True),
    ],
)
def test_institution_called_so_for_short_keeps_its_article(text, is_proposed):
    known = registry(("uni", "Roe State University", "organisation", ["University"]))

    found = strong(f"{text}\nRoe State University opened.", known)

    assert (("University", "uni") in found) == is_proposed


def test_institution_that_shares_its_short_name_keeps_its_article_too():
    known = registry(
        ("uni", "Roe State University", "organisation", ["University"]),
        ("doe", "Doe University", "organisation", ["University"]),
    )
    text = "Roe State University opened. They like {}University exhibits."

    assert strong(text.format("the "), known) == [("Roe State University", "uni"), ("University", "uni")]
    assert strong(text.format(""), known) == [("Roe State University", "uni")]


def test_who_was_told_from_a_namesake_counts_as_named():
    known = registry(
        SEC,
        ("one", "Bert Avalon", "person", []),
        ("two", "Bert Avalon", "person", []),
        cases=[CASE],
        roles=[("c1", "sec", "initiating"), ("c1", "two", "responding")],
    )

    found = strong("The SEC sued Bert Avalon. Avalon denied it.", known)

    assert found == [("SEC", "sec"), ("Bert Avalon", "two"), ("Avalon", "two")]


def test_address_does_not_make_a_name_a_common_word():
    known = registry(("anchorpost", "Anchorpost", "publication", []))

    assert strong("So wrote Anchorpost at anchorpost.com.", known) == [("Anchorpost", "anchorpost")]
    assert strong("So wrote Anchorpost, an anchorpost.", known) == []


@pytest.mark.parametrize("text", ["Director Tevano al-Amr spoke.", "The Gulf of Tevano is wide."])
def test_name_that_a_particle_or_a_gulf_makes_another_is_not_proposed(text):
    assert strong(text, registry(("tevano", "Tevano", "place", []))) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He left the church of Tevano in spring.", "church of Tevano"),
        ("Church of Tevano it was.", "Church of Tevano"),
        ("He left the church. Of Tevano, he says", "Tevano"),
        ("He left, of Tevano, he says", "Tevano"),
        ("Tevano it was.", "Tevano"),
    ],
)
def test_own_name_is_proposed_whole_though_it_begins_in_lower_case(text, words):
    known = registry(("church", "The Church of Tevano", "organisation", ["Tevano", "Church of Tevano"]))

    assert strong(text, known) == [(words, "church")]


def test_words_that_name_somebody_else_are_not_taken_into_a_whole_name():
    known = registry(
        ("new", "Firm of Tevano", "organisation", ["Tevano"]), ("old", "Old firm", "organisation", [])
    )

    assert strong("He left the Old firm of Tevano.", known) == [("Old firm", "old"), ("Tevano", "new")]
