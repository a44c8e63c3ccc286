"""In which form a reader takes a page: Accept-Encoding as RFC 9110, 12.5.3 has it."""

import re
from functools import lru_cache

from newsroom.publishing.renditions import BROTLI, GZIP, PLAIN

LONGEST_HEADER = 1000
_ITEM = re.compile(
    r"\s*(?P<coding>[\w!#$%&'*+.^`|~-]+)\s*(?:;\s*q\s*=\s*(?P<weight>0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?\s*",
    re.ASCII | re.IGNORECASE,
)
# What nobody mentions may still be sent as it is: it weighs less than whatever was asked for.
_UNMENTIONED = 0.0001


def coding_for(request) -> str | None:
    """The best of what the reader takes; None where that is nothing we have."""
    return _best(request.META.get("HTTP_ACCEPT_ENCODING", "")[:LONGEST_HEADER])


@lru_cache(maxsize=256)
def _best(header: str) -> str | None:
    weights = _weights(header)
    others = weights.get("*")
    weight = {coding: weights.get(coding, others or 0.0) for coding in (BROTLI, GZIP)}
    weight[PLAIN] = weights.get("identity", _UNMENTIONED if others is None else others)
    # Of equals the smaller; but who says only "*" may never have heard of brotli.
    rank = {BROTLI: 3 if BROTLI in weights else 1, GZIP: 2, PLAIN: 0}
    best = max(weight, key=lambda coding: (weight[coding], rank[coding]))
    return best if weight[best] else None


def _weights(header):
    """What stands in the header, by coding in lower case; a damaged item counts as not there.

    Of two items on one coding the lower counts: a refusal stands.
    """
    found = {}
    for item in header.split(","):
        if read := _ITEM.fullmatch(item):
            coding = read["coding"].lower().removeprefix("x-")
            found[coding] = min(float(read["weight"] or 1), found.get(coding, 1.0))
    return found
