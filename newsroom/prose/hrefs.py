"""Which addresses a link may have."""

import re
from urllib.parse import quote

# Browsers read `\` as `/` and drop tabs and line ends inside an address, so `/\host` and `/<tab>/host` leave
# the site.
_DROPPED_BY_BROWSERS = re.compile(r"[\t\n\r]")
_ENDS = "".join(map(chr, range(0x21)))
_WEB = re.compile(r"https?://[^/?#\s]", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^\s@]+@[^\s@]", re.IGNORECASE)
_ON_SITE = re.compile(r"/(?!/)")
_UNFIT = re.compile(
    r"""[\x00-\x20"<>`{}^|\x7f-\xa0\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"""
)


def is_external(href: str) -> bool:
    """The address leads to another site's page."""
    return href.startswith(("http://", "https://"))


def safe_href(href: str) -> str:
    """The address as it may be written in a link; empty when it may not."""
    href = _DROPPED_BY_BROWSERS.sub("", href).strip(_ENDS)
    if "\\" in href:
        return ""
    if _WEB.match(href) or _MAIL.match(href):
        scheme, colon, rest = href.partition(":")
        href = scheme.lower() + colon + rest
    elif not _ON_SITE.match(href):
        return ""
    return _UNFIT.sub(lambda unfit: quote(unfit[0]), href)
