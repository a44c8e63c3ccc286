from collections.abc import Iterable

from django.db.models import Q

from cases.actions.record import keep, keep_all
from cases.actions.slugs import free_slug, free_slugs, refuse_former_slugs
from cases.models import Alias, Entity, ExternalIdentifier
from cases.names import name_key, why_weak
from cases.verb import verb

Strength, Weakness = Alias.Strength, Alias.Weakness


@verb
def register_entity(name: str, *, kind: str, by, aliases=(), **details) -> Entity:
    """Enter a person, organisation or thing into the registry; `aliases` are names or (name, kind) pairs.

    `details` are fields of the entity; one that its kind has not is refused beside its name.
    """
    slug = details.pop("slug", "") or free_slug(Entity.objects, name, length=120)
    entity = keep(Entity(name=name, name_key=name_key(name), kind=kind, slug=slug, **details), by=by)
    for alias in aliases:
        wording, alias_kind = (alias, Alias.Kind.OTHER) if isinstance(alias, str) else alias
        add_alias(entity, wording, kind=alias_kind, by=by)
    return entity


@verb
def register_entities(entities: list[Entity], *, by) -> list[Entity]:
    """Enter many into the registry at once; keys are given to them here, and addresses to those without."""
    refuse_former_slugs([entity for entity in entities if entity.slug])
    unaddressed = [entity for entity in entities if not entity.slug]
    slugs = free_slugs(Entity.objects, [entity.name for entity in unaddressed], length=120)
    for entity, slug in zip(unaddressed, slugs, strict=True):
        entity.slug = slug
    for entity in entities:
        entity.name_key = name_key(entity.name)[:250]
    return keep_all(entities, by=by)


@verb
def amend_entity(entity: Entity, *, by) -> Entity:
    """Keep an entity's changed fields; its matching key follows its name."""
    entity.name_key = name_key(entity.name)
    return keep(entity, by=by)


@verb
def add_alias(
    entity: Entity, name: str, *, by, kind: str = Alias.Kind.OTHER, strength: str = "", **details
) -> Alias:
    """Record another name of an entity: weak where its wording is, unless the desk says how strong it is."""
    return amend_alias(Alias(entity=entity, name=name, kind=kind, **details), strength=strength, by=by)


@verb
def amend_alias(alias: Alias, *, by, strength: str = "") -> Alias:
    """Keep an alias; its key follows its name, and without a `strength` that too, with the reason noted."""
    alias.name_key = name_key(alias.name)
    _judge([alias], strength)
    return keep(alias, by=by)


@verb
def add_aliases(aliases: list[Alias], *, by) -> list[Alias]:
    """Record many names at once, each as strong as its wording allows."""
    for alias in aliases:
        alias.name_key = name_key(alias.name)[:250]
    _judge(aliases, "")
    return keep_all(aliases, by=by)


@verb
def identify(entity: Entity, scheme: str, value: str, *, by) -> ExternalIdentifier:
    """Record what another register calls the entity."""
    return keep(ExternalIdentifier(entity=entity, scheme=scheme, value=value), by=by)


def _judge(aliases: list[Alias], strength: str) -> None:
    """Note why each is weak, if it is, and let it be as strong as that allows or the desk says."""
    shared = _carried_by_others(aliases)
    for alias in aliases:
        entity = alias.entity
        alias.weakness = why_weak(
            alias.name,
            of=entity.name,
            is_person=entity.kind == Entity.Kind.PERSON,
            is_symbol=alias.kind == Alias.Kind.TICKER or alias.name == entity.symbol != "",
        ) or (Weakness.AMBIGUOUS if (alias.name_key, entity.pk) in shared else "")
        alias.is_decided = bool(strength)
        alias.strength = strength or (Strength.WEAK if alias.weakness else Strength.STRONG)


def _carried_by_others(aliases: Iterable[Alias]) -> set[tuple[str, int]]:
    """The keys, each with the entity whose alias it is, that are a name of another entity as well."""
    keys = {alias.name_key for alias in aliases}
    names = Entity.objects.filter(name_key__in=keys).values_list("name_key", "pk")
    others = Alias.objects.filter(~Q(name_key=""), name_key__in=keys).values_list("name_key", "entity")
    bearers = {}
    for key, bearer in [*names, *others, *((alias.name_key, alias.entity.pk) for alias in aliases)]:
        bearers.setdefault(key, set()).add(bearer)
    return {(key, bearer) for key, known in bearers.items() if len(known) > 1 for bearer in known}
