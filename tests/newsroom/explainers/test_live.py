from datetime import timedelta

import pytest

from cases.actions import record_disposition
from cases.models import Document
from newsroom.explainers import live
from newsroom.explainers.shelf import COVERAGE_SHOWN, SHOWN
from newsroom.linking.actions import link_about, link_mention
from newsroom.publishing.actions import publish
from newsroom.publishing.models import Publication
from tests.factories.record import (
    CaseFactory,
    ClaimFactory,
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
    for number in range(COVERAGE_SHOWN + 2):
        covering(busy, at=NOON - number * HOUR, headline=f"Busy {number}")
    sections = [{"kind": "coverage", "cases": cases} for cases in ([busy], [quiet], [busy, quiet])]
    explainer = published(ExplainerFactory(sections=sections))

    shown = [[story.headline for story in section.coverage] for section in read(explainer).sections]

    newest = [f"Busy {number}" for number in range(COVERAGE_SHOWN)]
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

    with django_assert_num_queries(16):
        live.read(publication, now=NOON)


def first_of(sections, **stories):
    return read(published(ExplainerFactory(sections=sections, **stories))).sections[0]


def test_filter_chooses_what_a_timeline_shows_and_is_said(db):
    case = CaseFactory()
    for title, date, significance in (
        ("Early", "2022", "major"), ("Filed", "2023-06-05", "major"), ("Entry", "2023-07", "minor"),
    ):  # fmt: skip
        EventFactory(case=case, title=title, date=date, significance=significance)
    filters = ["", "after=2023", "significance=minor", "significance=major&ordering=-date"]
    sections = [{"kind": "timeline", "cases": [case], "filter": each} for each in filters]

    shown = read(published(ExplainerFactory(sections=sections))).sections

    assert [[event.title for event in section.events] for section in shown] == [
        ["Early", "Filed"], ["Filed", "Entry"], ["Entry"], ["Filed", "Early"],
    ]  # fmt: skip
    assert [section.filter_in_words for section in shown] == ["", "from 2023 on", "minor", "major"]


def test_section_shows_no_more_than_a_page_holds_and_says_so(db):
    cases = [CaseFactory(), CaseFactory()]
    for number in range(SHOWN + 1):
        EventFactory(case=cases[0], title=f"Hearing {number}", date="2023", significance="major")
    EventFactory(case=cases[1], significance="major", date="2024")
    sections = [{"kind": "timeline", "cases": [case]} for case in cases]

    long, short = read(published(ExplainerFactory(sections=sections))).sections

    assert (len(long.events), long.is_cut) == (SHOWN, True)
    assert (len(short.events), short.is_cut) == (1, False)


def test_endings_are_told_case_by_case_with_the_source_they_rest_on(db):
    source = SourceFactory(publisher=EntityFactory())
    cases = []
    for number in range(2):
        case = CaseFactory(caption=f"Doe v. Roe {number}")
        roe = PartyFactory(case=case)
        claim = ClaimFactory(case=case, title="Fraud", against=[roe, PartyFactory(case=case)])
        record_disposition(claim, roe, "settled", source=source, by=None)
        cases.append(case)
    sections = [{"kind": "dispositions", "cases": cases, "filter": each} for each in ("", "decided=true")]
    explainer = published(ExplainerFactory(sections=sections))

    whole, ended = read(explainer).sections

    def told(section):
        return [
            (case.caption, [row.disposition and row.disposition.outcome for row in rows])
            for case, rows in section.claims
        ]

    assert told(whole) == [("Doe v. Roe 0", ["settled", None]), ("Doe v. Roe 1", ["settled", None])]
    assert told(ended) == [("Doe v. Roe 0", ["settled"]), ("Doe v. Roe 1", ["settled"])]
    assert {("source", source.pk), ("entity", source.publisher_id)} <= read(explainer).made_from


def test_documents_of_a_sealed_case_are_not_shown(db):
    open_case, sealed = CaseFactory(), CaseFactory()
    for case in (open_case, sealed):
        Document.objects.create(case=case, title=f"Order {case.pk}", url="https://example.org/order.pdf")
    explainer = published(ExplainerFactory(sections=[{"kind": "documents", "cases": [open_case, sealed]}]))
    sealed.is_sealed = True
    sealed.save()

    reading = read(explainer)

    assert [paper.case for paper in reading.sections[0].documents] == [open_case]
    assert ("case", sealed.pk) in reading.made_from


def test_status_and_parties_are_narrowed_too(db):
    ended = DispositionFactory().against.case
    goes_on = CaseFactory()
    sec = PartyFactory(case=goes_on, entity=EntityFactory(kind="agency"), role="plaintiff")
    PartyFactory(case=goes_on, role="defendant")
    sections = [
        {"kind": "status", "cases": [ended, goes_on], "filter": "open=true"},
        {"kind": "who", "cases": [goes_on], "filter": "role=plaintiff"},
        {"kind": "who", "cases": [goes_on]},
    ]

    status, plaintiffs, everybody = read(published(ExplainerFactory(sections=sections))).sections

    assert status.cases == [goes_on]
    assert plaintiffs.people == [(goes_on, [sec])]
    assert len(everybody.people[0][1]) == 2


def test_coverage_is_narrowed_by_the_filters_of_stories(db):
    case = CaseFactory()
    covering(case, headline="Judge rules")
    covering(case, headline="Roe appeals")

    section = first_of([{"kind": "coverage", "cases": [case], "filter": "q=appeals"}])

    assert [story.headline for story in section.coverage] == ["Roe appeals"]


def test_case_that_the_filter_keeps_nothing_of_is_an_ingredient_all_the_same(db):
    case = CaseFactory()
    explainer = published(
        ExplainerFactory(sections=[{"kind": "timeline", "cases": [case], "filter": "kind=verdict"}])
    )

    reading = read(explainer)

    assert reading.sections[0].events == []
    assert ("case", case.pk) in reading.made_from


def test_edition_of_before_filters_and_depths_is_read_in_full(db):
    case = CaseFactory()
    EventFactory(case=case, significance="major")
    explainer = published(ExplainerFactory(sections=[{"kind": "timeline", "cases": [case]}]))
    edition = Publication.objects.get(story=explainer)
    for name in ("filter", "shown_from"):
        del edition.content["sections"][0][name]

    section = live.read(edition, now=NOON).sections[0]

    assert (len(section.events), section.shown_from, section.filter) == (1, "full", "")


@pytest.mark.parametrize("number", [1, 3])
def test_filtered_sections_cost_the_same_however_many(db, django_assert_num_queries, number):
    filters = {
        "status": "open=false", "who": "role=defendant", "timeline": "significance=major",
        "dispositions": "decided=true", "documents": "kind=other", "coverage": "q=hearing",
    }  # fmt: skip
    sections = []
    for _ in range(number):
        case = DispositionFactory().against.case
        EventFactory(case=case, significance="major")
        Document.objects.create(case=case, title="Order", url="https://example.org/order.pdf")
        covering(case)
        sections += [{"kind": kind, "cases": [case], "filter": text} for kind, text in filters.items()]
    explainer = published(ExplainerFactory(sections=sections))
    publication = Publication.objects.get(story=explainer)

    with django_assert_num_queries(20):
        live.read(publication, now=NOON)
