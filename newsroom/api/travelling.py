"""HTML that leaves the site."""

import re

from cases.api.addresses import site_url

# Published HTML is canonical: a < in text is written &lt;, so what looks like a tag here is one.
_LINK_WITHIN_THE_SITE = re.compile(r'(<a [^>]*?href=")(/(?!/)[^"]*)')


def travelling(html: str) -> str:
    """The same words with links that work anywhere: addresses within the site are given in full."""
    return _LINK_WITHIN_THE_SITE.sub(lambda found: found[1] + site_url(found[2]), html)
