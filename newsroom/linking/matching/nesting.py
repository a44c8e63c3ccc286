"""Names within longer wordings that were chosen: the agency in "FTC Chair Jane Roe", the state behind a town.

An editor links the whole; who reads the proposals as data wants whom they name besides.
"""

from collections.abc import Iterator

from newsroom.linking.matching.choice import Choice, Evidence, choose
from newsroom.linking.matching.finding import Find, goes_on_behind, longest
from newsroom.linking.matching.registry import Name, Target
from newsroom.linking.matching.rules import Rules
from newsroom.linking.matching.vocabulary import GIVEN_NAMES, SMALL
from newsroom.linking.matching.words import Run, Text, name_parts


def names_within(
    text: Text, finds: list[Find], chosen: dict[Run, Choice], evidence: Evidence, rules: Rules
) -> Iterator[tuple[Run, Choice]]:
    """Those that are sure by themselves and name somebody else than the whole does."""
    for find in finds:
        choice = chosen.get(find.run)
        if choice is None or not choice.is_strong or choice.target not in find.names:
            continue
        inner = [
            (hidden, choose(text, hidden, evidence, rules))
            for hidden in find.hidden
            if _is_within(hidden.run, find.run)
        ]
        sure = {hidden.run: (hidden, its) for hidden, its in inner if its.is_strong}
        if rules.nested:
            yield from ((run, its) for run, (_, its) in sure.items() if its.target != choice.target)
        else:
            yield from _described(text, find, choice.target, sure)


def _described(text, whole, target, sure):
    """In a wording that is no form of the entity's own name, those that describe it; and so on in theirs."""
    fitting = [
        hidden
        for hidden, its in sure.values()
        if its.target != target
        and _is_within(hidden.run, whole.run)
        and (
            _is_place_behind(text, hidden, whole)
            or (
                _is_foreign(text, hidden, its.target, whole.names[target])
                and _stands_apart(text, hidden, whole)
            )
        )
    ]
    for hidden in longest([Find(find.run, find.key, find.names) for find in fitting]):
        its = sure[hidden.run][1]
        yield hidden.run, its
        yield from _described(text, hidden, its.target, sure)


def _is_within(inner: Run, outer: Run) -> bool:
    return inner != outer and outer.first <= inner.first and inner.last <= outer.last


def _is_place_behind(text, hidden, whole):
    """The state behind the comma in "Springfield, Illinois"."""
    before = text.paragraphs[hidden.run.paragraph].words[hidden.run.first]
    return (
        hidden.run.last == whole.run.last and hidden.run.first > whole.run.first and before.gap.strip() == ","
    )


def _is_foreign(text, hidden: Find, target: Target, own: Name) -> bool:
    """Whether nothing of it is in the own name of the whole, neither as it is written nor as it is called."""
    parts = _telling(part.casefold() for part in name_parts(own.of))
    called = _telling(part.casefold() for part in name_parts(hidden.names[target].of))
    written = _telling(word.key for word in text.words(hidden.run))
    return parts.isdisjoint(written) and not called <= parts


def _telling(keys):
    return {key for key in keys if key not in SMALL and len(key) > 1}


def _stands_apart(text, hidden, whole):
    """Whether no capital goes on into it, nor on behind it save behind a possessor or before a person."""
    number, first, last = hidden.run
    paragraph = text.paragraphs[number]
    if first > whole.run.first and paragraph.runs_on(first) and paragraph.words[first - 1].is_capital:
        return False
    if last == whole.run.last or paragraph.words[last - 1].key == "s":
        return True
    return paragraph.words[last].key in GIVEN_NAMES or not goes_on_behind(text, number, last - 1)
