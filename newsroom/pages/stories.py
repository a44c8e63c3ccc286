"""The pages of articles and explainers: served ready, made when there is none."""

from datetime import datetime

from django.http import Http404
from django.utils import timezone
from django.views import View

from newsroom.explainers.kinds import Depth
from newsroom.pages.codings import coding_for
from newsroom.pages.explainer_page import NoSuchDepth
from newsroom.pages.rendering import design
from newsroom.pages.serving import elsewhere, known_etags, moved, not_acceptable, served
from newsroom.pages.story_page import page_of
from newsroom.publishing import renditions
from newsroom.publishing.models import Story
from newsroom.publishing.reading import edition_at

ATTEMPTS = 3


class StoryDetail(View):
    """One story. An old slug leads to the new one; a withdrawn story answers 410 with its note.

    An explainer is read at a depth; one that has nothing less than its whole there leads to the whole.
    """

    http_method_names = ["get", "head", "options"]
    kind = None

    def get(self, request, slug, depth=Depth.FULL):
        now = timezone.now()
        path = f"/{self.kind}s/{slug}/{depth.tail}"
        coding = coding_for(request)
        if coding is None:
            return not_acceptable()
        ready = renditions.find(path, now, design=design(), coding=coding, known=known_etags(request))
        if ready:
            return served(request, ready, now)
        seen = renditions.snapshot()
        edition = edition_at(self.kind, slug, now)
        if not edition:
            raise Http404
        if edition.path + depth.tail != path:
            return moved(edition.path + depth.tail)
        try:
            page = page_of(edition, now, depth=depth)
        except NoSuchDepth:
            return elsewhere(edition.path)
        return served(request, renditions.keep(path, page, seen=seen, coding=coding), now)


class NotKept(Exception):
    """The record changed while the page was made: what was made may be out of date."""


def make_ready(kind: str, slug: str, now: datetime) -> bool:
    """Have the page at the address kept, if readers come to one there; say if they do. Raises NotKept."""
    path = f"/{kind}s/{slug}/"
    for _ in range(ATTEMPTS):
        if renditions.find(path, now, design=design()):
            return True
        seen = renditions.snapshot()
        edition = edition_at(kind, slug, now)
        if not edition or edition.path != path:
            return False
        renditions.keep(path, page_of(edition, now), seen=seen)
    if not renditions.find(path, now, design=design()):
        raise NotKept(f"{path} was made {ATTEMPTS} times, and each time the record changed meanwhile.")
    return True


class ArticleDetail(StoryDetail):
    kind = Story.Kind.ARTICLE.value


class ExplainerDetail(StoryDetail):
    kind = Story.Kind.EXPLAINER.value
