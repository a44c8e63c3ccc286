"""Where the doors are."""

from django.contrib import admin
from django.urls import include, path

from cases.api.resources import NoResource

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/v1/", include("newsroom.api.urls")),
    path("api/<path:rest>", NoResource.as_view()),
    path("api/", NoResource.as_view()),
]
