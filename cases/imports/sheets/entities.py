from django.db.models import Q
from django.utils.text import slugify

from cases.actions import (
    add_alias,
    add_aliases,
    amend_entity,
    identify,
    keep_all,
    register_entities,
    register_entity,
)
from cases.imports.sheets.change import (
    Change,
    Matching,
    NotAtOnce,
    Rejected,
    amend_found,
    created,
    different,
)
from cases.imports.sheets.columns import (
    DATE_FORM,
    IDENTIFIER_FORM,
    Column,
    of_field,
    read_identifiers,
    read_names,
    read_reference,
)
from cases.models import Alias, Entity, ExternalIdentifier
from cases.models.entity_details import DETAILS, either
from cases.names import name_key

DATES = ("date_of_birth", "date_of_death", "date_dissolved")
KEPT = tuple(name for name in DETAILS if name != "belongs_to")
OWN = ("name", "kind", "description", "country", "website", *KEPT)
NOBODY = "The record has no such entity, and no row of this file makes one."


def of_detail(name):
    """A column for a field that only some kinds have."""
    said, kinds = DETAILS[name]
    meaning = str(getattr(Entity, name).field.help_text) or f"Who has {said}, that."
    form = "" if getattr(Entity, name).field.flatchoices else (DATE_FORM if name in DATES else "text")
    return of_field(
        Entity, name, form, EXAMPLES[name], meaning=f"{meaning} Only of {', '.join(sorted(kinds))}."
    )


EXAMPLES = {
    "occupation": "chief executive",
    "date_of_birth": "1977-02",
    "date_of_death": "2011-10-05",
    "legal_form": "limited liability company",
    "registration_number": "HRB 12345",
    "jurisdiction": "Delaware",
    "government_level": "national",
    "date_dissolved": "2022-11",
    "symbol": "BTC",
}
COLUMNS = (
    of_field(Entity, "slug", "lower-case letters, digits and hyphens", "binance"),
    of_field(Entity, "name", "text", "Binance Holdings Limited", is_required=True),
    of_field(Entity, "kind", "", "company", meaning="What kind of entity it is.", is_required=True),
    of_field(Entity, "description", "text", "a crypto exchange"),
    of_field(Entity, "country", "two capital letters", "KY"),
    of_field(Entity, "website", "an address", "https://www.binance.com/"),
    *(of_detail(name) for name in KEPT),
    Column(
        "belongs_to",
        str(Entity.belongs_to.field.help_text),
        f"its slug, or {IDENTIFIER_FORM}",
        "binance",
        read_reference,
        emptied=None,
    ),
    Column(
        "aliases",
        "Other names; those the record has not are added, none is taken out.",
        "names with | between them",
        "Binance | Binance.com",
        read_names,
    ),
    Column(
        "identifiers",
        "What registers call it; those the record has not are added, none is taken out.",
        f"{IDENTIFIER_FORM}; several with | between them",
        "lei:5493001KJTIIGC8Y1R12 | wikidata:Q40850001",
        read_identifiers,
    ),
)
ONE_OF = ((("slug",), ("identifiers",)),)


class EntityChange(Change):
    owner = None

    def create(self, *, by):
        values = self.row.values
        details = self.told("slug", *OWN[2:]) | ({"belongs_to": self.owner} if self.owner else {})
        aliases = values.get("aliases", [])
        entity = register_entity(values["name"], kind=values["kind"], aliases=aliases, by=by, **details)
        for scheme, value in values.get("identifiers", []):
            identify(entity, scheme, value, by=by)
        return entity

    def amend(self, *, by):
        if entity := self.amended("belongs_to", *OWN):
            amend_entity(entity, by=by)
        for name in self.new_names():
            add_alias(self.found, name, by=by)
        for scheme, value in self.new_identifiers():
            identify(self.found, scheme, value, by=by)

    def entity_to_be(self):
        return Entity(belongs_to=self.owner, **self.told("slug", *OWN))

    def new_names(self):
        if self.found is None:
            return self.row.values.get("aliases", [])
        return self.differences.get("aliases", ("", []))[1]

    def new_identifiers(self):
        if self.found is None:
            return self.row.values.get("identifiers", [])
        return [known.split(":", 1) for known in self.differences.get("identifiers", ("", []))[1]]


