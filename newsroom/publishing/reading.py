"""What stands at an address now, told from the log of publications alone."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from newsroom.publishing.models import Publication


def newest_effective(story_id: int, now: datetime) -> Publication:
    """The edition of a story that counts now; it may be a withdrawal."""
    editions = Publication.objects.effective(now).filter(story=story_id)
    return editions.select_related("section").latest("number")


def edition_at(kind: str, slug: str, now: datetime) -> Publication | None:
    """The edition that counts now of the story last known under the slug; None where there never was one.

    Its own slug may be another by now: then the address has moved and answers with a redirect.
    """
    known = (
        Publication.objects.effective(now)
        .filter(kind=kind, slug=slug)
        .order_by("-effective_at", "-pk")
        .values_list("story", flat=True)
        .first()
    )
    return known and newest_effective(known, now)


def notes_to_readers(edition: Publication, now: datetime) -> list[Publication]:
    """The editions up to this one that told readers what changed, newest first."""
    editions = Publication.objects.effective(now).filter(story=edition.story_id, number__lte=edition.number)
    return list(editions.exclude(note="").with_card().order_by("-number"))


def next_change(
    edition: Publication,
    now: datetime,
    *,
    listed: Collection[int] = (),
    about_cases: Collection[int] = (),
) -> datetime | None:
    """When a page made of this edition changes with nobody acting: a scheduled edition takes over.

    It may be the story's own, another story's at the same address, or, on pages that list coverage, one
    of a `listed` story or of a story that covers one of the cases.
    """
    concerned = Q(story=edition.story_id) | Q(kind=edition.kind, slug=edition.slug)
    if listed or about_cases:
        concerned |= Q(story__in=listed) | Q(coverage__case__in=about_cases)
    later = Publication.objects.filter(concerned, effective_at__gt=now)
    return later.order_by("effective_at").values_list("effective_at", flat=True).first()
