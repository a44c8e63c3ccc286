"""What stands at an address now, told from the log of publications alone."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from newsroom.publishing.models import Correction, Publication, StaleFlag


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


@dataclass(frozen=True)
class Told:
    """What readers were told of a change: by a note, or by an entry of the ledger."""

    what: str
    at: datetime
    note: str
    before: str = ""
    after: str = ""


def notes_to_readers(edition: Publication, now: datetime) -> list[Told]:
    """What readers were told up to this edition, newest first."""
    return notes_of([edition], now)[edition.story_id]


def notes_of(editions: Collection[Publication], now: datetime) -> dict[int, list[Told]]:
    """By story, what readers were told up to each of the editions, which are of different stories."""
    last = {edition.story_id: edition.number for edition in editions}
    told = {story: [] for story in last}
    effective = Publication.objects.effective(now).filter(story__in=last)
    for e in effective.exclude(note="").without_words():
        if e.number <= last[e.story_id]:
            told[e.story_id].append(Told(e.get_verb_display(), e.effective_at, e.note))
    for c in Correction.objects.filter(publication__in=effective.values("pk")).with_edition():
        e = c.publication
        if e.number <= last[e.story_id]:
            told[e.story_id].append(Told(c.get_kind_display(), e.effective_at, c.note, c.before, c.after))
    return {story: sorted(notes, key=lambda each: each.at, reverse=True) for story, notes in told.items()}


def reviews_of(editions: Collection[Publication], now: datetime) -> dict[int, dict[str, datetime]]:
    """By story, the parts that readers are told are under review, each with since when."""
    stories = [edition.story_id for edition in editions]
    review: dict[int, dict[str, datetime]] = {story: {} for story in stories}
    flags = StaleFlag.objects.filter(story__in=stories).shown_to_readers(now)
    for story, part, since in flags.order_by("-told_since", "-pk").values_list("story", "part", "told_since"):
        review[story][part] = since
    return review


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
    later = Publication.objects.scheduled(now).filter(concerned)
    return later.order_by("effective_at").values_list("effective_at", flat=True).first()


def changes_ahead(editions: Collection[Publication], now: datetime) -> dict[int, datetime | None]:
    """By story, the `next_change` of its edition; for pages that list no coverage."""
    concerned = Q(story__in=[e.story_id for e in editions]) | Q(slug__in=[e.slug for e in editions])
    later = Publication.objects.scheduled(now).filter(concerned).order_by("effective_at")
    rows = list(later.values_list("effective_at", "story", "kind", "slug"))
    return {
        e.story_id: next(
            (at for at, story, *place in rows if story == e.story_id or place == [e.kind, e.slug]), None
        )
        for e in editions
    }
