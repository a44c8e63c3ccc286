"""What a story's page shows, from an edition: a published one, or a draft's for preview."""

from datetime import datetime

from django.template.loader import render_to_string

from newsroom.explainers.kinds import Depth
from newsroom.footnotes import Footnotes
from newsroom.images.showing import shown
from newsroom.linking.weaving import woven
from newsroom.pages.cards import cards_of
from newsroom.pages.explainer_page import explainer
from newsroom.pages.glosses import Glosses
from newsroom.pages.rendering import design, render
from newsroom.pages.story_frame import Composed, address_of, frame_of, numbered, taken_from
from newsroom.pages.together import Together
from newsroom.prose.blocks import split
from newsroom.publishing.models import Publication, Story
from newsroom.publishing.renditions import Page

Verb = Publication.Verb
NOTICE = "partials/under_review.html"


def page_of(
    edition: Publication, now: datetime, together: Together | None = None, depth: Depth = Depth.FULL
) -> Page:
    """The page as readers get it; made `together` with others, it is the same. Raises NoSuchDepth."""
    composed = compose(edition, now, together, depth)
    return Page(
        html=render(composed.template, composed.context).encode(),
        status=410 if edition.verb == Verb.WITHDRAW else 200,
        modified_at=now,
        valid_until=composed.valid_until,
        made_from=frozenset(composed.made_from),
        design=design(),
    )


def compose(
    edition: Publication, now: datetime, together: Together | None = None, depth: Depth = Depth.FULL
) -> Composed:
    """Gather what the edition's page shows, of an explainer at a depth. Raises NoSuchDepth."""
    together = together or Together([edition], now)
    if edition.verb == Verb.WITHDRAW:
        return Composed(
            "410.html",
            {"edition": edition, "path": edition.path},
            {("story", edition.story_id)},
            together.ahead[edition.story_id],
        )
    if edition.kind == Story.Kind.ARTICLE:
        return _article(edition, together)
    return explainer(edition, now, together, depth)


def _article(edition, together):
    content = edition.content
    targets = together.targets.among(content["links"])
    cases = together.cases_about(content, targets)
    made_from = {("story", edition.story_id)} | targets.made_from
    for case in cases:
        made_from |= case.shown_from
    if content["publisher"]:
        made_from.add(("entity", content["publisher"]["id"]))
    footnotes, glosses = Footnotes([content["body"]], together.cited), Glosses(together.glossary)
    context = frame_of(edition, targets, together)
    body = glosses.marked(woven(content["body"], content["block_ids"], content["links"], targets))
    body = _with_notices(body, content["block_ids"], context["under_review"])
    context |= {
        "canonical": content["canonical_url"] or address_of(edition),
        "taken": taken_from(content),
        "body": shown(numbered(edition, footnotes.numbered(body)), content.get("images", ())),
        "footnotes": footnotes.notes,
        "glosses": glosses.terms,
        "cases": cards_of(cases),
    }
    made_from |= footnotes.made_from | glosses.made_from
    return Composed("articles/article_detail.html", context, made_from, together.ahead[edition.story_id])


def _with_notices(body, block_ids, review):
    """The article with a word before each block that is under review."""
    if not review:
        return body
    return "".join(
        (render_to_string(NOTICE, {"since": review[block.id]}) if block.id in review else "") + block.html
        for block in split(body, block_ids)
    )