class EntityMatching(Matching):
    """An entity is found by its slug, else by what a register calls it."""

    change_type = EntityChange

    def __init__(self):
        super().__init__()
        self.waiting = []  # those that belong to what a later row may make

    def look_up(self, rows):
        told = [row.values for row in rows]
        slugs = {values["slug"] for values in told if "slug" in values}
        identifiers = {known for values in told for known in values.get("identifiers", [])}
        self.owners = owners_of({values["belongs_to"] for values in told if values.get("belongs_to")})
        self.holders = holders_of(identifiers)
        wanted = Q(slug__in=slugs) | Q(pk__in=set(self.holders.values()))
        entities = (
            Entity.objects.filter(wanted)
            .select_related("belongs_to")
            .prefetch_related("aliases", "identifiers")
        )
        self.entities = {entity.pk: entity for entity in entities}
        self.slugs = {entity.slug: entity for entity in entities}

    def candidates(self, row):
        holders = {
            self.holders[known] for known in row.values.get("identifiers", []) if known in self.holders
        }
        if "slug" in row.values:
            found = self.slugs.get(row.values["slug"])
            others = holders - {found and found.pk}
        else:
            found, others = self._held(row, holders), holders
            others = holders - {found and found.pk}
        if others:
            raise Rejected(
                "identifiers", f"Another entity has this identifier: {self.entities[others.pop()].slug}."
            )
        return [found] if found else []

    def _held(self, row, holders):
        if "identifiers" not in row.values:
            suggestion = slugify(row.values["name"])
            raise Rejected(
                "slug",
                f"Give a slug, for instance {suggestion}, or an identifier, to find the entity by.",
            )
        return self.entities[min(holders)] if holders else None

    def key(self, row):
        if "slug" in row.values:
            return (row.values["slug"],)
        return tuple(row.values["identifiers"])

    def differences(self, row, found):
        told = different(found, row.values, *OWN)
        if "belongs_to" in row.values and not self._waits(row):
            told |= different(found, {"belongs_to": self.owners.get(row.values["belongs_to"])}, "belongs_to")
        names = {alias.name.casefold() for alias in found.aliases.all()} | {found.name.casefold()}
        added = {
            name.casefold(): name for name in row.values.get("aliases", []) if name.casefold() not in names
        }
        if added:
            told["aliases"] = ("", list(added.values()))
        known = {(each.scheme, each.value) for each in found.identifiers.all()}
        identifiers = [":".join(each) for each in row.values.get("identifiers", []) if each not in known]
        if identifiers:
            told["identifiers"] = ("", identifiers)
        return told

    def change(self, row):
        self._check_kind(row)
        change = super().change(row)
        change.owner = self.owners.get(row.values.get("belongs_to"))
        return change

    def _check_kind(self, row):
        for name, (said, kinds) in DETAILS.items():
            if row.values.get(name) and row.values["kind"] not in kinds:
                raise Rejected(name, f"Only {either(kinds)} has {said}. Empty the cell, or correct the kind.")

    def taken(self, change):
        super().taken(change)
        if self._waits(change.row):
            self.waiting.append(change)

    def forget(self, changes):
        super().forget(changes)
        self.waiting = [change for change in self.waiting if change not in changes]

    def _waits(self, row):
        return bool(row.values.get("belongs_to")) and row.values["belongs_to"] not in self.owners

    def apply_all(self, changes, *, by):
        _refuse_names_between(changes)
        new = created(changes)
        for change in new:
            change.made = change.entity_to_be()
        register_entities([change.made for change in new], by=by)
        renamed = [change for change in changes if "name" in change.differences]
        for change in renamed:
            change.found.name_key = name_key(change.row.values["name"])
        also = {"name_key"} if renamed else set()
        amend_found(changes, "belongs_to", *OWN, also=also, by=by)
        aliases, identifiers = [], []
        for change in changes:
            entity = change.found or change.made
            aliases += [Alias(entity=entity, name=name) for name in change.new_names()]
            identifiers += [
                ExternalIdentifier(entity=entity, scheme=scheme, value=value)
                for scheme, value in change.new_identifiers()
            ]
        add_aliases(aliases, by=by)
        keep_all(identifiers, by=by)

    def finish(self, *, by):
        """Let entities belong to those that came after them in the file."""
        owners = owners_of({change.row.values["belongs_to"] for change in self.waiting})
        told = {part for key in self.new for part in key}
        for change in self.waiting:
            reference = change.row.values["belongs_to"]
            if owner := owners.get(reference):
                entity = change.found or change.made
                entity.belongs_to = owner
                amend_entity(entity, by=by)
            elif reference not in told:
                yield change.row, Rejected("belongs_to", NOBODY)


def _refuse_names_between(changes):
    """How strong a name is depends on who carries it already: rows that share one go one after the other."""
    bearers = {}
    for change in changes:
        for name in {change.row.values["name"], *change.row.values.get("aliases", [])}:
            bearers.setdefault(name_key(name), set()).add(change.row.number)
    for change in changes:
        if any(len(bearers[name_key(name)]) > 1 for name in change.new_names()):
            raise NotAtOnce


def owners_of(references: set[str | tuple[str, str]]) -> dict[str | tuple[str, str], Entity]:
    """The entities that are called so, by slug or by a register."""
    slugs = {each for each in references if isinstance(each, str)}
    holders = holders_of(references - slugs)
    wanted = Q(slug__in=slugs) | Q(pk__in=set(holders.values()))
    entities = {entity.pk: entity for entity in Entity.objects.filter(wanted)} if references else {}
    by_slug = {entity.slug: entity for entity in entities.values() if entity.slug in slugs}
    return by_slug | {known: entities[number] for known, number in holders.items()}


def holders_of(identifiers: set[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Which entities registers call so."""
    values = {value for _, value in identifiers}
    found = ExternalIdentifier.objects.filter(value__in=values).values_list("scheme", "value", "entity")
    return {(scheme, value): entity for scheme, value, entity in found if (scheme, value) in identifiers}
