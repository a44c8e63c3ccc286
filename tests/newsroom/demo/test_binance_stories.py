from datetime import UTC, datetime

import pytest

from cases.models import Case
from newsroom.articles.models import Article
from newsroom.explainers.live import read
from newsroom.explainers.models import Explainer, ExplainerSection, GlossaryTerm
from newsroom.linking.models import Link
from newsroom.publishing.models import Publication, Story

pytestmark = pytest.mark.usefixtures("told")

JUNE = datetime(2025, 6, 15, 12, 0, tzinfo=UTC)
DISMISSAL = "SEC gives up its case against Binance, for good"
CRIMINAL = "Binance’s guilty plea stands: the criminal cases are separate"
EXPLAINER = "What the dismissal with prejudice means"


def stories():
    return [*Article.objects.all(), *Explainer.objects.all()]


def links(headline, relation):
    return Link.objects.accepted().filter(story__headline=headline, relation=relation).order_by("pk")


def explainer_as_read():
    return read(Publication.objects.get(headline=EXPLAINER), now=JUNE)


def section_as_read(kind):
    return next(section for section in explainer_as_read().sections if section.kind == kind)


def test_stories_are_published_and_ready_to_be_published_again():
    current = Publication.objects.current(JUNE)

    assert set(current.values_list("headline", flat=True)) == {DISMISSAL, CRIMINAL, EXPLAINER}
    assert {story.state for story in stories()} == {Story.State.PUBLISHED}
    assert [story.problems() for story in stories()] == [[], [], []]
    assert set(current.values_list("published_by__username", flat=True)) == {"editor"}


def test_stories_came_out_in_early_june_2025():
    moments = Publication.objects.order_by("effective_at").values_list(
        "headline", "effective_at", "recorded_at"
    )

    assert list(moments) == [
        (DISMISSAL, datetime(2025, 6, 2, 14, 0, tzinfo=UTC), datetime(2025, 6, 2, 14, 0, tzinfo=UTC)),
        (CRIMINAL, datetime(2025, 6, 2, 15, 30, tzinfo=UTC), datetime(2025, 6, 2, 15, 30, tzinfo=UTC)),
        (EXPLAINER, datetime(2025, 6, 3, 9, 0, tzinfo=UTC), datetime(2025, 6, 3, 9, 0, tzinfo=UTC)),
    ]


@pytest.mark.parametrize(
    ("headline", "shortest", "longest"), [(DISMISSAL, 400, 600), (CRIMINAL, 200, 350), (EXPLAINER, 250, 450)]
)
def test_story_has_the_length_of_its_kind(headline, shortest, longest):
    words = Publication.objects.get(headline=headline).text.split()

    assert shortest <= len(words) <= longest


def test_stories_stand_in_a_section_with_topics_and_bylines():
    filed = {
        (p.headline, p.section.name, p.byline, *p.topics.order_by("name").values_list("name", flat=True))
        for p in Publication.objects.with_card()
    }

    assert filed == {
        (DISMISSAL, "Courts", "Ines Carrow", "Crypto regulation", "Enforcement"),
        (CRIMINAL, "Courts", "Tobias Renner, Ines Carrow", "Crypto regulation", "Enforcement"),
        (EXPLAINER, "Courts", "Ines Carrow, Tobias Renner", "Crypto regulation", "Enforcement"),
    }


@pytest.mark.parametrize(
    ("headline", "subjects"),
    [
        (
            DISMISSAL,
            {"SEC v. Binance Holdings Limited et al.", "Binance", "Securities and Exchange Commission"},
        ),
        (
            CRIMINAL,
            {
                "United States v. Binance Holdings Limited",
                "United States v. Zhao",
                "Binance",
                "Changpeng Zhao",
            },
        ),
        (
            EXPLAINER,
            {"SEC v. Binance Holdings Limited et al.", "Binance", "Securities and Exchange Commission"},
        ),
    ],
)
def test_story_says_what_it_is_about(headline, subjects):
    assert {str(link.target) for link in links(headline, "about").with_target()} == subjects


@pytest.mark.parametrize(("headline", "mentions"), [(DISMISSAL, 15), (CRIMINAL, 8), (EXPLAINER, 10)])
def test_every_mention_stands_on_its_words(headline, mentions):
    placed = links(headline, "mention").placed()
    story = next(story for story in stories() if story.headline == headline)
    texts = {block.id: block.text for block in story.blocks()}

    assert placed.count() == links(headline, "mention").count() == mentions
    assert all(texts[link.block][link.start : link.end] == link.surface for link in placed)


