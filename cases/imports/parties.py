"""Parties and their counsel: those known from an earlier reading, those the desk entered, and new ones."""

from collections import Counter, defaultdict
from hashlib import sha256

from cases.imports.entities import printed_key, recognise
from cases.imports.ledger import Ledger
from cases.imports.printed import PrintedParty
from cases.models import Counsel, DocketLine, Party
from cases.roles import normalise_role

Line = DocketLine.Kind


def digest(*parts) -> str:
    """A short key for words of any length."""
    return sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:40]


def take_in_parties(
    ledger: Ledger, printed: list[PrintedParty]
) -> dict[str, tuple[PrintedParty, Party | None]]:
    """Bring the parties up to date: by key, each as printed and its row, none where the desk removed it."""
    keyed = _keyed(printed)
    known = ledger.rows(Party, Line.PARTY)
    unknown = [party for key, party in keyed.items() if (Line.PARTY, key) not in ledger.lines]
    entities = recognise(ledger, [party.name for party in unknown])
    newcomers = Newcomers(ledger, known)
    taken = {}
    for key, party in keyed.items():
        if line := ledger.line(Line.PARTY, key):
            row = known.get(line.row)
            if row:
                ledger.update(line, row, _fields(party))
        else:
            row = newcomers.admit(key, party, entities[party.name])
        taken[key] = (party, row)
    _take_in_counsel(ledger, taken)
    return taken


def _keyed(printed):
    """Each party by a key; one listed again in the same role gets a number to it."""
    seen = Counter()
    keyed = {}
    for party in printed:
        words = (printed_key(party.name), party.role.casefold())
        seen[words] += 1
        keyed[digest(*words, seen[words])] = party
    return keyed


def _fields(party):
    return {
        "name_printed": party.name,
        "role_printed": party.role,
        "role": normalise_role(party.role),
        "date_terminated": party.date_terminated,
    }


class Newcomers:
    """Parties the docket prints for the first time: rows of the desk's that mean them, or new rows."""

    def __init__(self, ledger, known):
        self.ledger = ledger
        docket = ledger.docket
        rows = list(Party.objects.filter(case=docket.case_id))
        self.by_hand = defaultdict(list)
        self.appearances = defaultdict(set)
        for row in rows:
            self.appearances[row.entity_id, row.role].add(row.appearance)
            if row.pk not in known and row.docket_id in {None, docket.pk}:
                self.by_hand[row.entity_id, row.role].append(row)

    def admit(self, key, party, entity):
        fields = _fields(party)
        means = (entity.pk or id(entity), fields["role"])
        if self.by_hand[means]:
            row = self.by_hand[means].pop(0)
            self.ledger.adopt(Line.PARTY, key, fields, row)
            if row.docket_id is None:
                row.docket = self.ledger.docket
                self.ledger.touch(row, "docket")
            return row
        number = next(
            n for n in range(1, len(self.appearances[means]) + 2) if n not in self.appearances[means]
        )
        self.appearances[means].add(number)
        docket = self.ledger.docket
        row = Party(case_id=docket.case_id, docket=docket, entity=entity, appearance=number, **fields)
        self.ledger.note(Line.PARTY, key, fields, self.ledger.enter(row))
        return row


def _take_in_counsel(ledger, taken):
    known = ledger.rows(Counsel, Line.COUNSEL)
    present = {row.pk for _, row in taken.values() if row and row.pk}
    # By the party's row and not its line: after a merge two lines may be read into one row.
    there = {
        (row.party_id, row.name): known.get(row.pk, row)
        for row in Counsel.objects.filter(party__in=present)
    }  # fmt: skip
    for key, (party, row) in taken.items():
        for lawyer in party.counsel:
            line_key, fields = digest(key, lawyer.name), _counsel_fields(lawyer)
            if line := ledger.line(Line.COUNSEL, line_key):
                if line.row in known:
                    ledger.update(line, known[line.row], fields)
            elif mine := row and there.get((row.pk, lawyer.name)):
                _share(ledger, line_key, fields, mine)
            elif row:
                new = ledger.enter(Counsel(party=row, **fields))
                if row.pk:
                    there[row.pk, lawyer.name] = new
                ledger.note(Line.COUNSEL, line_key, fields, new)


def _share(ledger, line_key, fields, row):
    """A row the desk entered, or that another line of this reading was just read into."""
    if row.pk:
        ledger.adopt(Line.COUNSEL, line_key, fields, row)
    else:
        ledger.note(Line.COUNSEL, line_key, fields, row)


def _counsel_fields(lawyer):
    names = ("name", "firm", "roles_printed", "is_lead", "is_self_represented", "date_terminated")
    return {name: getattr(lawyer, name) for name in names}
