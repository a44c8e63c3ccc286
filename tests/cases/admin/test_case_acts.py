"""What an editor does on a case file: it goes through a verb, or says what is wrong and loses nothing."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.actions import record_disposition
from cases.models import (
    Case,
    CaseRelation,
    Citation,
    Claim,
    ClaimAgainst,
    Disposition,
    Document,
    Entity,
    Event,
    Party,
    Penalty,
    Source,
    Statement,
)
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


def address(name, case, row=None):
    return reverse(f"admin:cases_case_{name}", args=[case.pk, row.pk] if row else [case.pk])


def act(client, name, case, row=None, query="", /, **typed):
    return client.post(
        address(name, case, row) + query, {key: v for key, v in typed.items() if v is not None}
    )


def errors(response):
    """What the act's form says is wrong, by field; it is the one that is open, with all that was typed."""
    acting = response.context["acting"]
    assert response.status_code == 200
    assert 'role="alert"' in response.text
    assert acting.is_open
    return {name: list(said) for name, said in acting.form.errors.items()}


def test_act_leads_back_to_its_section_and_says_what_was_done(desk):
    case = CaseFactory()

    response = act(desk, "join", case, entities=[EntityFactory().pk], role="defendant")

    assert response["Location"] == reverse("admin:cases_case_change", args=[case.pk]) + "#parties"
    page = desk.get(response["Location"])
    assert '<p class="file-told" role="status">Parties added.</p>' in page.text
    assert list(page.context["messages"]) == []


def test_act_asked_for_shows_its_form_open(desk):
    response = desk.get(address("happen", CaseFactory()))

    assert '<details class="act" id="act-happen" open>' in response.text


def test_details_of_the_case_are_edited(desk):
    case = CaseFactory(slug="doe-v-roe")
    typed = {"caption": "Doe v. Roe Holdings", "kind": "criminal", "slug": "doe-v-roe"}

    act(desk, "amend", case, **typed)

    assert (Case.objects.get().caption, Case.objects.get().kind) == ("Doe v. Roe Holdings", "criminal")


def test_details_refused_are_not_shown_as_if_they_were_so(desk):
    case = CaseFactory(caption="Doe v. Roe")
    typed = {"caption": "Doe v. Nobody", "kind": "civil", "slug": "", "date_filed": "2025"}

    response = act(desk, "amend", case, date_terminated="2024", **typed)

    assert list(errors(response)) == ["slug", "date_terminated"]
    assert "<h1>Doe v. Roe</h1>" in response.text
    assert 'value="Doe v. Nobody"' in response.text


def test_docket_is_attached(desk):
    case, court = CaseFactory(), CourtFactory()

    act(desk, "attach-docket", case, court=court.pk, docket_number="1:23-cv-01599-ABJ", judge="A. Roe")

    docket = case.dockets.get()
    assert (docket.docket_number_key, docket.judge) == ("1:23-cv-01599", "A. Roe")


def test_parties_join_at_once_some_of_them_new(desk):
    case, there = CaseFactory(), EntityFactory(name="Roe Holdings")

    act(desk, "join", case, entities=[there.pk, "new:person:Jane Roe"], role="defendant")

    assert [str(party) for party in case.parties.all()] == ["Roe Holdings, defendant", "Jane Roe, defendant"]


def test_party_that_is_there_already_is_refused_and_nobody_is_registered(desk):
    party = PartyFactory()

    chosen = ["new:person:Jane Roe", party.entity_id]
    response = act(desk, "join", party.case, entities=chosen, role="defendant")

    assert errors(response) == {"__all__": ["This party already has this role in the case."]}
    assert "Jane Roe (new person)" in response.text
    assert (Party.objects.count(), Entity.objects.filter(name="Jane Roe").count()) == (1, 0)


def test_counsel_appears_for_a_party(desk):
    party = PartyFactory()

    act(desk, "appear", party.case, party=party.pk, name="Ada Byrne", firm="Byrne LLP", is_lead="on")

    lawyer = party.counsel.get()
    assert (lawyer.name, lawyer.firm, lawyer.is_lead) == ("Ada Byrne", "Byrne LLP", True)


