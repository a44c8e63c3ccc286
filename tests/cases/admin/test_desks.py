"""Every desk of the record opens, and its list costs the same for three rows as for one."""

import pytest
from django.contrib import admin
from django.urls import reverse

from cases.actions import (
    add_alias,
    add_counsel,
    cite,
    decide,
    identify,
    impose_penalty,
    merge_entities,
    relate_cases,
)
from cases.models import (
    Alias,
    Case,
    CaseRelation,
    Change,
    Citation,
    Claim,
    ClaimAgainst,
    Counsel,
    Court,
    Disposition,
    Docket,
    Document,
    Entity,
    Event,
    ExternalIdentifier,
    Merge,
    Party,
    Penalty,
    Source,
    Statement,
)
from cases.roles import PartyRole
from tests.factories.record import (
    CaseFactory,
    ClaimFactory,
    CourtFactory,
    DocketFactory,
    EntityFactory,
    EventFactory,
    PartyFactory,
    SourceFactory,
    StatementFactory,
)

QUERIES = {
    Case: 12,
    CaseRelation: 6,
    Change: 7,
    Claim: 6,
    ClaimAgainst: 6,
    Court: 6,
    Disposition: 6,
    Docket: 6,
    Document: 6,
    Entity: 6,
    Event: 6,
    Merge: 6,
    Party: 6,
    Penalty: 7,
    Source: 6,
    Statement: 6,
}
NOT_ADDED_BY_HAND = {Change, ClaimAgainst, Merge}
ONLY_WITHIN_OTHERS = {Alias, Citation, Counsel, ExternalIdentifier}


def file_everything():
    """A case with one row of every kind that the record has."""
    case, other = CaseFactory(), CaseFactory()
    DocketFactory(case=case)
    party = PartyFactory(case=case)
    add_counsel(party, "Ada Byrne", by=None)
    add_alias(party.entity, "RH", by=None)
    identify(party.entity, "cik", str(case.pk), by=None)
    claim = ClaimFactory(case=case, against=[party])
    pair = claim.against.get()
    decide(Disposition(against=pair, outcome="settled"), by=None)
    impose_penalty(party, "fine", amount=5, currency="USD", by=None)
    relate_cases(case, "similar", other, by=None)
    EventFactory(case=case)
    document = Document.objects.create(title="Order", url="https://courts.example/order.pdf", case=case)
    source = SourceFactory(document=document, publisher=EntityFactory())
    cite(StatementFactory(case=case, asserted_by=party.entity), source, by=None)
    merge_entities(EntityFactory(), into=source.publisher, by=None)
    return case


def page(model, name, *args):
    return reverse(f"admin:cases_{model._meta.model_name}_{name}", args=args)


def test_every_entity_of_the_record_has_a_desk():
    registered = {model for model in admin.site._registry if model._meta.app_label == "cases"}

    assert registered == QUERIES.keys()
    assert {m for m in admin.site._registry if m in ONLY_WITHIN_OTHERS} == set()


@pytest.mark.parametrize("model", QUERIES, ids=lambda model: model.__name__)
def test_list_costs_the_same_for_one_row_and_for_three(model, desk, django_assert_num_queries):
    file_everything()
    desk.get(page(model, "changelist"))

    with django_assert_num_queries(QUERIES[model]):
        first = desk.get(page(model, "changelist"))
    file_everything()
    file_everything()
    with django_assert_num_queries(QUERIES[model]):
        second = desk.get(page(model, "changelist"))

    assert (first.status_code, second.status_code) == (200, 200)


@pytest.mark.parametrize("model", QUERIES, ids=lambda model: model.__name__)
def test_forms_open(model, desk):
    file_everything()

    added = desk.get(page(model, "add"))
    changed = desk.get(page(model, "change", model.objects.first().pk))

    assert added.status_code == (403 if model in NOT_ADDED_BY_HAND else 200)
    assert changed.status_code == 200


HOSTILE = ["q=%00", "q=" + "x" * 5000, "kind__exact=%00", "p=x", "nonsense=1", "o=99", "standing=%00"]


@pytest.mark.parametrize("model", QUERIES, ids=lambda model: model.__name__)
def test_list_survives_hostile_queries(model, desk):
    statuses = [desk.get(f"{page(model, 'changelist')}?{query}").status_code for query in HOSTILE]

    assert set(statuses) <= {200, 302, 400}


@pytest.mark.parametrize("term", ["%00", "Roe", "' or 1=1 --"])
def test_autocomplete_survives_hostile_terms(term, desk):
    file_everything()
    field = "app_label=cases&model_name=party&field_name=entity"

    response = desk.get(f"/admin/autocomplete/?{field}&term={term}")

    assert response.status_code == 200


@pytest.mark.parametrize("number", ["%00", "x", "99999999999999999999999"])
def test_form_of_no_row_leads_back(number, desk):
    response = desk.get(f"/admin/cases/case/{number}/change/")

    assert response.status_code == 302


def test_deleting_what_others_rest_on_is_refused_in_words(desk):
    case = file_everything()

    response = desk.post(page(Case, "delete", case.pk), {"post": "yes"})

    assert response.status_code == 200
    assert "would require deleting the following protected related objects" in response.text
    assert Case.objects.filter(pk=case.pk).exists()


def test_delete_names_who_deleted(desk, administrator):
    court = CourtFactory()
    Change.objects.all().delete()  # of one transaction, which a test is, the log keeps the first change

    desk.post(page(Court, "delete", court.pk), {"post": "yes"})

    change = Change.objects.latest("pk")
    assert (change.verb, change.subject, change.by) == ("remove", "court", administrator)


def test_deleting_several_names_who_deleted(desk, administrator):
    courts = [CourtFactory(), CourtFactory()]
    Change.objects.all().delete()
    chosen = {"action": "delete_selected", "_selected_action": [c.pk for c in courts], "post": "yes"}

    desk.post(page(Court, "changelist"), chosen)

    assert Court.objects.count() == 0
    assert list(Change.objects.filter(verb="remove").values_list("by", flat=True)) == [administrator.pk] * 2


def test_choices_of_a_party_stay_within_the_case(desk):
    case, other = CaseFactory(), CaseFactory()
    mine, _ = PartyFactory(case=case), PartyFactory(case=other, role=PartyRole.PLAINTIFF)
    field = "app_label=cases&model_name=penalty&field_name=party&term="

    response = desk.get(f"/admin/autocomplete/?case={case.pk}&{field}")

    assert [row["id"] for row in response.json()["results"]] == [str(mine.pk)]
