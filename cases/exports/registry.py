"""The entities of the record in FollowTheMoney's vocabulary."""

from collections.abc import Iterator

from cases.exports.proxy import link, page, proxy, proxy_id
from cases.models import Alias, Entity

SCHEMATA = {
    Entity.Kind.PERSON: "Person",
    Entity.Kind.COMPANY: "Company",
    Entity.Kind.AGENCY: "PublicBody",
    Entity.Kind.COURT: "PublicBody",
    Entity.Kind.LAW_FIRM: "Company",
    Entity.Kind.PUBLICATION: "Organization",
    Entity.Kind.ORGANISATION: "Organization",
    Entity.Kind.ASSET: "Asset",
}
SECTORS = {Entity.Kind.COURT: "court", Entity.Kind.LAW_FIRM: "law firm", Entity.Kind.PUBLICATION: "news"}
# Which property holds an identifier, and on which schemata; all others are told by an Identification.
PROPERTIES = {"wikidata": ("wikidataId", set(SCHEMATA.values())), "cik": ("cikCode", {"Company"})}
PROPERTIES["lei"] = ("leiCode", set(SCHEMATA.values()) - {"Asset"})


def entity_proxies(entity: Entity, site: str) -> Iterator[dict]:
    schema = SCHEMATA[entity.kind]
    is_legal = schema != "Asset"
    identity = proxy_id("entity", entity.pk)
    names = _names(entity, is_legal=is_legal)
    held = {
        PROPERTIES[known.scheme][0]: known.value
        for known in entity.identifiers.all()
        if _has_property(known, schema)
    }
    yield proxy(
        schema,
        identity,
        name=entity.name,
        **(names | _details(entity, names)),
        **held,
        description=entity.description,
        country=entity.country.lower(),
        website=entity.website if is_legal else None,
        sector=SECTORS.get(entity.kind),
        sourceUrl=page(site, entity),
    )
    if entity.belongs_to and not _has_parent(entity):
        ends = [proxy_id("entity", number) for number in (entity.pk, entity.belongs_to_id)]
        yield link(proxy_id("belonging", entity.pk), *ends, "issued by")
    if is_legal:
        yield from _identifications(entity, schema, identity)


def _details(entity, names):
    """The fields of its kind. A jurisdiction is a country there: of ours, which may be a state, a keyword."""
    told = {"keywords": [entity.jurisdiction, entity.get_government_level_display()]}
    if entity.kind == Entity.Kind.PERSON:
        dates = {"birthDate": entity.date_of_birth, "deathDate": entity.date_of_death}
        return told | dates | {"position": entity.occupation}
    if entity.kind == Entity.Kind.ASSET:
        return told | {"weakAlias": [entity.symbol, *names.get("weakAlias", ())]}
    parent = proxy_id("entity", entity.belongs_to_id) if _has_parent(entity) else None
    return told | {
        "legalForm": entity.legal_form,
        "registrationNumber": entity.registration_number,
        "dissolutionDate": entity.date_dissolved,
        "parent": parent,
    }


def _has_parent(entity):
    """Whether both ends are legal entities, as the vocabulary wants a parent to be."""
    owner = entity.belongs_to
    return owner is not None and Entity.Kind.ASSET not in {entity.kind, owner.kind}


def _names(entity, *, is_legal):
    names = {}
    for alias in entity.aliases.all():
        names.setdefault(_name_property(alias, is_legal=is_legal), []).append(alias.name)
    return names


def _name_property(alias, *, is_legal):
    if alias.strength == Alias.Strength.WEAK:
        return "weakAlias"
    if alias.kind == Alias.Kind.FORMER_NAME:
        return "previousName"
    return "abbreviation" if alias.kind == Alias.Kind.ACRONYM and is_legal else "alias"


def _has_property(known, schema):
    return schema in PROPERTIES.get(known.scheme, ("", set()))[1]


def _identifications(entity, schema, identity):
    for known in entity.identifiers.all():
        if not _has_property(known, schema):
            yield proxy(
                "Identification",
                proxy_id("identifier", known.pk),
                holder=identity,
                number=known.value,
                type=known.get_scheme_display(),
            )
