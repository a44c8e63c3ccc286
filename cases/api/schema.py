"""What the OpenAPI description says of every resource."""

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers

from cases.api.problems import MEDIA_TYPE


class ProblemErrorSerializer(serializers.Serializer):
    parameter = serializers.CharField(read_only=True, help_text="The parameter at fault.")
    detail = serializers.CharField(read_only=True, help_text="What was expected.")


class ProblemSerializer(serializers.Serializer):
    """What went wrong (RFC 9457)."""

    type = serializers.CharField(read_only=True)
    title = serializers.CharField(read_only=True)
    status = serializers.IntegerField(read_only=True)
    detail = serializers.CharField(read_only=True)
    instance = serializers.CharField(read_only=True, help_text="The path that was asked for.")
    errors = ProblemErrorSerializer(many=True, required=False)


class ResourceSchema(AutoSchema):
    """Lists are told by their paginator; each resource names its refusals in `refusals`."""

    def _is_list_view(self, serializer=None):  # noqa: ARG002  spectacular's signature
        return self.view.pagination_class is not None

    def get_override_parameters(self):
        return [
            OpenApiParameter(name, parameter["schema"], description=parameter["description"])
            for name, parameter in self.view.told_parameters.items()
        ]

    def get_summary(self):
        return self.view.__doc__.partition("\n")[0].removesuffix(".")

    def get_description(self):
        return self.view.__doc__.partition("\n")[2].strip()

    def get_response_serializers(self):
        refusals = {
            (status, MEDIA_TYPE): OpenApiResponse(ProblemSerializer, description)
            for status, description in self.view.refusals.items()
        }
        unchanged = OpenApiResponse(description="Unchanged since the ETag sent as If-None-Match.")
        return {200: super().get_response_serializers(), 304: unchanged, **refusals}
