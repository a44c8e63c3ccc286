from rest_framework import serializers

from cases.api.addresses import resource_url
from cases.api.clocks import ClocksSerializer
from cases.api.serializers.fields import Choice, ResourceAddress, Text, Words
from cases.models import Court


class CourtReferenceSerializer(serializers.Serializer):
    code = Words(help_text="E.g. dcd.")
    url = ResourceAddress("court-detail", lookup="code")
    name = Words()
    citation_name = Text(help_text="As cited, e.g. D.D.C.")


class CourtSerializer(serializers.Serializer):
    id = serializers.IntegerField(read_only=True)
    url = ResourceAddress("court-detail", lookup="code")
    html_url = serializers.SerializerMethodField(help_text="Null: courts have no page of their own yet.")
    code = Words(help_text="The short code docket data know it by, e.g. dcd.")
    name = Words()
    citation_name = Text(help_text="As cited, e.g. D.D.C.")
    level = Choice(Court.Level.choices)
    system = Choice(Court.System.choices)
    place = Text(help_text="Where it sits.")
    parent = CourtReferenceSerializer(allow_null=True, help_text="The court it is a part of.")
    appeals_to = CourtReferenceSerializer(allow_null=True, help_text="Where its appeals are heard.")

    def get_html_url(self, court) -> str | None:  # noqa: ARG002  DRF's signature
        return None


class CourtDetailSerializer(CourtSerializer):
    branches = CourtReferenceSerializer(many=True, help_text="Its parts.")
    appeals_from = CourtReferenceSerializer(many=True, help_text="The courts whose appeals it hears.")
    cases_url = serializers.SerializerMethodField(help_text="The list of its cases.")
    clocks = ClocksSerializer(source="*")

    def get_cases_url(self, court) -> str:
        return self.context["clocks"].kept_in(f"{resource_url('case-list')}?court={court.code}")
