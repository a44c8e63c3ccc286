"""Addresses in full, built on SITE_URL and never on the Host header.

One resource has one address, whichever proxy or port it was asked at: what caches keep and what other
newsrooms store stays right, and a forged header reaches nobody's cache.
"""

from django.conf import settings
from django.urls import reverse


def site_url(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def resource_url(name: str, *args: str) -> str:
    """Where the API serves it: `resource_url("case-detail", case.slug)`."""
    return site_url(reverse(f"api:{name}", args=args))
