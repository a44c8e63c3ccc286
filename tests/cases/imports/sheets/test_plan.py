import csv
import io

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cases.actions import amend_entity
from cases.exports import csv_lines
from cases.imports.sheets import Refused, apply_sheet, plan, plan_sheet, read_sheet, rehearse_sheet
from cases.models import Alias, Case, Docket, Entity, Event, Party
from tests.factories.record import (
    CaseFactory,
    CourtFactory,
    DocketFactory,
    EntityFactory,
    EventFactory,
    PartyFactory,
)


def sheet(what, *rows):
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return read_sheet(text.getvalue().encode(), what)


def take(what, *rows):
    return apply_sheet(sheet(what, *rows), by=None)


def counts(done):
    return tuple(done.counts[name] for name in ("created", "changed", "unchanged"))


def problems(what, *rows):
    with pytest.raises(Refused) as refusal:
        take(what, *rows)
    planned = plan_sheet(sheet(what, *rows)).problems
    assert planned == refusal.value.plan.problems
    return [(problem.row, problem.column, problem.value, problem.message) for problem in planned]


@pytest.fixture
def court(db):
    return CourtFactory(code="dcd")


@pytest.fixture
def case(court):
    return CaseFactory(
        caption="SEC v. Roe", slug="sec-v-roe", summary="Old.", court=court, docket_number="1:23-cv-01599"
    )


# Cases


def test_new_case_is_filed_with_its_docket(court):
    header = ["slug", "caption", "kind", "date_filed", "is_sealed", "court", "docket_number", "judge"]

    done = take(
        "cases", header, ["", "SEC v. Roe", "Civil enforcement", "2023-06", "yes", "DCD", "23-cv-1599", "Jo"]
    )

    assert counts(done) == (1, 0, 0)
    case = Case.objects.get()
    assert (case.slug, case.kind, str(case.date_filed), case.is_sealed) == (
        "sec-v-roe", "civil_enforcement", "June 2023", True,
    )  # fmt: skip
    assert list(case.dockets.values_list("court__code", "docket_number", "judge")) == [
        ("dcd", "23-cv-1599", "Jo")
    ]


def test_case_found_by_slug_is_amended_where_a_cell_says_something(case):
    done = take(
        "cases",
        ["slug", "caption", "summary", "date_filed", "court", "docket_number", "judge"],
        ["sec-v-roe", "SEC v. Roe Holdings", "", "2023", "dcd", "1:23-cv-01599-ABJ", "Amy Jackson"],
    )

    case.refresh_from_db()
    docket = case.dockets.get()
    assert counts(done) == (0, 1, 0)
    assert (case.caption, case.summary, str(case.date_filed)) == ("SEC v. Roe Holdings", "Old.", "2023")
    assert (docket.judge, docket.docket_number) == ("Amy Jackson", "1:23-cv-01599-ABJ")
    assert done.differences == [
        {"row": 2, "which": "SEC v. Roe", "column": name, "old": old, "new": new}
        for name, old, new in [
            ("caption", "SEC v. Roe", "SEC v. Roe Holdings"),
            ("date_filed", "", "2023"),
            ("judge", "", "Amy Jackson"),
            ("docket_number", "1:23-cv-01599", "1:23-cv-01599-ABJ"),
        ]
    ]


def test_case_is_found_by_court_and_docket_number(case):
    done = take(
        "cases",
        ["caption", "court", "docket_number", "summary"],
        ["SEC v. Roe", "dcd", "Case No. 1:23-cv-1599", "New."],
    )

    case.refresh_from_db()
    assert (counts(done), case.summary) == ((0, 1, 0), "New.")


def test_known_case_gets_a_further_docket(case):
    CourtFactory(code="cadc")

    take(
        "cases",
        ["slug", "caption", "court", "docket_number", "judge"],
        ["sec-v-roe", "SEC v. Roe", "cadc", "23-5001", "Rao"],
    )

    assert list(case.dockets.order_by("pk").values_list("court__code", "judge")) == [
        ("dcd", ""),
        ("cadc", "Rao"),
    ]


