"""How the clocks are asked, what they cost, and what caches may keep."""

from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
import time_machine

from cases.actions import amend_case
from cases.api.clocks import NOT_A_DAY, NOT_A_MOMENT, NOT_YET
from tests.cases.api.asking import SITE, ask, moment, refusals, told
from tests.factories.full_case import full_case
from tests.factories.record import CaseFactory, DispositionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = SITE


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2025-05-01T12:00:00Z", "2025-05-01T12:00:00Z"),
        ("2025-05-01T12:00Z", "2025-05-01T12:00:00Z"),
        ("2025-05-01T12:00:00.5+02:00", "2025-05-01T10:00:00.500000Z"),
        ("2025-05-01", "2025-05-01T23:59:59.999999Z"),
        ("2025-05", "2025-05-31T23:59:59.999999Z"),
        ("2024", "2024-12-31T23:59:59.999999Z"),
        ("1000-01-01", "1000-01-01T23:59:59.999999Z"),
    ],
)
def test_moment_is_read_and_told_in_utc(client, value, moment):
    assert ask(client, "cases/", known_at=value)["clocks"]["known_at"] == moment


def test_day_ends_on_the_clock_of_the_site(client, settings):
    settings.TIME_ZONE = "America/New_York"

    assert ask(client, "cases/", known_at="2025-05-01")["clocks"]["known_at"] == "2025-05-02T03:59:59.999999Z"


@time_machine.travel(datetime(2025, 6, 2, 12, tzinfo=UTC), tick=False)
@pytest.mark.parametrize("value", ["2025-06-02T12:00:00Z", "2025-06-02", "2025-06", "2025"])
def test_day_that_has_begun_is_known_so_far(client, value):
    assert ask(client, "cases/", known_at=value)["results"] == []


@time_machine.travel(datetime(2025, 6, 2, 12, tzinfo=UTC), tick=False)
@pytest.mark.parametrize("value", ["2025-06-02T12:00:01Z", "2025-06-03", "2025-07", "2026", "9998-12-31"])
def test_what_will_be_known_is_not_told(client, value):
    assert refusals(client.get("/api/v1/cases/", {"known_at": value})) == {"known_at": NOT_YET}


RESOURCES = [
    "cases/", "cases/doe-v-roe/", "cases/doe-v-roe/events/", "entities/", "entities/roe/", "courts/",
    "courts/dcd/",
]  # fmt: skip


BAD_VALUES = [
    "\x00", "2025-05-01\x00", "soon", "x" * 60_000, "9" * 60_000, "0000", "0000-01-01", "10000-01-01",
    "2025-13", "2025-02-30", "2025-5-1", "٢٠٢٥", "2025-05-01/2025-05-02", "May 2025", "'; --", "infinity",
    "-infinity", "today", "epoch", "2025-05-01T12:00:00", "2025-05-01T25:00:00Z", "T",
    "2025-05-01T12:00:00 02:00", "2025-05-01T12:00:00Z" + "0" * 60_000, "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00", "2025-05-01T12:00:00+99:00",
]  # fmt: skip


@pytest.mark.parametrize("path", RESOURCES)
def test_bad_values_are_named_with_what_was_expected(client, path):
    for value in BAD_VALUES:
        answer = client.get(f"/api/v1/{path}", {"as_of": value, "known_at": value})

        assert refusals(answer) == {"as_of": NOT_A_DAY, "known_at": NOT_A_MOMENT}, value[:40]


@pytest.mark.parametrize("path", RESOURCES)
def test_empty_and_repeated_clocks_are_refused(client, path):
    empty = client.get(f"/api/v1/{path}?as_of=&known_at=")
    twice = client.get(f"/api/v1/{path}?as_of=2025&as_of=2024&known_at=2024&known_at=2024")

    assert set(refusals(empty).values()) == {"It has no value. Give it one or leave it out."}
    assert refusals(twice) == dict.fromkeys(("as_of", "known_at"), "It is given more than once.")


@pytest.mark.parametrize("path", RESOURCES)
@pytest.mark.parametrize("value", ["1000", "9998-12-31"])
def test_farthest_days_are_answered(client, path, value):
    assert client.get(f"/api/v1/{path}", {"as_of": value}).status_code in (200, 404)


@pytest.mark.parametrize("path", ["articles/", "explainers/", "schema/"])
def test_journalism_has_no_clocks(client, path):
    assert refusals(client.get(f"/api/v1/{path}?known_at=2025")).keys() == {"known_at"}


@pytest.mark.parametrize("times", [1, 3])
def test_lists_cost_a_fixed_number_of_queries_in_the_past(client, django_assert_num_queries, times):
    for _ in range(times):
        case = full_case(times, date_filed="2023")
    given = {"known_at": moment(), "as_of": "2030"}

    # Beyond those of today six: into the past and back, and a savepoint around it.
    with django_assert_num_queries(8 + 6):
        cases = told(client, "cases/", "id", filed_after="2023", **given)
    with django_assert_num_queries(4 + 6):
        events = told(client, f"cases/{case.slug}/events/", "id", **given)
    with django_assert_num_queries(2 + 6):
        entities = told(client, "entities/", "id", page_size=100, **given)
    with django_assert_num_queries(2 + 6):
        courts = told(client, "courts/", "id", **given)

    assert (len(cases), len(events), len(courts)) == (times, times, times * times)
    assert len(entities) == 5 * times * times


@pytest.mark.parametrize("times", [1, 3])
def test_details_cost_a_fixed_number_of_queries_in_the_past(client, django_assert_num_queries, times):
    case = full_case(times, caption="Doe v. Roe")
    entity, court = case.parties.first().entity, case.dockets.first().court
    given = {"known_at": moment(), "as_of": "2030"}

    with django_assert_num_queries(16 + 6):
        found = ask(client, "cases/doe-v-roe/", **given)
    with django_assert_num_queries(4 + 6):
        ask(client, f"entities/{entity.slug}/", **given)
    with django_assert_num_queries(3 + 6):
        ask(client, f"courts/{court.code}/", **given)

    assert {len(found[name]) for name in ("parties", "claims", "penalties", "statements", "documents")} == {
        times
    }


def test_answer_from_the_past_is_asked_again_each_time_and_changes_with_a_seal(client):
    case = DispositionFactory().against.case
    path = f"/api/v1/cases/{case.slug}/?{urlencode({'known_at': moment()})}"
    answer = client.get(path)
    again = client.get(path, headers={"If-None-Match": answer["ETag"]})
    case.is_sealed = True
    amend_case(case, by=None)
    sealed = client.get(path, headers={"If-None-Match": answer["ETag"]})

    assert answer["Cache-Control"] == sealed["Cache-Control"] == "public, no-cache"
    assert (answer.status_code, again.status_code, again.content) == (200, 304, b"")
    assert sealed.status_code == 404


def test_next_request_is_of_today_again(client):
    case = CaseFactory()
    ask(client, "cases/", known_at="2001")
    client.get(f"/api/v1/cases/{case.slug}/?known_at=2001")

    assert told(client, "cases/", "slug") == [case.slug]
