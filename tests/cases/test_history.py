from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.db import DatabaseError, InternalError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.actions import amend_case, keep, record_disposition, remove, reverse_disposition
from cases.history import at, restore, steps, versions
from cases.models import Case, Disposition, Event
from cases.status import status_sentence
from tests.factories.record import (
    CaseFactory,
    ClaimFactory,
    CourtFactory,
    DocketFactory,
    EventFactory,
    PartyFactory,
)  # fmt: skip

# What a version has beyond the row; and the tables that are themselves a log.
OF_VERSIONS = [
    "version_id",
    "recorded_at",
    "superseded_at",
    "verb",
    "recorded_by",
    "why",
    "ended_by",
    "is_deleted",
    "ended_verb",
    "ended_why",
]
NOT_KEPT = {"cases_change", "cases_docketline", "cases_merge", "cases_upload"}


def now():
    """The database's clock, which versions are stamped by."""
    with connection.cursor() as cursor:
        cursor.execute("select clock_timestamp()")
        return cursor.fetchone()[0]


def test_record_answers_as_it_would_have_then(editor):
    party = PartyFactory(entity__name="Roe Exchange")
    claim = ClaimFactory(case=party.case, against=[party])
    before = now()
    settled = record_disposition(claim, party, "settled", by=editor)
    between = now()
    record_disposition(claim, party, "dismissed", prejudice="with", supersedes=settled, by=editor)

    told = []
    for moment in (before, between, now()):
        with at(known_at=moment):
            told.append(status_sentence(Case.objects.with_card().get()))

    assert told == [
        "Open.",
        "Roe Exchange settled.",
        "Dismissed with prejudice for Roe Exchange.",
    ]


def test_relations_and_filters_travel_too(db):
    docket = DocketFactory(court=CourtFactory(code="dcd"))
    party = PartyFactory(case=docket.case, entity__name="Roe Exchange")
    then = now()
    party.entity.name = "Roe Holdings"
    keep(party.entity, by=None)
    remove(party, by=None)

    with at(known_at=then):
        old = list(Case.objects.in_court(docket.court).filter(parties__entity__name="Roe Exchange"))
        names = [p.entity.name for p in Case.objects.with_card().get().parties.all()]

    assert (old, names) == ([docket.case], ["Roe Exchange"])
    assert list(Case.objects.filter(parties__isnull=False)) == []


def test_record_answers_what_held_on_a_day(editor):
    case = CaseFactory(date_filed="2023-06-05", date_terminated="2025-05-29")
    party = PartyFactory(case=case, entity__name="Roe Exchange", date_joined="2023-07")
    claim = ClaimFactory(case=case, against=[party])
    stayed = record_disposition(claim, party, "stayed", date="2025-02", by=editor)
    record_disposition(
        claim, party, "dismissed", prejudice="with", date="2025-05-29", supersedes=stayed, by=editor
    )
    EventFactory(case=case, date="2025-05-29", title="Joint filing")
    EventFactory(case=case, date="2024", title="Some hearing")

    told = []
    for day in (date(2023, 6, 4), date(2023, 6, 5), date(2025, 1, 31), date(2025, 2, 1), date(2025, 5, 29)):
        with at(as_of=day):
            cases = Case.objects.with_card()
            told.append([(status_sentence(c), [e.title for e in c.events.all()]) for c in cases])

    assert told == [
        [],
        [("Open since 5 June 2023.", [])],
        [("Open since 5 June 2023.", ["Some hearing"])],
        [("Stayed for Roe Exchange in February 2025.", ["Some hearing"])],
        [("Dismissed with prejudice for Roe Exchange on 29 May 2025.", ["Some hearing", "Joint filing"])],
    ]


def test_both_clocks_together_tell_what_was_known_of_a_day(editor):
    party = PartyFactory(entity__name="Roe Exchange")
    claim = ClaimFactory(case=party.case, against=[party])
    before = now()
    record_disposition(claim, party, "settled", date="2024-03-01", by=editor)

    told = []
    for known_at, day in [(before, date(2024, 6, 1)), (now(), date(2024, 6, 1)), (now(), date(2024, 2, 1))]:
        with at(known_at=known_at, as_of=day):
            told.append(status_sentence(Case.objects.with_card().get()))

    assert told == [
        "Open.",
        "Roe Exchange settled on 1 March 2024.",
        "Open.",
    ]


def test_what_has_no_date_holds_on_every_day(db):
    EventFactory(case=CaseFactory(), date="2025")
    party = PartyFactory()

    with at(as_of=date(1990, 1, 1)):
        assert set(Case.objects.filter(parties=party)) == {party.case}
        assert list(Event.objects.all()) == []


def test_past_cannot_be_written(db):
    case = CaseFactory()

    with pytest.raises(InternalError, match="read-only"), at(known_at=now()):
        Case.objects.filter(pk=case.pk).update(caption="Rewritten")

    Case.objects.filter(pk=case.pk).update(caption="Present v. Past")
    assert Case.objects.get().caption == "Present v. Past"


def test_present_is_back_after_the_visit(db):
    then = now()
    CaseFactory()

    with at(known_at=then):
        assert Case.objects.count() == 0
        with at(known_at=now()):
            assert Case.objects.count() == 1
        assert Case.objects.count() == 0

    assert Case.objects.count() == 1


