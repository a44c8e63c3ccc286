from rest_framework import serializers

from cases.api.serializers.fields import Choice, PartialDate, RecordedAt, Text, Words
from cases.api.serializers.source import DocumentSerializer, SourceSerializer
from cases.models import Event


class EventSerializer(serializers.Serializer):
    id = serializers.IntegerField(read_only=True)
    date = PartialDate(allow_null=False)
    kind = Choice(Event.Kind.choices)
    title = Words()
    description = Text()
    significance = Choice(Event.Significance.choices)
    standing = Choice(Event.Standing.choices, help_text="Expected, confirmed or cancelled.")
    docket = serializers.IntegerField(
        read_only=True, allow_null=True, source="docket_id", help_text="The id of one of the case's dockets."
    )
    entry_number = Text(help_text="The docket entry's number as printed.")
    source = SourceSerializer(allow_null=True)
    documents = DocumentSerializer(many=True, source="documents_shown")
    recorded_at = RecordedAt()