def test_claim_is_brought_against_everyone_who_answers_to_the_case(desk):
    party = PartyFactory()
    PartyFactory(case=party.case, role="plaintiff")

    act(desk, "bring", party.case, title="Misleading investors", kind="claim", whom="everyone")

    assert [pair.party for pair in Claim.objects.get().against.all()] == [party]


def test_claim_is_brought_against_those_chosen(desk):
    party = PartyFactory()
    PartyFactory(case=party.case)

    act(desk, "bring", party.case, title="Fraud", kind="claim", whom="chosen", parties=[party.pk])

    assert [pair.party for pair in Claim.objects.get().against.all()] == [party]


def test_claim_against_nobody_chosen_is_refused_there(desk):
    response = act(desk, "bring", CaseFactory(kind="criminal"), title="Fraud", kind="count", whom="chosen")

    assert list(errors(response)) == ["parties"]
    assert Claim.objects.count() == 0


@pytest.fixture
def three(db):
    """A case with three defendants, sued for two claims each."""
    case = CaseFactory(date_filed="2023-06-05")
    parties = [PartyFactory(case=case) for _ in range(3)]
    for title in ("Offering unregistered securities", "Misleading investors"):
        ClaimFactory(case=case, title=title, against=parties)
    return case


STIPULATED = {"outcome": "dismissed", "prejudice": "with", "decided_by": "stipulation", "date": "29 May 2025"}


def test_every_open_claim_ends_in_one_act_with_its_source(desk, three):
    typed = {"which": "open", "seen_open": 6, "source_title": "Joint stipulation", "source_kind": "filing"}

    act(desk, "end", three, **typed, **STIPULATED)

    text = desk.get(reverse("admin:cases_case_change", args=[three.pk])).text
    assert "Dismissed with prejudice for all three defendants on 29 May 2025, by joint stipulation." in text
    assert {d.source for d in Disposition.objects.live()} == {Source.objects.get()}


def test_ticked_claims_end_and_no_others(desk, three):
    pairs = list(three.claims_against.order_by("pk")[:2])

    act(desk, "end", three, which="ticked", pairs=[f"{pair.pk}:" for pair in pairs], **STIPULATED)

    assert [d.against for d in Disposition.objects.order_by("against")] == pairs


def test_ending_that_its_editor_saw_gives_way(desk, three):
    pair = three.claims_against.first()
    live = record_disposition(pair.claim, pair.party, "settled", by=None)

    act(desk, "end", three, which="ticked", pairs=[f"{pair.pk}:{live.pk}"], outcome="vacated")

    live.refresh_from_db()
    assert live.superseded_by == Disposition.objects.live().get(outcome="vacated")


def test_second_of_two_editors_is_told_who_decided_and_may_supersede(desk, three, editor):
    pair = three.claims_against.first()
    typed = {"which": "ticked", "pairs": [f"{pair.pk}:"], **STIPULATED}
    live = record_disposition(pair.claim, pair.party, "settled", by=editor)

    response = act(desk, "end", three, **typed)

    (said,) = errors(response)["supersede"]
    assert said == (
        f"Already decided: {pair}: settled, recorded by Nora Quill. "
        "Tick what the new ending takes the place of; it stays in the record."
    )
    assert f'name="supersede" value="{live.pk}"' in response.text
    assert list(Disposition.objects.all()) == [live]

    act(desk, "end", three, supersede=[live.pk], **typed)

    live.refresh_from_db()
    assert str(live.superseded_by) == "dismissed with prejudice"


def test_many_that_were_decided_meanwhile_are_named_up_to_five(desk, three):
    for pair in three.claims_against.all():
        record_disposition(pair.claim, pair.party, "settled", by=None)
    ticked = [f"{pair.pk}:" for pair in three.claims_against.all()]

    response = act(desk, "end", three, which="ticked", pairs=ticked, **STIPULATED)

    (said,) = errors(response)["supersede"]
    assert " and 1 more. " in said
    assert "recorded by" not in said


