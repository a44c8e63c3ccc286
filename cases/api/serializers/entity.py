from rest_framework import serializers

from cases.api.addresses import resource_url
from cases.api.clocks import ClocksSerializer
from cases.api.serializers.fields import Choice, PageAddress, PartialDate, ResourceAddress, Text, Words
from cases.models import Alias, Entity, ExternalIdentifier
from cases.roles import PartyRole


class EntityReferenceSerializer(serializers.Serializer):
    id = serializers.IntegerField(read_only=True)
    url = ResourceAddress("entity-detail")
    html_url = PageAddress()
    name = Words()
    kind = Choice(Entity.Kind.choices)


class EntitySerializer(EntityReferenceSerializer):
    slug = Words()
    description = Text(help_text="Enough to tell it from its namesakes.")
    country = Text(help_text="Of citizenship or registration, as two letters (ISO 3166-1).")


class AliasSerializer(serializers.Serializer):
    name = Words()
    kind = Choice(Alias.Kind.choices)
    valid_from = PartialDate()
    valid_until = PartialDate()


class IdentifierSerializer(serializers.Serializer):
    scheme = Choice(ExternalIdentifier.Scheme.choices)
    value = Words()


class CaseReferenceSerializer(serializers.Serializer):
    id = serializers.IntegerField(read_only=True)
    url = ResourceAddress("case-detail")
    html_url = PageAddress()
    caption = Words()


class RoleInCaseSerializer(serializers.Serializer):
    case = CaseReferenceSerializer()
    role = Choice(PartyRole.choices)
    role_printed = Text(help_text="As the court prints it.")


class EntityDetailSerializer(EntitySerializer):
    website = Text()
    occupation = Text(help_text="Of a person: occupation or office.")
    date_of_birth = PartialDate(help_text="Of a person.")
    date_of_death = PartialDate(help_text="Of a person.")
    legal_form = Text(help_text="Of a company or another registered body.")
    registration_number = Text(help_text="In the register of its jurisdiction.")
    jurisdiction = Text(help_text="Where a company is registered, or what an agency or court governs.")
    government_level = Choice(
        Entity.GovernmentLevel.choices, allow_null=True, help_text="Of an agency or court."
    )
    date_dissolved = PartialDate(help_text="When it was dissolved, abolished or closed.")
    belongs_to = EntityReferenceSerializer(
        allow_null=True, help_text="What it is part of; a publication's publisher, an asset's issuer."
    )
    symbol = Text(help_text="Of an asset.")
    aliases = AliasSerializer(many=True)
    identifiers = IdentifierSerializer(many=True)
    roles = RoleInCaseSerializer(
        many=True, source="roles_shown", help_text="The 50 newest; `cases_url` lists the cases of all."
    )
    cases_url = serializers.SerializerMethodField(help_text="The list of the cases it is a party to.")
    clocks = ClocksSerializer(source="*")

    def get_cases_url(self, entity) -> str:
        return self.context["clocks"].kept_in(f"{resource_url('case-list')}?party={entity.slug}")
