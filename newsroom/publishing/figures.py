"""The numbers of an edition, frozen with the rows behind them."""

from collections.abc import Iterator
from datetime import datetime

from newsroom.numbers.asking import Definition
from newsroom.numbers.counting import count, rows_of, value_of_rows
from newsroom.numbers.figures import Value, say
from newsroom.numbers.tallying import take_tally
from newsroom.publishing.editions import NotReady
from newsroom.publishing.models import PublishedNumber
from newsroom.publishing.staleness.keeping import ask_alone

MOVED = (
    "The record changed this moment, and with it “{title}”: it was {then}, and is {today}. Read the sentence "
    "again, then publish."
)


def count_numbers(content: dict, *, now: datetime) -> list[PublishedNumber]:
    """The numbers of a content, not saved yet, with the rows they are of.

    Until the end of the transaction no change of the record is committed, so that the rows are those counted.
    Raises NotReady where the record moved since the words were read.
    """
    in_words, live = content.get("counted", {}), _live(content)
    if not in_words and not live:
        return []
    ask_alone()
    found = [_in_words(told, now) for told in sorted(in_words.values(), key=lambda told: told["number"])]
    found += [_of_section(live[number], now) for number in sorted(live)]
    for each in found:
        take_tally(each.definition, now=now)
    return found


def keep_numbers(edition, numbers: list[PublishedNumber]) -> None:
    for each in numbers:
        each.publication = edition
    PublishedNumber.objects.bulk_create(numbers)


def _live(content) -> dict[int, dict]:
    return {told["number"]: told for told in _of_sections(content)}


def _of_sections(content) -> Iterator[dict]:
    for section in content.get("sections", ()):
        yield from section.get("numbers", ())


def _in_words(told, now):
    definition = Definition.told(told)
    rows = rows_of(definition)
    then, today = Value.told(told["value"]), value_of_rows(definition, rows)
    if then != today:
        raise NotReady([MOVED.format(title=told["title"], then=then, today=today)])
    frozen = [row.frozen for row in rows]
    return _published(told, is_live=False, rows=frozen, now=now)


def _of_section(told, now):
    value = count(Definition.told(told))
    return _published(
        told | {"value": value.frozen, "words": say(value, told)}, is_live=True, rows=None, now=now
    )


def _published(told, *, is_live, rows, now):
    return PublishedNumber(
        number=told["number"],
        is_live=is_live,
        key=Definition.told(told).key,
        told=told,
        rows=rows,
        counted_at=now,
    )
