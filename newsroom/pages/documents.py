"""Uploaded papers of visible cases."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views import View

from cases.models import Document
from newsroom.pages.serving import FRESHNESS


class DocumentFile(View):
    """The file, to be kept rather than opened in our name: what was uploaded is not ours."""

    http_method_names = ["get", "head", "options"]

    def get(self, request, pk):  # noqa: ARG002  a view is given the request
        document = get_object_or_404(Document.objects.visible_to(None), pk=pk)
        if not document.file:
            raise Http404
        try:
            file = document.file.open("rb")
        except FileNotFoundError:
            raise Http404 from None
        response = FileResponse(file, as_attachment=True, filename=document.file.name.rpartition("/")[2])
        response["Cache-Control"] = FRESHNESS
        response["X-Content-Type-Options"] = "nosniff"
        return response
