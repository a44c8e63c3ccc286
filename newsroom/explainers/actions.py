"""The verbs of explainers."""

from dataclasses import replace

from cases.verb import verb
from newsroom.explainers.models import Explainer, ExplainerSection
from newsroom.linking.actions import propose_links, re_anchor_links
from newsroom.prose.blocks import carry_ids, join, split
from newsroom.prose.sanitise import clean
from newsroom.publishing.actions import open_for_save


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
    """Keep a section: its text cleaned, its blocks named as before, the explainer's links on their words.

    Block names are unique in the whole explainer, so they begin with the section's number.
    """
    before = ExplainerSection.objects.filter(pk=section.pk).first() if section.pk else None
    if not before:
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
    re_anchor_links(section.explainer, old, new, by=by)
    propose_links(section.explainer, by=by)
    return section
