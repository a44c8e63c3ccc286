"""The record. A file per entity; this list is for Django and for readers."""

from cases.models.case import Case
from cases.models.change import Change
from cases.models.claim import Claim, ClaimAgainst
from cases.models.court import Court
from cases.models.disposition import Disposition
from cases.models.distinct import DistinctCases, DistinctEntities
from cases.models.docket import Docket
from cases.models.docket_line import DocketLine
from cases.models.document import Document
from cases.models.entity import Alias, Entity, ExternalIdentifier
from cases.models.event import Event
from cases.models.merge import FormerSlug, Merge, survivors
from cases.models.party import Counsel, Party
from cases.models.penalty import Penalty
from cases.models.relation import CaseRelation
from cases.models.source import Source
from cases.models.statement import Citation, Statement
from cases.models.upload import Upload

__all__ = [
    "Alias",
    "Case",
    "CaseRelation",
    "Change",
    "Citation",
    "Claim",
    "ClaimAgainst",
    "Counsel",
    "Court",
    "Disposition",
    "DistinctCases",
    "DistinctEntities",
    "Docket",
    "DocketLine",
    "Document",
    "Entity",
    "Event",
    "ExternalIdentifier",
    "FormerSlug",
    "Merge",
    "Party",
    "Penalty",
    "Source",
    "Statement",
    "Upload",
    "survivors",
]
