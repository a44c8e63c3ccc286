"""The project's server with one more address: a bare view that returns the bytes of a page, and no more.

BENCH_BYTES names the file with the bytes; BENCH_MIDDLEWARE=none takes the middleware away, from all views.
"""

import os
from functools import cache
from pathlib import Path

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.urls import include, path

from newsroom.wsgi import application as _project  # noqa: F401  sets Django up


@cache
def the_bytes():
    return Path(os.environ["BENCH_BYTES"]).read_bytes()


def bare(request):
    return HttpResponse(the_bytes(), headers={"Content-Encoding": "gzip"})


urlpatterns = [path("bare/", bare), path("", include("newsroom.urls"))]
settings.ROOT_URLCONF = __name__
if os.environ.get("BENCH_MIDDLEWARE") == "none":
    settings.MIDDLEWARE = []
django.setup()
application = WSGIHandler()
