"""Names of the registry found in a text: written as names are, the longest where several overlap."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from newsroom.linking.matching.registry import Name, Source, Target
from newsroom.linking.matching.rules import Rules
from newsroom.linking.matching.surroundings import (
    LONGER,
    ONE_OF_MANY,
    doubt,
    doubt_of_institution,
    is_one_of_many,
    is_plain,
)
from newsroom.linking.matching.vocabulary import (
    NAME_PARTICLES,
    NAMED_AFTER,
    OFFICES,
    OPENERS,
    SMALL,
    TITLES,
    is_common,
)
from newsroom.linking.matching.words import Run, Text, name_parts


@dataclass
class Find:
    """Words of the text and those they may name, one name for each; `doubt`, why they may be part of more."""

    run: Run
    key: str
    names: dict[Target, Name]
    hidden: list["Find"] = field(default_factory=list)
    doubt: str = ""

    @property
    def is_single(self):
        return self.run.last - self.run.first == 1


def find_names(text: Text, source: Source, rules: Rules) -> list[Find]:
    """All that the registry has, however weak, in reading order; shorter ones hidden in longer."""
    standing = list(text.runs())
    called: dict[str, list[Name]] = {}
    for name in source.names(*keys_of(standing)):
        called.setdefault(name.key, []).append(name)
    runs: dict[str, list[Run]] = {}
    lower: dict[str, list[Run]] = {}
    for key, run, begins_lower in standing:
        if key in called:
            (lower if begins_lower else runs).setdefault(key, []).append(run)
    finds = []
    for key, names in called.items():
        begin_lower = [name for name in names if name.name[:1].islower()]
        for begin, those in ((runs.get(key, ()), names), (lower.get(key, ()), begin_lower)):
            finds += _found(text, key, begin, those, rules)
    return longest(_without_parts(text, finds) if rules.runs else finds)


def keys_of(runs: Iterable[tuple[str, Run, bool]]) -> tuple[list[str], list[str]]:
    """Each key once, and each of those that begin in lower case."""
    keys, lower = {}, {}
    for key, _, begins_lower in runs:
        (lower if begins_lower else keys)[key] = None
    return list(keys), list(lower)


def _found(text, key, runs, names, rules):
    """Where the words stand as one of the names is written; who bears it is asked once for each spelling."""
    bearers: dict[tuple, dict[Target, Name]] = {}
    for run in runs:
        spelling = (text.paragraphs[run.paragraph].is_shouted, *(word.surface for word in text.words(run)))
        if spelling not in bearers:
            bearers[spelling] = {}
            for name in sorted(names, key=_preference):
                if not rules.capitals or is_written_as(text, run, name):
                    bearers[spelling].setdefault(name.target, name)
        if bearers[spelling]:
            yield Find(run, key, bearers[spelling])


def longest(finds: Iterable[Find]) -> list[Find]:
    """Those that overlap none longer; what they hide is kept with them."""
    kept: list[Find] = []
    taken: dict[tuple[int, int], Find] = {}
    for find in sorted(finds, key=lambda find: (find.run.first - find.run.last, find.run)):
        places = find.run.places
        longer = next((taken[place] for place in places if place in taken), None)
        if longer is None:
            kept.append(find)
            taken.update(dict.fromkeys(places, find))
        else:
            longer.hidden.append(find)
    return sorted(kept, key=lambda find: find.run)


def is_written_as(text: Text, run: Run, name: Name) -> bool:
    """Whether the words are written as the name is: acronyms in capitals, names with theirs."""
    written = text.words(run)
    parts = name_parts(name.name)
    if len(parts) != len(written):
        return False
    shouts = text.paragraphs[run.paragraph].is_shouted
    if len(parts) == 1:
        return _is_one_word_written_as(parts[0], written[0], shouts=shouts)
    shouted_name = all(len(part) == 1 or (not part.islower() and part.isupper()) for part in parts)
    return all(
        _is_word_written_as(part, word, shouts=shouts, as_title=shouted_name and len(part) > 3)
        for part, word in zip(parts, written, strict=True)
    )


def _is_one_word_written_as(part, word, *, shouts):
    if part[:1].islower():
        return word.surface == part and any(character.isupper() for character in part)
    if not word.is_capital:
        return False
    if _is_acronym(part):
        return word.surface.upper() == word.surface
    return shouts or not word.is_shouted or len(word.key) > 4 or word.key.isdigit()


def _is_word_written_as(part, word, *, shouts, as_title):
    if part.lower() in SMALL or shouts:
        return True
    if _is_acronym(part) and not as_title:
        return word.surface.upper() == word.surface
    return part[:1].islower() or word.is_capital


def _is_acronym(part):
    letters = [character for character in part if character.isalpha()]
    return len(letters) > 1 and all(character.isupper() for character in letters)


def _preference(name):
    return (name.is_weak, not name.is_own, -name.accepted, name.alias_kind, name.name)


def _without_parts(text, finds):
    """Without single words that are part of a longer name nobody has registered; of others, the doubts."""
    explained = {place for find in finds if not find.is_single for place in find.run.places}
    kept = [find for find in finds if not find.is_single or not is_part(text, find, explained)]
    for find in kept:
        find.doubt = _doubt(text, find, explained)
    return kept


def _doubt(text, find, explained):
    """What around the words says that they may be others."""
    run = find.run
    if is_one_of_many(text, run):
        return ONE_OF_MANY
    if find.is_single or (run.last - run.first == 2 and text.words(run)[1].key == "s"):
        return doubt(text, run, explained)
    is_longer = _is_part_of_longer(text, run, explained)
    return doubt_of_institution(text, run) or (LONGER if is_longer else "")


def _is_part_of_longer(text, run, explained):
    """As "Air Force" in "Roe Air Force" and in "Air Force Base"."""
    number, first, last = run
    words = text.paragraphs[number].words
    if goes_on_before(text, number, first, explained) and words[first - 1].key not in OPENERS:
        return True
    is_whole = words[last - 1].key == "s" or not goes_on_behind(text, number, last - 1, explained)
    return not is_whole and is_plain(words[last])


def is_part(text: Text, find: Find, explained: set[tuple[int, int]]) -> bool:
    """Whether the word goes on into a longer name: "Texas" in "Texas Rangers", not in "Texas Governor"."""
    number, at, _ = find.run
    if (number, at) in explained:
        return False
    paragraph = text.paragraphs[number]
    if _is_after_prefix(paragraph, at) or _is_of_institution(paragraph, at) or _has_particle(paragraph, at):
        return True
    return goes_on_before(text, number, at, explained) or goes_on_behind(text, number, at, explained)


def goes_on_before(text: Text, number: int, at: int, explained=frozenset()) -> bool:
    """Whether the word before belongs to one name with this."""
    paragraph = text.paragraphs[number]
    if not paragraph.runs_on(at) or (number, at - 1) in explained:
        return False
    before, word = paragraph.words[at - 1], paragraph.words[at]
    if not before.is_capital or before.key.isdigit() or before.key in TITLES:
        return False
    if word.is_shouted != before.is_shouted and word.is_shouted:
        return False
    if before.key in OFFICES or (_is_modifier(before) and not word.is_shouted):
        return False
    return not (before.opens and (before.key in OPENERS or is_common(before.key)))


def goes_on_behind(text: Text, number: int, at: int, explained=frozenset()) -> bool:
    """Whether the word behind belongs to one name with this."""
    paragraph = text.paragraphs[number]
    if not paragraph.runs_on(at + 1) or (number, at + 1) in explained:
        return False
    word, behind = paragraph.words[at], paragraph.words[at + 1]
    if not behind.is_capital or behind.key.isdigit() or behind.opens:
        return False
    return behind.key not in OFFICES and not (word.is_shouted and not behind.is_shouted)


def _is_after_prefix(paragraph, at):
    """As in "pro-Beijing", which speaks of a camp and not of the city."""
    before = paragraph.words[at - 1] if at else None
    return before is not None and paragraph.words[at].gap == "-" and not before.is_capital


def _is_of_institution(paragraph, at):
    """As "University" and "Arkansas" in "University of Arkansas"."""
    words = paragraph.words

    def reaches(first):
        return (
            0 <= first < len(words) - 2
            and words[first + 1].surface == "of"
            and paragraph.runs_on(first + 1)
            and paragraph.runs_on(first + 2)
            and words[first + 2].is_capital
            and words[first].is_capital
            and words[first].key in NAMED_AFTER
        )

    return reaches(at) or reaches(at - 2)


def _has_particle(paragraph, at):
    """As "Suleiman" in "Suleiman al-Amr" and "Leonardo" in "Leonardo da Vinci"."""
    return (
        paragraph.runs_on(at + 1)
        and paragraph.runs_on(at + 2)
        and paragraph.words[at + 1].surface in NAME_PARTICLES
        and paragraph.words[at + 2].is_capital
    )


def _is_modifier(word):
    """An acronym before a name says whose it is: "US Senator", "FBI"."""
    return word.is_shouted and len(word.key) <= 5
