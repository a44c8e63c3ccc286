from django.db.models import Q

from cases.actions import join_party, keep, keep_all
from cases.imports.sheets.cases import COURT, DOCKET_NUMBER
from cases.imports.sheets.change import (
    Change,
    Dockets,
    Matching,
    Rejected,
    amend_found,
    created,
    different,
)
from cases.imports.sheets.columns import DATE_FORM, IDENTIFIER_FORM, Column, of_field, read_reference
from cases.imports.sheets.entities import holders_of
from cases.models import Entity, Party
from cases.roles import normalise_role

OWN = ("role_printed", "name_printed", "date_joined", "date_terminated")
CASE = Column("case", "The case, by its slug.", "the last part of its address", "sec-v-binance", str)
COLUMNS = (
    CASE,
    COURT,
    DOCKET_NUMBER,
    Column(
        "entity",
        "Who it is: an entity of the record.",
        f"its slug, or {IDENTIFIER_FORM}",
        "binance",
        read_reference,
        is_required=True,
    ),
    of_field(Party, "role", "", "defendant", meaning="The role in the case."),
    of_field(Party, "role_printed", "text; where role is empty it is read from this", "Defendant"),
    of_field(Party, "name_printed", "text", "BINANCE HOLDINGS LIMITED"),
    of_field(Party, "date_joined", DATE_FORM, "2023-06-05", meaning="When it became a party."),
    of_field(Party, "date_terminated", DATE_FORM, "2025-05-30", meaning="When it ceased to be one."),
)
ONE_OF = ((("case",), ("court", "docket_number")), (("role",), ("role_printed",)))


class PartyChange(Change):
    place = None

    def create(self, *, by):
        case, docket, entity, role = self.place
        return join_party(case, entity, role, docket=docket, by=by, **self.told(*OWN))

    def row_to_be(self):
        case, docket, entity, role = self.place
        return Party(case=case, entity=entity, role=role, docket=docket, **self.told(*OWN))

    def amend(self, *, by):
        keep(self.amended("docket", *OWN), by=by)


class PartyMatching(Matching):
    """A party is found by case, entity and role."""

    change_type = PartyChange

    def look_up(self, rows):
        self.dockets = Dockets(rows)
        told = {row.values["entity"] for row in rows}
        slugs = {entity for entity in told if isinstance(entity, str)}
        holders = holders_of(told - slugs)
        wanted = Q(slug__in=slugs) | Q(pk__in=set(holders.values()))
        entities = {entity.pk: entity for entity in Entity.objects.filter(wanted)}
        self.entities = {entity.slug: entity for entity in entities.values()}
        self.entities |= {known: entities[number] for known, number in holders.items()}
        self._load_parties(entities)

    def _load_parties(self, entities):
        cases = {case.pk for case in self.dockets.cases.values()}
        cases |= {docket.case_id for docket in self.dockets.dockets.values()}
        self.parties = {}
        for party in Party.objects.filter(case__in=cases, entity__in=entities).select_related(
            "entity", "docket"
        ):
            self.parties.setdefault((party.case_id, party.entity_id, party.role), []).append(party)

    def place(self, row):
        """Case, docket, entity and role of a row."""
        case, docket = self.dockets.place(row)
        entity = self.entities.get(row.values["entity"])
        if entity is None:
            raise Rejected("entity", "The record has no such entity. Import the entities first.")
        role = row.values.get("role")
        if not role and "role_printed" not in row.values:
            raise Rejected("role", "Say the role, or how the court prints it in role_printed.")
        return case, docket, entity, role or normalise_role(row.values["role_printed"])

    def key(self, row):
        case, _, entity, role = self.place(row)
        return (case.pk, entity.pk, role)

    def candidates(self, row):
        return self.parties.get(self.key(row), [])

    def differences(self, row, found):
        _, docket, _, _ = self.place(row)
        named = {"docket": docket} if docket else {}
        return different(found, row.values | named, "docket", *OWN)

    def apply_all(self, changes, *, by):
        new = created(changes)
        for change in new:
            change.made = change.row_to_be()
        keep_all([change.made for change in new], by=by)
        amend_found(changes, "docket", *OWN, by=by)

    def change(self, row):
        change = super().change(row)
        change.place = self.place(row)
        return change
