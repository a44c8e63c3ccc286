"""Who is in a case, what is claimed against them, and how it ended."""

from rest_framework import serializers

from cases.api.serializers.entity import EntityReferenceSerializer
from cases.api.serializers.fields import Choice, PartialDate, RecordedAt, Text, Words
from cases.api.serializers.source import SourceSerializer
from cases.models import Claim, Disposition, Penalty
from cases.roles import PartyRole
from cases.status import say_penalty


class CounselSerializer(serializers.Serializer):
    name = Words(help_text="As printed.")
    firm = Text(help_text="As printed.")
    roles_printed = Text(help_text="E.g. LEAD ATTORNEY.")
    is_lead = serializers.BooleanField(read_only=True)
    is_self_represented = serializers.BooleanField(read_only=True, help_text="The party itself, pro se.")
    date_terminated = serializers.DateField(read_only=True, allow_null=True)
    entity = EntityReferenceSerializer(allow_null=True, help_text="The lawyer's own entry, if there is one.")


class PartySerializer(serializers.Serializer):
    id = serializers.IntegerField(read_only=True)
    entity = EntityReferenceSerializer()
    role = Choice(PartyRole.choices)
    role_printed = Text(help_text="As the court prints it.")
    name_printed = Text(help_text="As the court prints it.")
    docket = serializers.IntegerField(
        read_only=True, allow_null=True, source="docket_id", help_text="The id of one of the case's dockets."
    )
    date_joined = PartialDate()
    date_terminated = PartialDate()
    counsel = CounselSerializer(many=True)


class DispositionSerializer(serializers.Serializer):
    id = serializers.IntegerField(read_only=True)
    outcome = Choice(Disposition.Outcome.choices)
    prejudice = Choice(
        Disposition.Prejudice.choices,
        allow_null=True,
        help_text="Of dismissals: with prejudice, the claim cannot be brought again.",
    )
    label = Words(source="__str__", help_text="In words, e.g. dismissed with prejudice.")
    decided_by = Choice(Disposition.DecidedBy.choices, allow_null=True)
    date = PartialDate()
    printed = Text(help_text="The court's own words.")
    note = Text()
    source = SourceSerializer(allow_null=True)
    recorded_at = RecordedAt()


class ClaimAgainstSerializer(serializers.Serializer):
    party = serializers.IntegerField(read_only=True, source="party_id", help_text="The id of the party.")
    entity = EntityReferenceSerializer(source="party.entity")
    disposition = serializers.SerializerMethodField(help_text="How it stands; null while undecided.")
    superseded = DispositionSerializer(many=True, help_text="Earlier ones, newest first.")

    def get_disposition(self, against) -> DispositionSerializer(allow_null=True):
        return DispositionSerializer(against.live[0]).data if against.live else None


class ClaimSerializer(serializers.Serializer):
    id = serializers.IntegerField(read_only=True)
    kind = Choice(Claim.Kind.choices)
    number = Text(help_text="As printed.")
    title = Words()
    statute = Text()
    description = Text()
    against = ClaimAgainstSerializer(many=True, source="against_shown")


class PenaltySerializer(serializers.Serializer):
    id = serializers.IntegerField(read_only=True)
    party = serializers.IntegerField(read_only=True, source="party_id", help_text="The id of the party.")
    entity = EntityReferenceSerializer(source="party.entity")
    kind = Choice(Penalty.Kind.choices)
    label = serializers.SerializerMethodField(help_text="In words, e.g. four months in prison.")
    amount = serializers.DecimalField(max_digits=18, decimal_places=2, read_only=True, allow_null=True)
    currency = Text(help_text="ISO 4217.")
    duration = serializers.IntegerField(read_only=True, allow_null=True)
    duration_unit = Choice(Penalty.Unit.choices, allow_null=True)
    date_imposed = PartialDate()
    date_satisfied = PartialDate(help_text="Paid in full, or the end of the time served.")
    note = Text()
    source = SourceSerializer(allow_null=True)
    recorded_at = RecordedAt()

    def get_label(self, penalty) -> str:
        return say_penalty(penalty)
