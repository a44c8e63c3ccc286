from django.db.models import Case, When
from django.http import Http404
from django.utils import timezone

from cases.api.addresses import resource_url
from cases.api.problems import Gone, Moved
from cases.api.resources import DetailResource, ListResource
from cases.filters import Filters
from newsroom.api.serializers import (
    ArticleDetailSerializer,
    ExplainerDetailSerializer,
    StorySerializer,
    VersionSerializer,
)
from newsroom.explainers.live import read
from newsroom.filters import StoryFilters
from newsroom.images.showing import shown
from newsroom.linking.weaving import targets_of, woven
from newsroom.numbers.showing import linked
from newsroom.publishing.models import Publication, Story
from newsroom.publishing.past import past_of
from newsroom.publishing.reading import edition_at


class StoryList(ListResource):
    """Published stories of one kind, newest first."""

    serializer_class = StorySerializer
    filterset_class = StoryFilters
    kind: Story.Kind

    def get_queryset(self):
        return Publication.objects.current(timezone.now()).filter(kind=self.kind).without_body()


class StoryDetail(DetailResource):
    """The current edition of a story; one withdrawn answers 410, one whose slug changed leads on by 301."""

    kind: Story.Kind
    refusals = {
        **DetailResource.refusals,
        301: "Its slug has changed; `Location` says where it is.",
        410: "It was withdrawn; `detail` says why.",
    }

    def get_object(self):
        now, slug = timezone.now(), self.kwargs["slug"]
        edition = edition_at(self.kind, slug, now)
        if edition is None:
            raise Http404
        if edition.verb == Publication.Verb.WITHDRAW:
            raise Gone(edition.note)
        if edition.slug != slug:
            raise Moved(resource_url(f"{self.kind}-detail", edition.slug))
        self.show(edition, now)  # what its serializer shows beyond its own columns, as each kind has it
        return edition


class VersionList(ListResource):
    """Every edition of a story that readers had, newest first, with what they were told of each."""

    serializer_class = VersionSerializer
    filterset_class = Filters
    kind: Story.Kind
    refusals = {**ListResource.refusals, **StoryDetail.refusals}

    def get_queryset(self):
        slug = self.kwargs["slug"]
        past = past_of(self.kind, slug, timezone.now())
        if past is None:
            raise Http404
        if past.is_withdrawn:
            raise Gone(past.current.note)
        if past.current.slug != slug:
            raise Moved(resource_url(f"{self.kind}-version-list", past.current.slug))
        is_withdrawn = Case(When(number__lte=past.withdrawn_up_to, then=True), default=False)
        return past.editions.without_words().with_entries().annotate(is_withdrawn=is_withdrawn).last_first()


def _show_frame(edition, targets):
    content = edition.content
    edition.frozen_authors = content["authors"]
    edition.frozen_section = content["section"]
    edition.frozen_topics = content["topics"]
    numbers = content.get("counted", {}).values()
    edition.numbers_shown = [told | {"path": edition.path} for told in numbers]
    edition.links_shown = [
        {**link, "case": targets.cases.get(link["case"]), "entity": targets.entities.get(link["entity"])}
        for link in content["links"]
        if targets.of(link)
    ]


class ArticleList(StoryList):
    """Published articles, newest first."""

    kind = Story.Kind.ARTICLE


class ArticleDetail(StoryDetail):
    """An article as readers see it now, with its words, byline, and the cases and entities it links to."""

    serializer_class = ArticleDetailSerializer
    kind = Story.Kind.ARTICLE

    def show(self, edition, now):  # noqa: ARG002  as its sibling's
        content = edition.content
        targets = targets_of(content["links"])
        _show_frame(edition, targets)
        body = woven(content["body"], content["block_ids"], content["links"], targets)
        body = linked(body, content.get("counted", {}), edition.path)
        edition.body_shown = shown(body, content.get("images", ()))


class ArticleVersionList(VersionList):
    """Every edition of an article that readers had, newest first, with what they were told of each."""

    kind = Story.Kind.ARTICLE


class ExplainerList(StoryList):
    """Published explainers, newest first."""

    kind = Story.Kind.EXPLAINER


class ExplainerDetail(StoryDetail):
    """An explainer as it reads now: written sections as published, live ones from the record."""

    serializer_class = ExplainerDetailSerializer
    kind = Story.Kind.EXPLAINER

    def show(self, edition, now):
        reading = read(edition, now=now)
        _show_frame(edition, reading.targets)
        for section in reading.sections:
            html = linked(section.html, edition.content.get("counted", {}), edition.path)
            section.html = shown(html, edition.content.get("images", ()))
        edition.sections_shown = reading.sections


class ExplainerVersionList(VersionList):
    """Every edition of an explainer that readers had, newest first, with what they were told of each."""

    kind = Story.Kind.EXPLAINER
