from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import connection

from cases.actions.dispositions import settle_pairs
from cases.actions.record import keep
from cases.models import Case, Claim, ClaimAgainst, Disposition, Party, Penalty
from cases.roles import Side
from cases.verb import verb


class AlreadyDecided(Exception):
    """The claim has a live disposition for the party, and the new one was not said to supersede it."""

    def __init__(self, live: Disposition):
        self.live = live
        super().__init__(
            f"{live.against} already has a live disposition ({live}). Record the new one as superseding it."
        )


class DecidedMeanwhile(AlreadyDecided):
    """Some of the claims have live dispositions that nobody said are to be superseded; all are in `lives`."""

    def __init__(self, lives: list[Disposition]):
        super().__init__(lives[0])
        self.lives = lives


@verb
def bring_claim(case: Case, title: str, *, against: list[Party], by, **details) -> Claim:
    """Record a claim, or a criminal count, and the parties it is against."""
    claim = keep(Claim(case=case, title=title, **details), by=by)
    for party in against:
        keep(ClaimAgainst(case=case, claim=claim, party=party), by=by)
    return claim


@verb
def bring_against_respondents(case: Case, *, by) -> None:
    """Record every claim that is against nobody yet against all who answer to the case."""
    respondents = [party for party in case.parties.all() if party.side == Side.RESPONDING]
    for claim in case.claims.filter(against__isnull=True):
        extend_claim(claim, to=respondents, by=by)


@verb
def record_disposition(
    claim: Claim, party: Party, outcome: str, *, by, supersedes: Disposition | None = None, **details
) -> Disposition:
    """Record how a claim ended for a party.

    A claim not yet recorded against the party is first. Raises AlreadyDecided where a live disposition
    exists that is not the one named in `supersedes`; a superseded one stays in the record.
    """
    against, _ = ClaimAgainst.objects.get_or_create(case=claim.case, claim=claim, party=party)
    return decide(Disposition(against=against, outcome=outcome, **details), supersedes=supersedes, by=by)


@verb
def extend_claim(claim: Claim, *, to: Iterable[Party], by) -> list[ClaimAgainst]:
    """Record a claim against more parties of its case; those it is against already stay as they are."""
    there = set(claim.against.values_list("party", flat=True))
    new = [party for party in to if party.pk not in there]
    return [keep(ClaimAgainst(case=claim.case, claim=claim, party=party), by=by) for party in new]


@verb
def record_dispositions(
    pairs: Iterable[ClaimAgainst],
    outcome: str,
    *,
    by,
    supersedes: Iterable[Disposition | int] = (),
    **details,
) -> list[Disposition]:
    """Record one ending of many claims against parties: all of it or nothing.

    Raises DecidedMeanwhile where a pair has a live disposition that is not in `supersedes` (rows or their
    numbers), and ValidationError where the date cannot be: before the case was filed, or before what it
    takes the place of.
    """
    locked = _locked(pairs)
    lives = {live.against_id: live for live in _live_of(locked)}
    said = {each if isinstance(each, int) else each.pk for each in supersedes}
    if unsaid := [live for live in lives.values() if live.pk not in said]:
        raise DecidedMeanwhile(unsaid)
    new = [Disposition(against=pair, outcome=outcome, **details) for pair in locked]
    for disposition in new:
        disposition.clean_fields(exclude=["id", "against"])
        _refuse_impossible_date(disposition, lives.get(disposition.against_id))
    return [decide(each, supersedes=lives.get(each.against_id), by=by) for each in new]


@verb
def decide(disposition: Disposition, *, by, supersedes: Disposition | None = None) -> Disposition:
    """Keep a new disposition as the live one of its claim and party; see `record_disposition`."""
    pair = ClaimAgainst.objects.select_for_update().get(pk=disposition.against_id)
    live = pair.dispositions.live().select_related("against__claim", "against__party__entity").first()
    if live and live != supersedes:
        raise AlreadyDecided(live)
    if live:
        # One live disposition at every instant: the old one gives way to a number drawn beforehand,
        # and the foreign key, checked at commit, finds it there.
        disposition.pk = _next_number()
        Disposition.objects.filter(pk=live.pk).update(superseded_by=disposition.pk)
    disposition.full_clean(exclude=["id"])
    disposition.save(force_insert=True)
    return disposition


@verb
def reverse_disposition(disposition: Disposition, *, by) -> Disposition | None:
    """Take back a live disposition recorded by mistake; the one it superseded, returned, is live again.

    For a disposition that a court undid, record the court's act instead (vacated, reversed).
    """
    # The predecessors point at the row until it is settled which of them is live (after a merge there may
    # be two), which can't be before the row is gone.
    with connection.cursor() as cursor:
        cursor.execute("delete from cases_disposition where id = %s", [disposition.pk])
    settle_pairs([disposition.against_id])
    return Disposition.objects.live().filter(against=disposition.against_id).first()


@verb
def impose_penalty(party: Party, kind: str, *, by, **details) -> Penalty:
    """Record a penalty or sentence of a party."""
    return keep(Penalty(case=party.case, party=party, kind=kind, **details), by=by)


def _locked(pairs):
    """In one order, so that two editors wait for each other instead of locking each other out."""
    rows = ClaimAgainst.objects.filter(pk__in={pair.pk for pair in pairs}).select_related("case")
    return list(rows.order_by("pk").select_for_update(of=("self",)))


def _live_of(pairs):
    live = Disposition.objects.live().filter(against__in=pairs).order_by("pk")
    return live.select_related("against__claim", "against__party__entity")


def _refuse_impossible_date(disposition, live):
    filed = disposition.against.case.date_filed
    if disposition.date and filed and disposition.date.last < filed.first:
        raise ValidationError({"date": f"A claim cannot end before the case was filed ({filed})."})
    if disposition.date and live and live.date and disposition.date.last < live.date.first:
        raise ValidationError({"date": f"It cannot be of before what it takes the place of ({live.date})."})


def _next_number():
    with connection.cursor() as cursor:
        cursor.execute("select nextval(pg_get_serial_sequence('cases_disposition', 'id'))")
        return cursor.fetchone()[0]
