"""What a court has sealed is told by no door, on no clock: everything that can be read is read, then and now.

The secret is a word that stands in every kind of row a case can have and nowhere else.
"""

import re
from urllib.parse import urlencode

import pytest
import time_machine

from cases import exports
from cases.actions import (
    add_alias,
    add_counsel,
    amend_case,
    attach_docket,
    identify,
    impose_penalty,
    join_party,
    keep,
    merge_cases,
    merge_entities,
    record_disposition,
    relate_cases,
    remove,
    undo_merge,
)
from cases.models import Document, Entity
from newsroom.linking.actions import link_about, link_mention
from newsroom.publishing.models import Rendition
from tests.cases.api.asking import moment
from tests.factories.record import (
    CaseFactory,
    ClaimFactory,
    CourtFactory,
    EntityFactory,
    EventFactory,
    PartyFactory,
    SourceFactory,
    StatementFactory,
)
from tests.factories.stories import NOON, ArticleFactory, ExplainerFactory, add_section, published

pytestmark = pytest.mark.django_db
SECRET = "zanzibar"
API = ["cases", "entities", "courts", "articles", "explainers"]
PAGES = [
    "/",
    "/cases/",
    "/glossary/",
    "/search/?q=zanzibar",
    "/search/?q=holdings",
    "/search/?q=9:99-zz-00001",
]
RECORD = re.compile(r"/api/v1/(cases|entities|courts)/")
HREF = re.compile(r'href="(/[^"#]*)')
IN_JSON = re.compile(r'"(/api/v1/[^"\\]*|/(?:cases|entities|articles|explainers)/[^"\\]*)"')
STORY = re.compile(r"/(articles|explainers)/[^/]+/")
ASKED_FOR = re.compile(r"value=\"zanzibar\"|[“: ]zanzibar[”]?(?= –|\.|<)|“zanzibar”", re.IGNORECASE)


@pytest.fixture(autouse=True)
def _noon(settings):
    settings.SITE_URL = ""


def everything(client, *, clocks=(), besides=()):
    """What every page and resource that can be reached says, by its path; those of the record on clocks."""
    # Within one transaction, as tests are, a change is noted once: a page made before would not go stale.
    Rendition.objects.all().delete()
    waiting = [*(f"/api/v1/{name}/" for name in API), *PAGES, *besides]
    read = {}
    while waiting:
        path = waiting.pop()
        if path in read or path.startswith(("/static", "/admin", "/api/v1/docs", "/documents")):
            continue
        answers = [client.get(path)]
        if RECORD.match(path):
            joint = "&" if "?" in path else "?"
            answers += [client.get(f"{path}{joint}{urlencode(given)}") for given in clocks]
        told = " ".join(answer.content.decode() for answer in answers)
        waiting += [*HREF.findall(told), *IN_JSON.findall(told.replace("\\/", "/"))]
        # A refusal repeats the address that was asked for.
        read[path] = told.replace(path.partition("?")[0], "")
    return read


def exported():
    """Every export, as anybody gets it."""
    lines = {f"{what}.csv": exports.csv_lines(what, user=None) for what in exports.SHEETS}
    lines |= {f"{what}.ndjson": exports.ndjson_lines(what, user=None) for what in exports.SHEETS}
    lines |= {f"{w}.jsonld": exports.json_ld_lines(w, user=None, site="") for w in ("cases", "entities")}
    lines["ftm"] = exports.followthemoney_lines(user=None)
    return {name: "".join(told) for name, told in lines.items()}


def telling(client, **how):
    """Where the secret is told."""
    return sorted(
        name
        for name, words in (everything(client, **how) | exported()).items()
        if SECRET in ASKED_FOR.sub("", words.lower())
    )


def secret_entity(name, **fields):
    entity = EntityFactory(name=f"Zanzibar {name}", description="of Zanzibar", **fields)
    add_alias(entity, f"{name} of Zanzibar", by=None)
    return entity


@pytest.fixture
def open_case():
    case = CaseFactory(caption="Doe v. Roe Holdings", date_filed="2022")
    PartyFactory(case=case, entity=EntityFactory(name="Roe Holdings"))
    return case


