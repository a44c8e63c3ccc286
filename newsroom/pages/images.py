"""The files of pictures. A name tells the content, so browsers may keep what they got for ever."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.views import View

from newsroom.images.developing import FOLDER

FOR_EVER = "public, max-age=31536000, immutable"
TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}


class ImageFile(View):
    """One file of a picture."""

    http_method_names = ["get", "head", "options"]

    def get(self, request, name):  # noqa: ARG002  a view is given the request
        try:
            file = default_storage.open(f"{FOLDER}/{name}")
        except FileNotFoundError:
            raise Http404 from None
        response = FileResponse(file, content_type=TYPES[name.rpartition(".")[2]])
        response["Cache-Control"] = FOR_EVER
        response["X-Content-Type-Options"] = "nosniff"
        return response