def test_single_hyphen_empties_a_value(case):
    done = take("cases", ["slug", "caption", "summary", "date_filed"], ["sec-v-roe", "SEC v. Roe", "-", "-"])

    case.refresh_from_db()
    assert (counts(done), case.summary, case.date_filed) == ((0, 1, 0), "", None)


def test_hyphen_with_an_apostrophe_is_a_hyphen(case):
    take("cases", ["slug", "caption", "summary"], ["sec-v-roe", "SEC v. Roe", "'-"])

    case.refresh_from_db()
    assert case.summary == "-"


def test_every_bad_cell_of_a_case_is_told(case):
    DocketFactory(
        court=case.dockets.get().court, docket_number="1:24-cv-00002", case=CaseFactory(slug="other")
    )
    header = ["slug", "caption", "kind", "date_filed", "is_sealed", "court", "docket_number", "judge"]

    told = problems(
        "cases",
        header,
        ["sec-v-roe", "-", "divorce", "05/06/2023", "perhaps", "", "", ""],
        ["", "Doe v. Roe", "", "", "", "", "", ""],
        ["doe", "", "", "", "", "xyz", "—", ""],
        ["doe", "Doe v. Roe", "", "", "", "xyz", "1:24-cv-00001", ""],
        ["doe", "Doe v. Roe", "", "", "", "dcd", "", ""],
        ["doe", "Doe v. Roe", "", "", "", "", "", "Jo"],
        ["sec-v-roe", "Doe v. Roe", "", "", "", "dcd", "1:24-cv-00002", ""],
        ["a b", "x" * 501, "", "", "", "", "", "a\0b"],
        ["too", "many", "cells"],
    )

    assert told == [
        (2, "caption", "-", "This can't be emptied."),
        (2, "kind", "divorce", "There is no such kind."),
        (2, "date_filed", "05/06/2023",
         "05/06/2023 can be read in more than one way. Type the month as a word: 29 May 2025."),
        (2, "is_sealed", "perhaps", "Say yes or no."),
        (3, "slug", "", "Give a slug, or court and docket_number, to find the case by."),
        (4, "caption", "", "The cell is empty."),
        (4, "docket_number", "—",
         "Type the docket number as the court prints it, for example 1:23-cv-01599."),
        (5, "court", "xyz", "The record knows no court of this code."),
        (6, "docket_number", "", "A docket is named by court and docket_number together."),
        (7, "docket_number", "", "Judge, cause and nature of suit belong to a docket: name it."),
        (8, "docket_number", "1:24-cv-00002", "Another case has this docket: other."),
        (9, "slug", "a b",
         "Enter a valid “slug” consisting of letters, numbers, underscores or hyphens."),
        (9, "caption", f"{'x' * 79}…", "Ensure this value has at most 500 characters (it has 501)."),
        (9, "judge", "a�b", "The cell holds a NUL character, which no text has. Type it anew."),
        (10, "", "", ("The row has 3 cells, the header 8: it ends before date_filed."
         " Is a quotation mark or a delimiter missing?")),
    ]  # fmt: skip


def test_nothing_is_imported_where_one_row_is_wrong(case):
    rows = [["slug", "caption", "date_filed"], ["doe", "Doe v. Roe", ""], ["roe", "Roe v. Poe", "soon"]]

    assert [problem[:2] for problem in problems("cases", *rows)] == [(3, "date_filed")]
    assert list(Case.objects.all()) == [case]


@pytest.mark.parametrize("number_of_rows", [1, 600])
def test_row_that_says_the_same_again_is_refused(court, number_of_rows):
    between = [[f"doe-{number}", f"Doe v. Roe {number}"] for number in range(number_of_rows)]
    again = [["SEC-v", "SEC v. Roe"], *between, ["SEC-v", "SEC v. Roe"]]

    told = problems("cases", ["slug", "caption"], *again)

    message = "This row says the same again as row 2. Take one of them out."
    assert told == [(number_of_rows + 3, "", "", message)]