@pytest.fixture
def secret_case(open_case):
    """A case full of the secret, tied to all that is open, with stories about it and whoever is in it."""
    case = CaseFactory(
        caption="United States v. Zanzibar Holdings", date_filed="2023", summary="Of Zanzibar.",
        court=CourtFactory(code="dcd"), docket_number="9:99-zz-00001",
    )  # fmt: skip
    defendant, lawyer, witness, wire, publisher, subject = (
        secret_entity(name) for name in ("Holdings", "Counsel", "Witness", "Wire", "Press", "Subject")
    )
    identify(defendant, "cik", "9999999", by=None)
    for name, kind in (("Roe US", "company"), ("Roe Coin", "asset")):
        EntityFactory(name=name, kind=kind, belongs_to=defendant)
    source = SourceFactory(title="Zanzibar files", publisher=publisher, author="Zanzibar")
    party = PartyFactory(
        case=case, entity=defendant, name_printed="ZANZIBAR", role_printed="Zanzibar defendant"
    )
    add_counsel(party, "Jane Zanzibar", firm="Zanzibar LLP", entity=lawyer, by=None)
    claim = ClaimFactory(case=case, title="Zanzibar fraud", statute="Zanzibar § 1", against=[party])
    stay = record_disposition(claim, party, "stayed", note="Zanzibar", source=source, by=None)
    record_disposition(claim, party, "settled", printed="ZANZIBAR", source=source, supersedes=stay, by=None)
    impose_penalty(party, "fine", amount=1, currency="USD", note="Zanzibar", source=source, by=None)
    event = EventFactory(case=case, title="Zanzibar hearing", significance="major", source=source)
    paper = Document.objects.create(case=case, title="Zanzibar order", url="https://example.org/zanzibar")
    event.documents.add(paper)
    for about in ({"case": case}, {"party": party}, {"claim": claim}, {"event": event}):
        StatementFactory(text="Zanzibar is said.", asserted_by=witness, via=wire, sources=[source], **about)
    StatementFactory(text="Zanzibar is meant.", entity=subject, case=case, sources=[source])
    relate_cases(case, "related", open_case, note="Zanzibar", by=None)
    relate_cases(open_case, "similar", case, note="Zanzibar", by=None)
    EventFactory(case=open_case, significance="major").documents.add(paper)
    _stories(case, open_case, [defendant, lawyer, witness, wire, publisher, subject])
    return case


def _stories(case, open_case, entities):
    """The words of a story are its own; what it is linked to is the record's.

    Each is in its second version: the first says nothing, the second and what changed say all.
    """
    body = "<p>A matter, a matter, a matter, a matter, a matter, a matter.</p>"
    article = published(ArticleFactory(body=body))
    for row in (case, *entities):
        link_about(article, row, by=None, now=NOON)
    for number, entity in enumerate(entities, 1):
        link_mention(article, "matter", entity, occurrence=number, by=None, now=NOON)
    published(article)
    kinds = ("status", "timeline", "who", "coverage")
    explainer = published(ExplainerFactory())
    for kind in kinds:
        add_section(explainer, kind=kind, cases=[case, open_case])
    add_section(explainer, kind="key_facts", statements=case.statements.all())
    published(explainer)


def seal(case):
    case.is_sealed = True
    amend_case(case, by=None)


def known_at(*moments):
    return [{"known_at": each} for each in moments]


def test_sealed_case_is_told_by_no_door_on_no_clock(client, secret_case):
    then = moment()
    clocks = [{"known_at": then}, {"as_of": "2024-06-01"}, {"known_at": then, "as_of": "9998"}]
    before = everything(client, clocks=clocks)
    showed = telling(client, clocks=clocks)
    seal(secret_case)

    assert len(showed) > 30
    assert {path.split("/versions/")[1] for path in showed if "/versions/" in path} == {"2/", "1..2/"}
    assert telling(client, clocks=clocks, besides=before) == []
    assert client.get("/api/v1/cases/", {"known_at": then}).json()["results"] != []


def test_case_sealed_then_and_open_today_is_told(client):
    case = CaseFactory(caption="Doe v. Roe", is_sealed=True)
    then = moment()
    case.is_sealed = False
    amend_case(case, by=None)

    assert client.get("/api/v1/cases/doe-v-roe/", {"known_at": then}).status_code == 200


def test_case_merged_into_one_sealed_since_is_told_of_no_time(client, secret_case, open_case):
    before = moment()
    survivor = CaseFactory(caption="Poe v. Zanzibar")
    merge_cases(secret_case, into=survivor, by=None)
    between, paths = moment(), everything(client, clocks=known_at(before))
    seal(survivor)

    assert telling(client, clocks=known_at(before, between, moment()), besides=paths) == []


