"""What becomes of the name of an entity that is merged into another."""

from django.db.models import Value
from django.db.models.functions import Lower

from cases.actions.merge_plan import Add
from cases.models import Alias, Entity


def old_name(loser: Entity, survivor: Entity) -> list[Add]:
    """The loser's name as an alias of the survivor, unless it is called that already."""
    called = Alias.objects.filter(entity__in=(loser, survivor)).annotate(lowered=Lower("name"))
    if (
        loser.name.lower() == survivor.name.lower()
        or called.filter(lowered=Lower(Value(loser.name))).exists()
    ):
        return []
    values = {
        "entity_id": survivor.pk,
        "name": loser.name,
        "name_key": loser.name_key,
        "kind": kind_of(loser, survivor),
        "strength": strength_of(loser, survivor),
    }
    return [Add(Alias, values)]


def kind_of(loser: Entity, survivor: Entity) -> str:
    """Acronym, shorter or fuller form of the survivor's name, else another name."""
    words, others = loser.name_key.split(), survivor.name_key.split()
    if len(words) == 1 and loser.name.isupper() and words[0] == "".join(word[0] for word in others):
        return Alias.Kind.ACRONYM
    if set(words) < set(others):
        return Alias.Kind.SHORT_NAME
    if set(words) > set(others) and loser.kind != Entity.Kind.PERSON:
        return Alias.Kind.LEGAL_NAME
    return Alias.Kind.OTHER


def strength_of(loser: Entity, survivor: Entity) -> str:
    """A single word that is but a part of the survivor's name, as a bare surname is, names too many."""
    is_bare = " " not in loser.name_key and survivor.kind == Entity.Kind.PERSON
    return Alias.Strength.WEAK if is_bare or loser.name.islower() else Alias.Strength.STRONG
