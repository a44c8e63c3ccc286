"""HTML that leaves the site."""

import re

from cases.api.addresses import site_url

# Published HTML is canonical: a < in text is written &lt;, so what looks like a tag here is one.
_LINK_WITHIN_THE_SITE = re.compile(r'(<a [^>]*?href=")(/(?!/)[^"]*)')


_PICTURE = re.compile(r"<(?:img|source) [^>]*>")
_FILE = re.compile(r'(?<=[" ])/images/[\w.-]+')


def travelling(html: str) -> str:
    """The same words with links and pictures that work anywhere: our addresses are given in full."""
    html = _LINK_WITHIN_THE_SITE.sub(lambda found: found[1] + site_url(found[2]), html)
    return _PICTURE.sub(lambda tag: _FILE.sub(lambda file: site_url(file[0]), tag[0]), html)
