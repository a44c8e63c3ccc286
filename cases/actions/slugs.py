"""Addresses that nobody else has."""

from django.db.models import QuerySet
from django.utils.text import slugify

from cases.models import FormerSlug


def free_slug(rows: QuerySet, *candidates: str, length: int) -> str:
    """The first candidate, as a slug, that no row has or had; else the last with the lowest free number."""
    former = FormerSlug.objects.filter(kind=rows.model._meta.model_name)
    slugs = [slug for slug in (slugify(c)[:length].strip("-") for c in candidates) if slug] or ["untitled"]
    for slug in slugs:
        if not rows.filter(slug=slug).exists() and not former.filter(slug=slug).exists():
            return slug
    stem = slugs[-1][: length - 7]
    taken = {
        slug
        for addresses in (rows, former)
        for slug in addresses.filter(slug__startswith=f"{stem}-").values_list("slug", flat=True)
    }
    number = 2
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"
