"""The addresses of the readers' pages."""

from django.urls import path, re_path

from newsroom.explainers.kinds import Depth
from newsroom.pages.case_page import CaseCoverage, CaseDetail, CaseTimeline
from newsroom.pages.cases import CaseList
from newsroom.pages.corrections import Corrections, CorrectionsFeed
from newsroom.pages.documents import DocumentFile
from newsroom.pages.entities import EntityCoverage, EntityDetail
from newsroom.pages.glossary import Glossary
from newsroom.pages.home import Home
from newsroom.pages.images import ImageFile
from newsroom.pages.invited import InvitedPreview
from newsroom.pages.numbers import NumberRows, NumberRowsSheet
from newsroom.pages.preview import Preview
from newsroom.pages.rehearsal import WhatWouldChange
from newsroom.pages.search import Search
from newsroom.pages.stories import ArticleDetail, ExplainerDetail
from newsroom.pages.topics import SectionDetail, TopicDetail
from newsroom.pages.versions import VersionComparison, VersionDetail, VersionList

app_name = "pages"
VERSIONS = r"^(?P<kind>article|explainer)s/(?P<slug>[-\w]+)/versions/"

urlpatterns = [
    path("", Home.as_view(), name="home"),
    path("articles/<slug:slug>/", ArticleDetail.as_view(), name="article"),
    path("explainers/<slug:slug>/", ExplainerDetail.as_view(), name="explainer"),
    re_path(rf"{VERSIONS}$", VersionList.as_view(), name="versions"),
    re_path(rf"{VERSIONS}(?P<number>[1-9][0-9]{{0,8}})/$", VersionDetail.as_view(), name="version"),
    re_path(
        rf"{VERSIONS}(?P<old>[1-9][0-9]{{0,8}})\.\.(?P<new>[1-9][0-9]{{0,8}})/$",
        VersionComparison.as_view(),
        name="version-comparison",
    ),
    re_path(
        r"^(?P<kind>article|explainer)s/(?P<slug>[-\w]+)/numbers/(?P<number>[0-9]{1,18})/$",
        NumberRows.as_view(),
        name="number-rows",
    ),
    re_path(
        r"^(?P<kind>article|explainer)s/(?P<slug>[-\w]+)/numbers/(?P<number>[0-9]{1,18})\.csv$",
        NumberRowsSheet.as_view(),
        name="number-sheet",
    ),
    *(
        path(f"explainers/<slug:slug>/{depth.tail}", ExplainerDetail.as_view(), {"depth": depth})
        for depth in (Depth.GLANCE, Depth.BRIEF)
    ),
    path("cases/", CaseList.as_view(), name="case-list"),
    path("cases/<slug:slug>/", CaseDetail.as_view(), name="case"),
    path("cases/<slug:slug>/timeline/", CaseTimeline.as_view(), name="case-timeline"),
    path("cases/<slug:slug>/coverage/", CaseCoverage.as_view(), name="case-coverage"),
    path("entities/<slug:slug>/", EntityDetail.as_view(), name="entity"),
    path("entities/<slug:slug>/coverage/", EntityCoverage.as_view(), name="entity-coverage"),
    path("topics/<slug:slug>/", TopicDetail.as_view(), name="topic"),
    path("sections/<slug:slug>/", SectionDetail.as_view(), name="section"),
    path("corrections/", Corrections.as_view(), name="corrections"),
    path("corrections/feed.atom", CorrectionsFeed.as_view(), name="corrections-feed"),
    path("glossary/", Glossary.as_view(), name="glossary"),
    path("search/", Search.as_view(), name="search"),
    re_path(
        r"^images/(?P<name>[0-9a-f]{64}(?:-[0-9]{1,4})?\.(?:jpg|png|webp))$",
        ImageFile.as_view(),
        name="image",
    ),
    re_path(r"^documents/(?P<pk>[0-9]{1,18})/$", DocumentFile.as_view(), name="document"),
    path("preview/record/", WhatWouldChange.as_view(), name="what-would-change"),
    re_path(r"^preview/(?P<token>[-\w]{43})/$", InvitedPreview.as_view(), name="invited-preview"),
    re_path(r"^preview/(?P<kind>article|explainer)/(?P<pk>[0-9]{1,18})/$", Preview.as_view(), name="preview"),
]