def test_every_open_claim_is_not_what_it_was(desk, three):
    pair = three.claims_against.first()
    record_disposition(pair.claim, pair.party, "settled", by=None)

    response = act(desk, "end", three, which="open", seen_open=6, **STIPULATED)
    again = act(desk, "end", three, which="open", seen_open=5, **STIPULATED)

    assert list(errors(response)) == ["which"]
    assert 'name="seen_open" value="5"' in response.text
    assert again.status_code == 302
    assert Disposition.objects.live().count() == 6


def test_nothing_open_and_nothing_ticked_are_refused(desk, three):
    nothing_ticked = act(desk, "end", three, which="ticked", **STIPULATED)
    ClaimAgainst.objects.all().delete()
    nothing_open = act(desk, "end", three, which="open", seen_open=0, **STIPULATED)

    assert errors(nothing_ticked) == {"which": ["Tick at least one claim and party in the table."]}
    assert errors(nothing_open)["which"] == ["No claim is open: tick those whose end you record."]


@pytest.mark.parametrize("ticked", ["stranger", "nonsense:", "\0", "9" * 40, ":"])
def test_claim_of_another_case_does_not_end_here(desk, three, ticked):
    if ticked == "stranger":
        party = PartyFactory()
        ticked = f"{ClaimFactory(case=party.case, against=[party]).against.get().pk}:"

    response = act(desk, "end", three, which="ticked", pairs=[ticked], **STIPULATED)

    assert list(errors(response)) == ["which"]
    assert Disposition.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"outcome": "dismissed"}, "prejudice"),
        ({"outcome": "settled", "date": "May 2023"}, "date"),
        ({"outcome": "settled", "date": "31 February 2025"}, "date"),
        ({"outcome": "escaped"}, "outcome"),
        ({"outcome": "settled", "note": "x" * 501}, "note"),
        ({"outcome": "settled", "printed": "a\0b"}, "printed"),
        ({"outcome": "settled", "source_url": "https://example.org/40.pdf"}, "source_title"),
        ({"outcome": "settled", "source_title": "Order", "source_url": "javascript:alert(1)"}, "source_url"),
    ],
)
def test_ending_that_cannot_be_is_refused_where_it_is_wrong(desk, three, typed, field):
    response = act(desk, "end", three, which="open", seen_open=6, **typed)

    assert list(errors(response)) == [field]
    assert (Disposition.objects.count(), Source.objects.count()) == (0, 0)


def test_penalty_is_imposed(desk):
    party, source = PartyFactory(), SourceFactory()
    typed = {"party": party.pk, "kind": "fine", "amount": "50000", "currency": "USD"}

    act(desk, "impose", party.case, source=source.pk, **typed)

    penalty = Penalty.objects.get()
    assert (penalty.party, penalty.case, penalty.source) == (party, party.case, source)


@pytest.mark.parametrize("name", ["impose", "appear"])
def test_party_of_another_case_is_refused(desk, name):
    typed = {"party": PartyFactory().pk, "kind": "fine", "name": "Ada Byrne"}

    response = act(desk, name, CaseFactory(), **typed)

    assert list(errors(response)) == ["party"]
    assert Penalty.objects.count() == 0


def test_amount_needs_a_currency(desk):
    party = PartyFactory()

    response = act(desk, "impose", party.case, party=party.pk, kind="fine", amount="5")

    assert list(errors(response)) == ["currency"]


HEARING = {"kind": "hearing", "title": "Status conference", "significance": "major"}


@pytest.mark.parametrize(
    ("days", "chosen", "standing"),
    [
        (30, "", "expected"),
        (-30, "", "confirmed"),
        (30, "cancelled", "cancelled"),
        (-30, "expected", "expected"),
    ],
)
def test_event_to_come_is_expected_unless_said_otherwise(desk, days, chosen, standing):
    case = CaseFactory()
    date = timezone.localdate() + timedelta(days=days)

    act(desk, "happen", case, date=date.isoformat(), standing=chosen, **HEARING)

    assert case.events.get().standing == standing


