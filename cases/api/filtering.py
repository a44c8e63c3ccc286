"""Lists narrowed by the one filter language, and told of in the schema by the same declarations."""

from rest_framework.filters import BaseFilterBackend

from cases import filters
from cases.api.problems import BadRequest

TYPES = {
    filters.Flag: {"type": "boolean"},
    filters.After: {"type": "string", "maxLength": 40},
    filters.Before: {"type": "string", "maxLength": 40},
}


class Filtering(BaseFilterBackend):
    def filter_queryset(self, request, queryset, view):
        found = view.filterset_class(request.query_params, queryset=queryset, request=request)
        if not found.is_valid():
            raise BadRequest(found.errors)
        return found.qs

    def get_schema_operation_parameters(self, view):
        return [_parameter(name, found) for name, found in view.filterset_class.base_filters.items()]


def _parameter(name, parameter):
    schema = {"type": "string"}
    for kind, said in TYPES.items():
        if isinstance(parameter, kind):
            schema = said
    if choices := parameter.extra.get("choices"):
        schema = {**schema, "enum": [value for value, _ in choices]}
    # In words: as `example` the docs page would fill them all in, and nothing be found.
    told = {"name": name, "in": "query", "description": f"{parameter.meaning} E.g. `{parameter.example}`."}
    if parameter.takes_several:
        return {**told, "explode": True, "style": "form", "schema": {"type": "array", "items": schema}}
    return {**told, "schema": schema}
