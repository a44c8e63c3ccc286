"""Counts and complaints against the parties of a docket, and how they ended."""

from collections import Counter

from cases.actions import amend_all, decide
from cases.imports.ledger import Ledger
from cases.imports.parties import digest
from cases.models import Claim, ClaimAgainst, Disposition, DocketLine

Line = DocketLine.Kind


def take_in_charges(ledger: Ledger, taken: dict) -> list[tuple[Disposition, Disposition, DocketLine]]:
    """Bring counts and dispositions up to date.

    Returns the dispositions that supersede what an earlier reading recorded, with it and the line: they
    are for `supersede`, once all else is written.
    """
    charges = Charges(ledger, taken)
    for key, (party, row) in taken.items():
        seen = Counter()
        for count in party.counts:
            words = (count.kind, count.number, count.title)
            seen[words] += 1
            charges.take_in(digest(key, *words, seen[words]), count, row, (*words, seen[words]))
    return charges.superseding


def supersede(superseding, *, by) -> int:
    """Record the dispositions that the court put in the place of earlier ones: how many."""
    for disposition, earlier, line in superseding:
        line.row = decide(disposition, supersedes=earlier, by=by).pk
    amend_all([line for _, _, line in superseding], {"row", "printed"}, by=by)
    return len(superseding)


class Charges:
    """The counts of one docket; one that is brought against several parties is one claim."""

    def __init__(self, ledger, taken):
        self.ledger = ledger
        case = ledger.docket.case_id
        pairs = list(ClaimAgainst.objects.filter(case=case).select_related("claim")) if _any(taken) else []
        self.pairs = {pair.pk: pair for pair in pairs}
        live = Disposition.objects.live().filter(against__in=self.pairs)
        self.live = {row.against_id: row for row in live} if pairs else {}
        lines = ledger.lines_of(Line.CLAIM)
        self.claims = {_words(line): self.pairs[line.row].claim for line in lines if line.row in self.pairs}
        read = {line.row for line in lines}
        self.by_hand = {
            (pair.party_id, pair.claim.kind, pair.claim.number): pair
            for pair in pairs
            if pair.claim.number and pair.pk not in read
        }
        # After a merge two lines may be read into one party.
        self.brought = {(pair.claim_id, pair.party_id): pair for pair in pairs}
        self.superseding = []

    def take_in(self, key, count, party, words):
        line = self.ledger.line(Line.CLAIM, key)
        pair = self.pairs.get(line.row) if line else None
        if not line and party:
            pair = self._bring(key, count, party, words)
        if pair and count.outcome:
            self._take_in_outcome(key, count.outcome, pair)

    def _bring(self, key, count, party, words):
        pair = self.by_hand.pop((party.pk, count.kind, count.number), None) if count.number else None
        pair = pair or self._new_pair(count, party, words)
        printed = dict(zip(("kind", "number", "title", "nth"), words, strict=True))
        self.ledger.note(Line.CLAIM, key, printed, pair)
        return pair

    def _new_pair(self, count, party, words):
        case = self.ledger.docket.case_id
        if words not in self.claims:
            claim = Claim(case_id=case, kind=count.kind, number=count.number, title=count.title)
            self.claims[words] = self.ledger.enter(claim)
        claim = self.claims[words]
        key = (claim.pk or id(claim), party.pk or id(party))
        if key not in self.brought:
            self.brought[key] = self.ledger.enter(ClaimAgainst(case_id=case, claim=claim, party=party))
        return self.brought[key]

    def _take_in_outcome(self, key, outcome, pair):
        line = self.ledger.line(Line.DISPOSITION, key)
        live = self.live.get(pair.pk or id(pair))
        if not line:
            # Where the desk, or a line read into the same row, already said how it ended, that stays.
            new = None if live else self.ledger.enter(Disposition(against=pair, **outcome))
            if new:
                self.live[pair.pk or id(pair)] = new
            self.ledger.note(Line.DISPOSITION, key, outcome, new)
        elif line.printed != outcome:
            if live and live.pk == line.row and _says(live, line.printed):
                line.printed = outcome
                self.superseding.append((Disposition(against=pair, **outcome), live, line))
            else:
                reason = f"the court now prints “{outcome['printed']}”; the desk's word stays"
                self.ledger.warnings.append({"key": "disposition", "reason": reason})
                line.printed = outcome
                self.ledger.changed_lines[line.pk] = line


def _any(taken):
    return any(party.counts for party, _ in taken.values())


def _words(line):
    return tuple(line.printed[name] for name in ("kind", "number", "title", "nth"))


def _says(disposition, printed):
    return all(getattr(disposition, name) == value for name, value in printed.items())
