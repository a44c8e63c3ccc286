"""A record with one of everything: a dismissed case, a sentence in a parallel one, and a sealed one."""

from types import SimpleNamespace

import pytest

from cases.actions import (
    add_alias,
    add_counsel,
    attach_docket,
    bring_claim,
    file_case,
    identify,
    impose_penalty,
    join_party,
    keep,
    record_disposition,
    record_event,
    record_source,
    record_statement,
    register_entity,
    relate_cases,
)
from cases.models import Document
from tests.factories.record import CourtFactory


@pytest.fixture
def story(db):
    courts = SimpleNamespace(
        dcd=CourtFactory(code="dcd", name="U.S. District Court for the District of Columbia"),
        cadc=CourtFactory(code="cadc", name="U.S. Court of Appeals for the D.C. Circuit"),
    )
    told = SimpleNamespace(courts=courts, **vars(enter_entities()))
    told.civil = file_civil_case(told)
    told.criminal = file_criminal_case(told)
    told.sealed = file_sealed_case(told)
    relate_cases(told.civil, "parallel", told.criminal, note="The same conduct.", by=None)
    relate_cases(told.civil, "related", told.sealed, by=None)
    relate_cases(told.civil, "related", printed="S.D. Fla. 23-cv-00001", by=None)
    return told


def enter_entities():
    sec = register_entity(
        "Securities and Exchange Commission",
        kind="agency",
        country="US",
        aliases=[("SEC", "acronym")],
        by=None,
    )
    binance = register_entity("Binance Holdings Limited", kind="company", country="KY", by=None)
    add_alias(binance, "Binance", by=None)
    add_alias(binance, "Old Exchange", kind="former_name", by=None)
    add_alias(binance, "The Exchange", strength="weak", by=None)
    zhao = register_entity("Changpeng Zhao", kind="person", website="https://zhao.example/", by=None)
    coin = register_entity("BNB", kind="asset", aliases=[("BNB Token", "ticker")], by=None)
    reuters = register_entity("Reuters", kind="publication", by=None)
    firm = register_entity("Roe & Poe LLP", kind="law_firm", by=None)
    identify(binance, "lei", "5493001KJTIIGC8Y1R12", by=None)
    identify(zhao, "wikidata", "Q48966366", by=None)
    identify(zhao, "cik", "0001679788", by=None)
    identify(coin, "courtlistener", "77", by=None)
    return SimpleNamespace(sec=sec, binance=binance, zhao=zhao, coin=coin, reuters=reuters, firm=firm)


def file_civil_case(told):
    case = file_case(
        "SEC v. Binance Holdings Limited", kind="civil_enforcement", date_filed="2023-06-05",
        date_terminated="2025-05-30", summary="The regulator sued the exchange.",
        court=told.courts.dcd, docket_number="1:23-cv-01599-ABJ",
        docket={"judge": "Amy Berman Jackson", "date_filed": "2023-06-05"}, by=None,
    )  # fmt: skip
    attach_docket(case, told.courts.cadc, "23-5001", date_filed="2023-12-01", by=None)
    join_party(case, told.sec, "plaintiff", by=None)
    told.defendant = join_party(
        case, told.binance, role_printed="Defendant", name_printed="BINANCE", date_joined="2023-06", by=None
    )
    add_counsel(
        told.defendant, "Jo Poe", entity=told.firm, is_lead=True, date_terminated="2024-03-01", by=None
    )
    add_counsel(told.defendant, "Unknown Lawyer", by=None)
    told.thing = join_party(case, told.coin, "defendant", by=None)
    claim = bring_claim(
        case, "Offering unregistered securities", against=[told.defendant, told.thing], by=None
    )
    told.stipulation = record_source(
        "Joint stipulation of dismissal", kind="filing", url="https://courts.example/299.pdf", by=None
    )
    first = record_disposition(claim, told.defendant, "stayed", date="2025-02", by=None)
    record_disposition(
        claim, told.defendant, "dismissed", prejudice="with", decided_by="stipulation", date="2025-05-29",
        source=told.stipulation, supersedes=first, by=None,
    )  # fmt: skip
    enter_timeline(case, told)
    enter_statements(case, told, claim)
    return case


def enter_timeline(case, told):
    told.dismissal = record_event(
        case, "dismissal", "2025-05-29", "Joint stipulation filed", significance="major", entry_number="299",
        docket=case.dockets.first(), source=told.stipulation, by=None,
    )  # fmt: skip
    record_event(
        case, "hearing", "between 3 and 9 June 2023", "Status conference", significance="major", by=None
    )
    record_event(
        case, "hearing", "2025", "Oral argument", standing="cancelled", significance="major", by=None
    )
    record_event(case, "order", "2023-06", "Scheduling order", by=None)
    document = keep(
        Document(case=case, kind="stipulation", title="Stipulation", url="https://courts.example/299.pdf"),
        by=None,
    )
    told.dismissal.documents.add(document)


def enter_statements(case, told, claim):
    report = record_source(
        "SEC drops case", kind="news", publisher=told.reuters, url="https://reuters.example/sec",
        author="I. Vance", date_published="2025-05-29", by=None,
    )  # fmt: skip
    record_statement(
        "The case is over.", mode="confirmed", case=case, asserted_by=told.binance, via=told.reuters,
        spokesperson="a spokesperson", date="2025-05-29", is_quotation=True, sources=[report], by=None,
    )  # fmt: skip
    record_statement("It offered the token.", mode="alleged", claim=claim, by=None)
    record_statement("It was served.", mode="reported", party=told.defendant, by=None)
    record_statement("It was filed late.", mode="reported", event=told.dismissal, by=None)
    record_statement("It was founded in 2017.", mode="reported", entity=told.binance, by=None)


def file_criminal_case(told):
    case = file_case("United States v. Zhao", kind="criminal", date_filed="2023-11", by=None)
    defendant = join_party(case, told.zhao, "defendant", by=None)
    bring_claim(
        case, "Failing to maintain a programme", kind="count", number="1", against=[defendant], by=None
    )
    impose_penalty(defendant, "fine", amount="50000000", currency="USD", date_imposed="2024-04-30", by=None)
    impose_penalty(defendant, "imprisonment", duration=4, duration_unit="months", by=None)
    return case


def file_sealed_case(told):
    case = file_case("SEALED v. SEALED", is_sealed=True, by=None)
    party = join_party(case, told.zhao, "subject", name_printed="SECRET NAME", by=None)
    source = record_source("SECRET source", kind="filing", url="https://courts.example/secret", by=None)
    claim = bring_claim(case, "SECRET claim", against=[party], by=None)
    record_disposition(claim, party, "settled", source=source, note="SECRET note", by=None)
    impose_penalty(party, "other", note="SECRET penalty", source=source, by=None)
    event = record_event(case, "filed", "2024", "SECRET event", source=source, by=None)
    document = keep(Document(case=case, title="SECRET paper", url="https://courts.example/secret"), by=None)
    event.documents.add(document)
    for about in ({"case": case}, {"party": party}, {"claim": claim}, {"event": event}):
        record_statement("SECRET statement", mode="reported", sources=[source], by=None, **about)
    return case
