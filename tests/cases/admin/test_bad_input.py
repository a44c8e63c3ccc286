"""What cannot be so is refused beside the field it is typed into, and nothing is kept."""

import pytest
from django.urls import reverse

from cases.models import Case, CaseRelation, Disposition, Docket, Entity, Party, Penalty
from tests.factories.browser import added_row, errors, submit
from tests.factories.record import (
    CaseFactory,
    ClaimFactory,
    CourtFactory,
    DispositionFactory,
    DocketFactory,
    EntityFactory,
    PartyFactory,
    SourceFactory,
)


def add(model):
    return reverse(f"admin:cases_{model._meta.model_name}_add")


def change(row):
    return reverse(f"admin:cases_{row._meta.model_name}_change", args=[row.pk])


def test_case_with_a_taken_slug_is_refused_at_the_slug(desk):
    CaseFactory(slug="doe-v-roe")

    response = submit(desk, add(Case), caption="Doe v. Roe", slug="doe-v-roe")

    assert errors(response) == {"slug": ["Case with this Slug already exists."]}
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("30 February 2025", "30 February 2025 does not exist."),
        ("2025-13", "There is no month 13. Months go from 01 to 12."),
        (
            "06/05/2025",
            "06/05/2025 can be read in more than one way. Type the month as a word: 29 May 2025.",
        ),
        (
            "\0",
            "\0 is not a date we can read. Type a date like 29 May 2025, 2025-05-29, May 2025 or 2025.",
        ),
    ],
)
def test_case_filed_on_an_impossible_date_is_refused_at_the_date(desk, typed, said):
    response = submit(desk, add(Case), caption="Doe v. Roe", slug="doe-v-roe", date_filed=typed)

    assert errors(response) == {"date_filed": [said]}
    assert Case.objects.count() == 0


def test_case_that_ends_before_it_begins_is_refused_at_its_end(desk):
    typed = {"date_filed": "June 2023", "date_terminated": "May 2023"}

    response = submit(desk, add(Case), caption="Doe v. Roe", slug="doe-v-roe", **typed)

    assert errors(response) == {"date_terminated": ["A case cannot end before it was filed."]}


@pytest.mark.parametrize("printed", ["1:23-cv-01599", "1:23-CV-1599-ABJ", "No. 1:23-cv-01599"])
def test_docket_number_twice_in_one_court_is_refused_at_the_number(desk, printed):
    first = DocketFactory(docket_number="1:23-cv-01599")
    typed = {"case": first.case_id, "court": first.court_id, "docket_number": printed}

    response = submit(desk, add(Docket), **typed)

    assert errors(response) == {"docket_number": ["This court already has a docket with this number."]}


def test_docket_number_twice_in_one_form_is_refused(desk):
    court = CourtFactory()
    rows = added_row("dockets", 0, court=court.pk, docket_number="1:23-cv-01599")
    rows |= added_row("dockets", 1, court=court.pk, docket_number="1:23-cv-01599-ABJ")

    response = submit(desk, add(Case), caption="Doe v. Roe", slug="doe-v-roe", **rows)

    assert errors(response)["dockets"] == ["This court already has a docket with this number."]
    assert Case.objects.count() == 0


def test_two_dockets_of_one_case_in_one_court_are_kept(desk):
    court = CourtFactory()
    rows = added_row("dockets", 0, court=court.pk, docket_number="1:23-cv-01599")
    rows |= added_row("dockets", 1, court=court.pk, docket_number="1:23-cv-01600")

    submit(desk, add(Case), caption="Doe v. Roe", slug="doe-v-roe", **rows)

    keys = Case.objects.get().dockets.order_by("pk").values_list("docket_number_key", flat=True)
    assert list(keys) == ["1:23-cv-01599", "1:23-cv-01600"]


def test_docket_number_without_letter_or_digit_is_refused_at_the_number(desk):
    typed = {"case": CaseFactory().pk, "court": CourtFactory().pk, "docket_number": "---"}

    response = submit(desk, add(Docket), **typed)

    assert errors(response) == {
        "docket_number": ["Type the docket number as the court prints it, for example 1:23-cv-01599."]
    }


def test_party_twice_in_one_role_is_refused_at_the_role(desk):
    party = PartyFactory()

    response = submit(desk, add(Party), case=party.case_id, entity=party.entity_id, role=party.role)

    assert errors(response) == {"role": ["This party already has this role in the case."]}
    assert party.case.parties.count() == 1


