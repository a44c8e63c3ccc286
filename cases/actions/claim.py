from django.db import connection

from cases.actions.dispositions import settle_pairs
from cases.actions.record import keep
from cases.models import Case, Claim, ClaimAgainst, Disposition, Party, Penalty
from cases.verb import verb


class AlreadyDecided(Exception):
    """The claim has a live disposition for the party, and the new one was not said to supersede it."""

    def __init__(self, live: Disposition):
        self.live = live
        super().__init__(
            f"{live.against} already has a live disposition ({live}). Record the new one as superseding it."
        )


@verb
def bring_claim(case: Case, title: str, *, against: list[Party], by, **details) -> Claim:
    """Record a claim, or a criminal count, and the parties it is against."""
    claim = keep(Claim(case=case, title=title, **details), by=by)
    for party in against:
        keep(ClaimAgainst(case=case, claim=claim, party=party), by=by)
    return claim


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


def _next_number():
    with connection.cursor() as cursor:
        cursor.execute("select nextval(pg_get_serial_sequence('cases_disposition', 'id'))")
        return cursor.fetchone()[0]
