from django.db.models import Q
from django.utils.text import slugify

from cases.actions import add_alias, amend_entity, identify, register_entity
from cases.imports.sheets.change import Change, Matching, Rejected, different
from cases.imports.sheets.columns import IDENTIFIER_FORM, Column, of_field, read_identifiers, read_names
from cases.models import Entity, ExternalIdentifier

OWN = ("name", "kind", "description", "country", "website")
COLUMNS = (
    of_field(Entity, "slug", "lower-case letters, digits and hyphens", "binance"),
    of_field(Entity, "name", "text", "Binance Holdings Limited", is_required=True),
    of_field(Entity, "kind", "", "company", meaning="What kind of entity it is.", is_required=True),
    of_field(Entity, "description", "text", "a crypto exchange"),
    of_field(Entity, "country", "two capital letters", "KY"),
    of_field(Entity, "website", "an address", "https://www.binance.com/"),
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
    def create(self, *, by):
        values = self.row.values
        details = {name: values[name] for name in ("slug", *OWN[2:]) if name in values}
        aliases = values.get("aliases", [])
        entity = register_entity(values["name"], kind=values["kind"], aliases=aliases, by=by, **details)
        for scheme, value in values.get("identifiers", []):
            identify(entity, scheme, value, by=by)
        return entity

    def amend(self, *, by):
        if entity := self.amended(*OWN):
            amend_entity(entity, by=by)
        for name in self.differences.get("aliases", ("", []))[1]:
            add_alias(self.found, name, by=by)
        for identifier in self.differences.get("identifiers", ("", []))[1]:
            identify(self.found, *identifier.split(":", 1), by=by)


class EntityMatching(Matching):
    """An entity is found by its slug, else by what a register calls it."""

    change_type = EntityChange

    def look_up(self, rows):
        told = [row.values for row in rows]
        slugs = {values["slug"] for values in told if "slug" in values}
        identifiers = {known for values in told for known in values.get("identifiers", [])}
        self.holders = holders_of(identifiers)
        wanted = Q(slug__in=slugs) | Q(pk__in=set(self.holders.values()))
        entities = Entity.objects.filter(wanted).with_names()
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


def holders_of(identifiers: set[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Which entities registers call so."""
    values = {value for _, value in identifiers}
    found = ExternalIdentifier.objects.filter(value__in=values).values_list("scheme", "value", "entity")
    return {(scheme, value): entity for scheme, value, entity in found if (scheme, value) in identifiers}
