"""Two rows of the record that are one: merged, looked at beforehand, and taken apart again.

All merges and undoings queue for one lock: they are rare, and each may touch half the record.
"""

from django.db import IntegrityError, connection
from django.db.models import Max

from cases.actions.merge_draft import Draft, differences
from cases.actions.merge_journal import CannotUndo, carry_out, check_keys, take_back
from cases.actions.merge_names import old_name
from cases.actions.merge_plan import Add, MergePlan
from cases.actions.merge_undo import entangled_with, follow, settle, slug_must_be_free
from cases.models import Case, Entity, FormerSlug, Merge
from cases.verb import verb

MERGE_LOCK = 0x0E0D_0002
SAME = "The two are one already."


class CannotMerge(Exception):
    """The two cannot be merged; the message says why and what to do."""


class PlanChanged(Exception):
    """The merge would no longer do what was shown; `plan` is what it would do now."""

    def __init__(self, plan: MergePlan):
        self.plan = plan
        super().__init__("The record changed since the merge was previewed.")


def preview_merge(loser: Case | Entity, survivor: Case | Entity) -> MergePlan:
    """Every row a merge would touch, and the rule for each collision. Changes nothing. Raises CannotMerge."""
    _refuse_nonsense(loser, survivor)
    return _plan(loser, survivor, lock=False)


@verb
def merge_entities(loser: Entity, *, into: Entity, by, why: str = "", seen: str = "") -> Merge:
    """Let everything that refers to one entity refer to another.

    Raises CannotMerge; and PlanChanged where `seen`, the fingerprint of a preview, is not what it would do.
    """
    return _merge(loser, into, by=by, why=why, seen=seen)


@verb
def merge_cases(loser: Case, *, into: Case, by, why: str = "", seen: str = "") -> Merge:
    """Let everything that belongs to one case belong to another. Raises as `merge_entities`."""
    return _merge(loser, into, by=by, why=why, seen=seen)


@verb
def undo_merge(merge: Merge, *, by) -> Merge:
    """Take a merge apart exactly, whatever was merged since; edits made since stay. Raises CannotUndo.

    Later merges that touch the same rows are taken back first, and carried out again on what is left.
    """
    _queue()
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    if merge.is_undone:
        raise CannotUndo(f"This merge was already undone by {merge.undone_by or 'the system'}.")
    _say_why(f"undo: {merge}")
    later = entangled_with(merge)
    for each in [*reversed(later), merge]:
        _take_apart(each)
    follow(merge)
    merge.undone_by, merge.undone_at = by, _now()
    merge.save(update_fields=["undone_by", "undone_at"])
    for each in later:
        _carry_out_again(each)
    _check(merge)
    _say_why("")
    return merge


def _merge(loser, survivor, *, by, why, seen):
    _queue()
    _refuse_nonsense(loser, survivor)
    loser, survivor = _locked(type(loser), loser.pk, survivor.pk)
    _say_why(why or f"{loser} is {survivor}")
    plan = _plan(loser, survivor, lock=True)
    if seen and seen != plan.fingerprint:
        raise PlanChanged(plan)
    merge = Merge.objects.create(
        kind=loser._meta.model_name,
        loser_id=loser.pk,
        loser_name=str(loser),
        loser_slug=loser.slug,
        survivor_id=survivor.pk,
        survivor_name=str(survivor),
        why=why,
        merged_by=by,
        merged_at=_now(),
        turn=_next_turn(),
    )
    _write(merge, plan)
    _say_why("")
    return merge


def _refuse_nonsense(loser, survivor):
    if type(loser) is not type(survivor):
        raise CannotMerge("A case can only be merged with a case, and an entity with an entity.")
    if loser.pk == survivor.pk:
        raise CannotMerge(f"{loser} cannot be merged into itself: choose another.")


def _locked(model, loser_pk, survivor_pk):
    """Both rows, locked in the order of their numbers; refuses where one is gone by now."""
    rows = {
        row.pk: row
        for row in model.objects.filter(pk__in=(loser_pk, survivor_pk)).order_by("pk").select_for_update()
    }
    for pk in (loser_pk, survivor_pk):
        if pk not in rows:
            raise CannotMerge(_where_it_went(model, pk))
    return rows[loser_pk], rows[survivor_pk]


def _where_it_went(model, pk):
    kind = model._meta.model_name
    former = (
        FormerSlug.objects.filter(kind=kind, former_id=pk).select_related(kind, "merge__merged_by").first()
    )
    if not former:
        return f"One of the two was deleted meanwhile ({kind} number {pk})."
    who = former.merge.merged_by or "somebody"
    return f"{former.name} was already merged into {former.survivor} by {who}: look at that one instead."


def _plan(loser, survivor, *, lock):
    model = type(loser)
    draft = Draft(lock=lock)
    draft.join(model, {loser.pk: survivor.pk}, SAME)
    plan = MergePlan(loser, survivor, draft.steps, draft.collisions)
    if isinstance(loser, Entity):
        plan.steps += old_name(loser, survivor)
    plan.differences = differences(loser, survivor)
    plan.warnings = _warnings(loser, survivor)
    return plan


def _write(merge, plan):
    kind = merge.kind
    address = Add(
        FormerSlug,
        {
            "kind": kind,
            "slug": plan.loser.slug,
            "former_id": plan.loser.pk,
            "name": str(plan.loser),
            f"{kind}_id": plan.survivor.pk,
            "merge_id": merge.pk,
        },
    )
    plan.steps.append(address)
    merge.journal = carry_out(plan)
    merge.save(update_fields=["journal", "turn"])


def _take_apart(merge):
    slug_must_be_free(merge)
    take_back(merge.journal)
    settle(merge)


def _check(merge):
    try:
        check_keys()
    except IntegrityError as error:
        raise CannotUndo(
            f"Something recorded since ties {merge.loser_name} to {merge.survivor_name}: "
            f"take it out, then undo. ({error})"
        ) from error


def _carry_out_again(merge):
    model = Entity if merge.kind == "entity" else Case
    loser, survivor = _locked(model, merge.loser_id, merge.survivor_id)
    merge.turn = _next_turn()
    _write(merge, _plan(loser, survivor, lock=True))


def _warnings(loser, survivor):
    warnings = []
    if loser.kind != survivor.kind:
        warnings.append(f"One is a {loser.get_kind_display()}, the other a {survivor.get_kind_display()}.")
    if survivor.distinct_from.filter(second=loser.pk).exists():
        warnings.append("The desk has said that these two are not duplicates.")
    return warnings


def _queue():
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [MERGE_LOCK])


def _now():
    """The clock that the history goes by: undoing asks what was recorded since."""
    with connection.cursor() as cursor:
        cursor.execute("select clock_timestamp()")
        return cursor.fetchone()[0]


def _next_turn():
    return (Merge.objects.aggregate(last=Max("turn"))["last"] or 0) + 1


def _say_why(why):
    """The history of every row touched keeps the reason."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('newsroom.why', %s, true)", [why])
