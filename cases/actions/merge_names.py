"""What becomes of the name of an entity that is merged into another."""

from django.db.models import Value
from django.db.models.functions import Lower

from cases.actions.merge_plan import Add
from cases.models import Alias, Entity
from cases.names import why_weak


def old_name(loser: Entity, survivor: Entity) -> list[Add]:
    """The loser's name as an alias of the survivor, unless it is called that already."""
    called = Alias.objects.filter(entity__in=(loser, survivor)).annotate(lowered=Lower("name"))
    if (
        loser.name.lower() == survivor.name.lower()
        or called.filter(lowered=Lower(Value(loser.name))).exists()
    ):
        return []
    weakness = why_weak(loser.name, of=survivor.name, is_person=survivor.kind == Entity.Kind.PERSON)
    values = {
        "entity_id": survivor.pk,
        "name": loser.name,
        "name_key": loser.name_key,
        "kind": kind_of(loser, survivor),
        "strength": Alias.Strength.WEAK if weakness else Alias.Strength.STRONG,
        "weakness": weakness,
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
