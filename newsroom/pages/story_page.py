"""What a story's page shows, from an edition: a published one, or a draft's for preview."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.template.loader import render_to_string

from newsroom.explainers import live
from newsroom.footnotes import Footnotes
from newsroom.images.showing import address, picture_html, shown
from newsroom.linking.weaving import Targets, woven
from newsroom.numbers.showing import linked
from newsroom.pages.cards import cards_of
from newsroom.pages.rendering import design, render, structured
from newsroom.pages.together import Together
from newsroom.prose.blocks import split
from newsroom.publishing.models import Correction, Publication, Story
from newsroom.publishing.renditions import Page

Verb = Publication.Verb
LEDGER = set(Correction.Kind.labels)
NOTICE = "partials/under_review.html"


@dataclass(frozen=True)
class Composed:
    """A page about to be rendered, with what it was made from and until when it holds."""

    template: str
    context: dict
    made_from: set[tuple[str, int]]
    valid_until: datetime | None


def page_of(edition: Publication, now: datetime, together: Together | None = None) -> Page:
    """The page as readers get it; made `together` with others, it is the same."""
    composed = compose(edition, now, together)
    return Page(
        html=render(composed.template, composed.context).encode(),
        status=410 if edition.verb == Verb.WITHDRAW else 200,
        modified_at=now,
        valid_until=composed.valid_until,
        made_from=frozenset(composed.made_from),
        design=design(),
    )


def compose(edition: Publication, now: datetime, together: Together | None = None) -> Composed:
    """Gather what the edition's page shows."""
    together = together or Together([edition], now)
    if edition.verb == Verb.WITHDRAW:
        return Composed(
            "410.html",
            {"edition": edition, "path": edition.path},
            {("story", edition.story_id)},
            together.ahead[edition.story_id],
        )
    compose_kind = _article if edition.kind == Story.Kind.ARTICLE else _explainer
    return compose_kind(edition, now, together)


def _article(edition, _now, together):
    content = edition.content
    targets = together.targets.among(content["links"])
    cases = together.cases_about(content, targets)
    made_from = {("story", edition.story_id)} | targets.made_from
    for case in cases:
        made_from |= case.shown_from
    if content["publisher"]:
        made_from.add(("entity", content["publisher"]["id"]))
    footnotes = Footnotes([content["body"]], together.cited)
    context = frame_of(edition, targets, together)
    body = woven(content["body"], content["block_ids"], content["links"], targets)
    body = _with_notices(body, content["block_ids"], context["under_review"])
    context |= {
        "canonical": content["canonical_url"] or _address(edition),
        "taken": taken_from(content),
        "body": shown(_numbered(edition, footnotes.numbered(body)), content.get("images", ())),
        "footnotes": footnotes.notes,
        "cases": cards_of(cases),
    }
    made_from |= footnotes.made_from
    return Composed("articles/article_detail.html", context, made_from, together.ahead[edition.story_id])


def _explainer(edition, now, together):
    targets = together.targets.among(edition.content["links"])
    reading = live.read(edition, now=now, targets=targets)
    footnotes = Footnotes((section.html for section in reading.sections), together.cited)
    for section in reading.sections:
        html = _numbered(edition, footnotes.numbered(section.html))
        section.html = shown(html, edition.content.get("images", ()))
    context = frame_of(edition, targets, together)
    for section in reading.sections:
        section.under_review = context["under_review"].get(str(section.id))
    context |= {
        "canonical": _address(edition),
        "question": edition.content["question"],
        "footnotes": footnotes.notes,
        "sections": [(section, cards_of(section.cases)) for section in reading.sections],
    }
    made_from = reading.made_from | footnotes.made_from
    return Composed("explainers/explainer_detail.html", context, made_from, reading.valid_until)


def frame_of(edition: Publication, targets: Targets, together: Together) -> dict:
    """What stands around the words of every kind of story."""
    content, notes = edition.content, together.notes[edition.story_id]
    review = together.reviews[edition.story_id]
    about = [link for link in content["links"] if link["relation"] == "about" and link["entity"]]
    return {
        "path": edition.path,
        "edition": edition,
        "authors": [author["name"] for author in content["authors"]],
        "section": content["section"],
        "topics": content["topics"],
        "notes": notes,
        "under_review": review,
        "under_review_since": min(review.values(), default=None),
        "entities": list(dict.fromkeys(target for link in about if (target := targets.of(link)))),
        "lead_image": _lead_image(content),
        "structured": structured(_structured(edition, notes)),
    }


def _numbered(edition, html):
    """With what the numbers in the words were when it was published; a draft's have no rows to show yet."""
    return linked(html, edition.content.get("counted", {}), edition.path if edition.pk else "")


def _with_notices(body, block_ids, review):
    """The article with a word before each block that is under review."""
    if not review:
        return body
    return "".join(
        (render_to_string(NOTICE, {"since": review[block.id]}) if block.id in review else "") + block.html
        for block in split(body, block_ids)
    )


def _lead_image(content):
    """What stands above the text, with where it is found when the story is shared."""
    image = content.get("lead_image")
    if not image:
        return None
    return image | {
        "html": picture_html(image, is_lead=True),
        "address": f"{settings.SITE_URL}{address(image['file'])}",
    }


def taken_from(content: dict) -> dict | None:
    """Whose story it is, where it was taken from elsewhere."""
    if not content.get("publisher"):
        return None
    day = content.get("first_published_on")
    return {
        "publisher": content["publisher"]["name"],
        "author": content.get("original_author", ""),
        "url": content["canonical_url"],
        "day": day and date.fromisoformat(day),
    }


def _address(edition):
    return f"{settings.SITE_URL}{edition.path}"


def _structured(edition, notes):
    content = edition.content
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": edition.headline,
        "description": edition.dek,
        "datePublished": edition.first_published_at.isoformat(),
        "dateModified": edition.updated_at.isoformat(),
        "mainEntityOfPage": _address(edition),
        "author": [{"@type": "Person", "name": author["name"]} for author in content["authors"]],
        "publisher": {"@type": "NewsMediaOrganization", "name": settings.SITE_NAME, "url": settings.SITE_URL},
        "version": edition.number,
        "isAccessibleForFree": True,
    }
    if corrections := [_correction(note) for note in notes if note.what in LEDGER]:
        data["correction"] = corrections
    if image := _lead_image(content):
        sizes = {"width": image["width"], "height": image["height"]}
        said = {
            name: image[key] for name, key in (("caption", "caption"), ("creditText", "credit")) if image[key]
        }
        data["image"] = [{"@type": "ImageObject", "url": image["address"], **sizes, **said}]
    if taken := taken_from(content):
        data["isBasedOn"] = _original(taken)
    if content["section"]:
        data["articleSection"] = content["section"]["name"]
    return data


def _correction(note):
    return {"@type": "CorrectionComment", "text": note.note, "datePublished": note.at.isoformat()}


def _original(taken):
    original = {
        "@type": "NewsArticle",
        "url": taken["url"],
        "publisher": {"@type": "Organization", "name": taken["publisher"]},
    }
    if taken["author"]:
        original["author"] = [{"@type": "Person", "name": taken["author"]}]
    if taken["day"]:
        original["datePublished"] = taken["day"].isoformat()
    return original
