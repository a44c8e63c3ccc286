"""The verbs of explainers."""

from dataclasses import replace
from datetime import datetime

from django.core.exceptions import ValidationError

from cases.actions import remove
from cases.models import Case, Statement, survivors
from cases.narrowing import filter_errors
from cases.verb import verb
from newsroom.explainers.kinds import CASES, KINDS, NUMBERS, STATEMENTS, TERMS, Depth, used
from newsroom.explainers.models import Explainer, ExplainerSection, GlossaryTerm
from newsroom.linking.actions import propose_links, re_anchor_links
from newsroom.linking.restoring import UNTIL_NOW, restore_lines, restore_links, restore_rows
from newsroom.numbers.models import Number
from newsroom.prose.blocks import carry_ids, join, split
from newsroom.prose.sanitise import clean
from newsroom.publishing.actions import open_for_save, record_revision
from newsroom.publishing.commenting import re_anchor_comments
from newsroom.publishing.models import Revision

MOST_SECTIONS = 200


def too_many_sections(number: int) -> str:
    """What an editor is told of so many sections; nothing if they are not too many."""
    if number <= MOST_SECTIONS:
        return ""
    return (
        f"An explainer holds at most {MOST_SECTIONS} sections, and this one would have {number}: "
        f"take {number - MOST_SECTIONS} out, or make two explainers of it."
    )


@verb
def save_explainer(explainer: Explainer, *, by, base: int | None = None) -> Explainer:
    """Keep an explainer's own fields. Raises StaleSave, and ValidationError with the fields at fault."""
    if explainer.pk:
        open_for_save(explainer, base=base)
    explainer.full_clean()
    explainer.save()
    return explainer


@verb
def save_section(section: ExplainerSection, *, by) -> ExplainerSection:
    """Keep a section, and bring the explainer's proposals up to date: see `keep_section`."""
    keep_section(section, by=by)
    propose_links(section.explainer, by=by)
    return section


@verb
def keep_section(section: ExplainerSection, *, by) -> ExplainerSection:
    """Keep a section: its text cleaned, its blocks named as before, the explainer's links on their words.

    Block names are unique in the whole explainer, so they begin with the section's number. Whoever keeps
    several proposes links once, when all of them are kept. Raises ValidationError, also for one section
    too many.
    """
    before = ExplainerSection.objects.filter(pk=section.pk).first() if section.pk else None
    if not before:
        if said := too_many_sections(section.explainer.sections.count() + 1):
            raise ValidationError(said)
        body, section.body = section.body, ""
        section.full_clean()
        section.save()
        section.body = body
    old = split(before.body, before.block_ids) if before else []
    known = {block.id for block in old}
    new = [
        block if block.id in known else replace(block, id=f"s{section.pk}-{block.id}")
        for block in carry_ids(old, clean(section.body))
    ]
    section.body = join(new)
    section.block_ids = [block.id for block in new]
    section.full_clean()
    section.save()
    re_anchor_links(section.explainer, old, new)
    re_anchor_comments(section.explainer, old, new)
    return section


@verb
def restore_explainer(
    explainer: Explainer, revision: Revision, *, by, now: datetime, base: int | None = None
) -> list[str]:
    """Save an explainer as it was in a revision, sections and links too; say what could not be brought back.

    Its state and its embargo are not of the past: they stay. Raises StaleSave.
    """
    open_for_save(explainer, base=base)
    record_revision(explainer, by=None, now=now, note=UNTIL_NOW)  # links decided since the last save
    content = revision.content
    lost = restore_lines(explainer, content)
    explainer.question = content["question"]
    save_explainer(explainer, by=by)
    present = {section.pk: section for section in explainer.sections.all()}
    for gone in present.keys() - {frozen["id"] for frozen in content["sections"]}:
        remove(present[gone], by=by)
    blocks = {}
    for position, frozen in enumerate(content["sections"]):
        section = present.get(frozen["id"]) or ExplainerSection(explainer=explainer)
        lost += _restore_section(section, frozen, position, by=by)
        blocks |= zip(frozen["block_ids"], split(section.body, section.block_ids), strict=False)
    propose_links(explainer, by=by)
    lost += restore_rows(explainer, content) + restore_links(explainer, content, blocks, by=by, now=now)
    record_revision(explainer, by=by, now=now, note=f"restored from revision {revision.number}")
    return lost


def _restore_section(section, frozen, position, *, by):
    section.position, section.kind = position, frozen["kind"]
    section.heading, section.body = frozen["heading"], frozen["body"]
    section.shown_from = frozen.get("shown_from", Depth.FULL)
    lost = _restore_filter(section, frozen.get("filter", ""))
    keep_section(section, by=by)
    return lost + _restore_chosen(section, frozen)


def _restore_chosen(section, frozen):
    """Choose again what the revision shows; what its kind does not show is left as it is."""
    numbers = survivors("case", set(frozen["cases"]))
    shown = [
        (CASES, section.cases, Case, [numbers[pk] for pk in frozen["cases"]], "case"),
        (TERMS, section.terms, GlossaryTerm, frozen["terms"], "term"),
        (NUMBERS, section.numbers, Number, [told["number"] for told in frozen.get("numbers", ())], "number"),
    ]
    lost = []
    for part, rows, model, wanted, word in shown:
        if used(section.kind, part):
            found = model.objects.in_bulk(wanted)
            rows.set(found.values())
            gone = [pk for pk in wanted if pk not in found]
            lost += [f"Section “{section}”: a {word} was deleted: left out." for _ in gone]
    return lost + (_restore_facts(section, frozen) if used(section.kind, STATEMENTS) else [])


def _restore_facts(section, frozen):
    statements = Statement.objects.in_bulk(frozen["statements"])
    section.facts.all().delete()
    lost = []
    for place, pk in enumerate(frozen["statements"]):
        if pk in statements:
            section.facts.create(statement_id=pk, position=place)
        else:
            lost.append(f"Section “{section}”: a statement was deleted: left out.")
    return lost


def _restore_filter(section, text):
    language = KINDS[section.kind].language
    if not language:
        return []
    section.filter = "" if filter_errors(text, language) else text
    if section.filter == text:
        return []
    return [f"Section “{section}”: its filter “{text}” is no longer understood: left out."]
