"""Pages for readers are made of their context alone: no user, no session, no token, no cookie."""

import json
from functools import cache
from hashlib import sha256

from django.conf import settings
from django.template import loader
from django.utils.safestring import mark_safe

# Inside <script> nothing else is special; these keep any text from ending the element.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
MADE_BY = (("cases", "*.py"), ("newsroom", "*.py"), ("newsroom/static", "*"), ("templates", "*.html"))


def render(template: str, context: dict) -> str:
    """The page; `context` names its `path`, and `canonical` where that is elsewhere."""
    site = {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "canonical": f"{settings.SITE_URL}{context['path']}",
        "robots": "",
        "preview": None,
    }
    return loader.render_to_string(template, site | context)


def structured(data: dict) -> str:
    """JSON-LD, safe inside a script element."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(ESCAPES))  # noqa: S308  escaped above


@cache
def design() -> str:
    """A fingerprint of what makes pages: after a deployment, those made by the code before are not served."""
    digest = sha256(f"{settings.SITE_NAME}\n{settings.SITE_URL}".encode())
    for folder, pattern in MADE_BY:
        for file in sorted((settings.BASE_DIR / folder).rglob(pattern)):
            if file.is_file():
                digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
