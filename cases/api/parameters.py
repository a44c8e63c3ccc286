"""Parameters of a request that are at fault are refused by name."""

from collections.abc import Mapping

from django.http import QueryDict

from cases.api.problems import BadRequest
from cases.parameters import parameter_errors


def check_parameters(given: QueryDict, known: Mapping[str, bool]) -> None:
    """Raise BadRequest for what isn't known, is empty, or is given twice where `known` says one at most."""
    if errors := parameter_errors(given, known):
        raise BadRequest(errors)
