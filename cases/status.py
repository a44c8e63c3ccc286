"""How a case stands, in one plain sentence, derived from its live dispositions and nowhere else."""

from dataclasses import dataclass
from itertools import groupby

from cases.models import Case, Claim, ClaimAgainst, Disposition, Party, Penalty
from cases.money import say_money
from cases.roles import PartyRole

Outcome = Disposition.Outcome
Kind = Penalty.Kind

# Outcomes that read as something a party did or underwent: for one, for several.
OF_THE_PARTY = {
    Outcome.SETTLED: ("settled", "settled"),
    Outcome.PLEADED_GUILTY: ("pleaded guilty", "pleaded guilty"),
    Outcome.PLEADED_NO_CONTEST: ("pleaded no contest", "pleaded no contest"),
    Outcome.CONVICTED: ("was convicted", "were convicted"),
    Outcome.ACQUITTED: ("was acquitted", "were acquitted"),
    Outcome.DIVERTED: ("was diverted from prosecution", "were diverted from prosecution"),
    Outcome.PARDONED: ("was pardoned", "were pardoned"),
}
# Judgments go for or against a party; all other outcomes happen to the claim, "for" the party.
OF_THE_COURT = {
    Outcome.CONSENT_JUDGMENT: "consent judgment against",
    Outcome.DEFAULT_JUDGMENT: "default judgment against",
    Outcome.SUMMARY_JUDGMENT_FOR: "summary judgment for",
    Outcome.SUMMARY_JUDGMENT_AGAINST: "summary judgment against",
    Outcome.VERDICT_FOR: "verdict for",
    Outcome.VERDICT_AGAINST: "verdict against",
    Outcome.JUDGMENT_FOR: "judgment for",
    Outcome.JUDGMENT_AGAINST: "judgment against",
}
# Where the outcome itself says who decided, saying it again would be noise.
SAYS_BY_WHOM = {Outcome.PLEADED_GUILTY, Outcome.PLEADED_NO_CONTEST, Outcome.PARDONED}

TIME = {
    Kind.IMPRISONMENT: "in prison",
    Kind.SUPERVISED_RELEASE: "of supervised release",
    Kind.PROBATION: "of probation",
    Kind.HOME_DETENTION: "of home detention",
    Kind.COMMUNITY_SERVICE: "of community service",
}
# Roles with a regular plural, also as the last word of a longer one (third-party defendant).
COUNTABLE = (
    "plaintiff",
    "defendant",
    "petitioner",
    "respondent",
    "appellant",
    "appellee",
    "claimant",
    "debtor",
)
SMALL_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
LONGEST_PRINTED = 80


@dataclass(frozen=True)
class Ending:
    """One way in which the same claims ended for these parties; None for claims that go on."""

    disposition: Disposition | None
    parties: list[Party]
    claims: list[Claim]
    claims_in_all: int


def status_sentence(case: Case) -> str:
    """One sentence on a case loaded with `with_card()`; no query is made."""
    pairs = list(case.claims_against.all())
    if any(pair.live for pair in pairs):
        parts = [_say(ending, pairs, case) for ending in _endings(pairs)]
    else:
        parts = [_say_undecided(case)]
    parts += [_say_penalty(penalty, case) for penalty in case.penalties.all()]
    return _capitalised("; ".join(parts), case) + "."


def is_open(case: Case) -> bool:
    """The same rule as `Case.objects.open()`, for a case loaded with `with_card()`."""
    if case.date_terminated:
        return False
    pairs = list(case.claims_against.all())
    return not pairs or any(_is_undecided(pair) for pair in pairs)


def say_penalty(penalty: Penalty) -> str:
    """`four months in prison`, `financial penalty of $4.32 billion`, `bar or disqualification for life`."""
    kind = "financial penalty" if penalty.kind == Kind.FINANCIAL else penalty.get_kind_display()
    if penalty.amount is not None:
        return f"{kind} of {say_money(penalty.amount, penalty.currency)}"
    length = _length(penalty)
    if not length:
        return kind
    return f"{length} {TIME[penalty.kind]}" if penalty.kind in TIME else f"{kind} for {length}"


def _is_undecided(pair):
    return not pair.live or pair.live[0].outcome not in Outcome.endings()


def _say_undecided(case):
    if case.date_terminated:
        return f"closed {_when(case.date_terminated)}"
    if not case.date_filed:
        return "open"
    if case.date_filed.precision == "between":
        return f"open, filed {case.date_filed}"
    return f"open since {case.date_filed}"


def _endings(pairs: list[ClaimAgainst]) -> list[Ending]:
    """By how and when, then by the parties for whom the same claims ended so; what goes on comes last."""
    claims_in_all = {}
    for pair in pairs:
        claims_in_all.setdefault(pair.party_id, set()).add(pair.claim_id)
    endings = []
    for _, same_way in groupby(sorted(pairs, key=lambda pair: (_way(pair), pair.pk)), _way):
        by_party = {}
        for pair in same_way:
            by_party.setdefault(pair.party_id, []).append(pair)
        alike = {}
        for party_id, own in by_party.items():
            key = (tuple(sorted(pair.claim_id for pair in own)), len(claims_in_all[party_id]))
            alike.setdefault(key, []).append(own)
        endings += [_ending(own_pairs, in_all) for (_, in_all), own_pairs in alike.items()]
    return endings


