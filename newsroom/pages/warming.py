"""Pages that are not ready made so, before a reader asks for them."""

from datetime import datetime

from django.db.models import CharField, Exists, OuterRef, Q, Value
from django.db.models.functions import Concat

from newsroom.pages.rendering import design
from newsroom.pages.story_page import page_of
from newsroom.publishing import renditions
from newsroom.publishing.models import Publication, Rendition


def warm(limit: int, *, now: datetime) -> int:
    """Make up to so many pages of stories that are stale or were never made; return how many were made.

    Several processes may do it at once: what two of them make is stored once.
    """
    still = Q(valid_until__isnull=True) | Q(valid_until__gt=now)
    ready = Rendition.objects.filter(still, is_stale=False, design=design(), path=OuterRef("address"))
    address = Concat(Value("/"), "kind", Value("s/"), "slug", Value("/"), output_field=CharField())
    waiting = Publication.objects.current(now).annotate(address=address).filter(~Exists(ready))
    seen = renditions.snapshot()
    editions = list(waiting.select_related("section").order_by("-pk")[:limit])
    for edition in editions:
        renditions.keep(edition.path, page_of(edition, now), seen=seen)
    return len(editions)
