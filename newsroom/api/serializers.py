"""Published stories as the API gives them: what readers see, never the draft."""

from datetime import UTC

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cases.api.addresses import resource_url, site_url
from cases.api.serializers.case import CaseSerializer
from cases.api.serializers.entity import CaseReferenceSerializer, EntityReferenceSerializer
from cases.api.serializers.fields import Choice, PageAddress, PartialDate, Text, Words
from cases.api.serializers.source import DocumentSerializer, SourceSerializer, StatementSerializer
from cases.models import Disposition, Event
from newsroom.api.travelling import travelling
from newsroom.explainers.kinds import Depth
from newsroom.explainers.models import ExplainerSection
from newsroom.images.showing import address
from newsroom.linking.models import Link
from newsroom.numbers.showing import rows_address
from newsroom.publishing.models import Correction, Publication


class Moment(serializers.DateTimeField):
    def __init__(self, **kwargs):
        super().__init__(read_only=True, default_timezone=UTC, **kwargs)


class AuthorSerializer(serializers.Serializer):
    name = Words()
    slug = Words()


class SectionReferenceSerializer(serializers.Serializer):
    name = Words()
    slug = Words()


class TopicSerializer(SectionReferenceSerializer):
    html_url = serializers.SerializerMethodField()

    def get_html_url(self, topic) -> str:
        return site_url(f"/topics/{topic['slug']}/")


class StoryAddress(serializers.URLField):
    """Where the API serves the story."""

    def __init__(self, **kwargs):
        super().__init__(**{"read_only": True, "source": "*", **kwargs})

    def to_representation(self, publication):
        return resource_url(f"{publication.kind}-detail", publication.slug)


class StoryReferenceSerializer(serializers.Serializer):
    id = serializers.IntegerField(
        read_only=True, source="story_id", help_text="Stays when the slug or the words change."
    )
    url = StoryAddress()
    html_url = PageAddress()
    headline = Words()
    first_published_at = Moment()


class StorySerializer(StoryReferenceSerializer):
    slug = Words()
    dek = Text(help_text="The line under the headline.")
    authors = AuthorSerializer(many=True, source="frozen_authors", help_text="The byline.")
    section = SectionReferenceSerializer(source="frozen_section", allow_null=True)
    topics = TopicSerializer(many=True, source="frozen_topics")
    updated_at = Moment(help_text="When readers were last told something new.")
    version = serializers.IntegerField(read_only=True, source="number", help_text="The edition, from 1.")


class LinkSerializer(serializers.Serializer):
    relation = Choice(Link.Relation.choices, help_text="about: the whole story; mention: words in it.")
    words = Text(source="surface", help_text="Of a mention: the words, as they stand in the text.")
    case = CaseReferenceSerializer(allow_null=True)
    entity = EntityReferenceSerializer(allow_null=True)


class NumberInTextSerializer(serializers.Serializer):
    id = serializers.IntegerField(read_only=True, source="number")
    title = Words()
    words = Words(help_text="As the text says it, counted when it was published.")
    rows_url = serializers.SerializerMethodField(help_text="The page with the rows behind it.")

    def get_rows_url(self, number) -> str:
        return site_url(rows_address(number["path"], number["number"]))


class StoryDetailSerializer(StorySerializer):
    digest = Words(help_text="SHA-256 over the edition and the digest before it.")
    previous_digest = Text()
    note = Text(help_text="What readers are told of this edition.")
    versions_url = serializers.SerializerMethodField(help_text="Where the API lists every edition.")
    links = LinkSerializer(many=True, source="links_shown", help_text="What it is about and mentions.")
    numbers = NumberInTextSerializer(many=True, source="numbers_shown", help_text="Those in the words.")
    text = Words(help_text="The words alone.")

    def get_versions_url(self, publication) -> str:
        return resource_url(f"{publication.kind}-version-list", publication.slug)


class CorrectionSerializer(serializers.Serializer):
    kind = Choice(Correction.Kind.choices, help_text="correction: it was wrong; clarification: unclear.")
    concerns = Choice(Correction.Concerns.choices)
    note = Words(help_text="What readers were told.")
    before = Text(help_text="The words as they stood.")
    after = Text(help_text="The words as they stand.")


class VersionSerializer(serializers.Serializer):
    version = serializers.IntegerField(read_only=True, source="number", help_text="The edition, from 1.")
    verb = Choice(Publication.Verb.choices, help_text="What was done with it.")
    effective_at = Moment(help_text="Since when readers had it.")
    is_withdrawn = serializers.BooleanField(
        read_only=True, help_text="It withdrew the story, or was withdrawn since: it cannot be read."
    )
    html_url = serializers.SerializerMethodField(help_text="Where it is read; null if it is withdrawn.")
    note = Text(help_text="What readers were told of it.")
    corrections = CorrectionSerializer(many=True, help_text="What it put right.")
    digest = Words(help_text="SHA-256 over the edition and the digest before it.")
    previous_digest = Text()

    def get_html_url(self, edition) -> str | None:
        return None if edition.is_withdrawn else site_url(f"{edition.versions_path}{edition.number}/")


