"""Cases named in a text: by docket number, by caption, or described by whom they are against."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from cases.docket_numbers import docket_number_key
from newsroom.linking.matching.choice import Choice
from newsroom.linking.matching.graph import Graph
from newsroom.linking.matching.registry import KnownCase, Source, Target
from newsroom.linking.matching.words import Paragraph, Run, Text

_DOCKET = re.compile(
    r"\b(?:\d{1,2}:)?\d{2}[- ](?:cv|cr|mc|md|mj|bk|ap|Civ\.?|Cr\.?)[- ]\d{1,6}\b(?:-[A-Z]{2,4}\b)*",
)
_VERSUS = re.compile(r" vs?\.? (?=\S)")
_DESCRIBED = re.compile(
    r"\b(?:(?:similar|separate|parallel|landmark) )?(?:(?P<kind>civil|criminal) )?(?:enforcement )?"
    r"(?P<noun>case|suit|lawsuit|complaint|action|prosecution|indictment)s? against (?:the )?",
    re.IGNORECASE,
)
_CRIMINAL = frozenset({"prosecution", "indictment"})
_CIVIL = frozenset({"suit", "lawsuit"})
_SENTENCE_END = re.compile(r"[.!?][”\"’)]*\s")
_CAPTION_WORDS = 12

Found = Iterator[tuple[Run, Choice]]


def find_cases(
    text: Text, entities: dict[Run, Target], graph: Graph, source: Source
) -> list[tuple[Run, Choice]]:
    """Docket numbers first, then captions, then descriptions; none overlaps one before it."""
    found: list[tuple[Run, Choice]] = []
    taken: set[tuple[int, int]] = set()
    for run, choice in (
        *_by_number_or_caption(text, source),
        *_by_parties(text, entities, graph),
        *_by_description(text, entities, graph),
    ):
        if taken.isdisjoint(run.places):
            found.append((run, choice))
            taken.update(run.places)
    return found


def _by_number_or_caption(text, source) -> Found:
    numbers, captions = {}, {}
    for number, paragraph in enumerate(text.paragraphs):
        for key, run in _dockets(number, paragraph):
            numbers.setdefault(key, []).append(run)
        for words, run in _captions(number, paragraph):
            captions.setdefault(words, []).append(run)
    if not (numbers or captions):
        return
    called: dict[str, list[KnownCase]] = {}
    for key, case in source.cases_called(sorted(numbers), sorted(captions)):
        called.setdefault(key, []).append(case)
    for key, cases in sorted(called.items()):
        rule = "docket-number" if key in numbers else "caption"
        why = f"docket {key}" if key in numbers else "its caption, word for word"
        for run in numbers.get(key, ()) or captions.get(key, ()):
            yield run, _one_of(cases, rule, 0.98, why)


def _dockets(number: int, paragraph: Paragraph) -> Iterator[tuple[str, Run]]:
    for found in _DOCKET.finditer(paragraph.text):
        if run := _run(number, paragraph, *found.span()):
            yield docket_number_key(found[0]), run


def _captions(number: int, paragraph: Paragraph) -> Iterator[tuple[str, Run]]:
    """Every stretch of words around a "v." that may be a caption, the longest first."""
    starts = [word.start for word in paragraph.words]
    for versus in _VERSUS.finditer(paragraph.text):
        middle = bisect_left(starts, versus.start())
        if not 0 < middle < len(starts) - 1:
            continue
        for first in range(max(0, middle - _CAPTION_WORDS // 2), middle):
            if not paragraph.words[first].is_capital:
                continue
            for last in range(min(len(starts), middle + _CAPTION_WORDS), middle + 1, -1):
                run = Run(number, first, last)
                end = paragraph.words[last - 1].end
                yield paragraph.text[starts[first] : end].upper(), run
                if paragraph.text[end : end + 1] == ".":
                    yield paragraph.text[starts[first] : end + 1].upper(), run


def _by_parties(text, entities, graph) -> Found:
    """Of "SEC v. Binance", the case of the graph in which the one is against the other."""
    by_end = {(run.paragraph, text.span(run)[1]): run for run in entities}
    by_start = {(run.paragraph, text.span(run)[0]): run for run in entities}
    for number, paragraph in enumerate(text.paragraphs):
        for versus in _VERSUS.finditer(paragraph.text):
            before, behind = by_end.get((number, versus.start())), by_start.get((number, versus.end()))
            if not (before and behind):
                continue
            cases = graph.cases_of(entities[before], "initiating") & graph.cases_of(
                entities[behind], "responding"
            )
            if cases:
                run = Run(number, before.first, behind.last)
                yield (
                    run,
                    _one_of(_known(cases, graph), "caption", 0.95, "its parties, one against the other"),
                )


def _by_description(text, entities, graph) -> Found:
    """Of "the civil enforcement case against Binance", the words that describe it."""
    by_start = {(run.paragraph, text.span(run)[0]): run for run in entities}
    for number, paragraph in enumerate(text.paragraphs):
        for found in _DESCRIBED.finditer(paragraph.text):
            against = by_start.get((number, found.end()))
            end = found.end("noun") + (paragraph.text[found.end("noun")] == "s")
            run = _run(number, paragraph, found.start(), end)
            if not against or not run:
                continue
            cases = graph.cases_of(entities[against], "responding")
            fitting = [case for case in _known(cases, graph) if _fits(case, found)]
            brought, by = _brought_by(fitting, text, entities, graph, found.start(), number)
            if fitting:
                why = f"a case against {text.surface(against)}" + (f" brought by {by}" if by else "")
                choice = _one_of(brought, "description", 0.8, why)
                choice.yields = True
                yield run, choice


def _brought_by(cases, text, entities, graph, before, number):
    """Those of the cases that somebody named before in the sentence has brought, if there are any."""
    begin = max(
        (end.end() for end in _SENTENCE_END.finditer(text.paragraphs[number].text, 0, before)), default=0
    )
    in_sentence = (run for run in entities if run.paragraph == number)
    for run in sorted(in_sentence, reverse=True):
        start, end = text.span(run)
        if begin <= start and end <= before:
            theirs = graph.cases_of(entities[run], "initiating")
            if brought := [case for case in cases if case.target in theirs]:
                return brought, text.surface(run)
    return cases, ""


def _fits(case: KnownCase, found) -> bool:
    kind, noun = (found["kind"] or "").lower(), found["noun"].lower()
    if not case.kind:
        return True
    if kind == "criminal" or noun in _CRIMINAL:
        return case.kind == "criminal"
    if kind == "civil" or noun in _CIVIL:
        return case.kind != "criminal"
    return True


def _known(cases, graph):
    return [graph.cases[case] for case in sorted(cases, key=str)]


def _one_of(cases: list[KnownCase], rule, score, why) -> Choice:
    first, *others = sorted(cases, key=lambda case: (case.caption, str(case.target)))
    if not others:
        return Choice(first.target, rule, score, is_strong=True, why=[f"{first.caption}: {why}"])
    rest = [(case.target, case.caption) for case in others]
    captions = "; ".join(case.caption for case in (first, *others[:3]))
    return Choice(first.target, "tie", 0.4, is_strong=False, why=[f"{why}: {captions}"], alternatives=rest)


def _run(number, paragraph, start, end):
    first = bisect_right(paragraph.words, start, key=lambda word: word.end)
    last = bisect_left(paragraph.words, end, key=lambda word: word.start)
    return Run(number, first, last) if first < last else None
