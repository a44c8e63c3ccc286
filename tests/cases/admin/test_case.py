"""The desk of cases: the list, and the form that files a case."""

import pytest
from django.urls import reverse

from cases.models import Case, Claim, Entity
from tests.factories.browser import added_row, errors, filled, submit
from tests.factories.record import (
    CaseFactory,
    ClaimFactory,
    CourtFactory,
    DispositionFactory,
    DocketFactory,
    EntityFactory,
    EventFactory,
    PartyFactory,
)


def change(row):
    return reverse(f"admin:cases_{row._meta.model_name}_change", args=[row.pk])


def file_case(desk, **rows):
    typed = {"caption": "SEC v. Roe", "slug": "sec-v-roe", "date_filed": "June 2023"}
    return submit(desk, "/admin/cases/case/add/", **typed, **rows)


def test_case_is_filed_with_its_first_docket_parties_and_claims_and_leads_to_its_file(desk):
    rows = added_row("dockets", court=CourtFactory().pk, docket_number="1:23-cv-01599")
    rows |= added_row("parties", 0, entity=EntityFactory().pk, role="defendant")
    rows |= added_row("parties", 1, entity=EntityFactory().pk, role="plaintiff")
    rows |= added_row("claims", kind="claim", title="Offering unregistered securities")

    response = file_case(desk, **rows)

    case = Case.objects.get()
    assert (case.dockets.count(), case.parties.count(), case.claims.count()) == (1, 2, 1)
    assert str(case.date_filed) == "June 2023"
    assert response["Location"] == change(case)
    assert "Case filed." in desk.get(change(case)).text


def test_claims_filed_with_a_case_are_against_everyone_who_answers_to_it(desk):
    rows = added_row("parties", 0, entity=EntityFactory().pk, role="defendant")
    rows |= added_row("parties", 1, entity=EntityFactory().pk, role="plaintiff")
    rows |= added_row("claims", kind="claim", title="Offering unregistered securities")

    file_case(desk, **rows)

    assert [pair.party.role for pair in Case.objects.get().claims_against.all()] == ["defendant"]


def test_party_that_is_not_registered_is_registered_with_the_case(desk):
    rows = added_row("parties", entity="new:company:Acme Holdings LLC", role="defendant")

    file_case(desk, **rows)

    entity = Case.objects.get().parties.get().entity
    assert (entity.name, entity.kind, entity.slug) == ("Acme Holdings LLC", "company", "acme-holdings-llc")


def test_refused_form_registers_nobody_and_keeps_the_name(desk):
    CaseFactory(slug="sec-v-roe")
    rows = added_row("parties", entity="new:company:Acme Holdings LLC", role="defendant")

    response = file_case(desk, **rows)

    assert list(errors(response)) == ["slug"]
    assert "Acme Holdings LLC (new company)" in response.text
    assert Entity.objects.count() == 0


def test_case_may_be_followed_by_another(desk):
    page = desk.get("/admin/cases/case/add/")

    response = desk.post(page.request["PATH_INFO"], filled(page, caption="A", slug="a", _addanother="1"))

    assert response["Location"] == "/admin/cases/case/add/"


def test_window_beside_another_form_keeps_the_plain_form(desk):
    case = CaseFactory()

    shown = desk.get(f"{change(case)}?_popup=1")
    saved = submit(desk, f"{change(case)}?_popup=1", caption="Doe v. Roe Holdings")

    assert 'class="act' not in shown.text
    assert saved.status_code == 200
    assert Case.objects.get().caption == "Doe v. Roe Holdings"


def test_claim_is_brought_against_a_party(desk):
    party = PartyFactory()
    claim = ClaimFactory(case=party.case)

    submit(desk, change(claim), **added_row("against", party=party.pk))

    assert Claim.objects.get().against.get().party == party


def test_party_is_charged_with_a_claim_of_its_case(desk):
    party = PartyFactory()
    claim = ClaimFactory(case=party.case)

    submit(desk, change(party), **added_row("claims_against", claim=claim.pk))

    assert party.claims_against.get().claim == claim


@pytest.mark.parametrize(("standing", "count"), [("open", 1), ("closed", 1), ("nonsense", 2)])
def test_cases_are_told_apart_by_standing(desk, standing, count):
    DispositionFactory()
    CaseFactory()

    response = desk.get(f"/admin/cases/case/?standing={standing}")

    assert response.context["cl"].result_count == count


@pytest.mark.parametrize(
    ("address", "count"),
    [
        ("/admin/cases/event/?overdue=yes", 1),
        ("/admin/cases/event/", 2),
        ("/admin/cases/statement/?unsourced=yes", 0),
    ],
)
def test_lists_know_what_is_to_do(desk, address, count):
    EventFactory(date="2025-01-01", standing="expected")
    EventFactory(date="2025-01-01", standing="confirmed")

    assert desk.get(address).context["cl"].result_count == count


def test_case_of_many_dockets_lists_three(desk):
    case = CaseFactory()
    for _ in range(4):
        DocketFactory(case=case)

    assert "and 1 more" in desk.get("/admin/cases/case/").text


def test_sealed_case_has_no_page_to_view(desk):
    sealed, public = CaseFactory(is_sealed=True), CaseFactory()

    assert f'href="{sealed.get_absolute_url()}"' not in desk.get(change(sealed)).text
    assert f'href="{public.get_absolute_url()}"' in desk.get(change(public)).text


def test_change_log_leads_to_what_changed(desk):
    case = CaseFactory()

    text = desk.get("/admin/cases/change/").text

    assert f'<a href="/admin/cases/case/{case.pk}/change/">case {case.pk}</a>' in text
    assert "file case" in text


def test_disposition_is_corrected_at_its_own_desk(desk):
    live = DispositionFactory()

    submit(desk, change(live), date="21 November 2023")

    live.refresh_from_db()
    assert str(live.date) == "21 November 2023"
    assert live.superseded_by is None


@pytest.mark.parametrize("prefix", ["claims_against", "against"])
def test_empty_pair_is_refused_at_what_is_missing(desk, prefix):
    party = PartyFactory()
    row = party if prefix == "claims_against" else ClaimFactory(case=party.case)
    field = "claim" if prefix == "claims_against" else "party"

    response = submit(desk, change(row), **added_row(prefix, **{field: "nonsense"}))

    assert list(errors(response)) == [f"{prefix}-0-{field}"]
