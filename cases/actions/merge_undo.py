"""What undoing a merge must see to beyond taking its steps back: what has been done since."""

from django.apps import apps
from django.db import connection
from django.db.models import F, Q

from cases.actions.dispositions import settle_pairs
from cases.actions.merge_draft import JOINED
from cases.actions.merge_journal import CannotUndo
from cases.models import Case, ClaimAgainst, Disposition, Entity, Event, Merge, Party, Penalty, Statement

SUBJECTS = {"case": Case, "entity": Entity}
# Rows of a case that hang on others of the same case: parents first.
HANGING = {
    Party: ("docket",),
    Event: ("docket",),
    ClaimAgainst: ("claim", "party"),
    Penalty: ("party",),
    Statement: ("party", "claim", "event"),
}


def entangled_with(merge: Merge) -> list[Merge]:
    """The live merges carried out after this one that touched what it touched, or what those did, in turn."""
    written, read = _footprint(merge)
    found = []
    for later in Merge.objects.live().filter(turn__gt=merge.turn).order_by("turn").iterator():
        its_written, its_read = _footprint(later)
        if its_written & (written | read) or its_read & written:
            found.append(later)
            written |= its_written
            read |= its_read
    return found


def slug_must_be_free(merge: Merge) -> None:
    """Raise CannotUndo where another row has taken the loser's address since."""
    holder = SUBJECTS[merge.kind].objects.filter(slug=merge.loser_slug).first()
    if holder:
        raise CannotUndo(
            f"{merge.loser_name} would come back under the address “{merge.loser_slug}”, which {holder} has "
            "by now: give that another address, then undo."
        )


def settle(merge: Merge) -> None:
    """Let each pair that the merge had put together with another go by its own dispositions again."""
    settle_pairs(pair for _, old, new in _entries(merge, Disposition, "against_id") for pair in (old, new))


def follow(merge: Merge) -> None:
    """Let what was recorded since on a docket, party or claim that goes back to its case go with it."""
    if merge.kind != "case":
        return
    _give_claims_to_twins(merge)
    for model, parents in HANGING.items():
        at_home = Q(**{f"{parents[0]}__case": merge.loser_id})
        elsewhere = Q()
        for parent in parents:
            at_home |= Q(**{f"{parent}__case": merge.loser_id})
            elsewhere |= Q(**{f"{parent}__isnull": False}) & ~Q(**{f"{parent}__case": merge.loser_id})
        rows = model._base_manager.filter(at_home, ~elsewhere, case__isnull=False).exclude(
            case=merge.loser_id
        )
        numbers = _recorded_since(merge, model, rows.values_list("pk", flat=True))
        model._base_manager.filter(pk__in=numbers).update(case=merge.loser_id)
    _refuse_straddling_claims(merge)


def _give_claims_to_twins(merge):
    """A claim brought since against the party that stood for two is against the one of the claim's case."""
    twins = {kept: dropped for dropped, kept in _joined(merge, Party)}
    pairs = ClaimAgainst.objects.filter(claim__case=merge.loser_id, party__in=twins)
    for pair in pairs.exclude(case=merge.loser_id):
        pair.party_id, pair.case_id = twins[pair.party_id], merge.loser_id
        pair.save(update_fields=["party", "case"])


def _refuse_straddling_claims(merge):
    straddling = ClaimAgainst.objects.filter(
        Q(claim__case=merge.loser_id) | Q(party__case=merge.loser_id)
    ).exclude(claim__case=F("party__case"))
    pair = straddling.select_related("claim", "party__entity").first()
    if pair:
        raise CannotUndo(
            f"“{pair.claim}” was brought against {pair.party.entity} since the merge, and they would be "
            "in two cases again: take that claim against them out, then undo."
        )


def _recorded_since(merge, model, numbers):
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f'select id from history."{table}" where id = any(%s)'  # noqa: S608  our own tables' names
            " group by id having min(recorded_at) > %s",
            [list(numbers), merge.merged_at],
        )
        return [pk for (pk,) in cursor.fetchall()]


def _entries(merge, model, column):
    return [
        row
        for entry in merge.journal
        if entry["do"] == "change" and entry["model"] == model._meta.label_lower and entry["column"] == column
        for row in entry["entries"]
    ]


def _joined(merge, model):
    return [
        pair
        for entry in merge.journal
        if entry["do"] == "remove" and entry["model"] == model._meta.label_lower and entry["rule"] == JOINED
        for pair in entry["into"]
    ]


def _footprint(merge):
    """The rows a merge wrote, and those that a row it removed rested on, as (model, number)."""
    subject = SUBJECTS[merge.kind]
    written, read = {(subject, merge.loser_id), (subject, merge.survivor_id)}, set()
    for entry in merge.journal:
        model = apps.get_model(entry["model"])
        key = model._meta.pk.column
        written |= {(model, each[0]) for each in entry.get("entries", ())}
        written |= {(model, row[key]) for row in entry.get("rows", ())}
        if entry.get("rule") == JOINED:
            written |= {(model, kept) for _, kept in entry.get("into", ())}
        for field in model._meta.local_concrete_fields:
            if field.is_relation and "rows" in entry:
                read |= {(field.related_model, row[field.column]) for row in entry["rows"]}
    return written, read
