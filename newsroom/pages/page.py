"""What all pages made for each request have in common."""

from django.http import HttpResponse
from django.utils import timezone
from django.views import View

from newsroom.pages.rendering import render
from newsroom.pages.serving import FRESHNESS


class ReaderPage(View):
    """A page for anyone: a subclass names its template and makes its context of address, clock and query."""

    http_method_names = ["get", "head", "options"]
    template_name = None

    def get(self, request, **address):
        self.now, self.query = timezone.now(), request.GET
        context = {"path": request.path, **self.context(**address)}
        status = context.pop("status", 200)
        return HttpResponse(
            render(self.template_name, context), status=status, headers={"Cache-Control": FRESHNESS}
        )
