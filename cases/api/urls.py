"""The record's resources. Whoever mounts them gives them the namespace `api`."""

from django.urls import path

from cases.api import views

urlpatterns = [
    path("cases/", views.CaseList.as_view(), name="case-list"),
    path("cases/<slug:slug>/", views.CaseDetail.as_view(), name="case-detail"),
    path("cases/<slug:slug>/events/", views.CaseEventList.as_view(), name="case-event-list"),
    path("entities/", views.EntityList.as_view(), name="entity-list"),
    path("entities/<slug:slug>/", views.EntityDetail.as_view(), name="entity-detail"),
    path("courts/", views.CourtList.as_view(), name="court-list"),
    path("courts/<slug:code>/", views.CourtDetail.as_view(), name="court-detail"),
]
