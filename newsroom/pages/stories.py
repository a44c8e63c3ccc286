"""The pages of articles and explainers: served ready, made when there is none."""

from django.http import Http404
from django.utils import timezone
from django.views import View

from newsroom.pages.rendering import design
from newsroom.pages.serving import known_etags, moved, served
from newsroom.pages.story_page import page_of
from newsroom.publishing import renditions
from newsroom.publishing.models import Story
from newsroom.publishing.reading import edition_at


class StoryDetail(View):
    """One story. An old slug leads to the new one; a withdrawn story answers 410 with its note."""

    http_method_names = ["get", "head", "options"]
    kind = None

    def get(self, request, slug):
        now = timezone.now()
        path = f"/{self.kind}s/{slug}/"
        ready = renditions.find(path, now, design=design(), known=known_etags(request))
        if ready:
            return served(request, ready)
        seen = renditions.snapshot()
        edition = edition_at(self.kind, slug, now)
        if not edition:
            raise Http404
        if edition.path != path:
            return moved(edition.path)
        return served(request, renditions.keep(path, page_of(edition, now), seen=seen))


class ArticleDetail(StoryDetail):
    kind = Story.Kind.ARTICLE.value


class ExplainerDetail(StoryDetail):
    kind = Story.Kind.EXPLAINER.value
