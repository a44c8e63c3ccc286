"""Ready pages over HTTP: compressed or not, whole or not at all."""

import gzip
import re
from collections.abc import Collection

from django.http import HttpResponse, HttpResponseNotModified, HttpResponsePermanentRedirect
from django.utils.http import http_date, parse_etags

from newsroom.publishing.renditions import Ready

# Ask every time: what is withdrawn is gone at once, and an unchanged page costs only a 304. A shared cache
# that obeys Surrogate-Key purges can be told to keep pages longer, at its own edge.
FRESHNESS = "public, max-age=0, must-revalidate"
GZIP = re.compile(
    r"(?:^|,)\s*(?:gzip|\*)\s*(?:;\s*q=(?P<weight>[01](?:\.\d{0,3})?)\s*)?(?:,|$)", re.IGNORECASE
)


def known_etags(request) -> Collection[str]:
    """What the reader says to have, without the marks of the header; never anything with a space in it."""
    header = request.META.get("HTTP_IF_NONE_MATCH", "")[:1000]
    return header and [etag.removeprefix("W/").strip('"') for etag in parse_etags(header)]


def accepts_gzip(request) -> bool:
    found = GZIP.search(request.META.get("HTTP_ACCEPT_ENCODING", ""))
    return bool(found) and float(found["weight"] or 1) > 0


def served(request, ready: Ready) -> HttpResponse:
    """The answer to a GET or HEAD for a ready page."""
    headers = {
        "ETag": f'W/"{ready.etag}"',  # weak: the compressed and the plain form are one page
        "Last-Modified": http_date(ready.modified_at.timestamp()),
        "Cache-Control": FRESHNESS,
        "Surrogate-Key": ready.keys,
        "Vary": "Accept-Encoding",
    }
    if ready.html_gzip is None:
        return HttpResponseNotModified(headers=headers)
    return _whole(request, ready, headers)


def moved(path: str) -> HttpResponse:
    """The address has changed for good, as far as we know: a slug may change back, so nobody keeps it."""
    response = HttpResponsePermanentRedirect(path)
    response["Cache-Control"] = "no-cache"
    return response


def _whole(request, ready, headers):
    body = ready.html_gzip
    if accepts_gzip(request):
        headers["Content-Encoding"] = "gzip"
    else:
        body = gzip.decompress(body)
    headers["Content-Length"] = str(len(body))
    return HttpResponse(b"" if request.method == "HEAD" else body, status=ready.status, headers=headers)
