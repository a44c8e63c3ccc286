"""The verbs of numbers. What was published is not theirs: it keeps the definition it was published with."""

from datetime import datetime

from cases.verb import verb
from newsroom.numbers.asking import read_query
from newsroom.numbers.models import Number
from newsroom.numbers.tallying import take_tally


@verb
def save_number(number: Number, *, by, now: datetime) -> Number:
    """Keep a number, its filter read in the API's own words, and count it.

    Raises ValidationError with the fields at fault; a filter's errors name the parameter.
    """
    number.clean_fields()
    number.query = read_query(number.what, number.query)
    number.key = number.definition.key
    number.full_clean()
    number.save()
    take_tally(number.definition, now=now)
    return number
