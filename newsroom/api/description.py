"""The API's own description, and the page that shows it."""

from functools import cache

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import (
    OpenApiJsonRenderer,
    OpenApiJsonRenderer2,
    OpenApiYamlRenderer,
    OpenApiYamlRenderer2,
)
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.response import Response

from cases.api.resources import PublicResource


@cache
def description() -> dict:
    """The OpenAPI document; it depends on nothing but the code."""
    return SchemaGenerator().get_schema(public=True)


class Schema(PublicResource):
    """The OpenAPI document, as JSON or YAML."""

    schema = None
    renderer_classes = [
        OpenApiJsonRenderer2,
        OpenApiJsonRenderer,
        OpenApiYamlRenderer,
        OpenApiYamlRenderer2,
    ]

    def get(self, request):  # noqa: ARG002  DRF's signature
        return Response(description())


class Docs(SpectacularSwaggerSplitView):
    """A page to read the description and try it out, from our own files."""

    url_name = "api:schema"
    template_name = "api/docs.html"
