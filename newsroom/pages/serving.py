"""Ready pages over HTTP: compressed or not, whole or not at all."""

import gzip
from collections.abc import Collection
from datetime import datetime, timedelta

from django.http import (
    HttpResponse,
    HttpResponseNotModified,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.utils.http import http_date, parse_etags

from newsroom.publishing.renditions import PLAIN, Ready

# Ask every time: what is withdrawn is gone at once, and an unchanged page costs only a 304. A shared cache
# that obeys Surrogate-Key purges can be told to keep pages longer, at its own edge.
FRESHNESS = "public, max-age=0, must-revalidate"
VARY = "Accept-Encoding"
# Dates over HTTP tell seconds apart. A page may be made twice in one, so the date says nothing within it.
TOLD_APART = timedelta(seconds=1)


def known_etags(request) -> Collection[str]:
    """What the reader says to have, without the marks of the header; never anything with a space in it."""
    header = request.META.get("HTTP_IF_NONE_MATCH", "")[:1000]
    return header and [etag.removeprefix("W/").strip('"') for etag in parse_etags(header)]


def served(request, ready: Ready, now: datetime) -> HttpResponse:
    """The answer to a GET or HEAD for a ready page."""
    headers = {
        "ETag": f'"{ready.etag}"',
        "Cache-Control": FRESHNESS,
        "Surrogate-Key": ready.keys,
        "Vary": VARY,
    }
    if now - ready.modified_at >= TOLD_APART:
        headers["Last-Modified"] = http_date(ready.modified_at.timestamp())
    if ready.body is None:
        return HttpResponseNotModified(headers=headers)
    return _whole(request, ready, headers)


def not_acceptable() -> HttpResponse:
    """For whoever refuses every form there is."""
    told = "This page can be had as br, gzip or identity: Accept-Encoding refuses them all.\n"
    headers = {"Vary": VARY, "Cache-Control": "no-store"}
    return HttpResponse(told, status=406, content_type="text/plain; charset=utf-8", headers=headers)


def moved(path: str) -> HttpResponse:
    """The address has changed for good, as far as we know: a slug may change back, so nobody keeps it."""
    response = HttpResponsePermanentRedirect(path)
    response["Cache-Control"] = "no-cache"
    return response


def elsewhere(path: str) -> HttpResponse:
    """What was asked for is, for now, found there."""
    return HttpResponseRedirect(path, headers={"Cache-Control": "no-cache"})


def _whole(request, ready, headers):
    body = ready.body
    if ready.coding == PLAIN:
        body = gzip.decompress(body)
    else:
        headers["Content-Encoding"] = ready.coding
    headers["Content-Length"] = str(len(body))
    return HttpResponse(b"" if request.method == "HEAD" else body, status=ready.status, headers=headers)
