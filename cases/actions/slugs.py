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


def free_slugs(rows: QuerySet, names: list[str], *, length: int) -> list[str]:
    """For each name a slug that no row has or had nor another name has, with few queries however many."""
    former = FormerSlug.objects.filter(kind=rows.model._meta.model_name)
    stems = [slugify(name)[: length - 7].strip("-") or "untitled" for name in names]
    slugs: list[str] = [""] * len(stems)
    taken = set()
    first, last = 1, 2
    while waiting := [position for position, slug in enumerate(slugs) if not slug]:
        tries = {n: [_numbered(stems[n], number) for number in range(first, last)] for n in waiting}
        asked = {slug for options in tries.values() for slug in options}
        there, gone = (
            addresses.filter(slug__in=asked).values_list("slug", flat=True) for addresses in (rows, former)
        )
        taken |= set(there.union(gone).order_by())
        for position, options in tries.items():
            slugs[position] = next((option for option in options if option not in taken), "")
            taken.add(slugs[position])
        first, last = last, last * 10
    return slugs


def _numbered(stem, number):
    return f"{stem}-{number}" if number > 1 else stem
