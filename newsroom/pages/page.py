"""What all pages made for each request have in common."""

from django.db.models import Model, QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views import View

from newsroom.pages.rendering import render
from newsroom.pages.serving import FRESHNESS, moved


class Merged(Exception):
    """What stood at the address was merged into what stands at another, of this slug."""

    def __init__(self, slug: str):
        self.slug = slug


def standing_at(slug: str, rows: QuerySet) -> Model:
    """The one of the rows at the address. Raises Merged where it was merged into another, else Http404."""
    row = rows.filter(slug=slug).first()
    if row:
        return row
    survivor = rows.formerly_at(slug).first()
    if survivor:
        raise Merged(survivor.slug)
    raise Http404


class ReaderPage(View):
    """A page for anyone: a subclass names its template and makes its context of address, clock and query."""

    http_method_names = ["get", "head", "options"]
    template_name = None

    def get(self, request, **address):
        self.now, self.query = timezone.now(), request.GET
        try:
            context = {"path": request.path, **self.context(**address)}
        except Merged as merged:
            return moved(reverse(request.resolver_match.view_name, kwargs={**address, "slug": merged.slug}))
        status = context.pop("status", 200)
        return HttpResponse(
            render(self.template_name, context), status=status, headers={"Cache-Control": FRESHNESS}
        )
