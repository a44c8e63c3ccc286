"""Addresses that nobody else has."""

from django.db.models import Model, QuerySet
from django.utils.text import slugify

from cases.models import FormerSlug
from cases.models.merge import refuse_former_slug


def free_slug(rows: QuerySet, *candidates: str, length: int) -> str:
    """The first candidate, as a slug, that no row has or had; else the last with the lowest free number."""
    return free_slugs(rows, [candidates], length=length)[0]


def free_slugs(rows: QuerySet, wanted: list[str | tuple[str, ...]], *, length: int) -> list[str]:
    """For each, what `free_slug` would find in turn, had the ones before been kept; with few queries."""
    choices = [_choices((each,) if isinstance(each, str) else each, length) for each in wanted]
    taken = _taken(rows, slug__in={slug for slugs in choices for slug in slugs})
    found, numbers = [], {}
    for slugs in choices:
        slug = next((slug for slug in slugs if slug not in taken), "") or _numbered(
            rows, slugs[-1][: length - 7], numbers, taken
        )
        taken.add(slug)
        found.append(slug)
    return found


def refuse_former_slugs(rows: list[Model]) -> None:
    """Raise ValidationError where the address of any still leads to one that another was merged into."""
    former = FormerSlug.objects.filter(
        kind=rows[0]._meta.model_name if rows else "", slug__in=[row.slug for row in rows]
    )
    if slug := former.values_list("slug", flat=True).first():
        refuse_former_slug(next(row for row in rows if row.slug == slug))


def _choices(candidates, length):
    slugs = [slug for candidate in candidates if (slug := slugify(candidate)[:length].strip("-"))]
    return slugs or ["untitled"]


def _taken(rows, **asked):
    """The addresses asked about that a row has or had."""
    former = FormerSlug.objects.filter(kind=rows.model._meta.model_name)
    there, gone = (addresses.filter(**asked).values_list("slug", flat=True) for addresses in (rows, former))
    return set(there.union(gone).order_by())


def _numbered(rows, stem, numbers, taken):
    """The stem with the lowest free number; `numbers` remembers how far each stem has come."""
    if stem not in numbers:
        numbers[stem] = 2
        taken |= _taken(rows, slug__startswith=f"{stem}-")
    while f"{stem}-{numbers[stem]}" in taken:
        numbers[stem] += 1
    return f"{stem}-{numbers[stem]}"
