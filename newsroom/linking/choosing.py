"""Cases and entities found by what an editor types, to link words to another than was proposed."""

from cases.docket_numbers import docket_number_key
from cases.models import Case, Entity
from cases.names import name_key

SHOWN = 8
_LONGEST = 200


def targets_called(typed: str, *, by) -> list[Case | Entity]:
    """The few that the words may mean, entities first; sealed cases for those who may see them."""
    typed = " ".join(typed.replace("\0", "").split())[:_LONGEST]
    key = name_key(typed)
    if not key:
        return []
    entities = list(Entity.objects.named_like(key).order_by("name", "pk")[:SHOWN])
    if not entities:
        entities = [namesake.entity for namesake in Entity.objects.like(typed)][:SHOWN]
    cases = Case.objects.visible_to(by)
    numbered = list(cases.numbered(_number(typed)).order_by("pk")[:SHOWN])
    captioned = cases.captioned(typed.split()[:10]).newest_first()[:SHOWN]
    found = dict.fromkeys([*numbered, *captioned])
    return [*entities, *list(found)[:SHOWN]]


def key_of(target: Case | Entity) -> str:
    """How a door names it: see `target_of_door`."""
    return f"{target._meta.model_name}:{target.pk}"


def target_of_door(named: str, *, by) -> Case | Entity | None:
    """What a door names as `case:12` or `entity:7`; None where there is none it may show."""
    kind, _, number = named.partition(":")
    rows = {"case": Case.objects.visible_to(by), "entity": Entity.objects.all()}.get(kind)
    if rows is None or not number.isascii() or not number.isdecimal() or len(number) > 18:
        return None
    return rows.filter(pk=int(number)).first()


def _number(typed):
    try:
        return docket_number_key(typed)
    except ValueError:  # too long for any docket
        return ""