def test_second_live_disposition_is_refused_with_what_to_do(desk):
    live = DispositionFactory()
    typed = {"against": live.against_id, "outcome": "vacated"}

    response = submit(desk, add(Disposition), **typed)

    (said,) = errors(response)["supersedes"]
    assert said.endswith("Record the new one as superseding it.")
    assert list(response.context["adminform"].form.fields["supersedes"].queryset) == [live]
    assert list(Disposition.objects.all()) == [live]


def test_later_disposition_supersedes_the_live_one(desk):
    live = DispositionFactory()

    submit(desk, f"{add(Disposition)}?against={live.against_id}&supersedes={live.pk}", outcome="vacated")

    later = Disposition.objects.live().get()
    live.refresh_from_db()
    assert (later.outcome, live.superseded_by) == ("vacated", later)


def test_dismissal_that_says_nothing_of_prejudice_is_refused_there(desk):
    party = PartyFactory()
    against = ClaimFactory(case=party.case, against=[party]).against.get()

    response = submit(desk, add(Disposition), against=against.pk, outcome="dismissed")

    assert list(errors(response)) == ["prejudice"]


@pytest.mark.parametrize("chosen", ["nonsense", "-1", "9" * 40, "0"])
def test_disposition_of_no_claim_is_refused(desk, chosen):
    response = submit(desk, add(Disposition), against=chosen, outcome="settled")

    assert list(errors(response)) == ["against"]


def test_claim_is_not_brought_against_a_party_of_another_case(desk):
    claim, stranger = ClaimFactory(), PartyFactory()

    response = submit(desk, change(claim), **added_row("against", party=stranger.pk))

    assert list(errors(response)) == ["against-0-party"]


def test_penalty_is_of_the_case_of_its_party(desk):
    party = PartyFactory()

    submit(desk, add(Penalty), party=party.pk, kind="fine", amount="50000000", currency="USD")

    assert Penalty.objects.get().case == party.case


def test_amount_without_currency_is_refused_at_the_currency(desk):
    response = submit(desk, add(Penalty), party=PartyFactory().pk, kind="fine", amount="5")

    assert errors(response) == {"currency": ["An amount needs its currency, and a currency its amount."]}


def test_case_related_to_itself_is_refused_at_the_other_case(desk):
    case = CaseFactory()
    typed = {"from_case": case.pk, "kind": "similar", "to_case": case.pk}

    response = submit(desk, add(CaseRelation), **typed)

    assert errors(response) == {"to_case": ["A case cannot be related to itself."]}


def test_name_without_a_letter_is_refused_at_the_name(desk):
    response = submit(desk, add(Entity), name="—", kind="company", slug="dash")

    assert errors(response) == {"name": ["A name needs at least one letter or digit."]}


def test_alias_twice_is_refused_at_the_name(desk):
    entity = EntityFactory()
    rows = added_row("aliases", 0, name="SEC", kind="acronym", strength="strong")
    submit(desk, change(entity), **rows)

    again = added_row("aliases", 1, initial=1, name="sec", kind="acronym", strength="strong")
    response = submit(desk, change(entity), **again)

    assert errors(response) == {"aliases-1-name": ["This entity already has this alias."]}


def test_identifier_of_another_entity_is_refused_at_its_value(desk):
    one, other = EntityFactory(), EntityFactory()
    submit(desk, change(one), **added_row("identifiers", scheme="cik", value="1679788"))

    response = submit(desk, change(other), **added_row("identifiers", scheme="cik", value="1679788"))

    assert errors(response) == {"identifiers-0-value": ["Another entity already has this identifier."]}


def test_statement_about_nothing_is_refused_at_the_case(desk):
    typed = {"text": "The token is a security.", "mode": "alleged"}

    response = submit(desk, "/admin/cases/statement/add/", **typed)

    assert errors(response) == {"case": ["Say what it is about: a case, party, claim, event or entity."]}


def test_court_that_hears_its_own_appeals_is_refused_there(desk):
    court = CourtFactory()

    response = submit(desk, change(court), appeals_to=court.pk)

    assert list(errors(response)) == ["appeals_to"]


def test_document_that_is_nowhere_is_refused_at_the_file(desk):
    response = submit(desk, "/admin/cases/document/add/", title="Order", kind="order")

    assert errors(response) == {"file": ["Upload the document or give its URL."]}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "nowhere"])
def test_source_at_a_hostile_address_is_refused_there(desk, url):
    response = submit(desk, change(SourceFactory()), url=url)

    assert errors(response) == {"url": ["Enter a valid URL."]}


def test_row_that_vanished_meanwhile_is_no_server_error(desk):
    entity = EntityFactory()
    gone = added_row("aliases", 0, initial=1, id=99_999, name="RH", kind="acronym", strength="strong")

    response = submit(desk, change(entity), **gone)

    assert response.status_code == 200
    assert entity.aliases.count() == 0
