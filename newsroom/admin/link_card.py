"""What the link desk tells of a link: who or what its target is, and why these words are taken for it."""

from django.urls import reverse
from django.utils.text import capfirst

from cases.models import Case, Docket, Party
from newsroom.linking.models import Link

RELATED = 6


def card_of(link, user):
    """What the target is, and why these words are proposed for it."""
    if not link:
        return None
    target = link.target
    is_case = isinstance(target, Case)
    if is_case:
        dockets = Docket.objects.filter(case=target).select_related("court")[:RELATED]
        related = [f"{docket.docket_number} ({docket.court})" for docket in dockets]
        parties = Party.objects.filter(case=target).select_related("entity").order_by("pk")[:RELATED]
        related += [f"{party.entity}, {party.get_role_display()}" for party in parties]
    else:
        seen = Case.objects.visible_to(user)
        roles = Party.objects.filter(entity=target, case__in=seen).select_related("case").order_by("-pk")
        related = [f"{role.case}, {role.get_role_display()}" for role in roles[:RELATED]]
    return {
        "target": target,
        "kind": capfirst(target.get_kind_display()) if target.kind else "Case",
        "description": target.summary if is_case else target.description,
        "related": related,
        "why": link.evidence.get("why", []),
        "others": link.evidence.get("others", []),
        "score": f"{link.score:.0%}" if link.score is not None else "",
        "may_be_alias": not is_case and _is_new(link),
        "address": reverse(f"admin:cases_{target._meta.model_name}_change", args=[target.pk]),
    }


def _is_new(link):
    """Whether the words are no name of the entity yet."""
    known = {link.entity.name_key, *link.entity.aliases.values_list("name_key", flat=True)}
    return link.wording not in known


def counts_of(links):
    """How many are to be decided, and how they stand."""
    proposed = [link for link in links if link.decision == Link.Decision.PROPOSED]
    accepted = [link for link in links if link.decision == Link.Decision.ACCEPTED and link.block]
    strong = sum(link.is_strong for link in proposed)
    return {
        "open": len(proposed),
        "strong": strong,
        "possible": len(proposed) - strong,
        "accepted": len(accepted),
    }
