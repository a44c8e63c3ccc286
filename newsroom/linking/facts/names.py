"""Names that nothing explains yet: offered as new entities with a guess of their kind, never asserted."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from cases.name_kinds import guess_kind
from cases.names import name_key
from newsroom.linking.facts.fact import Fact
from newsroom.linking.facts.name_words import (
    CALENDAR,
    DIRECTIONS,
    HEADS,
    PERSONAL_TITLES,
    SMALL,
    STOP,
    STOP_INSIDE,
    TITLES,
)
from newsroom.linking.facts.places import PLACES
from newsroom.linking.facts.reading import read
from newsroom.linking.facts.speech_words import is_outlet

KIND = "name"
_LONGEST = 9  # words

_WORD = re.compile(
    r"(?:[^\W\d_]\.){1,6}(?![^\W_])|(?:al|el)-[^\W\d_]{1,40}|[^\W_]{1,40}(?:[-’'&][^\W_]{1,40}){0,4}"
)
_POSSESSIVE = re.compile(r"[’']s$|(?<=s)[’']$")
_JOINTS = {" ", "\u00a0"}
_PARTICLES = re.compile(r" (?:de|de la|del|der|van|van der|von|bin|ibn|di|du|da|dos|le|la|v\.|vs\.|&) ")
_OF = re.compile(r" (?:of|for|of the|for the|on|and|of South(?:ern)?) ")
_AND_A_HEAD = re.compile(
    r"[A-Z][a-z]{2,20} (?:[A-Z][a-z]{2,20} )?"
    r"(?:Commission|Administration|Agency|Department|Bureau|Authority|Services|Board|Council|Office|Company"
    r"|Corporation"
    r"|Museum|Institute|Center|Centre|Society|Gallery)\b"
)
_LAW = re.compile(r"(?:Act|Code|Bill|Amendments?|Convention|Treaty|Directive|Constitution)$")
_INCORPORATED = re.compile(r",? (?:(?:Inc|Corp|Ltd|Co|L\.L\.C|L\.P|N\.A|S\.A)\b\.?|(?:LLC|LLP|PLC)\b)")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as first printed, its guessed kind, and how often it stands in the text."""

    name: str
    kind: str
    count: int = 1

    def as_json(self) -> dict:
        return {"name": self.name, "kind": self.kind, "count": self.count}


@dataclass(slots=True)
class _Run:
    start: int
    end: int
    words: list[str]
    opens_sentence: bool
    titled: bool = False
    is_office: bool = False
    with_article: bool = False


def find(text: str, *, explained: Iterable[tuple[int, int]] = ()) -> list[Fact]:
    """The first mention of every name outside the spans that are explained already."""
    runs = [run for run in _runs(text, sorted(explained)) if _is_name(run)]
    facts = [_fact(text, group) for group in _grouped(runs)]
    return sorted((fact for fact in facts if fact), key=lambda fact: fact.start)


def _runs(text, explained):
    reading = read(text)
    headlines = [span for span in reading.paragraphs if _is_headline(text[slice(*span)])]
    opening = {start for start, _ in reading.sentences} | {start for start, _ in reading.quotations}
    hidden = _Hidden(sorted([*explained, *headlines]))
    current = None
    for found in _WORD.finditer(text):
        if current and found.start() < current.end:
            continue
        if not hidden.covers(found) and not _is_capital(found[0]) and found[0] in SMALL:
            continue
        if not hidden.covers(found) and _is_capital(found[0]):
            if current and _joined(text, current, found) and not _begins_another(current, found[0]):
                _extend(current, text, found)
            else:
                yield from _closed(current)
                current = _opened(text, found, opening)
            if not _POSSESSIVE.search(found[0]):
                continue
        yield from _closed(current)
        current = None
    yield from _closed(current)


class _Hidden:
    """Spans in order, asked for words in order."""

    def __init__(self, spans):
        self.spans, self.at = spans, 0

    def covers(self, word):
        while self.at < len(self.spans) and self.spans[self.at][1] <= word.start():
            self.at += 1
        return self.at < len(self.spans) and self.spans[self.at][0] < word.end()


def _closed(run):
    return [run] if run and run.words else []


def _is_capital(word):
    return word[0].isupper() or (word.startswith(("al-", "el-")) and word[3:4].isupper())


def _begins_another(run, word):
    """“SEC Chairman Jane Roe”: the title ends one name and goes before another; so does “In”, and a month."""
    if not run.words:
        return False
    return word in PERSONAL_TITLES or word in CALENDAR or (word in STOP and word not in STOP_INSIDE)


