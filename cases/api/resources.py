"""What every resource of the API has in common."""

from django.urls import resolve
from django.utils import timezone
from rest_framework.exceptions import NotFound
from rest_framework.generics import GenericAPIView
from rest_framework.response import Response
from rest_framework.views import APIView

from cases.api import clocks
from cases.api.addresses import site_url
from cases.api.clocks import Clocks
from cases.api.filtering import Filtering
from cases.api.pagination import PARAMETERS, CursorPages, RecordPages
from cases.api.parameters import check_parameters
from cases.api.problems import Moved

HEADERS = {
    # Public data, without cookies or keys: any page in any browser may read it.
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Expose-Headers": "ETag",
    # Caches ask again each time, cheaply by ETag: what is sealed or withdrawn is gone at once.
    "Cache-Control": "public, no-cache",
}


class PublicResource(APIView):
    """Read by anyone, from anywhere; takes no parameter it doesn't know."""

    parameters: dict[str, bool] = {}
    # Those that stand in no filter or paginator, as the schema tells them.
    told_parameters: dict[str, dict] = {}
    refusals = {400: "A parameter is unknown or has a bad value; `errors` names it."}

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        check_parameters(request.query_params, self.parameters)

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


class ListResource(PublicResource, GenericAPIView):
    """Rows that `filterset_class` narrows and orders, a page at a time."""

    filter_backends = [Filtering]
    pagination_class = CursorPages

    @property
    def parameters(self):
        narrowing = {name: found.takes_several for name, found in self.filterset_class.base_filters.items()}
        return narrowing | dict.fromkeys(PARAMETERS, False)

    def get(self, request, **_kwargs):  # noqa: ARG002  Django's signature
        rows = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)


class DetailResource(PublicResource, GenericAPIView):
    """One row, found by `lookup_field`."""

    filter_backends = []
    refusals = {**PublicResource.refusals, 404: "There is nothing at this address."}
    pagination_class = None

    def get(self, request, **_kwargs):  # noqa: ARG002  Django's signature
        return Response(self.get_serializer(self.get_object()).data)


class OnTwoClocks:
    """A resource of the record: asked with `as_of` or `known_at`, it answers from there in every respect.

    Only who may see what is today's. Such an answer is no more lasting than another: a court may seal its
    case tomorrow, and the desk may record tomorrow what held then.
    """

    told_parameters = clocks.PARAMETERS

    @property
    def parameters(self):
        return super().parameters | dict.fromkeys(clocks.PARAMETERS, False)

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        self.clocks = Clocks.asked(request.query_params, timezone.now())

    def get(self, request, **kwargs):
        with self.clocks.travel():
            return super().get(request, **kwargs)

    def get_serializer_context(self):
        return {**super().get_serializer_context(), "clocks": getattr(self, "clocks", Clocks())}


class RecordList(OnTwoClocks, ListResource):
    """Rows of the record."""

    pagination_class = RecordPages


class RecordDetail(OnTwoClocks, DetailResource):
    """One row of the record."""


class NoResource(PublicResource):
    """Whatever else lies under /api/: a 404, or the way to the address that only lacks its slash."""

    schema = None

    def initial(self, request, *_args, **_kwargs):
        if not request.path.endswith("/") and request.method in ("GET", "HEAD"):
            self._lead_to(request)
        raise NotFound("There is nothing at this address.")

    def _lead_to(self, request):
        # Nothing under /api/ is beyond the URLconf: what no resource has is this one's.
        if resolve(f"{request.path}/").func.view_class is not NoResource:
            query = request.META["QUERY_STRING"]
            raise Moved(site_url(f"{request.path}/{'?' if query else ''}{query}"))
