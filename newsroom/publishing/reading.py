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
    editions = Publication.objects.effective(now).filter(story=edition.story_id, number__lte=edition.number)
    noted = editions.exclude(note="").with_card()
    entries = Correction.objects.filter(publication__in=editions.values("pk")).with_story()
    told = [Told(e.get_verb_display(), e.effective_at, e.note) for e in noted]
    told += [
        Told(c.get_kind_display(), c.publication.effective_at, c.note, c.before, c.after) for c in entries
    ]
    return sorted(told, key=lambda each: each.at, reverse=True)


def under_review(edition: Publication, now: datetime) -> dict[str, datetime]:
    """The parts of the story that readers are told are under review, each with since when."""
    flags = StaleFlag.objects.filter(story=edition.story_id).shown_to_readers(now)
    return dict(flags.order_by("-told_since", "-pk").values_list("part", "told_since"))


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
