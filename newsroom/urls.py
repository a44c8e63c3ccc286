"""Where the doors are."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("newsroom.pages.urls")),
]

handler400 = "newsroom.pages.errors.bad_request"
handler403 = "newsroom.pages.errors.forbidden"
handler404 = "newsroom.pages.errors.not_found"
handler500 = "newsroom.pages.errors.server_error"
