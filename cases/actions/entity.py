from cases.actions.record import keep, keep_all
from cases.actions.slugs import free_slug, free_slugs
from cases.models import Alias, Entity, ExternalIdentifier
from cases.names import name_key
from cases.verb import verb


@verb
def register_entity(name: str, *, kind: str, by, aliases=(), **details) -> Entity:
    """Enter a person, organisation or thing into the registry; `aliases` are names or (name, kind) pairs."""
    slug = details.pop("slug", "") or free_slug(Entity.objects, name, length=120)
    entity = keep(Entity(name=name, name_key=name_key(name), kind=kind, slug=slug, **details), by=by)
    for alias in aliases:
        wording, alias_kind = (alias, Alias.Kind.OTHER) if isinstance(alias, str) else alias
        add_alias(entity, wording, kind=alias_kind, by=by)
    return entity


@verb
def register_entities(entities: list[Entity], *, by) -> list[Entity]:
    """Enter many into the registry at once; keys and addresses are given to them here."""
    slugs = free_slugs(Entity.objects, [entity.name for entity in entities], length=120)
    for entity, slug in zip(entities, slugs, strict=True):
        entity.name_key, entity.slug = name_key(entity.name)[:250], slug
    return keep_all(entities, by=by)


@verb
def amend_entity(entity: Entity, *, by) -> Entity:
    """Keep an entity's changed fields; its matching key follows its name."""
    entity.name_key = name_key(entity.name)
    return keep(entity, by=by)


@verb
def add_alias(
    entity: Entity,
    name: str,
    *,
    by,
    kind: str = Alias.Kind.OTHER,
    strength: str = Alias.Strength.STRONG,
    **details,
) -> Alias:
    """Record another name of an entity."""
    return keep(
        Alias(entity=entity, name=name, name_key=name_key(name), kind=kind, strength=strength, **details),
        by=by,
    )


@verb
def identify(entity: Entity, scheme: str, value: str, *, by) -> ExternalIdentifier:
    """Record what another register calls the entity."""
    return keep(ExternalIdentifier(entity=entity, scheme=scheme, value=value), by=by)
