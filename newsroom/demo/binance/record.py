"""Enters the cases, in the order an editor would: the case, its parties, its claims, how they ended."""

from dataclasses import dataclass, field

from cases.actions import (
    bring_claim,
    file_case,
    impose_penalty,
    join_party,
    record_disposition,
    record_event,
    relate_cases,
)
from cases.models import Case, Claim, Court, Entity, Party, Source
from cases.roles import PartyRole
from newsroom.demo.binance.cases import CASES, RELATIONS
from newsroom.demo.binance.documents import file_documents
from newsroom.demo.binance.registry import enter_courts, enter_entities
from newsroom.demo.binance.sources import record_sources


@dataclass
class Record:
    """What was entered, each by the key that the story's data use for it."""

    courts: dict[str, Court]
    entities: dict[str, Entity]
    sources: dict[str, Source]
    cases: dict[str, Case] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)

    def target(self, key: str) -> Case | Entity:
        """The case or the entity of that key: what words of a story lead to."""
        return self.cases.get(key) or self.entities[key]


def file_record(*, by) -> Record:
    """Enter everything but the statements."""
    entities = enter_entities(by=by)
    record = Record(enter_courts(by=by), entities, record_sources(entities, by=by))
    for key, facts in CASES.items():
        record.cases[key] = _file(facts, record, by=by)
    for case, kind, other, note in RELATIONS:
        relate_cases(record.cases[case], kind, record.cases[other], note=note, by=by)
    file_documents(record.cases, by=by)
    return record


def _file(facts, record, *, by):
    court, number, docket = facts["docket"]
    details = {name: facts[name] for name in ("kind", "summary", "date_filed") if name in facts}
    case = file_case(
        facts["caption"], court=record.courts[court], docket_number=number, docket=docket, by=by, **details
    )
    parties = {
        key: join_party(case, record.entities[key], role, name_printed=printed, by=by)
        for key, role, printed in facts["parties"]
    }
    _bring_claims(case, facts, parties, record, by=by)
    if "penalty" in facts:
        party, kind, penalty = facts["penalty"]
        impose_penalty(parties[party], kind, by=by, **_sourced(penalty, record))
    for kind, date, title, source, significance in facts["events"]:
        more = {"source": record.sources[source], "significance": significance}
        record_event(case, kind, date, title, by=by, **more)
    return case


def _bring_claims(case: Case, facts: dict, parties: dict[str, Party], record: Record, *, by):
    """Every claim, and the one way in which all of them ended for each defendant."""
    defendants = [party for party in parties.values() if party.role == PartyRole.DEFENDANT]
    for key, (title, description) in facts["claims"].items():
        claim = bring_claim(
            case, title, description=description, kind=facts["claim_kind"], against=defendants, by=by
        )
        record.claims[key] = claim
        for defendant in defendants:
            record_disposition(claim, defendant, by=by, **_sourced(facts["ending"], record))


def _sourced(facts, record):
    return facts | {"source": record.sources[facts["source"]]}