def test_what_only_the_record_can_refuse_is_told_by_the_rehearsal(court):
    rows = sheet(
        "cases", ["slug", "caption", "date_filed", "date_terminated"], ["doe", "Doe v. Roe", "2024", "2023"]
    )

    planned, rehearsed = plan_sheet(rows), rehearse_sheet(rows, by=None)

    assert planned.problems == []
    assert list(map(str, rehearsed.problems)) == ["row 2: A case cannot end before it was filed."]


def test_rehearsal_leaves_the_record_as_it_was(case):
    rows = sheet("cases", ["slug", "caption"], ["sec-v-roe", "SEC v. Poe"], ["doe", "Doe v. Roe"])

    rehearsed = rehearse_sheet(rows, by=None)

    assert counts(rehearsed) == (1, 1, 0)
    assert list(Case.objects.values_list("caption", flat=True)) == ["SEC v. Roe"]


def test_import_is_logged_under_its_own_name(editor, log_changes):
    apply_sheet(sheet("cases", ["slug", "caption"], ["doe", "Doe v. Roe"]), by=editor)

    assert log_changes() == [("import_sheet", "case", Case.objects.get().pk)]


def test_problems_are_told_up_to_a_thousand(court, monkeypatch):
    monkeypatch.setattr(plan, "MOST_PROBLEMS", 3)
    rows = [[f"doe-{number}", ""] for number in range(5)]

    summary = plan_sheet(sheet("cases", ["slug", "caption"], *rows)).summary()

    assert ([problem["row"] for problem in summary["problems"]], summary["more_problems"]) == (
        [2, 3, 4],
        True,
    )


def test_enormous_cell_is_told_by_row_and_column(court):
    told = problems("cases", ["slug", "caption", "summary"], ["doe", "Doe v. Roe", "x" * 10_000_000])

    assert told == [
        (2, "summary", f"{'x' * 79}…", "The cell has 10,000,000 characters; 100,000 are the most.")
    ]


def test_row_with_too_many_cells_is_told(court):
    told = problems("cases", ["slug", "caption"], ["doe", "Doe v. Roe", "more"])

    assert told == [
        (2, "", "", "The row has 3 cells, the header 2. Is a quotation mark or a delimiter missing?")
    ]


# Entities


def test_new_entity_is_registered_with_names_and_identifiers(db):
    header = ["slug", "name", "kind", "country", "aliases", "identifiers"]

    done = take(
        "entities", header, ["roe", "Roe Holdings", "company", "KY", "Roe | Roe Exchange", "cik:0001679788"]
    )

    entity = Entity.objects.get()
    assert (counts(done), entity.slug, entity.name_key) == ((1, 0, 0), "roe", "roe holdings")
    assert sorted(entity.aliases.values_list("name", flat=True)) == ["Roe", "Roe Exchange"]
    assert str(entity.identifiers.get()) == "SEC CIK 0001679788"


def test_entity_gains_the_names_it_has_not(db):
    header = ["slug", "name", "kind", "aliases", "identifiers"]
    take("entities", header, ["roe", "Roe Holdings", "company", "Roe", "cik:0001679788"])

    row = ["", "Roe Inc.", "company", "ROE | Roe Exchange | roe exchange", "cik:0001679788 | wikidata:Q312"]
    done = take("entities", ["slug", "name", "kind", "aliases", "identifiers"], row)
    again = take("entities", ["slug", "name", "kind", "aliases", "identifiers"], row)

    entity = Entity.objects.get()
    assert (counts(done), counts(again)) == ((0, 1, 0), (0, 0, 1))
    assert (entity.name, entity.name_key) == ("Roe Inc.", "roe inc")
    assert set(entity.aliases.values_list("name", flat=True)) == {"Roe", "roe exchange"}
    assert set(entity.identifiers.values_list("scheme", "value")) == {
        ("cik", "0001679788"),
        ("wikidata", "Q312"),
    }


def test_entity_gains_a_name_and_nothing_else_changes(db):
    take("entities", ["slug", "name", "kind"], ["roe", "Roe Holdings", "company"])

    done = take("entities", ["slug", "name", "kind", "aliases"], ["roe", "Roe Holdings", "company", "Roe"])

    assert [(each["column"], each["old"], each["new"]) for each in done.differences] == [
        ("aliases", "", "Roe")
    ]
    assert [alias.name for alias in Entity.objects.get().aliases.all()] == ["Roe"]


