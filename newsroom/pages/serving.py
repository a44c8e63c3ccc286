"""Ready pages over HTTP: compressed or not, whole or not at all."""

import gzip
import re

from django.http import HttpResponse, HttpResponseNotModified, HttpResponsePermanentRedirect
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date, parse_etags

from newsroom.publishing.renditions import Ready

# Ask every time: what is withdrawn is gone at once, and an unchanged page costs only a 304. A shared cache
# that obeys Surrogate-Key purges can be told to keep pages longer, at its own edge.
FRESHNESS = "public, max-age=0, must-revalidate"
GZIP = re.compile(
    r"(?:^|,)\s*(?:gzip|\*)\s*(?:;\s*q=(?P<weight>[01](?:\.\d{0,3})?)\s*)?(?:,|$)", re.IGNORECASE
)


def known_etags(request) -> list[str]:
    """What the reader says to have, without the marks of the header."""
    header = request.headers.get("If-None-Match", "")[:1000]
    return [etag.removeprefix("W/").strip('"') for etag in parse_etags(header)]


def accepts_gzip(request) -> bool:
    found = GZIP.search(request.headers.get("Accept-Encoding", ""))
    return bool(found) and float(found["weight"] or 1) > 0


def served(request, ready: Ready) -> HttpResponse:
    """The answer to a GET or HEAD for a ready page."""
    response = HttpResponseNotModified() if ready.html_gzip is None else _whole(request, ready)
    # Weak: the compressed and the plain form are one page.
    response["ETag"] = f'W/"{ready.etag}"'
    response["Last-Modified"] = http_date(ready.modified_at.timestamp())
    response["Cache-Control"] = FRESHNESS
    response["Surrogate-Key"] = ready.keys
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def moved(path: str) -> HttpResponse:
    """The address has changed for good, as far as we know: a slug may change back, so nobody keeps it."""
    response = HttpResponsePermanentRedirect(path)
    response["Cache-Control"] = "no-cache"
    return response


def _whole(request, ready):
    compressed = accepts_gzip(request)
    body = ready.html_gzip if compressed else gzip.decompress(ready.html_gzip)
    response = HttpResponse(b"" if request.method == "HEAD" else body, status=ready.status)
    response["Content-Length"] = str(len(body))
    if compressed:
        response["Content-Encoding"] = "gzip"
    return response
