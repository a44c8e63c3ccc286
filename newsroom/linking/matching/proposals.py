"""What is proposed for a text: each with its place, its target, a rule, a score and the reasons in words."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

from cases.names import name_key
from newsroom.linking.matching.case_names import find_cases
from newsroom.linking.matching.choice import TOO_MANY, Choice, Evidence, choose, choose_short_form
from newsroom.linking.matching.finding import Find, find_names
from newsroom.linking.matching.graph import Graph
from newsroom.linking.matching.memory import places_of, short_forms
from newsroom.linking.matching.nesting import names_within
from newsroom.linking.matching.registry import Name, Source, Target
from newsroom.linking.matching.rules import ALL, Rules
from newsroom.linking.matching.strength import weakness
from newsroom.linking.matching.words import Paragraph, Run, Text


class Decided(NamedTuple):
    """Words an editor linked: what they name is known, and nothing else is proposed for them."""

    block: str
    start: int
    end: int
    target: Target
    name: str
    kind: str = ""


class Proposal(NamedTuple):
    """Words of a block, in code points of its text in NFC, and what they probably name.

    A strong one an editor may accept unseen; of the others the reasons say what is missing.
    """

    block: str
    start: int
    end: int
    surface: str
    target: Target
    rule: str
    score: float
    is_strong: bool
    evidence: tuple[str, ...]
    alternatives: tuple[tuple[Target, str], ...] = ()


def propose(
    paragraphs: Iterable[Paragraph],
    source: Source,
    decided: Sequence[Decided] = (),
    rules: Rules = ALL,
) -> list[Proposal]:
    """Everything that may be linked, in reading order; nothing overlaps what is decided.

    Nor do two overlap each other, unless the rules ask for names within longer ones too.
    """
    text = Text(paragraphs)
    known = _known(text, decided)
    taken = {place for run in known for place in run.places}
    finds = [find for find in find_names(text, source, rules) if taken.isdisjoint(find.run.places)]
    evidence = _weigh(text, finds, known, source, rules)
    chosen, evidence = _choose_all(text, finds, evidence, rules)
    chosen |= _remembered(text, finds, known, evidence, rules)
    if rules.cases:
        chosen = _with_cases(text, chosen, known, evidence, source)
    chosen = _as_the_body_says(text, chosen, known)
    if rules.described or rules.nested:
        chosen |= dict(names_within(text, finds, chosen, evidence, rules))
    chosen = _without_articles(text, finds, chosen)
    chosen = _with_lower_case(text, finds, chosen)
    return [_proposal(text, run, choice) for run, choice in sorted(chosen.items(), key=lambda pair: pair[0])]


def _known(text: Text, decided: Sequence[Decided]) -> dict[Run, Name]:
    """The words of the decided links, each with its target."""
    numbers = {paragraph.block: number for number, paragraph in enumerate(text.paragraphs)}
    known = {}
    for link in decided:
        if (number := numbers.get(link.block)) is None:
            continue
        words = text.paragraphs[number].words
        first = bisect_right(words, link.start, key=attrgetter("end"))
        last = bisect_left(words, link.end, key=attrgetter("start"))
        if first < last:
            run = Run(number, first, last)
            key = " ".join(word.key for word in text.words(run))
            known[run] = Name(key, text.surface(run), link.target, link.name, link.kind)
    return known


def _weigh(text, finds, known, source, rules) -> Evidence:
    strong = [(Find(run, "", {}), name) for run, name in known.items() if name.target.kind == "entity"]
    for find in finds:
        name = next(iter(find.names.values()))
        is_alone = len(find.names) == 1
        if is_alone and not text.paragraphs[find.run.paragraph].is_shouted and not weakness(text, find, name):
            strong.append((find, name))
    bearers = {(find.key, frozenset(find.names)) for find in finds if len(find.names) <= TOO_MANY}
    entities = {target for _, targets in bearers for target in targets} | {name.target for _, name in strong}
    graph = (
        Graph(*source.cases_of(sorted(entities, key=str))) if rules.graph or rules.cases else Graph((), ())
    )
    return Evidence(strong, graph, finds, text)


def _choose_all(text, finds, evidence, rules) -> tuple[dict[Run, Choice], Evidence]:
    """The choice for each name; to the weak ones, who was told from namesakes counts as named as well."""
    chosen = {find.run: choose(text, find, evidence, rules) for find in finds}
    told = [
        (find, find.names[chosen[find.run].target])
        for find in finds
        if chosen[find.run].rule == "chosen" and not _shouts(text, find.run)
    ]
    if told:
        evidence = Evidence([*evidence.strong, *told], evidence.graph, finds, text)
        chosen |= {f.run: choose(text, f, evidence, rules) for f in finds if not chosen[f.run].is_strong}
    return chosen, evidence


def _remembered(text, finds, known, evidence, rules) -> dict[Run, Choice]:
    """Short forms of what is named in full; they know better than the registry what a single word names."""
    if not rules.memory:
        return {}
    forms = short_forms(text, evidence.strong)
    certain = {find.run: name.target for find, name in evidence.strong}
    taken = {place for find in finds if not find.is_single for place in find.run.places}
    taken |= {place for run in known for place in run.places}
    found = {}
    for key, run in places_of(text, forms, taken):
        choice = choose_short_form(forms[key])
        if run not in certain or (choice.is_strong and choice.target != certain[run]):
            found[run] = choice
    return found


def _with_cases(text, chosen, known, evidence, source):
    """Docket numbers and captions take their words from the names within; descriptions yield to names."""
    entities = {run: choice.target for run, choice in chosen.items() if choice.is_strong}
    entities |= {run: name.target for run, name in known.items()}
    firm = {place for run in known for place in run.places}
    named = {place for run in entities for place in run.places}
    cases = {
        run: choice
        for run, choice in find_cases(text, entities, evidence.graph, source)
        if firm.isdisjoint(run.places) and not (choice.yields and not named.isdisjoint(run.places))
    }
    within = {place for run in cases for place in run.places}
    return {run: choice for run, choice in chosen.items() if within.isdisjoint(run.places)} | cases


def _as_the_body_says(text, chosen, known):
    """What is set in capitals links only what the rest of the text links."""
    said = {choice.target for run, choice in chosen.items() if choice.is_strong and not _shouts(text, run)}
    said |= {name.target for name in known.values()}
    return {run: choice for run, choice in chosen.items() if not _shouts(text, run) or choice.target in said}


def _without_articles(text, finds, chosen):
    """An article that a name can do without stays outside: "Lantern Post" of "The Lantern Post"."""
    for find in finds:
        run = find.run
        if run not in chosen or text.words(run)[0].key != "the":
            continue
        bare = Run(run.paragraph, run.first + 1, run.last)
        names = (hidden.names.get(chosen[run].target) for hidden in find.hidden if hidden.run == bare)
        if any(
            name and not weakness(text, Find(bare, name.key, {name.target: name}), name) for name in names
        ):
            chosen[bare] = chosen.pop(run)
    return chosen


def _with_lower_case(text, finds, chosen):
    """The whole of its own name, though it begins in lower case: "church of Roe" for the Church of Roe."""
    taken = {place for run in chosen for place in run.places}
    for find in finds:
        run = find.run
        if run not in chosen or (name := find.names.get(chosen[run].target)) is None:
            continue
        own = name_key(name.of).removeprefix("the ")
        whole = Run(run.paragraph, run.last - len(own.split()), run.last)
        before = [place for place in whole.places if place not in run.places]
        if before and taken.isdisjoint(before) and _reads(text, whole, own):
            chosen[whole] = chosen.pop(run)
    return chosen


def _reads(text, run, key):
    """Whether the words are those of the key, in one line."""
    paragraph = text.paragraphs[run.paragraph]
    return (
        run.first >= 0
        and " ".join(word.key for word in text.words(run)) == key
        and all(paragraph.joined(at) for at in range(run.first + 1, run.last))
    )


def _shouts(text, run):
    return text.paragraphs[run.paragraph].is_shouted


def _proposal(text, run, choice):
    start, end = text.span(run)
    paragraph = text.paragraphs[run.paragraph]
    return Proposal(
        paragraph.block,
        start,
        end,
        paragraph.text[start:end],
        choice.target,
        choice.rule,
        round(choice.score, 3),
        choice.is_strong,
        tuple(choice.why),
        tuple(choice.alternatives),
    )
