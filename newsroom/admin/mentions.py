"""The reverse desk: which stories mention a case or an entity and are not linked to it, and linking them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from newsroom.linking.actions import link_everywhere
from newsroom.linking.choosing import target_of_door
from newsroom.linking.mentioning import COUNTED, count_mentioning, stories_mentioning, wordings_of
from newsroom.linking.sheet import in_sentence
from newsroom.publishing.models import Story

# Publishing again is for those who may publish; whoever may read stories may see where a name stands.
VIEW = ("newsroom.view_article", "newsroom.view_explainer")
ACT = ("newsroom.change_article", "newsroom.change_explainer", "newsroom.publish_story")
PAGE = 20
WORDS_SHOWN = 3


def mentions_view(request, kind, pk, admin_site):
    """Counted first, then a page of stories, each with the words in their sentence."""
    target = target_of_door(f"{kind}:{pk}", by=request.user)
    if target is None:
        raise Http404("No such case or entity.")
    if not request.user.has_perms([*VIEW, f"cases.view_{kind}"]):
        raise PermissionDenied
    may_link = request.user.has_perms(ACT)
    outcomes = None
    if request.method == "POST":
        if not may_link:
            raise PermissionDenied
        outcomes = _linked(request, target)
    wordings = wordings_of(target)
    page = stories_mentioning(target, wordings, before=_before(request), size=PAGE)
    context = {
        **admin_site.each_context(request),
        "title": f"Stories that mention {target}",
        "opts": target._meta,
        "target": target,
        "count": count_mentioning(target, wordings),
        "most": COUNTED,
        "wordings": wordings,
        "mentions": [_shown(mention) for mention in page.mentions],
        "before": page.before,
        "outcomes": outcomes,
        "may_link": may_link,
        "here": reverse("admin:mentions", args=[kind, pk]),
    }
    return TemplateResponse(request, "admin/newsroom/mentions.html", context)


def _linked(request, target):
    """What became of the chosen stories; those that are gone meanwhile are not among them."""
    typed = request.POST.getlist("story")[:PAGE]
    numbers = [int(one) for one in typed if one.isascii() and one.isdecimal() and len(one) < 19]
    stories = Story.objects.select_related("article", "explainer").filter(pk__in=numbers).order_by("-pk")
    outcomes = link_everywhere(target, stories, by=request.user, now=timezone.now())
    if not outcomes:
        messages.warning(request, "Choose at least one story.")
    return [{"outcome": each, "address": _address(each.story)} for each in outcomes]


def _shown(mention):
    texts = {block.id: block.text for block in mention.story.blocks()}
    found = mention.proposals[:WORDS_SHOWN]
    return {
        "story": mention.story,
        "address": _address(mention.story),
        "words": [in_sentence(texts[each.block], each.start, each.end) for each in found],
        "more": len(mention.proposals) - len(found),
    }


def _address(story):
    return reverse(f"admin:newsroom_{story.kind}_links", args=[story.pk])


def _before(request):
    typed = request.GET.get("before", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 19 else None
