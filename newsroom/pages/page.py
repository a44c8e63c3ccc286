"""What all pages made for each request have in common."""

from django.http import HttpResponse
from django.utils import timezone
from django.views import View

from newsroom.pages.rendering import render
from newsroom.pages.serving import FRESHNESS


class ReaderPage(View):
    """A page for anyone. A subclass names its template and gathers its context, from the address alone."""

    http_method_names = ["get", "head", "options"]
    template_name = None

    def get(self, request, **address):
        context = {"path": request.path, **self.context(timezone.now(), request.GET, **address)}
        status = context.pop("status", 200)
        return HttpResponse(
            render(self.template_name, context), status=status, headers={"Cache-Control": FRESHNESS}
        )
