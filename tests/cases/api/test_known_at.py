"""What we had recorded at a moment, told by every resource of the record."""

from datetime import UTC, datetime
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from cases.actions import (
    amend_case,
    amend_entity,
    identify,
    keep,
    merge_cases,
    merge_entities,
    record_disposition,
    remove,
    undo_merge,
)
from cases.models import Event
from tests.cases.api.asking import SITE, ask, moment, told
from tests.factories.record import (
    CaseFactory,
    ClaimFactory,
    CourtFactory,
    DocketFactory,
    EntityFactory,
    EventFactory,
    PartyFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = SITE


def test_every_resource_answers_from_what_was_recorded(client):
    appeals = CourtFactory(code="cadc", name="Court of Appeals", level="intermediate_appeal")
    court = CourtFactory(code="dcd", name="District Court", appeals_to=appeals)
    docket = DocketFactory(case=CaseFactory(caption="Doe v. Roe"), court=court)
    case = docket.case
    entity = PartyFactory(case=case, entity=EntityFactory(name="Roe Holdings")).entity
    event = EventFactory(case=case, title="Status conference")
    then = moment()
    case.caption, entity.name, court.name, event.title = "Doe v. Roe Ltd", "Roe Ltd", "Trial Court", "Hearing"
    amend_case(case, by=None), amend_entity(entity, by=None)
    court.appeals_to = None
    keep(court, by=None), keep(event, by=None)

    def names(**given):
        return [
            told(client, "cases/", "caption", **given),
            ask(client, "cases/doe-v-roe/", **given)["caption"],
            told(client, "cases/doe-v-roe/events/", "title", **given),
            told(client, "entities/", "name", **given),
            ask(client, "entities/roe-holdings/", **given)["name"],
            told(client, "courts/", "name", level="trial", **given),
            ask(client, "courts/dcd/", **given)["name"],
            [each["code"] for each in ask(client, "courts/cadc/", **given)["appeals_from"]],
        ]

    old = ["Doe v. Roe", ["Status conference"], ["Roe Holdings"], "Roe Holdings", ["District Court"]]
    new = ["Doe v. Roe Ltd", ["Hearing"], ["Roe Ltd"], "Roe Ltd", ["Trial Court"]]
    assert names(known_at=then) == [["Doe v. Roe"], *old, "District Court", ["dcd"]]
    assert names() == [["Doe v. Roe Ltd"], *new, "Trial Court", []]


def test_filters_and_orderings_answer_from_then(client):
    first, second = CaseFactory(caption="Doe v. Roe"), CaseFactory(caption="Poe v. Roe")
    party = PartyFactory(case=first, entity=EntityFactory(name="Roe Holdings"))
    DocketFactory(case=first, court=CourtFactory(code="dcd"), docket_number="1:23-cv-00100")
    identify(party.entity, "cik", "1679788", by=None)
    then = moment()
    first.caption, first.kind, first.date_filed = "Zoe v. Poe", "criminal", "2024"
    amend_case(first, by=None)
    party.entity.kind = "person"
    amend_entity(party.entity, by=None)
    for row in (*first.dockets.all(), *party.entity.identifiers.all(), party):
        remove(row, by=None)

    asked = [
        ("cases/", {"kind": "civil"}, ["poe-v-roe", "doe-v-roe"], ["poe-v-roe"]),
        ("cases/", {"court": "dcd"}, ["doe-v-roe"], []),
        ("cases/", {"docket_number": "23-cv-100"}, ["doe-v-roe"], []),
        ("cases/", {"party": "roe-holdings"}, ["doe-v-roe"], []),
        ("cases/", {"role": "defendant"}, ["doe-v-roe"], []),
        ("cases/", {"filed_after": "2023"}, [], ["doe-v-roe"]),
        ("cases/", {"filed_before": "2025"}, [], ["doe-v-roe"]),
        ("cases/", {"q": "doe"}, ["doe-v-roe"], []),
        ("cases/", {"ordering": "caption"}, ["doe-v-roe", "poe-v-roe"], ["poe-v-roe", "doe-v-roe"]),
        ("entities/", {"kind": "company"}, ["roe-holdings"], []),
        ("entities/", {"case": "doe-v-roe"}, ["roe-holdings"], []),
        ("entities/", {"role": "defendant"}, ["roe-holdings"], []),
        ("entities/", {"identifier": "cik:1679788"}, ["roe-holdings"], []),
        ("entities/", {"q": "roe"}, ["roe-holdings"], ["roe-holdings"]),
    ]
    assert second.slug == "poe-v-roe"
    for path, given, before, now in asked:
        assert told(client, path, "slug", known_at=then, **given) == before, given
        assert told(client, path, "slug", **given) == now, given


def test_parameters_of_courts_and_events_answer_from_then(client):
    court = CourtFactory(code="dcd", system="federal", level="trial", name="District Court")
    event = EventFactory(
        case=CaseFactory(caption="Doe v. Roe"), kind="hearing", significance="major", standing="expected"
    )
    then = moment()
    court.system, court.level, court.name = "state", "special", "Tribunal"
    event.kind, event.significance, event.standing, event.date = "order", "minor", "confirmed", "2030"
    keep(court, by=None), keep(event, by=None)

    for path, given in [
        ("courts/", {"system": "federal"}),
        ("courts/", {"level": "trial"}),
        ("courts/", {"q": "district"}),
        ("cases/doe-v-roe/events/", {"kind": "hearing"}),
        ("cases/doe-v-roe/events/", {"significance": "major"}),
        ("cases/doe-v-roe/events/", {"standing": "expected"}),
        ("cases/doe-v-roe/events/", {"before": "2024"}),
    ]:
        assert len(told(client, path, "id", known_at=then, **given)) == 1, given
        assert told(client, path, "id", **given) == [], given
    assert told(client, "cases/doe-v-roe/events/", "id", after="2030") == [event.pk]
    assert told(client, "cases/doe-v-roe/events/", "id", after="2030", known_at=then) == []


def test_both_clocks_tell_what_was_known_of_a_day(client):
    party = PartyFactory(case=CaseFactory(caption="Doe v. Roe"), entity=EntityFactory(name="Roe"))
    claim = ClaimFactory(case=party.case, against=[party])
    before = moment()
    record_disposition(claim, party, "settled", date="2024-03-01", by=None)

    def status(**given):
        return ask(client, "cases/doe-v-roe/", **given)["status"]

    assert status(known_at=before, as_of="2024-06-01") == "Open."
    assert status(known_at=moment(), as_of="2024-06-01") == "Roe settled on 1 March 2024."
    assert status(known_at=moment(), as_of="2024-02-01") == "Open."


def test_row_that_was_taken_out_is_told_of_the_time_before(client):
    case = CaseFactory(caption="Doe v. Roe")
    event = EventFactory(case=case)
    number, then = event.pk, moment()
    remove(event, by=None)

    assert told(client, "cases/doe-v-roe/events/", "id", known_at=then) == [number]
    assert told(client, "cases/doe-v-roe/events/", "id") == []


def test_case_that_was_taken_out_of_the_record_is_told_of_no_time(client):
    case = CaseFactory(caption="Doe v. Roe")
    then = moment()
    remove(case, by=None)

    assert told(client, "cases/", "slug", known_at=then) == []
    assert client.get("/api/v1/cases/doe-v-roe/", {"known_at": then}).status_code == 404


def test_nothing_was_known_before_the_first_record(client):
    CaseFactory(caption="SEC v. Roe", court=CourtFactory(), docket_number="1:23-cv-00100")
    EntityFactory()
    for path in ("cases/", "entities/", "courts/"):
        assert ask(client, path, known_at="2001-01-01") == {
            "clocks": {"as_of": None, "known_at": "2001-01-01T23:59:59.999999Z"},
            "next": None,
            "previous": None,
            "results": [],
        }
    assert client.get("/api/v1/cases/sec-v-roe/?known_at=2001").status_code == 404


def test_cursors_keep_the_clocks_and_stay_in_the_past(client):
    for year in ("2021", "2022", "2023"):
        CaseFactory(caption=f"Of {year}", date_filed=year)
    then = moment()
    CaseFactory(caption="Filed since", date_filed="2022")

    first = ask(client, "cases/", known_at=then, as_of="2024-01-01", page_size=1)
    second = client.get(first["next"].removeprefix(SITE)).json()
    back = client.get(second["previous"].removeprefix(SITE)).json()

    kept = parse_qs(urlsplit(first["next"]).query)
    assert (kept["known_at"], kept["as_of"]) == ([then], ["2024-01-01"])
    assert second["clocks"] == first["clocks"]
    captions = [row["caption"] for page in (first, second, back) for row in page["results"]]
    assert captions == ["Of 2023", "Of 2022", "Of 2023"]


def test_addresses_within_an_answer_keep_the_clocks(client):
    case = CaseFactory(caption="Doe v. Roe", court=CourtFactory(code="dcd"), docket_number="1:23-cv-00100")
    PartyFactory(case=case, entity=EntityFactory(name="Roe"))
    then = moment()
    kept = urlencode({"as_of": "2030-12-31", "known_at": then.replace("+00:00", "Z")})
    given = {"known_at": then, "as_of": "2030"}

    assert ask(client, "cases/doe-v-roe/", **given)["events_url"].endswith(f"/cases/doe-v-roe/events/?{kept}")
    assert ask(client, "entities/roe/", **given)["cases_url"].endswith(f"/cases/?party=roe&{kept}")
    assert ask(client, "courts/dcd/", **given)["cases_url"].endswith(f"/cases/?court=dcd&{kept}")


def test_first_record_of_a_row_counts_however_often_it_was_changed(client):
    case = CaseFactory(caption="Doe v. Roe")
    event = EventFactory(case=case)
    (before,) = told(client, "cases/doe-v-roe/events/", "recorded_at")
    event.title = "Hearing"
    keep(event, by=None)

    (row,) = ask(client, "cases/doe-v-roe/events/")["results"]

    assert (row["title"], row["recorded_at"]) == ("Hearing", before)
    assert datetime.fromisoformat(before).tzinfo == UTC
    assert Event.objects.get() == event


def test_address_of_a_merged_row_answers_as_it_was_before_and_leads_on_after(client):
    cases = [CaseFactory(caption="Doe v. Roe"), CaseFactory(caption="Doe v. Roe Holdings")]
    entities = [EntityFactory(name="Roe"), EntityFactory(name="Roe Holdings")]
    before = moment()
    merges = [merge_cases(cases[0], into=cases[1], by=None)]
    merges.append(merge_entities(entities[0], into=entities[1], by=None))
    between = moment()
    for merge in merges:
        undo_merge(merge, by=None)
    after = moment()

    moves = {"cases/doe-v-roe/": "cases/doe-v-roe-holdings/", "entities/roe/": "entities/roe-holdings/"}
    for path, onward in moves.items():
        answers = [client.get(f"/api/v1/{path}", {"known_at": at}) for at in (before, between, after)]
        assert [answer.status_code for answer in answers] == [200, 301, 200]
        kept = urlencode({"known_at": between.replace("+00:00", "Z")})
        assert answers[1]["Location"] == f"{SITE}/api/v1/{onward}?{kept}"
        assert client.get(answers[1]["Location"].removeprefix(SITE)).status_code == 200


def test_filters_by_a_former_slug_find_the_survivor(client):
    cases = [CaseFactory(caption="Doe v. Roe"), CaseFactory(caption="Doe v. Roe Holdings")]
    entities = [EntityFactory(name="Roe"), EntityFactory(name="Roe Holdings")]
    PartyFactory(case=cases[1], entity=entities[1])
    before = moment()
    merge_cases(cases[0], into=cases[1], by=None)
    merge_entities(entities[0], into=entities[1], by=None)

    assert told(client, "cases/", "slug", party="roe") == ["doe-v-roe-holdings"]
    assert told(client, "cases/", "slug", party="roe", role="defendant") == ["doe-v-roe-holdings"]
    assert told(client, "cases/", "slug", party="roe", role="plaintiff") == []
    assert told(client, "entities/", "slug", case="doe-v-roe") == ["roe-holdings"]
    assert told(client, "cases/", "slug", party="roe", known_at=before) == []
    assert told(client, "entities/", "slug", case="doe-v-roe", known_at=before) == []
