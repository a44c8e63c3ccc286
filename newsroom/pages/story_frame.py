"""What the pages of articles and explainers have in common: byline, dates, corrections, picture, JSON-LD."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from newsroom.images.showing import address, picture_html
from newsroom.linking.weaving import Targets
from newsroom.numbers.showing import linked
from newsroom.pages.rendering import structured
from newsroom.pages.together import Together
from newsroom.publishing.models import Correction, Publication

LEDGER = set(Correction.Kind.labels)


@dataclass(frozen=True)
class Composed:
    """A page about to be rendered, with what it was made from and until when it holds."""

    template: str
    context: dict
    made_from: set[tuple[str, int]]
    valid_until: datetime | None


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


def _lead_image(content):
    """What stands above the text, with where it is found when the story is shared."""
    image = content.get("lead_image")
    if not image:
        return None
    return image | {
        "html": picture_html(image, is_lead=True),
        "address": f"{settings.SITE_URL}{address(image['file'])}",
    }


def numbered(edition: Publication, html: str) -> str:
    """With what the numbers in the words were when it was published; a draft's have no rows to show yet."""
    return linked(html, edition.content.get("counted", {}), edition.path if edition.pk else "")


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


def address_of(edition) -> str:
    """In full."""
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
        "mainEntityOfPage": address_of(edition),
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
