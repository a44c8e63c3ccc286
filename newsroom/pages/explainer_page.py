"""An explainer's page at one of three depths: the same sections, fewer of them for who has less time.

Each depth is a page of its own, so that it is found, printed and kept like any other; the whole one is the
canonical address of all.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from django.template.loader import render_to_string

from newsroom.explainers import live
from newsroom.explainers.kinds import Depth
from newsroom.footnotes import Footnotes
from newsroom.images.showing import shown
from newsroom.pages.cards import cards_of
from newsroom.pages.glosses import Glosses
from newsroom.pages.story_frame import Composed, address_of, frame_of, numbered
from newsroom.pages.together import Together
from newsroom.publishing.models import Publication

# What people read of plain prose. Sources are looked up, not read through.
WORDS_A_MINUTE = 240
_NOT_READ = re.compile(r'<ul class="sources".*?</ul>|<[^>]*>', re.DOTALL)
_WORD = re.compile(r"\w[\w’'.,-]*")


class NoSuchDepth(Exception):
    """The explainer has nothing less than its whole at that depth."""


@dataclass(frozen=True)
class Way:
    """A depth the reader may choose."""

    depth: Depth
    address: str
    is_here: bool


def explainer(edition: Publication, now: datetime, together: Together, depth: Depth) -> Composed:
    """The page of the explainer. Raises NoSuchDepth."""
    targets = together.targets.among(edition.content["links"])
    reading = live.read(
        edition,
        now=now,
        targets=targets,
        at_hand=together.at_hand,
        ahead=lambda story: together.ahead[story],
    )
    offered = depths_offered(reading.sections)
    if depth not in offered:
        raise NoSuchDepth
    sections = [section for section in reading.sections if depth.shows(section.shown_from)]
    context = frame_of(edition, targets, together)
    footnotes = Footnotes((section.html for section in sections), together.cited)
    glosses = Glosses(together.glossary)
    for section in sections:
        html = numbered(edition, footnotes.numbered(glosses.marked(section.html)))
        section.html = shown(html, edition.content.get("images", ()))
        section.under_review = context["under_review"].get(str(section.id))
    parts = [(section, _rendered(section)) for section in sections]
    context |= {
        "canonical": address_of(edition),
        "question": edition.content["question"],
        "footnotes": footnotes.notes,
        "glosses": glosses.terms,
        "ways": [Way(each, edition.path + each.tail, each == depth) for each in offered],
        "depth": depth,
        "time": reading_time([edition.headline, edition.dek, *(html for _, html in parts)]),
        "sections": parts,
    }
    made_from = reading.made_from | footnotes.made_from | glosses.made_from
    return Composed("explainers/explainer_detail.html", context, made_from, reading.valid_until)


def depths_offered(sections: list[live.LiveSection]) -> list[Depth]:
    """The whole, and those before it that show more than the one before, and not yet all."""
    offered, shown_before = [], 0
    for depth in (Depth.GLANCE, Depth.BRIEF):
        count = sum(depth.shows(section.shown_from) for section in sections)
        if shown_before < count < len(sections):
            offered.append(depth)
            shown_before = count
    return [*offered, Depth.FULL]


def reading_time(pieces: list[str]) -> str:
    """`112 words, 30 seconds`: how long it takes to read these pieces of HTML."""
    words = sum(len(_WORD.findall(_NOT_READ.sub(" ", piece))) for piece in pieces)
    minutes = words / WORDS_A_MINUTE
    if minutes <= 0.75:
        return f"{words} words, {ceil(minutes * 4) * 15} seconds"
    whole = ceil(minutes)
    return f"{words:,} words, {whole} minute{'s' if whole > 1 else ''}"


def _rendered(section):
    cards = cards_of(section.cases)
    return render_to_string("explainers/section.html", {"part": section, "cards": cards})
