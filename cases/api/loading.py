"""Cases and entities with everything of them that a reader may see, in a fixed number of queries."""

from collections import defaultdict

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from cases.history import FirstRecorded
from cases.models import (
    Case,
    CaseRelation,
    Claim,
    ClaimAgainst,
    Counsel,
    Disposition,
    Docket,
    Document,
    Entity,
    Event,
    Party,
    Penalty,
    Statement,
)

MOST_EVENTS = 50
MOST_ROLES = 50


def with_file(cases: QuerySet[Case], user) -> QuerySet[Case]:
    """Cases with all that hangs on them but their events; see `whole_case`."""
    relations = CaseRelation.objects.visible_to(user).select_related("from_case", "to_case")
    pairs = ClaimAgainst.objects.with_dispositions(recorded_at=FirstRecorded(Disposition))
    penalties = Penalty.objects.select_related("party__entity", "source__publisher")
    documents = Document.objects.visible_to(user).defer("text")
    counsel = Prefetch("counsel", Counsel.objects.select_related("entity"))
    return cases.prefetch_related(
        Prefetch("dockets", Docket.objects.select_related("court")),
        Prefetch("parties", Party.objects.select_related("entity").prefetch_related(counsel)),
        Prefetch("claims", Claim.objects.all()),
        Prefetch("claims_against", pairs),
        Prefetch("penalties", penalties.annotate(recorded_at=FirstRecorded(Penalty))),
        Prefetch("relations", relations, to_attr="relations_shown"),
        Prefetch("relations_to_it", relations, to_attr="relations_to_it_shown"),
        Prefetch("documents", documents, to_attr="documents_shown"),
    )


def whole_case(case: Case, user) -> Case:
    """A case loaded `with_file`, with what each claim is against, statements and the newest major events."""
    told = Statement.objects.visible_to(user).of_case(case).with_attribution()
    case.statements_shown = told.annotate(recorded_at=FirstRecorded(Statement))
    case.major_events_shown = with_papers(case.events.major().newest_first(), user)[:MOST_EVENTS]
    against = defaultdict(list)
    for pair in case.claims_against.all():
        against[pair.claim_id].append(pair)
    case.claims_shown = list(case.claims.all())
    for claim in case.claims_shown:
        claim.against_shown = against[claim.pk]
    return case


def whole_entity(entity: Entity, user) -> Entity:
    """An entity with the newest of its roles in cases a reader may see."""
    visible = Case.objects.visible_to(user).filter(pk=OuterRef("case"))
    roles = entity.roles.filter(Exists(visible)).select_related("case")
    entity.roles_shown = roles.order_by("-pk")[:MOST_ROLES]
    return entity


def with_papers(events: QuerySet[Event], user) -> QuerySet[Event]:
    """Events with their source, the documents a reader may see, and since when we have them."""
    documents = Document.objects.visible_to(user).defer("text")
    events = events.annotate(recorded_at=FirstRecorded(Event)).select_related("source__publisher")
    return events.prefetch_related(Prefetch("documents", documents, to_attr="documents_shown"))