def test_minor_event_is_shown_after_it_was_added(desk):
    case = CaseFactory()

    response = act(desk, "happen", case, date="2024-01-01", **{**HEARING, "significance": "minor"})

    assert response["Location"].endswith("/change/?timeline=all#timeline")


def test_event_cites_a_new_source(desk):
    case = CaseFactory()
    source = {"source_title": "Minute order", "source_url": "https://example.org/112"}

    act(desk, "happen", case, date="2024-01-01", **HEARING, **source)

    assert (case.events.get().source.title, case.events.get().source.kind) == ("Minute order", "filing")


def test_source_is_chosen_or_new_and_not_both(desk):
    case, source = CaseFactory(), SourceFactory()

    response = act(desk, "happen", case, date="2024-01-01", source=source.pk, source_title="Order", **HEARING)

    assert list(errors(response)) == ["source_title"]
    assert Event.objects.count() == 0


def test_event_is_edited_in_its_place_on_the_page_it_stands_on(desk):
    event = EventFactory(title="Hearing")
    query = "?timeline=all&events=1"

    shown = desk.get(address("edit-event", event.case, event) + query)
    response = act(desk, "edit-event", event.case, event, query, date="6 June 2023", **HEARING)

    assert '<li class="file-edited"><form method="post"' in shown.text
    assert 'value="Hearing"' in shown.text
    assert response["Location"].endswith(f"/change/{query}#timeline")
    event.refresh_from_db()
    assert (event.title, str(event.date)) == ("Status conference", "6 June 2023")


def test_event_on_another_page_is_edited_at_the_head_of_the_section(desk):
    case = CaseFactory()
    first = EventFactory(case=case, date="2020-01-01")
    for _ in range(26):
        EventFactory(case=case, significance="major")

    response = desk.get(address("edit-event", case, first))

    assert response.context["is_apart"]
    assert 'id="edit-event-form"' in response.text


@pytest.mark.parametrize("name", ["edit-event", "cite", "check", "prefer"])
def test_row_of_another_case_cannot_be_acted_on(desk, name):
    case = CaseFactory()
    row = EventFactory() if name == "edit-event" else StatementFactory()

    response = act(desk, name, case, row)

    assert response.status_code == 404


def test_docket_of_another_case_is_refused(desk):
    response = act(desk, "happen", CaseFactory(), date="2024", docket=DocketFactory().pk, **HEARING)

    assert list(errors(response)) == ["docket"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"title": "x" * 251}, "title"),
        ({"title": "a\0b"}, "title"),
        ({"title": ""}, "title"),
        ({"date": "06/05/2025"}, "date"),
        ({"date": ""}, "date"),
        ({"kind": "explosion"}, "kind"),
        ({"entry_number": "9" * 21}, "entry_number"),
    ],
)
def test_event_that_cannot_be_is_refused_and_what_was_typed_is_kept(desk, typed, field):
    typed = {"date": "2024-01-01", **HEARING, "description": "Held by telephone.", **typed}

    response = act(desk, "happen", CaseFactory(), **typed)

    assert list(errors(response)) == [field]
    assert "Held by telephone." in response.text
    assert 'tabindex="-1" autofocus' in response.text
    assert Event.objects.count() == 0


FACT = {"text": "Roe sold tokens to the public.", "mode": "alleged"}


def test_statement_is_added_with_layered_attribution_and_source(desk):
    party = PartyFactory()
    sec, reuters = EntityFactory(name="SEC"), EntityFactory(name="Reuters")
    typed = {"asserted_by": sec.pk, "via": reuters.pk, "about": f"party:{party.pk}"}
    where = {"source_title": "Complaint", "source_kind": "filing", "locator": "¶ 12"}

    act(desk, "state", party.case, date_accessed="2025-05-29", **FACT, **typed, **where)

    statement = Statement.objects.get()
    assert (statement.case, statement.party) == (party.case, party)
    assert (statement.asserted_by, statement.via) == (sec, reuters)
    citation = Citation.objects.get()
    assert (str(citation.source), citation.locator, str(citation.date_accessed)) == (
        "Complaint", "¶ 12", "2025-05-29",
    )  # fmt: skip


