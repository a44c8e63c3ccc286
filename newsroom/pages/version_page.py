"""What an old edition shows: its words as published, and of what came from the record what was chosen.

Live sections read the record of the moment, so none is kept as it once looked: an old version says what
each showed. Whatever is named of the record is named as today, and only where any reader may be led to it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from cases.models import Case, Entity, Statement, survivors
from newsroom.explainers.models import GlossaryTerm
from newsroom.footnotes import Footnotes
from newsroom.images.showing import shown
from newsroom.linking.weaving import Targets, targets_of, woven
from newsroom.numbers.showing import linked
from newsroom.pages.story_frame import frame_of, taken_from
from newsroom.pages.together import Together
from newsroom.publishing.models import Publication
from newsroom.publishing.versions.comparison import Comparison, LinkChange, compare

# An embargo is the desk's business; what a section chose is told by name.
LEFT_OUT = {"embargo_until"}
CHOSEN = ("cases", "terms", "statements")


@dataclass(frozen=True)
class Chosen:
    """What the sections of some contents chose of the record, by the numbers that they know it by."""

    cases: dict[int, Case]
    terms: dict[int, GlossaryTerm]
    statements: dict[int, Statement]

    def of(self, section: dict) -> dict[str, list]:
        """The rows of a section that any reader may see, each once."""
        return {
            name: list(dict.fromkeys(rows[pk] for pk in section.get(name, ()) if pk in rows))
            for name, rows in vars(self).items()
        }


@dataclass(frozen=True)
class OldSection:
    """A section of an explainer as it was published."""

    id: int
    kind: str
    heading: str
    html: str
    chosen: dict[str, list]
    counted: list[str]


def version_context(edition: Publication, now) -> dict:
    """What the page of an edition shows."""
    content = edition.content
    targets = targets_of(content["links"])
    parts = content.get("sections") or [{**content, "id": 0, "kind": "text", "heading": ""}]
    chosen = chosen_in(parts)
    footnotes = Footnotes([part["body"] for part in parts])
    context = frame_of(edition, targets, Together([edition], now))
    counted = _counted(edition, parts)
    sections = [_section(part, content, targets, footnotes, chosen, counted) for part in parts]
    return context | {
        "question": content.get("question", ""),
        "taken": taken_from(content),
        "sections": sections,
        "footnotes": footnotes.notes,
        "under_review": {},  # that is about today's words
        "under_review_since": None,
    }


def compared(old: Publication, new: Publication) -> tuple[Comparison, list[tuple[LinkChange, Case | Entity]]]:
    """What differs between two editions for a reader, and what links that came or went lead to."""
    contents = [old.content, new.content]
    targets = targets_of(link for content in contents for link in content["links"])
    chosen = chosen_in(section for content in contents for section in content.get("sections", ()))
    comparison = compare(*(_for_readers(content, targets, chosen) for content in contents))
    named = {("case", row.pk): row for row in targets.cases.values()}
    named |= {("entity", row.pk): row for row in targets.entities.values()}
    return comparison, [(change, _named(change, named)) for change in comparison.links]


def chosen_in(sections: Iterable[dict]) -> Chosen:
    """Load what the sections chose, all at once."""
    wanted = {name: set() for name in CHOSEN}
    for section in sections:
        for name in CHOSEN:
            wanted[name].update(section.get(name, ()))
    numbers = survivors("case", wanted["cases"]) if wanted["cases"] else {}
    cases = Case.objects.visible_to(None).in_bulk(set(numbers.values()))
    statements = Statement.objects.visible_to(None).with_attribution()
    return Chosen(
        {frozen: cases[today] for frozen, today in numbers.items() if today in cases},
        GlossaryTerm.objects.in_bulk(wanted["terms"]),
        statements.in_bulk(wanted["statements"]),
    )


def _counted(edition, parts) -> dict[int, str]:
    """What the numbers of live sections were when the edition was published."""
    if not any(part.get("numbers") for part in parts):
        return {}
    return {each.number: str(each) for each in edition.numbers.filter(is_live=True).defer("rows")}


def _section(part, content, targets, footnotes, chosen, counted):
    html = woven(part["body"], part["block_ids"], content["links"], targets)
    # The rows are told of the current edition alone.
    html = linked(footnotes.numbered(html), content.get("counted", {}), "")
    html = shown(html, content.get("images", ()))
    then = [counted[told["number"]] for told in part.get("numbers", ())]
    return OldSection(part["id"], part["kind"], part["heading"], html, chosen.of(part), then)


def _for_readers(content, targets: Targets, chosen: Chosen) -> dict:
    told = {name: value for name, value in content.items() if name not in LEFT_OUT}
    told["links"] = [_led(link, target) for link in content["links"] if (target := targets.of(link))]
    if "sections" in content:
        told["sections"] = [section | _names(chosen.of(section)) for section in content["sections"]]
    return told


def _led(link, target):
    """The link with the number that its target stands under today."""
    kind = "case" if link["case"] else "entity"
    return link | {kind: target.pk}


def _names(chosen):
    return {name: [{"id": row.pk, "name": str(row)} for row in rows] for name, rows in chosen.items()}


def _named(change, named):
    kind = "case" if change.link["case"] else "entity"
    return named[kind, change.link[kind]]