def _is_headline(line):
    """A line without a full stop whose longer words are mostly capitalised."""
    long_words = [word for word in line.split() if len(word) > 3]
    capitals = sum(word[0].isupper() for word in long_words)
    return (
        line.rstrip()[-1:] not in '.!?:”"…'
        and len(line) < 200
        and capitals > 0.6 * max(len(long_words), 1)
        and len(long_words) > 3
    )


def _joined(text, run, found):
    if found.start() - run.end > 12 or len(run.words) > _LONGEST:
        return False
    between = text[run.end : found.start()]
    if between == " and " and run.words:
        return bool(_AND_A_HEAD.match(text, found.start()))
    if between in _JOINTS or (_PARTICLES.fullmatch(between) and run.words):
        return True
    if not _OF.fullmatch(between):
        return False
    return run.is_office if not run.words else bool(HEADS.intersection(run.words))


def _opened(text, found, opening):
    run = _Run(found.start(), found.end(), [], found.start() in opening)
    run.with_article = text[max(0, found.start() - 4) : found.start()].lower() == "the "
    _take(run, found)
    return run


def _take(run, found):
    """Function words that open a sentence and titles are not of the name; what they tell is kept."""
    word = _POSSESSIVE.sub("", found[0])
    if not run.words and (word in STOP or word in TITLES or word in CALENDAR):
        run.with_article = run.with_article or word == "The"
        run.is_office = word in PERSONAL_TITLES
        run.titled = run.titled or (
            word in TITLES and word not in {"U.S.", "US", "American", "British", "District", "Former"}
        )
        run.start = run.end = found.end()
        run.opens_sentence = run.opens_sentence and word not in TITLES
        return
    if not run.words:
        run.start = found.start()
    run.words.append(word)
    run.end = found.start() + len(word)


def _extend(run, text, found):
    if not run.words and run.is_office and run.end + 1 < found.start():
        run.start = run.end = found.end()  # “Secretary of State Jane Roe”
        return
    _take(run, found)
    if tail := _INCORPORATED.match(text, run.end):
        run.end = tail.end()


def _is_name(run):
    words = run.words
    if len(words) > _LONGEST or _LAW.search(words[-1]):
        return False
    if " ".join(word for word in words if word not in DIRECTIONS) in PLACES or all(map(_is_common, words)):
        return False
    return len(words) > 1 or len(words[0].rstrip(".")) > 1


def _is_common(word):
    """A word that has its capital for another reason than being of a name."""
    return word in PLACES or word in CALENDAR or word in STOP or word in TITLES or word in DIRECTIONS


def _grouped(runs):
    """Mentions of one name together: its words, or the beginning or end of a longer name in the text."""
    groups: dict[tuple, list] = {}
    for run in runs:
        groups.setdefault(tuple(name_key(" ".join(run.words)).split()), []).append(run)
    parts: dict[tuple, tuple] = {}
    for key in sorted(groups, key=len, reverse=True):
        if key in parts:
            groups[parts[key]] += groups.pop(key)
            continue
        for length in range(1, len(key)):
            parts.setdefault(key[:length], key)
            parts.setdefault(key[-length:], key)
    return [sorted(group, key=lambda run: run.start) for group in groups.values()]


def _fact(text, runs):
    first = _fullest(runs)
    name = text[first.start : first.end]
    if len(first.words) == 1 and not _is_worth_offering(first.words[0], runs):
        return None
    return Fact.at(text, (first.start, first.end), KIND, Name(name, _kind(name, first, runs), len(runs)))


def _fullest(runs):
    """Of the wordings of two words and more the most frequent, then the longest, then the first."""
    often = Counter(tuple(run.words) for run in runs)
    return max(
        runs, key=lambda run: (len(run.words) > 1, often[tuple(run.words)], len(run.words), -run.start)
    )


def _is_worth_offering(word, runs):
    """A lone word: an acronym, or one that keeps its capital in the middle of sentences, more than once."""
    plain = word.replace(".", "")
    if plain.isupper() and 2 <= len(plain) <= 5 and plain.capitalize() not in STOP:
        return True
    inside = sum(not run.opens_sentence for run in runs)
    return inside >= 2 or any(run.titled for run in runs)


def _kind(name, first, runs):
    if " v. " in name or " vs. " in name:
        return "case"
    if is_outlet(name):
        return "publication"
    guess = guess_kind(name)
    if any(run.titled for run in runs) and guess in {"person", "organisation"}:
        return "person"
    if guess == "person" and (first.with_article or any(map(_speaks_against_a_person, first.words))):
        return "organisation"
    return guess


def _speaks_against_a_person(word):
    plain = word.replace(".", "")
    return (
        (len(plain) > 2 and plain.isupper())
        or plain in PLACES
        or plain in HEADS
        or plain.removesuffix("s") in HEADS
    )
