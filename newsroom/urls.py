"""Where the doors are."""

from django.contrib import admin
from django.urls import include, path, re_path

from cases.api.resources import NoResource

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/v1/", include("newsroom.api.urls")),
    re_path(r"^api/", NoResource.as_view()),
    path("", include("newsroom.pages.urls")),
]

handler400 = "newsroom.pages.errors.bad_request"
handler403 = "newsroom.pages.errors.forbidden"
handler404 = "newsroom.pages.errors.not_found"
handler500 = "newsroom.pages.errors.server_error"
