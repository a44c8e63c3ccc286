"""Parameters of a question to the record, taken strictly: a typing error is told, never passed over."""

from collections.abc import Mapping
from difflib import get_close_matches

from django.utils.datastructures import MultiValueDict

# Enough to tell a person; a machine that sends thousands is not worth the search for what it meant.
MOST_ERRORS = 20


def parameter_errors(given: MultiValueDict, known: Mapping[str, bool]) -> dict[str, list[str]]:
    """What is wrong by name: not known, empty, or given twice where `known` says one at most."""
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
    return errors


def _unknown(name, known):
    if not known:
        return "There is no such parameter: this resource takes none."
    if close := get_close_matches(name[:100], known, n=1):
        return f"There is no such parameter. Did you mean {close[0]}?"
    return f"There is no such parameter. There are: {', '.join(known)}."
