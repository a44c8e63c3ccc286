"""Pages that are not ready made so, before a reader asks for them."""

import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from itertools import batched

from django.db.models import CharField, Exists, OuterRef, Q, Value
from django.db.models.functions import Concat

from newsroom.explainers.kinds import Depth
from newsroom.pages.explainer_page import NoSuchDepth
from newsroom.pages.rendering import design
from newsroom.pages.stories import NotKept, make_ready
from newsroom.pages.story_page import page_of
from newsroom.pages.together import Together
from newsroom.publishing import renditions
from newsroom.publishing.models import Publication, Rendition
from newsroom.publishing.spoilt import Share, spoilt_pages

logger = logging.getLogger(__name__)

# So many are made of one look at the record, and stored at once. A change of the record meanwhile spoils
# them all: more at a time would be spoilt more often, fewer would load what they share more often.
AT_ONCE = 25

Place = tuple[str, str, Depth | None]


def warm(limit: int, *, now: datetime) -> int:
    """Make up to so many pages of stories that are stale or were never made; return how many were made.

    Several processes may do it at once: what two of them make is stored once.
    """
    still = Q(valid_until__isnull=True) | Q(valid_until__gt=now)
    ready = Rendition.objects.filter(still, is_stale=False, design=design(), path=OuterRef("address"))
    address = Concat(Value("/"), "kind", Value("s/"), "slug", Value("/"), output_field=CharField())
    waiting = Publication.objects.current(now).annotate(address=address).filter(~Exists(ready))
    numbers = list(waiting.order_by("-pk").values_list("pk", flat=True)[:limit])
    return sum(_make_together(some, now) for some in batched(numbers, AT_ONCE, strict=False))


def warm_again(clock: Callable[[], datetime], *, share: int, of: int, most: int) -> int:
    """Make again pages that were ready once, up to so many of one share; return how many were made.

    Of several processes each takes a share, so that no two make the same. A page that cannot be made is told
    in the log and keeps no other from being made; whoever asks for it is told as well.
    """
    paths = spoilt_pages(Share(share, of), design=design(), most=most, now=clock())
    return sum(_make_what_can_be(some, clock) for some in batched(paths, AT_ONCE, strict=False))


def pages_wait(now: datetime) -> bool:
    """Whether any page that was ready once has to be made again."""
    return bool(spoilt_pages(Share(), design=design(), most=1, now=now))


def _make_together(numbers, now):
    seen = renditions.snapshot()
    editions = list(Publication.objects.current(now).filter(pk__in=numbers).select_related("section"))
    _make(editions, now, seen)
    return len(editions)


def _make(editions, now, seen):
    together = Together(editions, now)
    pages = {edition.path: page_of(edition, now, together) for edition in editions}
    renditions.keep_all(pages, seen=seen)


def _make_what_can_be(paths, clock):
    try:
        return _make_again(paths, clock())
    except Exception:  # whatever it is, it is one page's
        if len(paths) > 1:
            return sum(_make_what_can_be([path], clock) for path in paths)
        logger.exception("The page %s could not be made again.", *paths)
        return 0


def _make_again(paths, now):
    seen = renditions.snapshot()
    places = {path: _place(path) for path in paths}
    editions = list(Publication.objects.current(now).filter(_at(places.values())).select_related("section"))
    by_address, together = {edition.path: edition for edition in editions}, Together(editions, now)
    pages = {}
    for path, (kind, slug, depth) in places.items():
        edition = by_address.get(f"/{kind}s/{slug}/")
        with suppress(NoSuchDepth):
            if edition and depth:
                pages[path] = page_of(edition, now, together, depth)
    renditions.keep_all(pages, seen=seen)
    for path in places.keys() - pages.keys():
        _put_away(path, *places[path], now)
    return len(paths)


def _place(path: str) -> Place:
    """Kind and slug of the story read there, and at which depth: None where there is none such any more."""
    _, kinds, slug, tail = path.split("/", 3)
    return kinds.removesuffix("s"), slug, next((depth for depth in Depth if depth.tail == tail), None)


def _at(places: Iterable[Place]) -> Q:
    """Those whose page it is, at whatever depth."""
    found = Q(pk=None)
    slugs = {}
    for kind, slug, _ in places:
        slugs.setdefault(kind, set()).add(slug)
    for kind, several in slugs.items():
        found |= Q(kind=kind, slug__in=several)
    return found


def _put_away(path, kind, slug, depth, now):
    """What was withdrawn says so; a page that nothing is read at any more is forgotten."""
    try:
        is_ready = depth == Depth.FULL and make_ready(kind, slug, now)
    except NotKept:
        return
    if not is_ready:
        Rendition.objects.filter(path=path).delete()