def test_case_that_was_merged_with_a_sealed_one_for_a_time_tells_nothing_of_that_time(
    client, secret_case, open_case
):
    merge = merge_cases(secret_case, into=open_case, by=None)
    between = moment()
    paths = everything(client, clocks=known_at(between))
    undo_merge(merge, by=None)
    seal(secret_case)

    assert telling(client, clocks=known_at(between, moment()), besides=paths) == []
    path = f"/api/v1/cases/{open_case.slug}/"
    assert client.get(path).status_code == 200
    assert client.get(path, {"known_at": between}).status_code == 404


def test_entity_that_was_merged_with_a_hidden_one_tells_nothing_of_that_time(client, secret_case):
    hidden, known = Entity.objects.get(slug="zanzibar-holdings"), Entity.objects.get(slug="roe-holdings")
    merge = merge_entities(hidden, into=known, by=None)
    between = moment()
    paths = everything(client, clocks=known_at(between))
    undo_merge(merge, by=None)
    seal(secret_case)

    assert telling(client, clocks=known_at(between, moment()), besides=paths) == []
    assert client.get("/api/v1/entities/roe-holdings/").status_code == 200
    assert client.get("/api/v1/entities/roe-holdings/", {"known_at": between}).status_code == 404


def test_rows_that_moved_into_a_sealed_case_are_told_of_no_time(client, secret_case, open_case):
    docket = attach_docket(open_case, CourtFactory(code="dcd"), "9:99-zz-00002", judge="Zanzibar", by=None)
    event = EventFactory(case=open_case, title="Zanzibar arrest", significance="major")
    paper = Document.objects.create(case=open_case, title="Zanzibar", url="https://example.org/z")
    fact = StatementFactory(text="Zanzibar.", case=open_case)
    party = open_case.parties.get()
    claim = ClaimFactory(case=open_case, title="Zanzibar claim")
    penalty = impose_penalty(party, "fine", amount=1, currency="USD", note="Zanzibar", by=None)
    then, paths = moment(), everything(client)
    penalty.party = secret_case.parties.get()
    for row in (docket, event, paper, fact, claim, penalty):
        row.case = secret_case
        keep(row, by=None)
    seal(secret_case)

    assert telling(client, clocks=known_at(then, moment()), besides=paths) == []


def test_whoever_was_taken_for_a_party_of_an_open_case_is_hidden_with_the_sealed_one(
    client, secret_case, open_case
):
    defendant = Entity.objects.get(slug="zanzibar-holdings")
    mistaken = join_party(open_case, defendant, "defendant", by=None)
    lawyer = Entity.objects.get(slug="zanzibar-counsel")
    counsel = add_counsel(open_case.parties.first(), "Jane Zanzibar", entity=lawyer, by=None)
    fact = StatementFactory(
        case=open_case, text="Said.", asserted_by=Entity.objects.get(slug="zanzibar-wire")
    )
    then, paths = moment(), everything(client)
    for row in (mistaken, counsel, fact):
        remove(row, by=None)
    seal(secret_case)

    assert telling(client, clocks=known_at(then, moment()), besides=paths) == []


def test_whoever_was_in_a_case_taken_out_of_the_record_is_told_of_no_time(client):
    lawyer = EntityFactory(name="Zanzibar Counsel")
    party = PartyFactory(entity=EntityFactory(name="Zanzibar Holdings"), case=CaseFactory(caption="Zanzibar"))
    counsel = add_counsel(party, "Jane Roe", entity=lawyer, by=None)
    passer_by, then = EntityFactory(name="Roe Holdings"), moment()
    for row in (counsel, party, party.case, party.entity, lawyer, passer_by):
        remove(row, by=None)

    assert telling(client, clocks=known_at(then), besides=["/api/v1/entities/zanzibar-holdings/"]) == []
    assert client.get("/api/v1/entities/roe-holdings/", {"known_at": then}).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_pages_made_before_are_made_again_without_what_a_seal_hides(client, secret_case):
    with time_machine.travel(NOON, tick=False):
        paths = [path for path in everything(client) if STORY.fullmatch(path)]
        linked = [SECRET in client.get(path).content.decode() for path in paths]
        seal(secret_case)

        assert linked == [True, True]
        assert [SECRET in client.get(path).content.decode() for path in paths] == [False, False]
        secret_case.is_sealed = False
        amend_case(secret_case, by=None)
        assert [SECRET in client.get(path).content.decode() for path in paths] == [True, True]