class ImageSerializer(serializers.Serializer):
    url = serializers.SerializerMethodField(help_text="The whole picture; it never changes at this address.")
    width = serializers.IntegerField(read_only=True)
    height = serializers.IntegerField(read_only=True)
    alt = Text()
    credit = Text()
    caption = Text()

    def get_url(self, image) -> str:
        return site_url(address(image["file"]))


class ArticleDetailSerializer(StoryDetailSerializer):
    body_html = serializers.SerializerMethodField(
        help_text="Mentions of cases and entities are linked to their pages; every address is in full. An "
        "empty `cite` names the source or statement of the record that is cited there."
    )
    publisher = serializers.SerializerMethodField(
        help_text="Who first published a story taken from elsewhere; null for our own."
    )
    canonical_url = Text(source="content.canonical_url", help_text="Its address there.")
    original_author = serializers.SerializerMethodField(help_text="Who signed it there.")
    lead_image = serializers.SerializerMethodField()

    def get_body_html(self, publication) -> str:
        return travelling(publication.body_shown)

    def get_publisher(self, publication) -> str | None:
        publisher = publication.content["publisher"]
        return publisher and publisher["name"]

    def get_original_author(self, publication) -> str:
        return publication.content.get("original_author", "")

    @extend_schema_field(ImageSerializer(allow_null=True))
    def get_lead_image(self, publication):
        image = publication.content.get("lead_image")
        return image and ImageSerializer(image).data


class TermSerializer(serializers.Serializer):
    term = Words()
    definition = Words()


class EventInSectionSerializer(serializers.Serializer):
    id = serializers.IntegerField(read_only=True)
    date = PartialDate(allow_null=False)
    kind = Choice(Event.Kind.choices)
    title = Words()
    description = Text()
    standing = Choice(Event.Standing.choices)
    case = CaseReferenceSerializer()


class BarSerializer(serializers.Serializer):
    label = Words()
    words = Words()


class ChartSerializer(serializers.Serializer):
    currency = Text(help_text="Of sums, the one that is shown.")
    bars = BarSerializer(many=True)


class FigureSerializer(serializers.Serializer):
    id = serializers.IntegerField(read_only=True, source="told.number")
    title = Words(source="told.title")
    unit = Text(help_text="As it goes with the value.")
    summed = Text(help_text="Of a sum, which kinds of penalties, in words.")
    words = Words(help_text="As the record has it now.")
    charts = ChartSerializer(many=True)
    rows_url = serializers.SerializerMethodField(help_text="The page with the rows behind it.")

    def get_rows_url(self, figure) -> str:
        return site_url(figure.address)


class EndingSerializer(serializers.Serializer):
    outcome = Choice(Disposition.Outcome.choices)
    prejudice = Choice(Disposition.Prejudice.choices, allow_null=True, help_text="Of dismissals.")
    label = Words(source="__str__", help_text="In words, e.g. dismissed with prejudice.")
    decided_by = Choice(Disposition.DecidedBy.choices, allow_null=True)
    date = PartialDate()
    source = SourceSerializer(allow_null=True)


class ClaimInSectionSerializer(serializers.Serializer):
    case = CaseReferenceSerializer(source="claim.case")
    claim = Words(help_text="What is claimed.")
    against = serializers.SerializerMethodField(help_text="The parties for whom it stands so.")
    disposition = EndingSerializer(allow_null=True, help_text="How it stands; null while undecided.")

    @extend_schema_field(EntityReferenceSerializer(many=True))
    def get_against(self, row):
        return EntityReferenceSerializer([party.entity for party in row.parties], many=True).data


class DocumentInSectionSerializer(DocumentSerializer):
    case = CaseReferenceSerializer()


class SectionSerializer(serializers.Serializer):
    id = serializers.IntegerField(read_only=True)
    kind = Choice(ExplainerSection.Kind.choices)
    heading = Text()
    shown_from = Choice(Depth.choices, help_text="From which reading depth on readers see it.")
    filter = Text(help_text="Which of the events, claims, documents … of its cases it shows, as in a list.")
    body_html = serializers.SerializerMethodField(
        help_text="Links in full, as in articles. Of `known`: what we do not know."
    )
    cases = CaseSerializer(many=True, help_text="How they stand now.")
    events = EventInSectionSerializer(many=True)
    dispositions = ClaimInSectionSerializer(many=True, source="claims_shown")
    documents = DocumentInSectionSerializer(many=True)
    statements = StatementSerializer(many=True, help_text="Of `known`: what we know.")
    terms = TermSerializer(many=True)
    coverage = StoryReferenceSerializer(many=True)
    figures = FigureSerializer(many=True)

    def get_body_html(self, section) -> str:
        return travelling(section.html)


class ExplainerDetailSerializer(StoryDetailSerializer):
    question = Text(source="content.question", help_text="What a reader comes to know.")
    sections = SectionSerializer(
        many=True, source="sections_shown", help_text="Written ones as published, live ones as of now."
    )
