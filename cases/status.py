"""How a case stands, in one plain sentence, derived from its live dispositions and nowhere else."""

from dataclasses import dataclass, field
from itertools import groupby

from cases.models import Case, ClaimAgainst, Disposition, Penalty
from cases.money import say_money
from cases.roles import PartyRole

Outcome = Disposition.Outcome

# Outcomes that read as something the party did or underwent; all others happen to the claim.
OF_THE_PARTY = {
    Outcome.SETTLED: "settled",
    Outcome.PLEADED_GUILTY: "pleaded guilty",
    Outcome.PLEADED_NO_CONTEST: "pleaded no contest",
    Outcome.CONVICTED: "convicted",
    Outcome.ACQUITTED: "acquitted",
    Outcome.DIVERTED: "diverted",
    Outcome.PARDONED: "pardoned",
}
# Where the outcome itself says who decided, saying it again would be noise.
SAYS_BY_WHOM = {Outcome.PLEADED_GUILTY, Outcome.PLEADED_NO_CONTEST, Outcome.PARDONED}


@dataclass
class Ending:
    """One way in which claims ended, or None for those that go on, and for whom."""

    disposition: Disposition | None
    pairs: list[ClaimAgainst] = field(default_factory=list)

    @property
    def parties(self):
        return list({pair.party_id: pair.party for pair in self.pairs}.values())


def status_sentence(case: Case) -> str:
    """One sentence on a case loaded with `with_card()`; no query is made."""
    pairs = list(case.claims_against.all())
    if not pairs:
        return _without_claims(case)
    endings = _endings(pairs)
    parts = [_say(ending, pairs) for ending in endings]
    parts += [_say_penalty(penalty, case) for penalty in case.penalties.all()]
    sentence = "; ".join(parts)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def is_open(case: Case) -> bool:
    """The same rule as `Case.objects.open()`, for a case loaded with `with_card()`."""
    if case.date_terminated:
        return False
    pairs = list(case.claims_against.all())
    return not pairs or any(_undecided(pair) for pair in pairs)


def _undecided(pair):
    return not pair.live or pair.live[0].outcome not in Outcome.endings()


def _without_claims(case):
    if case.date_terminated:
        return f"Closed {_when(case.date_terminated)}."
    return f"Open since {case.date_filed}." if case.date_filed else "Open."


def _endings(pairs):
    def key(pair):
        live = pair.live[0] if pair.live else None
        if live is None:
            return (1, "", "", "", "")
        return (0, str(live.date or ""), live.outcome, live.prejudice, live.decided_by)

    return [
        Ending(disposition=group[0].live[0] if group[0].live else None, pairs=group)
        for _, found in groupby(sorted(pairs, key=lambda p: (key(p), p.pk)), key)
        for group in [list(found)]
    ]


def _say(ending, pairs):
    live = ending.disposition
    whom = _whom(ending, pairs)
    if live is None:
        return f"open {whom}".strip()
    if live.outcome in OF_THE_PARTY:
        words = [_names(ending.parties), OF_THE_PARTY[live.outcome]]
    else:
        words = [str(live), whom]
    if live.date:
        words.append(_when(live.date))
    sentence = " ".join(filter(None, words))
    if live.decided_by and live.outcome not in SAYS_BY_WHOM:
        sentence += f", by {live.get_decided_by_display()}"
    return sentence + _share(ending, pairs)


def _whom(ending, pairs):
    """Say "for all 3 defendants" when it is all of them, else name them."""
    everyone = {pair.party_id for pair in pairs}
    parties = ending.parties
    roles = {party.role for party in parties}
    if len(parties) == len(everyone) and len(roles) == 1 and len(parties) > 1:
        noun = PartyRole(roles.pop()).label
        return f"for both {noun}s" if len(parties) == 2 else f"for all {len(parties)} {noun}s"
    return f"for {_names(parties)}"


def _share(ending, pairs):
    """Say "(2 of 5 claims)" where the parties have other claims that stand differently."""
    concerned = {party.pk for party in ending.parties}
    total = [pair for pair in pairs if pair.party_id in concerned]
    if len(total) == len(ending.pairs):
        return ""
    return f" ({len(ending.pairs)} of {len(total)} claims)"


def _names(parties):
    names = [party.entity.name for party in parties]
    if len(names) > 4:
        return f"{', '.join(names[:3])} and {len(names) - 3} others"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def _when(date):
    preposition = {"day": "on ", "month": "in ", "year": "in "}.get(date.precision, "")
    return f"{preposition}{date}"


def _say_penalty(penalty: Penalty, case):
    what = say_penalty(penalty)
    several = len({pair.party_id for pair in case.claims_against.all()}) > 1
    return f"{penalty.party.entity.name}: {what}" if several else what


def say_penalty(penalty: Penalty) -> str:
    """`4 months of imprisonment`, `financial penalty of $4.32 billion`, `bar or disqualification`."""
    kind = "financial penalty" if penalty.kind == Penalty.Kind.FINANCIAL else penalty.get_kind_display()
    if penalty.amount is not None:
        return f"{kind} of {say_money(penalty.amount, penalty.currency)}"
    if penalty.duration:
        unit = penalty.get_duration_unit_display()
        return f"{penalty.duration} {unit[:-1] if penalty.duration == 1 else unit} of {kind}"
    return f"{kind} for life" if penalty.duration_unit == Penalty.Unit.LIFE else kind