def _way(pair):
    if not pair.live:
        return (1, "", "", "", "", "")
    live = pair.live[0]
    date = live.date.isoformat() if live.date else ""
    return (0, date, live.outcome, live.prejudice, live.decided_by, _printed(live))


def _ending(own_pairs, claims_in_all):
    first = own_pairs[0]
    return Ending(
        disposition=first[0].live[0] if first[0].live else None,
        parties=[own[0].party for own in own_pairs],
        claims=[pair.claim for pair in first],
        claims_in_all=claims_in_all,
    )


def _say(ending, pairs, case):
    whom = _whom(ending.parties, pairs)
    live = ending.disposition
    if live is None:
        state = "outcome not recorded" if case.date_terminated else "open"
        return f"{state} for {whom}{_share(ending)}"
    if live.outcome in OF_THE_PARTY:
        words = f"{whom} {OF_THE_PARTY[live.outcome][len(ending.parties) > 1]}"
    else:
        words = f"{_what(live)} {whom}"
    if live.date:
        words += f" {_when(live.date)}"
    if live.decided_by and live.outcome not in SAYS_BY_WHOM:
        words += f", {_by_whom(live)}"
    return words + _share(ending)


def _what(live):
    """What became of the claim, up to the party it is said of."""
    if live.outcome in OF_THE_COURT:
        return OF_THE_COURT[live.outcome]
    if live.prejudice == Disposition.Prejudice.NOT_STATED:
        return "dismissed (prejudice not stated) for"
    if live.outcome == Outcome.AS_PRINTED:
        return f"“{_printed(live)}” for" if live.printed else "ended for"
    return f"{live} for"


def _printed(live):
    if live.outcome != Outcome.AS_PRINTED or len(live.printed) <= LONGEST_PRINTED:
        return live.printed if live.outcome == Outcome.AS_PRINTED else ""
    return f"{live.printed[:LONGEST_PRINTED].rsplit(' ', 1)[0]} …"


def _by_whom(live):
    """By joint stipulation, by a jury; but on motion of the government, which the court granted."""
    word = "on" if live.decided_by == Disposition.DecidedBy.MOTION_OF_GOVERNMENT else "by"
    return f"{word} {live.get_decided_by_display()}"


def _whom(parties, pairs):
    """Say "all three defendants" when it is all of them, else name them."""
    everyone = {pair.party_id for pair in pairs}
    roles = {PartyRole(party.role).label for party in parties}
    if len(parties) == len(everyone) > 1 and len(roles) == 1 and roles.copy().pop().endswith(COUNTABLE):
        several = "both" if len(parties) == 2 else f"all {_number(len(parties))}"
        return f"{several} {roles.pop()}s"
    return _names(parties)


def _share(ending):
    """Say "(two of five claims)" where the parties have other claims that stand differently."""
    if len(ending.claims) == ending.claims_in_all:
        return ""
    noun = "counts" if all(claim.kind == Claim.Kind.COUNT for claim in ending.claims) else "claims"
    return f" ({_number(len(ending.claims))} of {_number(ending.claims_in_all)} {noun})"


def _names(parties):
    names = [party.entity.name for party in parties]
    if len(names) > 4:
        names = [*names[:3], f"{_number(len(names) - 3)} others"]
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _say_penalty(penalty, case):
    words = say_penalty(penalty)
    times = []
    if penalty.date_imposed:
        times.append(f"imposed {_when(penalty.date_imposed)}")
    if penalty.date_satisfied:
        times.append(_satisfied(penalty))
    if times:
        words += f", {' and '.join(times)}"
    several = len({pair.party_id for pair in case.claims_against.all()}) > 1
    return f"{penalty.party.entity.name}: {words}" if several else words


def _satisfied(penalty):
    if penalty.amount is not None:
        return f"paid in full {_when(penalty.date_satisfied)}"
    if penalty.date_satisfied.precision == "between":
        return f"ended {penalty.date_satisfied}"
    return f"{'served' if penalty.kind in TIME else 'in force'} until {penalty.date_satisfied}"


def _length(penalty):
    if penalty.duration_unit == Penalty.Unit.LIFE:
        return "life"
    if not penalty.duration:
        return ""
    unit = penalty.get_duration_unit_display()
    return f"{_number(penalty.duration)} {unit[:-1] if penalty.duration == 1 else unit}"


def _number(number):
    return SMALL_NUMBERS[number] if number < len(SMALL_NUMBERS) else f"{number:,}"


def _when(date):
    preposition = {"day": "on ", "month": "in ", "year": "in "}.get(date.precision, "")
    return f"{preposition}{date}"


def _capitalised(sentence, case):
    """With a capital, unless a name comes first: eBay stays eBay."""
    names = {party.entity.name for party in case.parties.all()}
    return sentence if any(map(sentence.startswith, names)) else sentence[:1].upper() + sentence[1:]
