"""Stories taken from elsewhere: how two spellings of an address are one, and how much we may print."""

import re
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings

from newsroom.prose.likeness import words_in_common, words_of

# What campaigns and social networks add to an address; it leads to the same page without.
_ADDED = re.compile(
    r"(?:utm_.*|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|cmpid|ocid|ref|ref_src|smid|partner|ito)",
    re.IGNORECASE,
)
_ALWAYS_THE_SAME = re.compile(r"(?:www|m|amp|mobile)\d?\.")


def canonical_key(url: str) -> str:
    """What all spellings of one address have in common; empty for what is no address."""
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"http", "https"} or not host:
        return ""
    host = _ALWAYS_THE_SAME.sub("", host, count=1) if _ALWAYS_THE_SAME.match(host) else host
    asked = sorted((name, value) for name, value in parse_qsl(parts.query) if not _ADDED.fullmatch(name))
    place = f"{host}:{port}" if port not in (None, 80, 443) else host
    told = f"{place}{parts.path.rstrip('/')}?{urlencode(asked)}"
    return sha256(told.encode("utf-8", "replace")).hexdigest()[:40]


def excerpt_problems(article, text: str) -> list[str]:
    """That more is printed of somebody else's story than may be."""
    if not article.publisher_id:
        return []
    printed = words_in_common(text, article.taken_text) if article.taken_text else len(words_of(text))
    if printed <= settings.EXCERPT_WORDS:
        return []
    taken = f"{printed} words are taken from {article.publisher}, and {settings.EXCERPT_WORDS} is the most"
    return [f"{taken}: shorten the excerpt, or tell it in your own words and lead readers to the original."]
