import pytest

from newsroom.linking.actions import link_about
from tests.factories.record import CaseFactory, SourceFactory, StatementFactory
from tests.factories.stories import (
    NOON,
    AuthorFactory,
    ExplainerFactory,
    SectionFactory,
    TermFactory,
    TopicFactory,
)


@pytest.fixture
def sourced(db):
    return StatementFactory(text="The agency is barred from suing again.", sources=[SourceFactory()])


def test_content_holds_the_frame_and_the_sections_in_order(sourced):
    section, topic, author = SectionFactory(), TopicFactory(), AuthorFactory()
    case, term = CaseFactory(), TermFactory()
    explainer = ExplainerFactory(
        headline="What the dismissal means", slug="what-it-means", dek="It is final.",
        question="Is it final?", section=section, topics=[topic], authors=[author],
        sections=[
            {"heading": "In short", "kind": "key_facts", "statements": [sourced]},
            {"heading": "Why?", "body": "<p>A joint filing.</p>"},
            {"kind": "status", "cases": [case]},
            {"kind": "terms", "terms": [term]},
        ],
    )  # fmt: skip
    link_about(explainer, case, by=None, now=NOON)

    content = explainer.content()

    facts, text, status, terms = explainer.sections.all()
    nothing = {"heading": "", "body": "", "block_ids": [], "shown_from": "full"}
    nothing |= {"cases": [], "filter": "", "terms": [], "statements": []}
    about = {"block": "", "start": None, "end": None, "surface": "", "prefix": "", "suffix": ""}
    assert content == {
        "kind": "explainer",
        "headline": "What the dismissal means",
        "dek": "It is final.",
        "slug": "what-it-means",
        "embargo_until": None,
        "question": "Is it final?",
        "images": [],
        "section": {"id": section.pk, "name": section.name, "slug": section.slug},
        "topics": [{"id": topic.pk, "name": topic.name, "slug": topic.slug}],
        "authors": [{"id": author.pk, "name": author.name, "slug": author.slug}],
        "links": [{"case": case.pk, "entity": None, "relation": "about", **about}],
        "sections": [
            {
                **nothing,
                "id": facts.pk,
                "kind": "key_facts",
                "heading": "In short",
                "statements": [sourced.pk],
            },
            {
                **nothing,
                "id": text.pk,
                "kind": "text",
                "heading": "Why?",
                "body": "<p>A joint filing.</p>",
                "block_ids": text.block_ids,
            },
            {**nothing, "id": status.pk, "kind": "status", "cases": [case.pk]},
            {**nothing, "id": terms.pk, "kind": "terms", "terms": [term.pk]},
        ],
        "text": "Is it final?\n\nIn short\n\nWhy?\nA joint filing.",
    }


def test_explainer_without_sections_is_not_ready(db):
    assert ExplainerFactory(sections=[]).problems() == ["The explainer has no sections: add at least one."]


@pytest.mark.parametrize(
    ("kind", "problem"),
    [
        ("text", "there is no text: write it or remove the section."),
        ("status", "choose the case or cases it shows."),
        ("timeline", "choose the case or cases it shows."),
        ("who", "choose the case or cases it shows."),
        ("coverage", "choose the case or cases it shows."),
        ("key_facts", "choose the statements it shows."),
        ("quote", "choose the statements it shows."),
        ("terms", "choose the terms it explains."),
        ("dispositions", "choose the case or cases it shows."),
        ("documents", "choose the case or cases it shows."),
    ],
)
def test_empty_section_is_not_ready(db, kind, problem):
    explainer = ExplainerFactory(sections=[{"kind": kind, "heading": "How it stands"}])

    assert explainer.problems() == [f"Section “How it stands”: {problem}"]


def test_sealed_case_keeps_an_explainer_from_readers(db):
    case = CaseFactory(caption="Doe v. Roe", is_sealed=True)
    explainer = ExplainerFactory(sections=[{"kind": "status", "cases": [case]}])
    link_about(explainer, case, by=None, now=NOON)

    assert explainer.problems() == [
        "Doe v. Roe is sealed: remove the link to it.",
        "Section “status of cases”: Doe v. Roe is sealed: remove it.",
    ]


def test_fact_without_source_keeps_an_explainer_from_readers(db):
    bare = StatementFactory(text="The agency is barred.")
    explainer = ExplainerFactory(sections=[{"kind": "key_facts", "statements": [bare]}])

    assert explainer.problems() == [
        "Section “key facts”: “The agency is barred.” has no source: cite one in the record."
    ]


def test_quotation_shows_one_statement_that_is_quoted(sourced):
    other = StatementFactory(sources=[SourceFactory()], is_quotation=True)
    explainer = ExplainerFactory(sections=[{"kind": "quote", "statements": [sourced, other]}])

    assert explainer.problems() == [
        "Section “quotation”: a quotation shows one statement: remove the others.",
        "Section “quotation”: the statement is not marked as a quotation in the record.",
    ]


def test_complete_explainer_is_ready_in_the_same_queries_however_long(sourced, django_assert_num_queries):
    short, long = (
        ExplainerFactory(sections=[{"kind": "key_facts", "statements": [sourced]}] * count)
        for count in (1, 3)
    )

    for explainer in (short, long):
        with django_assert_num_queries(13):
            assert explainer.problems() == []


def test_what_a_kind_does_not_show_waits_in_the_draft_and_is_in_no_edition(sourced):
    chosen = {"cases": [CaseFactory()], "terms": [TermFactory()], "statements": [sourced]}
    explainer = ExplainerFactory(sections=[{"kind": "text", "body": "<p>Over.</p>", "filter": "q", **chosen}])

    frozen = explainer.content()["sections"][0]

    assert {name: frozen[name] for name in (*chosen, "filter")} == {
        "cases": [], "terms": [], "statements": [], "filter": "",
    }  # fmt: skip
    assert explainer.problems() == []
    section = explainer.sections.get()
    assert (section.cases.count(), section.terms.count(), section.facts.count()) == (1, 1, 1)


def test_what_is_known_carries_its_source_and_what_is_not_is_written(db):
    known = StatementFactory(mode="reported", sources=[SourceFactory()])
    alleged = StatementFactory(text="Roe lied.", mode="alleged", sources=[SourceFactory()])
    bare = StatementFactory(text="Roe left.", mode="confirmed")
    explainer = ExplainerFactory(
        sections=[
            {"kind": "known", "statements": [known], "body": "<p>Who paid.</p>"},
            {"kind": "known", "heading": "So far", "statements": [alleged, bare]},
            {"kind": "known", "heading": "Nothing", "body": "<p>All of it.</p>"},
        ]
    )

    assert explainer.problems() == [
        "Section “So far”: write what we do not know, or make it a section of key facts.",
        "Section “So far”: “Roe lied.” is recorded as alleged: nobody knows it yet. Remove it.",
        "Section “So far”: “Roe left.” has no source: cite one in the record.",
        "Section “Nothing”: choose the facts we know: each brings its source.",
    ]
    assert "Who paid." in explainer.content()["text"]


def test_filter_that_the_language_no_longer_knows_is_a_problem(db):
    explainer = ExplainerFactory(sections=[{"kind": "timeline", "cases": [CaseFactory()]}])
    explainer.sections.update(filter="colour=red")

    assert [said.partition(" There are")[0] for said in explainer.problems()] == [
        "Section “timeline”: its filter is not understood: colour: There is no such parameter."
    ]
