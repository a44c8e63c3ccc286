"""The reverse desk: which stories mention a case or an entity and are not linked to it, and linking them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from newsroom.linking.actions import begin_spread, end_spread, link_everywhere
from newsroom.linking.actions.carrying import NEEDED
from newsroom.linking.choosing import target_of_door
from newsroom.linking.mentioning import count_mentioning, stories_mentioning, wordings_of
from newsroom.linking.reading import as_frozen
from newsroom.linking.sheet import in_sentence
from newsroom.linking.spread import Spread
from newsroom.publishing.models import Story

# Publishing again is for those who may publish; whoever may read stories may see where a name stands.
VIEW = ("newsroom.view_article", "newsroom.view_explainer")
PAGE = 20
WORDS_SHOWN = 3
OPEN_SHOWN = 100


def mentions_view(request, kind, pk, admin_site):
    """Counted first, then a page of stories, each with the words in their sentence."""
    target = target_of_door(f"{kind}:{pk}", by=request.user)
    if target is None:
        raise Http404("No such case or entity.")
    if not request.user.has_perms([*VIEW, f"cases.view_{kind}"]):
        raise PermissionDenied
    may_link, outcomes = request.user.has_perms(NEEDED), None
    here = reverse("admin:mentions", args=[kind, pk])
    if request.method == "POST":
        if not may_link:
            raise PermissionDenied
        if request.POST.get("act") in IN_BACKGROUND:
            IN_BACKGROUND[request.POST["act"]](request, target)
            return HttpResponseRedirect(here)
        outcomes = _linked(request, target)
    context = {
        **admin_site.each_context(request),
        **_found(target, _before(request)),
        "title": f"Stories that mention {target}",
        "opts": target._meta,
        "target": target,
        "outcomes": outcomes,
        "may_link": may_link,
        "spread": _spread(target),
        "here": here,
    }
    return TemplateResponse(request, "admin/newsroom/mentions.html", context)


def how_many(target, user):
    """What stands beside the link to the stories that mention it; nothing for who may not go there."""
    if not user.has_perms(VIEW):
        return ""
    return str(count_mentioning(target, wordings_of(target), now=timezone.now()))


def _found(target, before):
    wordings, now = wordings_of(target), timezone.now()
    count = count_mentioning(target, wordings, now=now)
    page = stories_mentioning(target, wordings, now=now, before=before, size=PAGE, count=count)
    return {
        "count": count,
        "wordings": wordings,
        "mentions": [_shown(mention) for mention in page.mentions],
        "before": page.before,
    }


def _begin(request, target):
    begin_spread(target, by=request.user, now=timezone.now())
    said = f"{target} is being linked in all the stories that mention it. This page says how far it has come."
    messages.success(request, said)


def _stop(request, target):
    for spread in Spread.objects.of(target).filter(ended_at__isnull=True):
        end_spread(spread, by=request.user, now=timezone.now(), why=f"Stopped by {request.user}.")
    messages.success(request, "Stopped: what was linked so far stays.")


IN_BACKGROUND = {"all": _begin, "stop": _stop}


def _spread(target):
    """How far the last one has come, and what of it waits for somebody."""
    spread = Spread.objects.of(target).with_sums().first()
    if spread is None:
        return None
    rows = spread.stories.exclude(needs_you=[]).select_related("story").order_by("-story")[:OPEN_SHOWN]
    shown = [{"row": row, "address": _address(row.story)} for row in rows]
    more = spread.open_ones - len(shown)
    return {"spread": spread, "is_under_way": spread.ended_at is None, "open": shown, "more": more}


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
    blocks = as_frozen(mention.edition.content) if mention.edition else mention.story.blocks()
    texts = {block.id: block.text for block in blocks}
    found = mention.proposals[:WORDS_SHOWN]
    return {
        "story": mention.story,
        "edition": mention.edition,
        "address": _address(mention.story),
        "words": [in_sentence(texts[each.block], each.start, each.end) for each in found],
        "more": len(mention.proposals) - len(found),
    }


def _address(story):
    return reverse(f"admin:newsroom_{story.kind}_links", args=[story.pk])


def _before(request):
    typed = request.GET.get("before", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 19 else None
