from datetime import timedelta

import pytest

from newsroom.explainers import live
from newsroom.linking.actions import link_about, link_mention
from newsroom.publishing.actions import publish
from newsroom.publishing.models import Publication
from tests.factories.record import (
    CaseFactory,
    DispositionFactory,
    DocketFactory,
    EntityFactory,
    EventFactory,
    PartyFactory,
    SourceFactory,
    StatementFactory,
)
from tests.factories.stories import NOON, ArticleFactory, ExplainerFactory, TermFactory, published

HOUR = timedelta(hours=1)


def read(explainer, now=NOON):
    return live.read(Publication.objects.get(story=explainer), now=now)


def covering(case, at=NOON, **fields):
    story = ArticleFactory(**fields)
    link_about(story, case, by=None, now=NOON)
    publish(story, by=None, now=NOON - 100 * HOUR, at=at)
    return story


def test_reading_says_everything_it_was_made_from(db):
    docket = DocketFactory()
    party = PartyFactory(case=docket.case)
    linked, sec, wire, agency = (EntityFactory() for _ in range(4))
    source = SourceFactory(publisher=agency)
    fact = StatementFactory(party=PartyFactory(), asserted_by=sec, via=wire, sources=[source])
    term = TermFactory()
    story = covering(docket.case)
    sections = [
        {"body": "<p>The matter of Roe.</p>"},
        {"kind": "coverage", "cases": [docket.case]},
        {"kind": "key_facts", "statements": [fact]},
        {"kind": "terms", "terms": [term]},
    ]
    explainer = ExplainerFactory(sections=sections)
    link_mention(explainer, "Roe", linked, by=None, now=NOON)
    published(explainer)

    assert read(explainer).made_from == {
        *(("story", explainer.pk), ("story", story.pk), ("entity", linked.pk)),
        *(("case", docket.case_id), ("court", docket.court_id), ("entity", party.entity_id)),
        *(("statement", fact.pk), ("case", fact.party.case_id), ("source", source.pk), ("term", term.pk)),
        *(("entity", sec.pk), ("entity", wire.pk), ("entity", agency.pk)),
        ("case_coverage", docket.case_id),
    }


def test_each_case_brings_its_newest_stories_however_busy_the_others_are(db):
    busy, quiet = CaseFactory(), CaseFactory()
    covering(quiet, at=NOON - 50 * HOUR, headline="Quiet")
    for number in range(live.COVERAGE_SHOWN + 2):
        covering(busy, at=NOON - number * HOUR, headline=f"Busy {number}")
    sections = [{"kind": "coverage", "cases": cases} for cases in ([busy], [quiet], [busy, quiet])]
    explainer = published(ExplainerFactory(sections=sections))

    shown = [[story.headline for story in section.coverage] for section in read(explainer).sections]

    newest = [f"Busy {number}" for number in range(live.COVERAGE_SHOWN)]
    assert shown == [newest, ["Quiet"], newest]


def test_story_that_covers_two_cases_of_a_section_is_listed_once_and_the_explainer_never(db):
    first, second = CaseFactory(), CaseFactory()
    story = covering(first)
    explainer = ExplainerFactory(sections=[{"kind": "coverage", "cases": [first, second]}])
    for case in (first, second):
        link_about(explainer, case, by=None, now=NOON)
    link_about(story, second, by=None, now=NOON)
    publish(story, by=None, now=NOON)
    published(explainer)

    assert [found.story_id for found in read(explainer).sections[0].coverage] == [story.pk]


def test_timeline_shows_only_the_major_events_of_its_cases_in_order(db):
    case = CaseFactory()
    EventFactory(case=case, title="Minor")
    EventFactory(case=case, title="Second", date="2024", significance="major")
    EventFactory(case=case, title="First", date="2023-05", significance="major")
    EventFactory(title="Elsewhere", significance="major")
    sections = [{"kind": "timeline", "cases": [case]}, {"kind": "status", "cases": [case]}]
    explainer = published(ExplainerFactory(sections=sections))

    timeline, status = read(explainer).sections

    assert [event.title for event in timeline.events] == ["First", "Second"]
    assert status.events == []


@pytest.mark.parametrize("when", ["own", "listed", "coming"])
def test_reading_holds_until_an_edition_that_concerns_it_takes_over(db, when):
    case = CaseFactory()
    listed = covering(case)
    explainer = published(ExplainerFactory(sections=[{"kind": "coverage", "cases": [case]}]))
    covering(CaseFactory(), at=NOON + HOUR)
    if when == "coming":
        covering(case, at=NOON + 2 * HOUR)
    else:
        publish({"own": explainer, "listed": listed}[when], by=None, now=NOON, at=NOON + 2 * HOUR)

    published_now = Publication.objects.effective(NOON).get(story=explainer)

    assert live.read(published_now, now=NOON).valid_until == NOON + 2 * HOUR


def test_reading_that_nothing_will_change_by_itself_holds(db):
    explainer = published(ExplainerFactory())
    covering(CaseFactory(), at=NOON + HOUR)

    assert read(explainer).valid_until is None


@pytest.mark.parametrize("number", [1, 3])
def test_reading_costs_the_same_however_long_the_explainer(db, django_assert_num_queries, number):
    sections = []
    for _ in range(number):
        case = DispositionFactory().against.case
        DocketFactory(case=case)
        EventFactory(case=case, significance="major")
        covering(case)
        fact = StatementFactory(case=case, sources=[SourceFactory(publisher=EntityFactory())])
        kinds = ("status", "timeline", "who", "coverage")
        sections += [{"kind": kind, "cases": [case]} for kind in kinds]
        sections += [{"kind": "key_facts", "statements": [fact]}, {"kind": "terms", "terms": [TermFactory()]}]
    explainer = published(ExplainerFactory(sections=sections))
    publication = Publication.objects.get(story=explainer)

    with django_assert_num_queries(14):
        live.read(publication, now=NOON)
