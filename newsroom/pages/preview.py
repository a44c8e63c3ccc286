"""A draft as readers would see it, for those who may view it in the admin."""

from dataclasses import replace

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views import View

from newsroom.articles.models import Article
from newsroom.explainers.kinds import Depth
from newsroom.explainers.models import Explainer
from newsroom.pages.explainer_page import NoSuchDepth
from newsroom.pages.rendering import render
from newsroom.pages.story_page import compose
from newsroom.publishing.editions import editions_of
from newsroom.publishing.models import Publication

STORIES = {"article": Article, "explainer": Explainer}
UNSEEN = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",  # the address is the key
}


class Preview(View):
    """The draft through the very templates that publishing uses, with a banner and for nobody else's eyes."""

    http_method_names = ["get", "head", "options"]

    def get(self, request, kind, pk):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))
        if not (request.user.is_staff and request.user.has_perm(f"newsroom.view_{kind}")):
            raise PermissionDenied
        now = timezone.now()
        story = get_object_or_404(STORIES[kind], pk=pk)
        banner = {"problems": story.problems(), "invitation": None}
        return preview_of(story, now, banner, depth=request.GET.get("depth", ""))


def preview_of(story, now, banner, status=200, depth="") -> HttpResponse:
    """The draft's page under a banner; no cache and no search engine keeps it."""
    edition = draft_edition(story, now)
    try:
        composed = compose(edition, now, depth=Depth(depth) if depth in Depth else Depth.FULL)
    except NoSuchDepth:
        composed = compose(edition, now)
    context = composed.context | {"robots": "noindex", "preview": banner}
    ways = [replace(way, address=f"?depth={way.depth}") for way in context.get("ways", ())]
    html = render(composed.template, context | {"ways": ways})
    return HttpResponse(html, status=status, headers=UNSEEN)


def draft_edition(story, now) -> Publication:
    """The edition that publishing the draft this moment would make; it is never saved."""
    content = story.content()
    editions = editions_of(story)
    last = editions.standing
    return Publication(
        story_id=story.pk,
        number=editions.number,
        verb=Publication.Verb.UPDATE if last else Publication.Verb.PUBLISH,
        content=content,
        kind=story.kind,
        slug=story.slug,
        headline=story.headline,
        dek=story.dek,
        section=story.section,
        effective_at=now,
        first_published_at=last.first_published_at if last else now,
        updated_at=now,
    )
