from rest_framework import serializers

from cases.api.serializers.entity import EntityReferenceSerializer
from cases.api.serializers.fields import Choice, PartialDate, Text, Words
from cases.models import Document, Source, Statement


class DocumentSerializer(serializers.Serializer):
    id = serializers.IntegerField(read_only=True)
    kind = Choice(Document.Kind.choices)
    title = Words()
    date = PartialDate()
    external_url = Text(source="url", help_text="Where it is found on the web.")
    sha256 = Text(help_text="Of the file we keep.")
    pages = serializers.IntegerField(read_only=True, allow_null=True)


class SourceSerializer(serializers.Serializer):
    kind = Choice(Source.Kind.choices)
    title = Words()
    publisher = EntityReferenceSerializer(allow_null=True)
    author = Text()
    external_url = Text(source="url")
    archived_url = Text()
    date_published = PartialDate()


class CitationSerializer(serializers.Serializer):
    source = SourceSerializer()
    locator = Text(help_text="Page, paragraph or minute.")
    date_accessed = serializers.DateField(read_only=True, allow_null=True)


class StatementSerializer(serializers.Serializer):
    id = serializers.IntegerField(read_only=True)
    text = Words()
    is_quotation = serializers.BooleanField(read_only=True, help_text="The words are quoted exactly.")
    mode = Choice(Statement.Mode.choices, help_text="How firmly it is said.")
    asserted_by = EntityReferenceSerializer(allow_null=True, help_text="Who says so.")
    spokesperson = Text(help_text="Who spoke for them.")
    via = EntityReferenceSerializer(allow_null=True, help_text="According to whom we know.")
    date = PartialDate(help_text="When it was said, as far as it is known.")
    point = Text(help_text="The point at issue: statements on the same point of a case compete.")
    is_preferred = serializers.BooleanField(
        read_only=True, help_text="Among statements on one point, the one we go by."
    )
    party = serializers.IntegerField(read_only=True, allow_null=True, source="party_id")
    claim = serializers.IntegerField(read_only=True, allow_null=True, source="claim_id")
    event = serializers.IntegerField(read_only=True, allow_null=True, source="event_id")
    sources = CitationSerializer(many=True, source="citations")
