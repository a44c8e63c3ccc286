import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from cases.actions import file_case, register_entity
from cases.models import Case, Change, Entity
from cases.verb import verb
from tests.factories.record import CaseFactory, PartyFactory


def test_verb_names_itself_and_who_acts_in_the_log(editor):
    case = file_case("Doe v. Roe", by=editor)

    change = Change.objects.get(subject="case", subject_id=case.pk)
    assert (change.verb, change.by) == ("file_case", editor)


def test_verb_inside_another_leaves_the_outermost_name(editor, log_changes):
    @verb
    def open_two_files(*, by):
        return file_case("Doe v. Roe", by=None), file_case("Poe v. Roe", by=None)

    first, second = open_two_files(by=editor)

    assert log_changes() == [("open_two_files", "case", first.pk), ("open_two_files", "case", second.pk)]
    assert set(Change.objects.values_list("by", flat=True)) == {editor.pk}


def test_verb_forgets_its_name_when_it_is_done(editor, log_changes):
    file_case("Doe v. Roe", by=editor)

    Entity.objects.create(kind="person", name="Jane Doe", name_key="jane doe", slug="jane-doe")

    assert [verb for verb, _, _ in log_changes()] == ["file_case", "change"]


def test_verb_that_fails_leaves_nothing_and_is_forgotten(editor, log_changes):
    with pytest.raises(ValidationError):
        file_case("", by=editor)

    register_entity("Jane Doe", kind="person", by=editor)

    assert Case.objects.count() == 0
    assert [verb for verb, _, _ in log_changes()] == ["register_entity"]


def test_change_that_bypasses_the_verbs_is_noted_all_the_same(db):
    case = CaseFactory()
    Change.objects.all().delete()

    with connection.cursor() as cursor:
        cursor.execute("update cases_case set summary = 'Altered by hand.' where id = %s", [case.pk])

    assert list(Change.objects.order_by("pk").values_list("verb", "subject", "subject_id", "by")) == [
        ("change", "case", case.pk, None)
    ]


def test_change_is_noted_once_per_subject_and_transaction(db):
    case = CaseFactory()

    Case.objects.update(summary="First.")
    Case.objects.update(summary="Second.")

    assert Change.objects.filter(subject="case", subject_id=case.pk).count() == 1


def test_row_that_moves_to_another_case_notes_both(db):
    party, other = PartyFactory(), CaseFactory()
    Change.objects.all().delete()

    type(party).objects.filter(pk=party.pk).update(case=other)

    noted = set(Change.objects.filter(subject="case").values_list("subject_id", flat=True))
    assert noted == {party.case_id, other.pk}