def test_every_bad_cell_of_an_entity_is_told(db):
    header = ["slug", "name", "kind", "country", "website", "identifiers"]
    take("entities", header, ["roe", "Roe", "company", "", "", "cik:0001679788"])

    told = problems(
        "entities",
        header,
        ["", "Doe Corp.", "company", "", "", ""],
        ["doe", "Doe Corp.", "company", "ky", "nowhere", "passport:7"],
        ["doe", "Doe Corp.", "company", "", "", "cik:0001679788"],
        ["", "Doe Corp.", "company", "", "", "lei:"],
    )

    assert [(row, column, value) for row, column, value, _ in told] == [
        (2, "slug", ""), (3, "country", "ky"), (3, "website", "nowhere"), (3, "identifiers", "passport:7"),
        (4, "identifiers", "cik:0001679788"), (5, "identifiers", "lei:"),
    ]  # fmt: skip
    assert told[0][3] == "Give a slug, for instance doe-corp, or an identifier, to find the entity by."
    assert told[4][3] == "Another entity has this identifier: roe."


# Parties


def test_new_party_joins_by_references(case):
    entity = EntityFactory(slug="roe", name="Roe")
    take("entities", ["slug", "name", "kind", "identifiers"], ["poe", "Poe", "person", "wikidata:Q312"])

    done = take(
        "parties",
        ["court", "docket_number", "entity", "role_printed", "date_joined"],
        ["dcd", "1:23-cv-01599", "roe", "Defendant", "2023"],
        ["dcd", "1:23-cv-01599", "wikidata:Q312", "Intervenor Plaintiff", ""],
    )

    assert counts(done) == (2, 0, 0)
    assert list(case.parties.values_list("entity__slug", "role", "docket__docket_number")) == [
        ("roe", "defendant", "1:23-cv-01599"), ("poe", "intervenor_plaintiff", "1:23-cv-01599"),
    ]  # fmt: skip
    assert entity.roles.get().case == case


def test_known_party_is_amended(case):
    party = PartyFactory(case=case, entity=EntityFactory(slug="roe"), role="defendant")
    row = ["sec-v-roe", "roe", "defendant", "ROE", "2025"]

    done = take("parties", ["case", "entity", "role", "name_printed", "date_terminated"], row)
    again = take("parties", ["case", "entity", "role", "name_printed", "date_terminated"], row)

    party.refresh_from_db()
    assert (counts(done), counts(again)) == ((0, 1, 0), (0, 0, 1))
    assert (party.name_printed, str(party.date_terminated)) == ("ROE", "2025")


def test_every_bad_reference_of_a_party_is_told(case):
    EntityFactory(slug="roe")
    CaseFactory(slug="doe")

    told = problems(
        "parties",
        ["case", "court", "docket_number", "entity", "role"],
        ["nowhere", "", "", "roe", "defendant"],
        ["", "", "", "roe", "defendant"],
        ["", "dcd", "1:99-cv-00001", "roe", "defendant"],
        ["doe", "dcd", "1:23-cv-01599", "roe", "defendant"],
        ["sec-v-roe", "", "", "nobody", "defendant"],
        ["sec-v-roe", "", "", "cik:0001679788", "defendant"],
        ["sec-v-roe", "", "", "roe", ""],
    )

    assert told == [
        (2, "case", "nowhere", "No case in the record has this slug. Import the cases first."),
        (3, "case", "", "Say which case: its slug, or court and docket_number."),
        (
            4,
            "docket_number",
            "1:99-cv-00001",
            "No case in the record has this docket. Import the cases first.",
        ),
        (5, "docket_number", "1:23-cv-01599", "This is the docket of another case, SEC v. Roe."),
        (6, "entity", "nobody", "The record has no such entity. Import the entities first."),
        (7, "entity", "cik:0001679788", "The record has no such entity. Import the entities first."),
        (8, "role", "", "Say the role, or how the court prints it in role_printed."),
    ]  # fmt: skip


# Events

