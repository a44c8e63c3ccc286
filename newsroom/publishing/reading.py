"""What stands at an address now, told from the log of publications alone."""

from datetime import datetime

from newsroom.publishing.models import Publication


def newest_effective(story_id: int, now: datetime) -> Publication:
    """The edition of a story that counts now; it may be a withdrawal."""
    return Publication.objects.effective(now).filter(story=story_id).with_card().latest("number")


def edition_at(kind: str, slug: str, now: datetime) -> Publication | None:
    """The edition that counts now of the story last known under the slug; None where there never was one.

    Its own slug may be another by now: then the address has moved and answers with a redirect.
    """
    known = (
        Publication.objects.effective(now)
        .filter(kind=kind, slug=slug)
        .order_by("-effective_at", "-pk")
        .first()
    )
    return known and newest_effective(known.story_id, now)


def next_change(story_id: int, now: datetime) -> datetime | None:
    """When the story's next scheduled edition takes over, if there is one."""
    later = Publication.objects.filter(story=story_id, effective_at__gt=now)
    return later.order_by("effective_at").values_list("effective_at", flat=True).first()