@pytest.mark.parametrize("headline", [DISMISSAL, CRIMINAL, EXPLAINER])
def test_mentions_are_the_first_of_their_words(headline):
    story = next(story for story in stories() if story.headline == headline)
    order = {block.id: position for position, block in enumerate(story.blocks())}
    texts = [block.text for block in story.blocks()]

    for link in links(headline, "mention").exclude(surface="lawsuit"):
        before = [*texts[: order[link.block]], texts[order[link.block]][: link.start]]
        assert link.surface not in " ".join(before)


def test_every_case_can_be_reached_from_the_dismissal_and_the_explainer():
    for headline in (DISMISSAL, EXPLAINER):
        mentioned = links(headline, "mention").exclude(case=None).values_list("case__caption", flat=True)
        assert set(mentioned) == set(Case.objects.values_list("caption", flat=True))


def test_explainer_uses_every_kind_of_section():
    kinds = list(ExplainerSection.objects.values_list("kind", flat=True))

    assert kinds == [
        "key_facts", "text", "status", "known", "dispositions", "text", "quote", "timeline", "who",
        "documents", "numbers", "terms", "coverage",
    ]  # fmt: skip
    assert set(kinds) == set(ExplainerSection.Kind.values)


def test_explainer_shows_sourced_key_facts_in_order_of_time():
    facts = [*section_as_read("known").statements[:1], *section_as_read("key_facts").statements]
    facts += section_as_read("known").statements[1:]

    assert [str(fact)[:40] for fact in facts[:2]] == [
        "The SEC filed its complaint on 5 June 20",
        "A joint filing of 29 May 2025 dismissed ",
    ]
    assert len(facts) == 9
    assert all(list(fact.citations.all()) for fact in facts)


def test_explainer_shows_all_four_cases_and_their_major_events():
    status, timeline, who = (section_as_read(kind) for kind in ("status", "timeline", "who"))

    assert len(status.cases) == len(who.cases) == len(timeline.cases) == 4
    assert [str(event.date) for event in timeline.events] == [
        "5 June 2023",
        "6 June 2023",
        "21 November 2023",
        "21 November 2023",
        "30 April 2024",
        "27 September 2024",
        "27 February 2025",
        "29 May 2025",
    ]


def test_explainer_quotes_the_spokesperson():
    (quotation,) = section_as_read("quote").statements

    assert quotation.is_quotation
    assert quotation.text == "Innovation can’t thrive under regulation by enforcement"
    assert (quotation.spokesperson, quotation.via.name) == ("a Binance spokesperson", "Reuters")


def test_explainer_leads_to_both_articles():
    assert [story.headline for story in section_as_read("coverage").coverage] == [CRIMINAL, DISMISSAL]


def test_glossary_explains_the_terms_of_the_story_and_links_all_but_disgorgement():
    terms = set(GlossaryTerm.objects.values_list("term", flat=True))
    shown = {term.term for term in section_as_read("terms").terms}

    assert terms >= {
        "dismissed with prejudice", "joint stipulation", "civil enforcement action", "guilty plea",
        "settlement", "unregistered security", "regulation by enforcement", "anti-money-laundering laws",
        "sanctions", "commodity", "market transparency", "disgorgement",
    }  # fmt: skip
    assert len(terms) == 16
    assert len(shown) == 9
    assert "disgorgement" not in " ".join(Publication.objects.values_list("text", flat=True)).casefold()
    assert "disgorgement" not in shown


@pytest.mark.parametrize("term", ["dismissed with prejudice", "sanctions", "security"])
def test_glossary_definitions_take_at_most_three_sentences(term):
    definition = GlossaryTerm.objects.get(term=term).definition

    assert 1 <= definition.count(". ") + definition.endswith(".") <= 3


@pytest.mark.parametrize("headline", [DISMISSAL, CRIMINAL, EXPLAINER])
def test_story_never_says_more_than_the_record(headline):
    text = Publication.objects.get(headline=headline).text.casefold()

    assert not {"convicted", "fraudster", "guilty of fraud", "pardon", "committed fraud"} & {
        word
        for word in ("convicted", "fraudster", "guilty of fraud", "pardon", "committed fraud")
        if word in text
    }
    assert "without a finding" in text
    assert "reuters" in text
