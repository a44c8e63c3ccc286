"""What the numbers in a story's words say, in the form that revisions and publications freeze."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError

from newsroom.numbers.counting import MOST_ROWS, count
from newsroom.numbers.figures import Value, say
from newsroom.numbers.models import Number
from newsroom.prose.blocks import Block
from newsroom.prose.markup import escape
from newsroom.prose.references import numbers_of

# Each is counted whenever the story is saved, previewed or published.
MOST_NUMBERS = 40

type Frozen = dict[str, dict]


def frozen_numbers(bodies: Iterable[str]) -> Frozen:
    """By its number: what each counts, and what it comes to now. What was removed is not among them."""
    placed = list(dict.fromkeys(number for body in bodies for number in numbers_of(body)))[:MOST_NUMBERS]
    if not placed:
        return {}
    found = Number.objects.in_bulk(placed)
    return {str(pk): told for pk in placed if pk in found and (told := _told(found[pk]))}


def with_numbers(numbers: Frozen) -> dict:
    """What a story's content says of them; of none, nothing, so that its digest is what it always was."""
    return {"counted": numbers} if numbers else {}


def words_today(blocks: Iterable[Block]) -> dict[str, str]:
    """By its number, what each that stands in the blocks says as it was last counted; one query, or none."""
    placed = {number for block in blocks for number in numbers_of(block.html)}
    if not placed:
        return {}
    counted = Number.objects.with_tally().filter(pk__in=placed)
    return {
        str(each.pk): say(Value.told(each.told_today), each.frozen) for each in counted if each.told_today
    }


def said(numbers: Frozen) -> dict[int, str]:
    """What stands in the text for each, as HTML."""
    return {int(number): escape(told["words"]) for number, told in numbers.items()}


def number_problems(bodies: Iterable[str], numbers: Frozen, shown: Iterable[Number] = ()) -> list[str]:
    """What keeps the numbers of the text, and those shown in sections, from readers, each with what to do."""
    placed = list(dict.fromkeys(number for body in bodies for number in numbers_of(body)))
    if len(placed) > MOST_NUMBERS:
        return [f"The text holds {len(placed)} numbers, and {MOST_NUMBERS} is the most: write some as words."]
    problems = [
        f"The text holds number {number}, which was removed or can no longer be counted: take it out, or put "
        "another in its place."
        for number in placed
        if str(number) not in numbers
    ]
    problems += [
        f"“{told['title']}” counts {told['value']['count']:,} rows, and {MOST_ROWS:,} is the most that "
        "readers can be shown behind a number: narrow its filter."
        for told in numbers.values()
        if told["value"]["count"] > MOST_ROWS
    ]
    return problems + [
        f"“{number}” can no longer be counted: put its filter right." for number in shown if not _told(number)
    ]


def _told(number):
    try:
        value = count(number.definition)
    except ValidationError:
        return None
    frozen = number.frozen
    return frozen | {"value": value.frozen, "words": say(value, frozen)}