def test_statement_may_be_about_what_the_case_has(desk):
    event = EventFactory(significance="major")
    party = PartyFactory(case=event.case)
    claim = ClaimFactory(case=event.case, against=[party])

    offered = dict(desk.get(address("state", event.case)).context["acting"].form.fields["about"].choices)

    assert offered == {
        "case": "the case itself",
        "Parties": [(f"party:{party.pk}", str(party))],
        "Claims": [(f"claim:{claim.pk}", str(claim))],
        "Events": [(f"event:{event.pk}", "5 June 2023: Status conference")],
    }


@pytest.mark.parametrize("about", ["party", "nonsense", "", "party:x", "case:1"])
def test_statement_about_something_else_is_refused(desk, about):
    about = f"party:{PartyFactory().pk}" if about == "party" else about

    response = act(desk, "state", CaseFactory(), about=about, **FACT)

    assert list(errors(response)) == ["about"]
    assert Statement.objects.count() == 0


def test_second_preferred_statement_on_a_point_is_refused(desk):
    first = StatementFactory(point="date of filing", is_preferred=True)
    typed = {"about": "case", "point": "date of filing", "is_preferred": "on"}

    response = act(desk, "state", first.case, **FACT, **typed)

    assert errors(response) == {"is_preferred": ["Another statement on this point is already preferred."]}


def test_statement_is_checked_in_the_name_of_who_is_signed_in(desk, administrator):
    statement = StatementFactory()

    response = act(desk, "check", statement.case, statement)

    statement.refresh_from_db()
    assert response["Location"].endswith("#statements")
    assert statement.checked_by == administrator
    assert "Checked by me" not in desk.get(response["Location"]).text


def test_asking_about_a_check_checks_nothing(desk):
    statement = StatementFactory()

    response = desk.get(address("check", statement.case, statement))

    assert response.status_code == 405
    assert Statement.objects.get().checked_by is None


def test_another_account_is_gone_by(desk):
    first = StatementFactory(point="date of filing", is_preferred=True)
    second = StatementFactory(case=first.case, point="date of filing")

    act(desk, "prefer", first.case, second)

    assert Statement.objects.get(is_preferred=True) == second


def test_going_by_a_statement_on_no_point_says_what_to_do(desk):
    statement = StatementFactory()

    response = act(desk, "prefer", statement.case, statement)

    assert "Name the point at issue first" in errors(response)["__all__"][0]


def test_source_is_cited_for_a_statement(desk):
    statement, source = StatementFactory(), SourceFactory()

    act(desk, "cite", statement.case, statement, source=source.pk, locator="p. 4")
    again = act(desk, "cite", statement.case, statement, source=source.pk, locator="p. 4")
    nothing = act(desk, "cite", statement.case, statement, locator="p. 4")

    assert [str(c.locator) for c in statement.citations.all()] == ["p. 4"]
    assert list(errors(again).values()) == [["This source is already cited there for this statement."]]
    assert list(errors(nothing)) == ["source"]


def test_document_is_added(desk):
    case = CaseFactory()

    act(desk, "add-document", case, title="Order", kind="order", url="https://example.org/112.pdf")
    nowhere = act(desk, "add-document", case, title="Order", kind="order")

    assert Document.objects.get().case == case
    assert errors(nowhere) == {"url": ["Upload the document or give its URL."]}


def test_case_is_related_to_one_known_only_as_printed(desk):
    case = CaseFactory()

    act(desk, "relate", case, kind="appeal_of", to_printed="2d Cir. 24-1187")
    itself = act(desk, "relate", case, kind="similar", to_case=case.pk)

    assert CaseRelation.objects.get().to_printed == "2d Cir. 24-1187"
    assert errors(itself) == {"to_case": ["A case cannot be related to itself."]}


def test_act_on_no_case_leads_back(desk):
    response = desk.post("/admin/cases/case/999999/happen/", {})

    assert response.status_code == 302
