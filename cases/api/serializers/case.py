from rest_framework import serializers

from cases.api.addresses import resource_url
from cases.api.clocks import ClocksSerializer
from cases.api.serializers.court import CourtReferenceSerializer
from cases.api.serializers.entity import CaseReferenceSerializer
from cases.api.serializers.event import EventSerializer
from cases.api.serializers.fields import Choice, PartialDate, RecordedAt, Text, Words
from cases.api.serializers.party import ClaimSerializer, PartySerializer, PenaltySerializer
from cases.api.serializers.source import DocumentSerializer, StatementSerializer
from cases.models import Case, CaseRelation
from cases.status import is_open, status_sentence


class DocketReferenceSerializer(serializers.Serializer):
    id = serializers.IntegerField(read_only=True)
    court = CourtReferenceSerializer()
    docket_number = Words(help_text="As the court prints it.")
    docket_number_key = Words(help_text="In the one spelling that numbers are matched by.")


class DocketSerializer(DocketReferenceSerializer):
    date_filed = serializers.DateField(read_only=True, allow_null=True)
    date_terminated = serializers.DateField(read_only=True, allow_null=True)
    judge = Text(help_text="Assigned to, as printed.")
    referred_to = Text(help_text="Magistrate judge, as printed.")
    cause = Text(help_text="Cause of action.")
    nature_of_suit = Text()
    jurisdiction = Text()
    jury_demand = Text()
    demand = Text(help_text="The sum asked for, as printed.")
    appeal_from = Text(help_text="The court or board appealed from, as printed.")
    mdl_status = Text()
    pacer_case_id = Text()


class CaseSerializer(CaseReferenceSerializer):
    slug = Words()
    kind = Choice(Case.Kind.choices)
    status = serializers.SerializerMethodField(help_text="How it stands, in one plain sentence.")
    is_open = serializers.SerializerMethodField(help_text="Whether it goes on.")
    date_filed = PartialDate()
    date_terminated = PartialDate(help_text="When the court closed it; null while it is open.")
    dockets = DocketReferenceSerializer(many=True)

    def get_status(self, case) -> str:
        return status_sentence(case)

    def get_is_open(self, case) -> bool:
        return is_open(case)


class RelationSerializer(serializers.Serializer):
    """Read: this case is `kind` the other."""

    kind = Choice(CaseRelation.Kind.choices)
    label = Words(source="get_kind_display", help_text="In words, e.g. appeal of.")
    case = CaseReferenceSerializer(source="to_case", allow_null=True)
    printed = Text(source="to_printed", help_text="The other case as printed, where we have no record of it.")
    note = Text()


class RelationToItSerializer(serializers.Serializer):
    """Read: the other case is `kind` this one."""

    kind = Choice(CaseRelation.Kind.choices)
    label = Words(source="get_kind_display", help_text="In words, e.g. appeal of.")
    case = CaseReferenceSerializer(source="from_case")
    note = Text()


class StatementOfCaseSerializer(StatementSerializer):
    recorded_at = RecordedAt()


class CaseDetailSerializer(CaseSerializer):
    summary = Text()
    dockets = DocketSerializer(many=True)
    parties = PartySerializer(many=True)
    claims = ClaimSerializer(many=True, source="claims_shown")
    penalties = PenaltySerializer(many=True)
    relations = RelationSerializer(many=True, source="relations_shown")
    relations_to_it = RelationToItSerializer(many=True, source="relations_to_it_shown")
    statements = StatementOfCaseSerializer(many=True, source="statements_shown")
    documents = DocumentSerializer(many=True, source="documents_shown")
    major_events = EventSerializer(
        many=True, source="major_events_shown", help_text="The 50 newest major events, newest first."
    )
    events_url = serializers.SerializerMethodField(help_text="The list of all its events.")
    clocks = ClocksSerializer(source="*")

    def get_events_url(self, case) -> str:
        return self.context["clocks"].kept_in(resource_url("case-event-list", case.slug))
