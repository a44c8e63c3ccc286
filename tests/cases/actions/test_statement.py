from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from cases.actions import (
    check_statement,
    enter_statement,
    keep,
    prefer_statement,
    record_statement,
    remove,
)
from cases.models import Change, Document, Event, Source, Statement
from tests.factories.record import (
    CaseFactory,
    EntityFactory,
    EventFactory,
    PenaltyFactory,
    SourceFactory,
    StatementFactory,
)  # fmt: skip


def test_statement_cites_its_sources_with_locators(db):
    complaint, report = SourceFactory(), SourceFactory(kind="news")

    statement = StatementFactory(sources=[(complaint, "¶ 12"), report])

    assert list(statement.citations.values_list("source", "locator")) == [
        (complaint.pk, "¶ 12"),
        (report.pk, ""),
    ]


def test_statement_about_nothing_is_refused(db):
    with pytest.raises(ValidationError) as refusal:
        record_statement("The exchange inflated volumes.", mode="alleged", by=None)

    assert refusal.value.messages == ["Say what it is about: a case, party, claim, event or entity."]


def test_one_statement_on_a_point_is_preferred(db):
    case = CaseFactory()
    StatementFactory(case=case, point="penalty", is_preferred=True)

    with pytest.raises(ValidationError) as refusal:
        StatementFactory(case=case, point="penalty", is_preferred=True)

    assert refusal.value.messages == ["Another statement on this point is already preferred."]
    assert StatementFactory(case=case, point="penalty").pk
    assert StatementFactory(case=CaseFactory(), point="penalty", is_preferred=True).pk


def test_preference_without_a_point_is_refused(db):
    with pytest.raises(ValidationError) as refusal:
        StatementFactory(is_preferred=True)

    assert refusal.value.messages == ["Name the point at issue to prefer one statement on it."]


def test_unsourced_statements_are_those_nobody_bears_out(db):
    StatementFactory(sources=[SourceFactory()])
    bare = StatementFactory()

    assert list(Statement.objects.unsourced()) == [bare]


def test_statements_load_with_attribution_in_two_queries(db, django_assert_num_queries):
    for _ in range(3):
        StatementFactory(
            asserted_by=EntityFactory(),
            via=EntityFactory(),
            sources=[SourceFactory(publisher=EntityFactory())],
        )

    with django_assert_num_queries(2):
        told = [
            (s.asserted_by.name, s.via.name, [c.source.publisher.name for c in s.citations.all()])
            for s in Statement.objects.with_attribution()
        ]

    assert len(told) == 3


def test_change_to_a_citation_is_noted_for_the_statement_and_its_case(db):
    statement = StatementFactory(sources=[SourceFactory()])
    Change.objects.all().delete()

    remove(statement.citations.get(), by=None)

    noted = list(Change.objects.order_by("pk").values_list("verb", "subject", "subject_id"))
    assert noted == [("remove", "statement", statement.pk), ("remove", "case", statement.case_id)]


def test_document_must_be_somewhere(db):
    with pytest.raises(ValidationError) as refusal:
        keep(Document(title="Complaint"), by=None)

    assert refusal.value.messages == ["Upload the document or give its URL."]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"amount": 100, "currency": ""}, "An amount needs its currency, and a currency its amount."),
        ({"amount": None, "currency": "USD"}, "An amount needs its currency, and a currency its amount."),
        (
            {"amount": None, "currency": "", "duration": 4},
            "A duration needs its unit and a unit its duration; life has none.",
        ),
        (
            {"amount": None, "currency": "", "duration_unit": "months"},
            "A duration needs its unit and a unit its duration; life has none.",
        ),
    ],
)
def test_penalty_says_how_much_and_how_long(db, fields, message):
    with pytest.raises(ValidationError) as refusal:
        PenaltyFactory(**fields)

    assert refusal.value.messages == [message]


def test_expected_event_is_overdue_once_its_last_possible_day_has_passed(db):
    past = EventFactory(date="2025-05-29", standing="expected")
    EventFactory(date="2025-06", standing="expected")
    EventFactory(date="2025-05-01", standing="confirmed")

    assert list(Event.objects.overdue(date(2025, 6, 2))) == [past]


def test_statement_is_entered_with_a_source_not_yet_recorded(db):
    source = Source(title="Order, ECF No. 112", kind="filing")
    statement = Statement(text="The claims are dismissed.", mode="found", case=CaseFactory())

    enter_statement(statement, source=source, locator="p. 3", date_accessed=date(2025, 5, 29), by=None)

    citation = statement.citations.get()
    assert (citation.source, citation.locator) == (Source.objects.get(), "p. 3")


def test_statement_without_words_enters_no_source(db):
    with pytest.raises(ValidationError):
        enter_statement(
            Statement(text="", mode="found", case=CaseFactory()), source=Source(title="Order"), by=None
        )

    assert Source.objects.count() == 0


def test_check_puts_a_name_and_a_moment_to_a_statement(editor):
    moment = datetime(2025, 5, 29, 12, tzinfo=UTC)

    checked = check_statement(StatementFactory(), by=editor, now=moment)

    assert (checked.checked_by, checked.checked_at) == (editor, moment)


def test_preferred_statement_gives_way_to_another_on_its_point(db):
    case = CaseFactory()
    first = StatementFactory(case=case, point="number of tokens", is_preferred=True)
    other = StatementFactory(case=case, point="date of filing", is_preferred=True)
    second = StatementFactory(case=case, point="number of tokens")

    prefer_statement(second, by=None)

    preferred = Statement.objects.filter(is_preferred=True)
    assert set(preferred) == {other, second}
    assert first in Statement.objects.filter(is_preferred=False)


def test_going_by_a_statement_on_no_point_is_refused(db):
    with pytest.raises(ValidationError, match="Name the point at issue first"):
        prefer_statement(StatementFactory(), by=None)
