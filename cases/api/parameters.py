"""Parameters of a request, taken strictly: a typing error is told, never passed over."""

from collections.abc import Mapping
from difflib import get_close_matches

from django.http import QueryDict

from cases.api.problems import BadRequest

# Enough to tell a person; a machine that sends thousands is not worth the search for what it meant.
MOST_ERRORS = 20


def check_parameters(given: QueryDict, known: Mapping[str, bool]) -> None:
    """Raise BadRequest for what isn't known, is empty, or is given twice where `known` says one at most."""
    errors = {}
    for name, values in given.lists():
        if name not in known:
            errors[name] = [_unknown(name, known)]
        elif not all(values):
            errors[name] = ["It has no value. Give it one or leave it out."]
        elif len(values) > 1 and not known[name]:
            errors[name] = ["It is given more than once."]
        if len(errors) == MOST_ERRORS:
            break
    if errors:
        raise BadRequest(errors)


def _unknown(name, known):
    if not known:
        return "There is no such parameter: this resource takes none."
    if close := get_close_matches(name[:100], known, n=1):
        return f"There is no such parameter. Did you mean {close[0]}?"
    return f"There is no such parameter. There are: {', '.join(known)}."