EVENT = ["case", "date", "title", "kind", "significance", "entry_number"]


def test_new_event_is_recorded_and_found_again(case):
    row = ["sec-v-roe", "29 May 2025", "Stipulation filed", "dismissal", "major", "299"]

    done, again = take("events", EVENT, row), take("events", EVENT, row)

    assert (counts(done), counts(again)) == ((1, 0, 0), (0, 0, 1))
    event = Event.objects.get()
    assert (event.case, str(event.date), event.significance) == (case, "29 May 2025", "major")


def test_events_of_one_day_and_title_are_told_apart_by_entry_number(case):
    for number in ("7", "8"):
        EventFactory(case=case, date="2025-05-29", title="ORDER", kind="order", entry_number=number)

    done = take(
        "events", EVENT,
        ["sec-v-roe", "2025-05-29", "ORDER", "order", "major", "8"],
        ["sec-v-roe", "2025-05-29", "ORDER", "order", "", "7"],
        ["sec-v-roe", "2025-05-29", "ORDER", "order", "", "9"],
    )  # fmt: skip

    assert counts(done) == (1, 1, 1)
    assert list(case.events.order_by("pk").values_list("entry_number", "significance")) == [
        ("7", "minor"), ("8", "major"), ("9", "minor"),
    ]  # fmt: skip


def test_event_without_a_number_gets_the_rows(case):
    event = EventFactory(case=case, date="2025-05-29", title="ORDER", kind="order")

    take("events", EVENT, ["sec-v-roe", "2025-05-29", "ORDER", "opinion", "", "9"])

    event.refresh_from_db()
    assert (event.entry_number, event.kind) == ("9", "opinion")


def test_event_moves_to_the_docket_that_is_named(case):
    event = EventFactory(case=case, date="2025-05-29", title="ORDER", kind="order")

    take(
        "events", ["court", "docket_number", "date", "title", "kind"],
        ["dcd", "1:23-cv-01599", "2025-05-29", "ORDER", "order"],
    )  # fmt: skip

    event.refresh_from_db()
    assert event.docket == case.dockets.get()


# There and back again


@pytest.mark.parametrize("what", ["cases", "parties", "events", "entities"])
def test_export_is_imported_without_a_change(case, what):
    party = PartyFactory(
        case=case, docket=case.dockets.get(), role_printed="Defendant", date_joined="2023-06"
    )
    entity = party.entity
    entity.name, entity.description = "=cmd|' /C calc'!A0", '\'-1, "two"\nlines '
    amend_entity(entity, by=None)
    for number in ("", "", "7"):
        EventFactory(case=case, docket=case.dockets.get(), title="@ORDER", entry_number=number)
    before = [list(model.objects.values()) for model in (Case, Docket, Entity, Alias, Party, Event)]
    data = "".join(csv_lines(what, user=None)).encode()

    done = apply_sheet(read_sheet(data, what), by=None)

    assert (counts(done)[:2], done.counts["unchanged"] > 0, done.ignored_columns) == ((0, 0), True, [])
    assert before == [list(model.objects.values()) for model in (Case, Docket, Entity, Alias, Party, Event)]


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(
        st.characters(exclude_characters="\0", exclude_categories=["Cs"]) | st.sampled_from("'=+-@\t\r\n ＝"),
        max_size=60,
    )
)
@example("\u3000-")
def test_any_text_comes_back_unchanged(case, text):
    Case.objects.update(summary=text)

    done = apply_sheet(read_sheet("".join(csv_lines("cases", user=None)).encode(), "cases"), by=None)

    assert counts(done) == (0, 0, 1)
    assert Case.objects.get().summary == text


def test_queries_do_not_grow_with_rows(case, django_assert_num_queries):
    EntityFactory.create_batch(3)
    for entity in Entity.objects.all():
        PartyFactory(case=case, entity=entity)
    few = [["sec-v-roe", slug, "defendant"] for slug in Entity.objects.values_list("slug", flat=True)]

    for rows in (few[:1], few):
        with django_assert_num_queries(3):
            plan_sheet(sheet("parties", ["case", "entity", "role"], *rows))
