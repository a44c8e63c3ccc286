"""How the parties a story names stand in the public record, as the guard reads it."""

from collections.abc import Iterable, Sequence
from itertools import islice

from django.db.models import Prefetch, Q, Window
from django.db.models.functions import RowNumber

from cases.models import Case, ClaimAgainst, Disposition, Entity, Party, Penalty, Statement
from cases.roles import PartyRole, Side, side
from cases.status import say_penalty
from newsroom.wording.guard import Record, Standing
from newsroom.wording.tokens import guilty_of

# Agencies, courts, law firms and publications speak of others; the words are about these.
WATCHED = (Entity.Kind.PERSON, Entity.Kind.COMPANY, Entity.Kind.ORGANISATION)
RESPONDING = [role for role in PartyRole if side(role) == Side.RESPONDING]
# An entity sued more often than that is judged by its newest cases.
MOST_STANDINGS = 300
Outcome = Disposition.Outcome
GUILTY = {Outcome.CONVICTED.value, Outcome.PLEADED_GUILTY.value}
# After these nothing of what came before stands.
UNDOING = {
    Outcome.VACATED, Outcome.REVERSED, Outcome.REMANDED, Outcome.MISTRIAL, Outcome.ACQUITTED,
    Outcome.DISMISSED,
}  # fmt: skip


def record_of(entities: Iterable[int], cases: Iterable[int]) -> Record:
    """What the guard goes by for a story that names these; the number of queries is always the same.

    Sealed cases bear nothing out: no published word may rest on them.
    """
    (record,) = records_of([(set(entities), set(cases))])
    return record


def records_of(named: Sequence[tuple[set[int], set[int]]]) -> list[Record]:
    """The same for each of several stories, by the entities and the cases they name, read at once."""
    entities, cases = (set().union(*each) for each in zip(*named, strict=True))
    names = dict(Entity.objects.filter(pk__in=entities, kind__in=WATCHED).values_list("pk", "name"))
    parties = [(party.case_id, _standing(party)) for party in _parties(entities, cases)]
    return [
        Record(
            {pk: name for pk, name in names.items() if pk in of},
            tuple(
                islice(
                    (each for case, each in parties if each.entity in of or case in within), MOST_STANDINGS
                )
            ),
        )
        for of, within in named
    ]


def _parties(entities, cases):
    """Of each entity its newest roles, and everybody's in the cases; the newest cases first."""
    turn = Window(RowNumber(), partition_by="entity", order_by=["-case", "pk"])
    return (
        Party.objects.filter(Q(entity__in=entities) | Q(case__in=cases), role__in=RESPONDING)
        .filter(case__in=Case.objects.visible_to(None))
        .annotate(turn=turn)
        .filter(Q(turn__lte=MOST_STANDINGS) | Q(case__in=cases))
        .select_related("entity", "case")
        .only("entity__name", "case__caption", "case__kind")
        .prefetch_related(
            Prefetch(
                "claims_against",
                ClaimAgainst.objects.select_related("claim")
                .only("party", "claim__title")
                .prefetch_related("dispositions"),
            ),
            "penalties",
            Prefetch("statements", Statement.objects.filter(mode__in=("found", "admitted")).only("mode")),
        )
        .order_by("-case__pk", "pk")
    )


def _standing(party):
    pairs = list(party.claims_against.all())
    chains = [sorted(pair.dispositions.all(), key=_turn) for pair in pairs]
    penalties = list(party.penalties.all())
    bears_out = {f"case:{party.case.kind}"}
    for pair, chain in zip(pairs, chains, strict=True):
        standing = _what_stands(chain)
        bears_out |= standing
        bears_out |= set(guilty_of(pair.claim.title)) if standing & GUILTY else set()
    bears_out |= {f"penalty:{penalty.kind}" for penalty in penalties}
    bears_out |= {f"stated:{statement.mode}" for statement in party.statements.all()}
    state = _in_words(chains, penalties)
    return Standing(
        party.entity_id, party.entity.name, party.case_id, party.case.caption, state, frozenset(bears_out)
    )


def _turn(disposition):
    """Superseded ones in their order; the live one last."""
    return disposition.superseded_by_id is None, disposition.when, disposition.pk


def _what_stands(chain: list[Disposition]) -> set[str]:
    standing: set[str] = set()
    for disposition in chain:
        if disposition.outcome in UNDOING:
            standing = set()
        standing.add(_token(disposition))
    return standing


def _token(disposition):
    if disposition.outcome == Outcome.DISMISSED:
        return f"{Outcome.DISMISSED}:{disposition.prejudice}"
    return str(disposition.outcome)


def _in_words(chains: list[list[Disposition]], penalties: list[Penalty]) -> str:
    endings = dict.fromkeys(_ending(chain[-1]) if chain else "open" for chain in chains)
    said = [*endings, *dict.fromkeys(say_penalty(penalty) for penalty in penalties)]
    return "; ".join(said) or "no claim recorded"


def _ending(live):
    return f"{live}, {live.date}" if live.date else str(live)
