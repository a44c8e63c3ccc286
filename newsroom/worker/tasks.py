"""Tasks, each safe to do again: a worker that dies in the middle of one leaves it to the next."""

from django.tasks import task
from django.utils import timezone

from newsroom.pages.stories import make_ready


@task
def warm(kind, slug):
    """Have the page at the address ready before the first reader asks for it."""
    make_ready(kind, slug, timezone.now())