def test_before_the_first_record_there_was_nothing(db):
    CaseFactory()

    with at(known_at=datetime(2001, 1, 1, tzinfo=UTC)):
        assert list(Case.objects.all()) == []


def test_history_tells_who_changed_what_from_what_to_what(editor):
    case = CaseFactory(caption="Doe v. Roe")
    case.caption = "Doe v. Roe Holdings"
    case.date_filed = "2023-06-05"
    amend_case(case, by=editor)

    (_, (version, changed)) = steps(Case, case.pk)

    assert (version.verb, version.recorded_by) == ("amend_case", editor.pk)
    assert [(d.field.name, d.old, str(d.new)) for d in changed] == [
        ("caption", "Doe v. Roe", "Doe v. Roe Holdings"),
        ("date_filed", None, "5 June 2023"),
    ]


def test_save_that_changes_nothing_makes_no_version(db):
    case = CaseFactory()

    amend_case(case, by=None)

    assert len(versions(Case, case.pk)) == 1


def test_change_by_raw_sql_has_its_version(db):
    case = CaseFactory()

    with connection.cursor() as cursor:
        cursor.execute("update cases_case set summary = 'By hand.' where id = %s", [case.pk])

    assert [(v.verb, v.row.summary) for v in versions(Case, case.pk)] == [
        ("file_case", ""),
        ("change", "By hand."),
    ]


def test_field_is_restored_alone(editor):
    case = CaseFactory(caption="Doe v. Roe", summary="First.")
    case.caption, case.summary = "Wrong v. Wrong", "Second."
    amend_case(case, by=editor)

    restore(versions(Case, case.pk)[0], by=editor, fields=("caption",))

    assert Case.objects.values_list("caption", "summary").get() == ("Doe v. Roe", "Second.")
    assert versions(Case, case.pk)[-1].verb == "restore"


def test_deleted_row_comes_back_as_itself(editor):
    event = EventFactory(title="Status conference")
    pk = event.pk
    remove(event, by=editor)

    (gone,) = versions(Event, pk)
    restored = restore(gone, by=editor)

    assert (gone.is_deleted, gone.ended_by) == (True, editor.pk)
    assert Event.objects.get() == restored
    assert (restored.pk, restored.title) == (pk, "Status conference")


@pytest.mark.parametrize(
    "statement", ["update history.cases_case set caption = 'Forged'", "delete from history.cases_case"]
)
def test_history_cannot_be_altered(db, statement):
    CaseFactory()

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement)


def test_every_table_of_the_record_keeps_every_column(db):
    kept = {}
    with connection.cursor() as cursor:
        for schema in ("public", "past", "history"):
            cursor.execute(
                "select table_name, array_agg(column_name::text order by column_name::text)"
                " from information_schema.columns where table_schema = %s and table_name like 'cases\\_%%'"
                " and column_name <> all(%s) group by 1",
                [schema, [] if schema == "public" else OF_VERSIONS],
            )
            kept[schema] = dict(cursor.fetchall())
    record = {
        model._meta.db_table for model in apps.get_app_config("cases").get_models(include_auto_created=True)
    }

    expected = {table: columns for table, columns in kept["public"].items() if table in record - NOT_KEPT}
    assert kept["past"] == expected
    assert kept["history"] == expected


def test_history_goes_on_with_a_column_that_a_migration_adds(db):
    case = CaseFactory(caption="Doe v. Roe")
    with connection.cursor() as cursor:
        cursor.execute("alter table cases_case add stayed_on date")
        cursor.execute("call history.keep('cases_case')")
        cursor.execute("update cases_case set stayed_on = '2024-03-01' where id = %s", [case.pk])
    after = now()

    with at(known_at=after), connection.cursor() as cursor:
        cursor.execute("select caption, stayed_on from cases_case where id = %s", [case.pk])
        assert cursor.fetchall() == [("Doe v. Roe", date(2024, 3, 1))]
    assert len(versions(Case, case.pk)) == 2


# Random acts against a plain model of what the record should say

ACTS = st.lists(
    st.tuples(st.sampled_from(["settled", "convicted", "stayed", "vacated", "reverse"]), st.integers(0, 2)),
    max_size=8,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_history_replays_every_instant(db, acts):
    claims = [ClaimFactory() for _ in range(3)]
    parties = [PartyFactory(case=claim.case) for claim in claims]
    stacks, snapshots = {claim.pk: [] for claim in claims}, []

    for act, number in acts:
        claim = claims[number]
        live = Disposition.objects.live().filter(against__claim=claim).first()
        if act != "reverse":
            record_disposition(claim, parties[number], act, by=None, supersedes=live)
            stacks[claim.pk].append(act)
        elif live:
            reverse_disposition(live, by=None)
            stacks[claim.pk].pop()
        snapshots.append((now(), {pk: stack[-1] for pk, stack in stacks.items() if stack}))

    for moment, expected in snapshots:
        with at(known_at=moment):
            live = Disposition.objects.live().filter(against__claim__in=stacks)
            assert dict(live.values_list("against__claim", "outcome")) == expected
