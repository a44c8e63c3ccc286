"""Lists narrowed by the one filter language, and told of in the schema by the same declarations."""

from rest_framework.filters import BaseFilterBackend

from cases import filter_parameters as parameters
from cases.api.problems import BadRequest
from cases.filter_fields import LONGEST_VALUE

TEXT = {"type": "string", "minLength": 1, "maxLength": LONGEST_VALUE}
SLUG = {**TEXT, "pattern": "^[-a-zA-Z0-9_]+$"}
DATE = {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}){0,2}$"}
TYPES = {
    parameters.Flag: {"type": "boolean"},
    parameters.Slug: SLUG,
    parameters.Codes: SLUG,
    parameters.After: DATE,
    parameters.Before: DATE,
    parameters.Identifier: {**TEXT, "pattern": "^[a-z]+:.+$"},
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
    schema = TYPES.get(type(parameter), TEXT)
    if choices := parameter.extra.get("choices"):
        schema = {"type": "string", "enum": [value for value, _ in choices]}
    # In words: as `example` the docs page would fill them all in, and nothing be found.
    told = {"name": name, "in": "query", "description": f"{parameter.meaning} E.g. `{parameter.example}`."}
    if parameter.takes_several:
        return {**told, "explode": True, "style": "form", "schema": {"type": "array", "items": schema}}
    return {**told, "schema": schema}
