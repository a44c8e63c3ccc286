from django.urls import include, path, re_path

from cases.api.resources import NoResource
from newsroom.api import description, views
from newsroom.api.numbers import NumberDetail, NumberList

app_name = "api"
urlpatterns = [
    path("", include("cases.api.urls")),
    path("articles/", views.ArticleList.as_view(), name="article-list"),
    path("articles/<slug:slug>/", views.ArticleDetail.as_view(), name="article-detail"),
    path("articles/<slug:slug>/versions/", views.ArticleVersionList.as_view(), name="article-version-list"),
    path("explainers/", views.ExplainerList.as_view(), name="explainer-list"),
    path("explainers/<slug:slug>/", views.ExplainerDetail.as_view(), name="explainer-detail"),
    path(
        "explainers/<slug:slug>/versions/",
        views.ExplainerVersionList.as_view(),
        name="explainer-version-list",
    ),
    path("numbers/", NumberList.as_view(), name="number-list"),
    path("numbers/<int:number>/", NumberDetail.as_view(), name="number-detail"),
    path("schema/", description.Schema.as_view(), name="schema"),
    path("docs/", description.Docs.as_view(), name="docs"),
    re_path(r"", NoResource.as_view()),
]
