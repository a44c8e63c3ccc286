"""The verbs of the record. Every door uses these; each is one transaction and names who acts."""

from cases.actions.case import (
    amend_case,
    attach_docket,
    attach_dockets,
    file_case,
    file_cases,
    relate_cases,
)
from cases.actions.claim import (
    AlreadyDecided,
    DecidedMeanwhile,
    bring_against_respondents,
    bring_claim,
    decide,
    extend_claim,
    impose_penalty,
    record_disposition,
    record_dispositions,
    reverse_disposition,
)
from cases.actions.court import establish_court, establish_courts
from cases.actions.duplicate import declare_distinct
from cases.actions.entity import (
    add_alias,
    add_aliases,
    amend_alias,
    amend_entity,
    identify,
    register_entities,
    register_entity,
)
from cases.actions.event import record_event
from cases.actions.merge import (
    CannotMerge,
    PlanChanged,
    merge_cases,
    merge_entities,
    preview_merge,
    undo_merge,
)
from cases.actions.merge_journal import CannotUndo
from cases.actions.party import add_counsel, join_parties, join_party
from cases.actions.record import amend_all, keep, keep_all, remove
from cases.actions.statement import (
    check_statement,
    cite,
    enter_statement,
    prefer_statement,
    record_source,
    record_statement,
    recorded,
)
from cases.actions.upload import drop_upload, hold_upload

__all__ = [
    "AlreadyDecided",
    "CannotMerge",
    "CannotUndo",
    "DecidedMeanwhile",
    "PlanChanged",
    "add_alias",
    "add_aliases",
    "add_counsel",
    "amend_alias",
    "amend_all",
    "amend_case",
    "amend_entity",
    "attach_docket",
    "attach_dockets",
    "bring_against_respondents",
    "bring_claim",
    "check_statement",
    "cite",
    "decide",
    "declare_distinct",
    "drop_upload",
    "enter_statement",
    "establish_court",
    "establish_courts",
    "extend_claim",
    "file_case",
    "file_cases",
    "hold_upload",
    "identify",
    "impose_penalty",
    "join_parties",
    "join_party",
    "keep",
    "keep_all",
    "merge_cases",
    "merge_entities",
    "prefer_statement",
    "preview_merge",
    "record_disposition",
    "record_dispositions",
    "record_event",
    "record_source",
    "record_statement",
    "recorded",
    "register_entities",
    "register_entity",
    "relate_cases",
    "remove",
    "reverse_disposition",
    "undo_merge",
]
