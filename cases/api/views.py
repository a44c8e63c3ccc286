from django.http import Http404
from django.shortcuts import get_object_or_404

from cases import filters
from cases.api.addresses import resource_url
from cases.api.loading import whole_case, whole_entity, with_file, with_papers
from cases.api.problems import Moved
from cases.api.resources import DetailResource, RecordDetail, RecordList
from cases.api.serializers.case import CaseDetailSerializer, CaseSerializer
from cases.api.serializers.court import CourtDetailSerializer, CourtSerializer
from cases.api.serializers.entity import EntityDetailSerializer, EntitySerializer
from cases.api.serializers.event import EventSerializer
from cases.models import Case, Court, Entity


class CaseList(RecordList):
    """Cases, newest first, each with how it stands in one sentence."""

    serializer_class = CaseSerializer
    filterset_class = filters.CaseFilters

    def get_queryset(self):
        return Case.objects.visible_to(self.request.user).with_card()


class MergeableResource(RecordDetail):
    """One row that others may have been merged into: their addresses lead to it."""

    lookup_field = "slug"
    refusals = {
        **DetailResource.refusals,
        301: "It was merged into another; `Location` says where that is.",
    }
    name: str

    def get_object(self):
        try:
            return super().get_object()
        except Http404:
            survivor = self.get_queryset().formerly_at(self.kwargs["slug"]).first()
            if survivor is None:
                raise
            raise Moved(self.clocks.kept_in(resource_url(self.name, survivor.slug))) from None


class CaseDetail(MergeableResource):
    """A case with all that hangs on it: parties, claims and how each ended for whom, statements, events."""

    serializer_class = CaseDetailSerializer
    name = "case-detail"

    def get_queryset(self):
        return with_file(Case.objects.visible_to(self.request.user), self.request.user)

    def get_object(self):
        return whole_case(super().get_object(), self.request.user)


class CaseEventList(RecordList):
    """All events of a case, newest first."""

    serializer_class = EventSerializer
    filterset_class = filters.EventFilters
    refusals = DetailResource.refusals

    def get_queryset(self):
        case = get_object_or_404(Case.objects.visible_to(self.request.user), slug=self.kwargs["slug"])
        return with_papers(case.events.all(), self.request.user)


class EntityList(RecordList):
    """People, companies, agencies and whatever else the record names."""

    serializer_class = EntitySerializer
    filterset_class = filters.EntityFilters

    def get_queryset(self):
        return Entity.objects.visible_to(self.request.user)


class EntityDetail(MergeableResource):
    """An entity with its names, what other registers call it, and its roles in cases."""

    serializer_class = EntityDetailSerializer
    name = "entity-detail"

    def get_queryset(self):
        return Entity.objects.visible_to(self.request.user).with_names(self.request.user)

    def get_object(self):
        return whole_entity(super().get_object(), self.request.user)


class CourtList(RecordList):
    """Courts, with their place in the hierarchy."""

    serializer_class = CourtSerializer
    filterset_class = filters.CourtFilters
    queryset = Court.objects.with_parents()


class CourtDetail(RecordDetail):
    """A court, the courts it is made of and those whose appeals it hears."""

    serializer_class = CourtDetailSerializer
    lookup_field = "code"
    queryset = Court.objects.with_parents().prefetch_related("branches", "appeals_from")
