"""Which rows leave the record, with what belongs to them: of a sealed case none, but for who may see it."""

from collections.abc import Iterator

from django.db.models import Model, Prefetch, Q, QuerySet

from cases.models import (
    Case,
    CaseRelation,
    Citation,
    ClaimAgainst,
    Counsel,
    Disposition,
    Document,
    Entity,
    Event,
    Party,
    Penalty,
    Source,
    Statement,
)

ROWS_AT_A_TIME = 200


def in_chunks[M: Model](rows: QuerySet[M]) -> Iterator[M]:
    """The rows in the order they were recorded, a chunk at a time with what belongs to them."""
    return rows.order_by("pk").iterator(chunk_size=ROWS_AT_A_TIME)


def cases(user) -> QuerySet[Case]:
    return Case.objects.visible_to(user).with_card()


def cases_with_milestones(user) -> QuerySet[Case]:
    """With the major events, and what is stated about the case itself."""
    return cases(user).prefetch_related(
        Prefetch("events", Event.objects.major().in_order().select_related("source"), to_attr="milestones"),
        Prefetch("statements", statements(user).order_by("pk"), to_attr="told"),
    )


def entities(user) -> QuerySet[Entity]:
    return Entity.objects.visible_to(user).with_names(user)


def parties(user) -> QuerySet[Party]:
    """With the live disposition of each claim against them, penalties and counsel."""
    pairs = ClaimAgainst.objects.select_related("claim").order_by("pk")
    live = Disposition.objects.live().select_related("source")
    return (
        _of_visible_cases(Party, user)
        .select_related("case", "entity", "docket__court")
        .prefetch_related(
            Prefetch("claims_against", pairs),
            Prefetch("claims_against__dispositions", live, to_attr="live"),
            Prefetch("penalties", Penalty.objects.select_related("source")),
            Prefetch("counsel", Counsel.objects.select_related("entity")),
        )
    )


def events(user) -> QuerySet[Event]:
    rows = _of_visible_cases(Event, user).select_related("case", "docket__court", "source")
    return rows.prefetch_related(Prefetch("documents", Document.objects.visible_to(user)))


def dispositions(user) -> QuerySet[Disposition]:
    """Live and superseded."""
    names = ("against__case", "against__claim", "against__party__entity", "source")
    return _of_visible_cases(Disposition, user, "against__case").select_related(*names)


def documents(user) -> QuerySet[Document]:
    return _of_visible_cases(Document, user).prefetch_related(Prefetch("events", events_only(user)))


def events_only(user) -> QuerySet[Event]:
    return _of_visible_cases(Event, user).order_by("pk")


def relations(user) -> QuerySet[CaseRelation]:
    """Those between two cases that the record holds."""
    return _of_visible_cases(CaseRelation, user, "from_case", "to_case").filter(to_case__isnull=False)


def statements(user) -> QuerySet[Statement]:
    paths = ("case", "party__case", "claim__case", "event__case")
    rows = _of_visible_cases(Statement, user, *paths).with_attribution()
    return rows.select_related("asserted_by", "via", "party", "claim")


def sources(user) -> QuerySet[Source]:
    """Those that something visible rests on: the title alone of another may say what a court has sealed."""
    rests_on_it = [
        _citations(user),
        *(rows.order_by() for rows in (events_only(user), dispositions(user), penalties(user))),
    ]
    told = Q(pk__in=rests_on_it[0].values("source"))
    for rows in rests_on_it[1:]:
        told |= Q(pk__in=rows.filter(source__isnull=False).values("source"))
    return Source.objects.filter(told).select_related("publisher")


def penalties(user) -> QuerySet[Penalty]:
    return _of_visible_cases(Penalty, user)


def _citations(user):
    return Citation.objects.filter(statement__in=statements(user).order_by().values("pk")).order_by()


def _of_visible_cases(model, user, *paths):
    """Rows none of whose paths leads to a case that the user may not see."""
    rows = model.objects.all()
    visible = Case.objects.visible_to(user).order_by().values("pk")
    for path in paths or ("case",):
        rows = rows.filter(Q((f"{path}__isnull", True)) | Q((f"{path}__in", visible)))
    return rows
