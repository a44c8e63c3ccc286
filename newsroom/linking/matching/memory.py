"""What a text itself tells about names: the surname after the full name, the acronym in brackets."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from unicodedata import normalize

from newsroom.linking.matching.finding import Find, goes_on_before, goes_on_behind
from newsroom.linking.matching.registry import Name, Target
from newsroom.linking.matching.strength import is_person
from newsroom.linking.matching.vocabulary import COMPANY_ENDINGS, GENERATIONS, OPENERS, TITLES, is_common
from newsroom.linking.matching.words import Paragraph, Run, Text

_INTRODUCED = re.compile(
    r"\s?[,(]?\s?(?:[a-z]+ )?"
    r"(?:known (?:simply |mostly )?as|called|nicknamed|abbreviated(?: as| to)?|a\.?k\.?a\.?)"
    r"\s[“\"‘']?(?=[A-Z])"
)
_BRACKET = re.compile(r"(?:[’']s)? ?\((?:[“\"‘']|the )*(?=[A-Z])")
_BEFORE_BRACKET = re.compile(r" ?\((?:the )?[“\"‘']?")


class ShortForm(NamedTuple):
    """Words that stand for somebody in this text, as its full name elsewhere tells."""

    key: str
    name: Name
    rule: str
    why: str


def short_forms(text: Text, strong: Iterable[tuple[Find, Name]]) -> dict[str, dict[Target, ShortForm]]:
    """By key, who each short form stands for; more than one claim cancels it."""
    claims: dict[str, dict[Target, ShortForm]] = defaultdict(dict)
    full: Counter[Target] = Counter()
    for find, name in strong:
        full[name.target] += 1
        for form in _forms_of(text, find, name):
            claims[form.key].setdefault(name.target, form)
    strangers = _strangers(text, {place for find, _ in strong for place in find.run.places})
    return {
        key: forms
        for key, forms in claims.items()
        if not _belongs_to_a_stranger(forms, strangers.get(key, 0), full)
    }


def places_of(text: Text, keys: Iterable[str], taken: set[tuple[int, int]]) -> Iterator[tuple[str, Run]]:
    """Where the short forms stand as names of their own."""
    wanted = set(keys)
    most = max((key.count(" ") + 1 for key in wanted), default=0)
    begins = {key.partition(" ")[0] for key in wanted}
    for number, paragraph in enumerate(text.paragraphs):
        for first, word in enumerate(paragraph.words):
            if word.key not in begins:
                continue
            for length in range(most, 0, -1):
                run = Run(number, first, first + length)
                key = _key(paragraph, run)
                if key in wanted and taken.isdisjoint(run.places) and _stands_alone(text, run, taken):
                    yield key, run
                    break


def _key(paragraph, run):
    words = paragraph.words[run.first : run.last]
    joined = all(paragraph.joined(at) for at in range(run.first + 1, run.last))
    return " ".join(word.key for word in words) if joined and words[-1].is_capital else ""


def _stands_alone(text, run, taken):
    if text.paragraphs[run.paragraph].is_shouted:
        return True
    return not (
        goes_on_before(text, run.paragraph, run.first, taken)
        or goes_on_behind(text, run.paragraph, run.last - 1, taken)
    )


def _forms_of(text, find, name):
    words = text.words(find.run)
    full = text.surface(find.run)
    if not find.key:
        yield ShortForm(name.key, name, "linked", f"what an editor linked “{full}” to in this text")
    if len(words) > 1:
        for keys in _shorter(words, name):
            rule = "surname" if is_person(name) else "short-name"
            yield ShortForm(" ".join(keys), name, rule, f"named in full as “{full}” in this text")
    for introduced in _introduced(text, find):
        why = f"introduced in this text: “{full}”, “{introduced.surface}”"
        yield ShortForm(introduced.key, name, "introduced", why)


def _shorter(words, name):
    if is_person(name):
        yield from _surnames(name.of)
        return
    keys = [word.key for word in words if word.key != "s"]
    trimmed = list(keys)
    while len(trimmed) > 1 and trimmed[-1] in COMPANY_ENDINGS:
        trimmed.pop()
    if len(trimmed) < len(keys) and not (len(trimmed) == 1 and is_common(trimmed[0])):
        yield trimmed


def _surnames(full_name):
    """The last name, or the first where given names are joined by a hyphen, as in Cheng Chung-tai."""
    words = [word for word in Paragraph("", normalize("NFC", full_name)).words if word.key not in TITLES]
    while len(words) > 2 and words[-1].key in GENERATIONS:
        words.pop()
    if len(words) < 2 or len(words[-1].key) < 2:
        return
    *_, before, last = words
    if len(words) == 3 and last.gap == "-" and last.surface[0].islower():
        yield [words[0].key]
        return
    yield [last.key]
    if len(words) > 2 and (last.gap == "-" or before.surface[0].islower()):
        yield [before.key, last.key]


def _introduced(text, find):
    """The words in brackets or after "known as" behind a name, or those it explains in brackets."""
    paragraph = text.paragraphs[find.run.paragraph]
    after, words = find.run.last, paragraph.words
    end = words[after - 1].end
    for pattern in (_BRACKET, _INTRODUCED):
        if (found := pattern.match(paragraph.text, end)) and (word := _word_at(words, found.end(), after)):
            closes = paragraph.text[word.end : word.end + 1]
            if pattern is _INTRODUCED or (closes and closes in ")”\"’'" and _may_abbreviate(word)):
                yield word
    first = find.run.first
    if first and _BEFORE_BRACKET.fullmatch(words[first].gap) and words[first - 1].is_shouted:
        yield words[first - 1]


def _word_at(words, start, at_least):
    return next((word for word in words[at_least : at_least + 8] if word.start == start), None)


def _may_abbreviate(word):
    return len(word.key) > 1 and (word.is_shouted or not is_common(word.key))


def _strangers(text, explained):
    """How often each last name ends a name that nobody has registered: "Ahmed Mohamed"."""
    found: Counter[str] = Counter()
    for number, paragraph in enumerate(text.paragraphs):
        for at in range(1, len(paragraph.words)):
            word, before = paragraph.words[at], paragraph.words[at - 1]
            is_two = paragraph.runs_on(at) and word.is_capital and before.is_capital
            if not is_two or {(number, at), (number, at - 1)} & explained:
                continue
            if before.key in TITLES or before.is_shouted or before.surface.isdigit():
                continue
            if before.opens and (before.key in OPENERS or is_common(before.key)):
                continue
            found[word.key] += 1
    return found


def _belongs_to_a_stranger(forms, strangers, full):
    known = max(full[target] for target in forms)
    return any(form.rule == "surname" for form in forms.values()) and strangers >= known
