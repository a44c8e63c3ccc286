"""What an explainer says, in the form that revisions and publications freeze.

Written sections are frozen word for word; live ones are frozen as what they show of the record, which
is read again for every rendition.
"""

from django.db.models import prefetch_related_objects

from cases.narrowing import filter_errors
from newsroom.explainers.kinds import CASES, CHOSEN, FILTER, KINDS, NUMBERS, STATEMENTS, TERMS, used
from newsroom.footnotes import footnote_problems
from newsroom.images.showing import frozen_pictures, picture_lines, picture_problems
from newsroom.linking.content import frame, frame_problems
from newsroom.numbers.content import frozen_numbers, number_problems, said, with_numbers
from newsroom.prose.blocks import Block, split, text_of
from newsroom.prose.references import Picture, filled, pictures_of
from newsroom.publishing.sign_offs import review_problems
from newsroom.publishing.staleness.keeping import stale_problems
from newsroom.wording.actions import wording_problems

# What only somebody says is not known.
NOT_KNOWN = ("alleged", "denied", "opinion")
_NO_TEXT = {
    "text": "there is no text: write it or remove the section.",
    "known": "write what we do not know, or make it a section of key facts.",
}


def content_of(explainer) -> dict:
    """The whole content, ready for a digest: equal explainers have equal content."""
    sections = [_frozen(section) for section in sections_of(explainer)]
    numbers = frozen_numbers(section["body"] for section in sections)
    words = [explainer.question, *(_words(section, said(numbers)) for section in sections)]
    return {
        **frame(explainer),
        **with_numbers(numbers),
        "question": explainer.question,
        "sections": sections,
        "images": frozen_pictures(_pictures(section["body"] for section in sections)),
        "text": "\n\n".join(filter(None, words)),
    }


def blocks_of(explainer) -> list[Block]:
    """The blocks of all written sections, in reading order."""
    return [block for s in sections_of(explainer) for block in split(s.body, s.block_ids)]


def lines_of(explainer) -> list[tuple[str, str]]:
    """What stands above the sections and at the head of each, and of pictures, by where it stands."""
    sections = explainer.sections_read
    if sections is None:
        sections = explainer.sections.order_by("position", "pk").only("heading", "body")
    return [
        ("headline", explainer.headline),
        ("question", explainer.question),
        ("dek", explainer.dek),
        *((f"heading-{section.pk}", section.heading) for section in sections),
        *picture_lines(None, _pictures(section.body for section in sections)),
    ]


def problems_of(explainer) -> list[str]:
    """What keeps an explainer from readers, each with what to do about it."""
    problems = frame_problems(explainer)
    sections = sections_of(explainer)
    if not sections:
        problems.append("The explainer has no sections: add at least one.")
    for section in sections:
        problems += [f"Section “{section}”: {problem}" for problem in _problems(section)]
    bodies = [section.body for section in sections]
    problems += picture_problems(_pictures(bodies)) + footnote_problems(bodies)
    numbers = frozen_numbers(bodies)
    shown = [number for section in sections for number in _numbers(section)]
    problems += number_problems(bodies, numbers, shown)
    problems += review_problems(explainer)
    problems += stale_problems(explainer, _written(explainer, sections) | with_numbers(numbers))
    return problems + wording_problems(explainer)


def _written(explainer, sections):
    frozen = [_frozen(section) for section in sections]
    lines = {name: getattr(explainer, name) for name in ("headline", "question", "dek")}
    return lines | {"sections": frozen}


def _pictures(bodies) -> list[Picture]:
    return [picture for body in bodies for picture in pictures_of(body)]


def sections_of(explainer) -> list:
    """The sections with all that they show, in reading order."""
    if explainer.sections_read is not None:
        return explainer.sections_read
    related = ("cases", "terms", "facts__statement__citations")
    sections = list(explainer.sections.prefetch_related(*related).order_by("position", "pk"))
    prefetch_related_objects([section for section in sections if section.kind == NUMBERS], "numbers")
    return sections


def _numbers(section):
    """In the order they were made."""
    if section.kind != NUMBERS:
        return []
    return sorted(section.numbers.all(), key=lambda number: number.pk)


def _number(number):
    """A row of the content's, as its other rows are, with all that it counts by."""
    return {"id": number.pk, "name": number.title, **number.frozen}


def _frozen(section):
    """Of what is chosen in a section only what its kind shows: the rest waits in the draft."""
    chosen = {
        CASES: sorted(case.pk for case in section.cases.all()),
        FILTER: section.filter,
        TERMS: sorted(term.pk for term in section.terms.all()),
        STATEMENTS: [fact.statement_id for fact in section.facts.all()],
    }
    return {
        "id": section.pk,
        "kind": section.kind,
        "heading": section.heading,
        "body": section.body,
        "block_ids": section.block_ids,
        "shown_from": section.shown_from,
        **{name: chosen[name] if used(section.kind, name) else type(chosen[name])() for name in CHOSEN},
        **({"numbers": [_number(each) for each in numbers]} if (numbers := _numbers(section)) else {}),
    }


def _words(frozen, numbers):
    return "\n".join(filter(None, (frozen["heading"], text_of(filled(frozen["body"], numbers)))))


def _problems(section):
    kind, facts = KINDS[section.kind], _facts_shown(section)
    cases = list(section.cases.all()) if CASES in kind.uses else []
    shown = {CASES: cases, STATEMENTS: facts, TERMS: section.terms.all(), NUMBERS: _numbers(section)}
    if section.kind in ("text", "known") and not text_of(section.body).strip():
        yield _NO_TEXT[section.kind]
    if kind.needs and not any(shown[name] for name in kind.uses if name in shown):
        yield kind.needs
    yield from _quote_problems(facts) if section.kind == "quote" else ()
    yield from _known_problems(facts) if section.kind == "known" else ()
    yield from (f"{case} is sealed: remove it." for case in cases if case.is_sealed)
    for fact in facts:
        if not fact.statement.citations.all():
            yield f"“{fact.statement}” has no source: cite one in the record."
    for error in filter_errors(section.filter, kind.language) if kind.language else ():
        yield f"its filter is not understood: {error}"


def _facts_shown(section):
    return list(section.facts.all()) if used(section.kind, STATEMENTS) else []


def _quote_problems(facts):
    if len(facts) > 1:
        yield "a quotation shows one statement: remove the others."
    if any(not fact.statement.is_quotation for fact in facts):
        yield "the statement is not marked as a quotation in the record."


def _known_problems(facts):
    for fact in facts:
        if fact.statement.mode in NOT_KNOWN:
            said = fact.statement.get_mode_display()
            yield f"“{fact.statement}” is recorded as {said}: nobody knows it yet. Remove it."
