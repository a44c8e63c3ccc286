"""Pictures as an edition froze them, and as readers see them."""

import re
from collections.abc import Iterable

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from newsroom.images.developing import narrower
from newsroom.images.models import Image
from newsroom.prose.references import Picture

SIZES = "(min-width: 38rem) 34rem, 100vw"
_FIGURE = re.compile(
    r'<figure([^>]*)><img data-image="(\d+)" alt="([^"]*)"(?: role="presentation")?>'
    r"(?:<figcaption>(.*?)</figcaption>)?</figure>",
    re.DOTALL,
)


def frozen(image: Image) -> dict:
    """Which picture it is and what is said of it, as content holds it."""
    names = ("file", "width", "height", "widths", "alt", "credit", "caption")
    return {"id": image.pk, **{name: getattr(image, name) for name in names}}


def frozen_pictures(pictures: Iterable[Picture]) -> list[dict]:
    """The images of a text, each once, in the order they were added."""
    numbers = {picture.number for picture in pictures}
    return [frozen(image) for image in Image.objects.filter(pk__in=numbers).order_by("pk")] if numbers else []


def picture_lines(lead: dict | None, pictures: Iterable[Picture]) -> list[tuple[str, str]]:
    """What readers are told of pictures beside the captions in the text, by where it stands."""
    lines = [(f"lead-image-{name}", lead[name]) for name in ("alt", "caption", "credit")] if lead else []
    return lines + [(f"picture-{place}", picture.alt) for place, picture in enumerate(pictures)]


def picture_problems(pictures: Iterable[Picture]) -> list[str]:
    """What keeps the pictures of a text from readers."""
    pictures = list(pictures)
    known = {image["id"]: image for image in frozen_pictures(pictures)}
    problems = []
    for picture in pictures:
        image = known.get(picture.number)
        if image is None:
            problems.append(f"The text shows picture {picture.number}, which isn't there: take it out.")
            continue
        name = image["alt"] or image["caption"] or f"picture {picture.number}"
        if not picture.alt and not picture.is_decorative:
            problems.append(f"“{name}” in the text has no alt text: say what there is to see.")
        if not image["credit"]:
            problems.append(f"“{name}” in the text has no credit: say at the pictures' desk who made it.")
    return problems


def lead_problems(image: Image | None) -> list[str]:
    """What keeps a lead image from readers."""
    if image is None:
        return []
    problems = []
    if not image.alt:
        problems.append("The lead image has no alt text: say at the pictures' desk what there is to see.")
    if not image.credit:
        problems.append("The lead image has no credit: say at the pictures' desk who made it.")
    return problems


def shown(html: str, images: Iterable[dict]) -> str:
    """The HTML of a clean body with its pictures, as an edition froze them."""
    by_number = {image["id"]: image for image in images}

    def show(found: re.Match[str]) -> str:
        image = by_number.get(int(found[2]))
        if image is None:
            return ""
        credit = format_html('<span class="credit">{}</span>', image["credit"]) if image["credit"] else ""
        caption = " ".join(filter(None, (found[4], credit)))
        below = f"<figcaption>{caption}</figcaption>" if caption else ""
        return f"<figure{found[1]}>{picture_html(image, alt=mark_safe(found[3]))}{below}</figure>"  # noqa: S308  clean

    return _FIGURE.sub(show, html)


def picture_html(
    image: dict, *, alt: str | None = None, sizes: str = SIZES, is_lead: bool = False
) -> SafeString:
    """The picture in the widths there are; one that is seen at once is loaded at once."""
    srcset = ", ".join(f"{address(narrower(image['file'], width))} {width}w" for width in image["widths"])
    return format_html(
        '<picture><source type="image/webp" srcset="{}" sizes="{}">'
        '<img src="{}" width="{}" height="{}" alt="{}"{}></picture>',
        srcset,
        sizes,
        address(image["file"]),
        image["width"],
        image["height"],
        image["alt"] if alt is None else alt,
        mark_safe(' fetchpriority="high"' if is_lead else ' loading="lazy" decoding="async"'),  # noqa: S308
    )


def address(name: str) -> str:
    """Where readers find a file of a picture."""
    return f"/{name}"
