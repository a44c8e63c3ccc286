"""What held on a day, told by every resource of the record."""

from datetime import UTC, datetime, timedelta

import pytest

from cases.actions import add_alias, record_disposition, relate_cases
from tests.cases.api.asking import SITE, ask, told
from tests.factories.record import (
    CaseFactory,
    ClaimFactory,
    EntityFactory,
    EventFactory,
    PartyFactory,
    SourceFactory,
    StatementFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = SITE


@pytest.fixture
def dropped():
    """A case filed in June 2023 and dismissed in May 2025, with what happened and was said in between."""
    case = CaseFactory(
        caption="SEC v. Roe", date_filed="2023-06-05", date_terminated="2025-05-30", summary="Over."
    )  # fmt: skip
    party = PartyFactory(case=case, entity=EntityFactory(name="Roe Holdings"))
    claim = ClaimFactory(case=case, against=[party])
    stay = record_disposition(claim, party, "stayed", date="2025-02-10", by=None)
    record_disposition(
        claim, party, "dismissed", prejudice="with", date="2025-05-29", supersedes=stay, by=None
    )
    for day, title in (("2023-06-05", "Complaint"), ("2025-05-29", "Joint filing")):
        EventFactory(case=case, date=day, title=title, significance="major")
    StatementFactory(case=case, text="They sued.", date="2023-06-05")
    StatementFactory(case=case, text="It is over.", date="2025-05-29")
    relate_cases(case, "similar", CaseFactory(caption="SEC v. Doe", date_filed="2025-05-02"), by=None)
    return case


def test_case_as_of_a_day_is_told_as_it_stood_then(client, dropped):
    then = ask(client, "cases/sec-v-roe/", as_of="2025-05-01")

    (claim,) = then["claims"]
    assert (then["status"], then["is_open"], then["date_terminated"]) == (
        "Stayed for Roe Holdings on 10 February 2025.",
        True,
        None,
    )
    assert claim["against"][0]["disposition"]["outcome"] == "stayed"
    assert claim["against"][0]["superseded"] == []
    assert [event["title"] for event in then["major_events"]] == ["Complaint"]
    assert [statement["text"] for statement in then["statements"]] == ["They sued."]
    assert then["relations"] == []
    assert then["clocks"] == {"as_of": "2025-05-01", "known_at": None}
    assert then["events_url"] == f"{SITE}/api/v1/cases/sec-v-roe/events/?as_of=2025-05-01"


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2023-06-05", "Open since 5 June 2023."),
        ("2025-02-09", "Open since 5 June 2023."),
        ("2025-02-10", "Stayed for Roe Holdings on 10 February 2025."),
        ("2025-05-28", "Stayed for Roe Holdings on 10 February 2025."),
        ("2025-05-29", "Dismissed with prejudice for Roe Holdings on 29 May 2025."),
        ("2025-04", "Stayed for Roe Holdings on 10 February 2025."),
        ("2024", "Open since 5 June 2023."),
        ("2025", "Dismissed with prejudice for Roe Holdings on 29 May 2025."),
        ("9998-12-31", "Dismissed with prejudice for Roe Holdings on 29 May 2025."),
    ],
)
def test_sentence_flag_and_filters_agree_on_every_day(client, dropped, day, status):
    is_open = not status.startswith("Dismissed")

    assert ask(client, "cases/sec-v-roe/", as_of=day)["status"] == status
    assert ask(client, "cases/sec-v-roe/", as_of=day)["is_open"] is is_open
    for flag in ("true", "false"):
        found = told(client, "cases/", "slug", as_of=day, open=flag, q="roe")
        assert found == ["sec-v-roe"] * (is_open == (flag == "true"))
    for outcome in ("stayed", "dismissed"):
        found = told(client, "cases/", "slug", as_of=day, outcome=outcome)
        assert found == ["sec-v-roe"] * status.casefold().startswith(outcome)


def test_nothing_is_there_before_it_began(client, dropped):
    assert client.get("/api/v1/cases/sec-v-roe/?as_of=2023-06-04").status_code == 404
    assert client.get("/api/v1/cases/sec-v-roe/events/?as_of=2023-06-04").status_code == 404
    assert told(client, "cases/", "slug", as_of="2023-06-04") == []


def test_events_as_of_a_day_are_those_until_then(client, dropped):
    assert told(client, "cases/sec-v-roe/events/", "title", as_of="2025-05-28") == ["Complaint"]
    assert told(client, "cases/sec-v-roe/events/", "title") == ["Joint filing", "Complaint"]


def test_summary_and_notes_written_later_are_not_told(client):
    case = CaseFactory(caption="SEC v. Roe", summary="It ended well.")
    relate_cases(case, "similar", CaseFactory(), note="Both ended well.", by=None)
    today = datetime.now(UTC).date()

    def words(day):
        then = ask(client, "cases/sec-v-roe/", as_of=day)
        return then["summary"], then["relations"][0]["note"]

    assert words(today - timedelta(days=2)) == (None, None)
    assert words(today + timedelta(days=2)) == ("It ended well.", "Both ended well.")


def test_statement_without_a_date_is_as_old_as_its_oldest_dated_source(client):
    case = CaseFactory(caption="SEC v. Roe")
    complaint, report = SourceFactory(date_published="2023-06-05"), SourceFactory(date_published="2025-05")
    undated = SourceFactory(date_published=None)
    for text, sources in (
        ("Of both.", [report, complaint]),
        ("Of the report.", [undated, report]),
        ("Of a source without a date.", [undated]),
        ("Of none.", []),
    ):
        StatementFactory(case=case, text=text, sources=sources)

    def texts(**given):
        return [row["text"] for row in ask(client, "cases/sec-v-roe/", **given)["statements"]]

    assert texts(as_of="2023-06-04") == []
    assert texts(as_of="2025-05-30") == ["Of both."]
    assert texts(as_of="2025-05-31") == ["Of both.", "Of the report."]
    assert texts(as_of=datetime.now(UTC).date() + timedelta(days=2)) == texts()


def test_entity_as_of_a_day_has_the_names_and_cases_of_then(client):
    party = PartyFactory(case=CaseFactory(date_filed="2024"), entity=EntityFactory(name="Roe Holdings"))
    add_alias(party.entity, "Roe Limited", kind="former_name", valid_until="2022", by=None)

    def names_and_roles(day):
        then = ask(client, "entities/roe-holdings/", as_of=day)
        return [alias["name"] for alias in then["aliases"]], len(then["roles"])

    assert names_and_roles("2021-01-01") == (["Roe Limited"], 0)
    assert names_and_roles("2024-12-31") == ([], 1)
    assert told(client, "entities/", "slug", as_of="2021", role="defendant") == []
    assert told(client, "entities/", "slug", as_of="2024", role="defendant") == ["roe-holdings"]
